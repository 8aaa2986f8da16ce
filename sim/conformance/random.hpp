// Random numbers that are the same everywhere: SplitMix64 (Steele, Lea, Flood 2014). The standard's
// distributions differ between libraries, and a case named by its seed has to come back.
#pragma once

#include <cstdint>
#include <vector>

namespace fp8forge::conformance {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  // A generator for one of many independent pieces of work.
  Random(std::uint64_t seed, std::uint64_t stream, std::uint64_t piece) : state_(seed) {
    state_ = next() ^ (stream * 0xD1342543DE82EF95U);
    state_ = next() ^ (piece * 0xA0761D6478BD642FU);
    next();
  }

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  // 0 ... count-1.
  std::int64_t below(std::int64_t count) {
    return static_cast<std::int64_t>(
        (static_cast<unsigned __int128>(next()) * static_cast<std::uint64_t>(count)) >> 64);
  }
  // True with a chance of percent/100.
  bool chance(int percent) { return below(100) < percent; }

  template <typename T>
  const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(below(static_cast<std::int64_t>(from.size())))];
  }
  template <typename T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) {
      std::swap(values[i - 1], values[static_cast<std::size_t>(below(static_cast<std::int64_t>(i)))]);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace fp8forge::conformance
