#include "synth/workload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <numbers>
#include <random>

#include "sim/golden/golden.hpp"

namespace fp8forge::synth {

namespace {

constexpr std::int64_t kTerms = 256;  // of a tile or a sum, unless the unit takes fewer
constexpr int kResetCycles = 4;
// INT8 operands are quantised with four standard deviations as the largest magnitude.
constexpr double kInt8Step = 4.0 / 128;
constexpr const char* kInt8Array = "int8_array";

// Standard normal numbers, the same in every C++ library.
class Normal {
 public:
  explicit Normal(std::uint64_t seed) : bits_(seed) {}
  float next() {
    const double radius = std::sqrt(-2 * std::log(unit()));
    return static_cast<float>(radius * std::cos(2 * std::numbers::pi * unit()));
  }

 private:
  double unit() { return (static_cast<double>(bits_() >> 11) + 0.5) * 0x1p-53; }
  std::mt19937_64 bits_;
};

// The number's code in a format; without one, in INT8.
std::uint32_t code_of(float value, const Format* format) {
  if (format == nullptr) {
    const double steps = std::clamp(std::nearbyint(value / kInt8Step), -127.0, 127.0);
    return static_cast<std::uint32_t>(static_cast<int>(steps)) & 0xFF;
  }
  const golden::Target target{*format, Rounding::kRne, Overflow::kSaturate};
  return golden::convert(kFp32, target, std::bit_cast<std::uint32_t>(value));
}

// One stream of beats: its operands' port, and how long its tiles are.
struct Stream {
  std::string data, valid, ready, last;  // ports; empty: none
  const Format* format = nullptr;
  std::int64_t length = 0;  // beats of a tile
  Normal numbers{0};
  std::int64_t beat = 0;
  std::int64_t taken = 0;
};

std::string text_or_empty(const Bundle& bundle, const std::string& key) {
  const nlohmann::json& request = bundle.manifest.at("request");
  return request.contains(key) && request.at(key).is_string() ? request.at(key).get<std::string>() : "";
}

std::int64_t number_or(const Bundle& bundle, const std::string& key, std::int64_t otherwise) {
  const nlohmann::json& request = bundle.manifest.at("request");
  return request.contains(key) && request.at(key).is_number() ? request.at(key).get<std::int64_t>()
                                                              : otherwise;
}

// The first of the formats that the key names; null: INT8.
const Format* format_of(const Bundle& bundle, const std::string& key) {
  const std::string names = text_or_empty(bundle, key);
  return find_format(names.substr(0, names.find(',')));
}

bool is_array(const Bundle& bundle) { return bundle.unit == "array" || bundle.unit == kInt8Array; }

std::int64_t terms_of(const Bundle& bundle) {
  const std::int64_t most = number_or(bundle, "max_terms", kTerms);
  return std::clamp<std::int64_t>(most, 1, kTerms);
}

class Player {
 public:
  Player(Simulation& simulation, const nlohmann::json& ports, const Bundle& bundle, Operands operands)
      : simulation_(simulation), ports_(ports), bundle_(bundle), operands_(operands) {
    const std::int64_t rows = number_or(bundle, "rows", 1);
    const bool is_stationary = text_or_empty(bundle, "dataflow") == "weight-stationary";
    const std::int64_t terms = terms_of(bundle);
    std::uint64_t seed = 1;
    for (const char* letter : {"a", "b", "c", "d"}) {
      Stream stream;
      stream.numbers = Normal(seed++);
      stream.format = format_of(bundle, *letter == 'a' && bundle.unit == "converter" ? "from" : letter);
      stream.length = terms;
      if (is_stationary && *letter == 'b') stream.length = rows;
      if (!is_stationary && *letter == 'd') stream.length = rows;
      const std::string axis = fmt::format("s_axis_{}_t", letter);
      const std::string scalar = fmt::format("{}_i", letter);
      if (ports.contains(axis + "data")) {
        stream.data = axis + "data", stream.valid = axis + "valid", stream.ready = axis + "ready";
        stream.last = axis + "last";
      } else if (ports.contains(scalar)) {
        stream.data = scalar;
        if (ports.contains("ready_o")) stream.ready = "ready_o";
      } else {
        continue;
      }
      streams_.push_back(std::move(stream));
    }
  }

  void reset() {
    for (const char* name : {"m_axis_c_tready", "ready_i", "valid_i"}) set(name, true);
    for (const char* name : {"aresetn", "rst_ni"}) set(name, false);
    simulation_.settle();
    for (int i = 0; i < kResetCycles; ++i) simulation_.clock(), simulation_.settle();
    for (const char* name : {"aresetn", "rst_ni"}) set(name, true);
    for (Stream& stream : streams_) offer(stream);
  }

  void cycle() {
    simulation_.settle();
    std::vector<Stream*> taken;
    for (Stream& stream : streams_) {
      if (stream.ready.empty() || (simulation_.word(bit(stream.ready, 0)) & 1) != 0) taken.push_back(&stream);
    }
    simulation_.clock();
    for (Stream* stream : taken) {
      ++stream->taken;
      ++stream->beat;
      offer(*stream);
    }
  }

  // Beats of a, which all units have.
  std::int64_t taken() const { return streams_.empty() ? 0 : streams_.front().taken; }

 private:
  const nlohmann::json& bit(const std::string& port, std::size_t i) const {
    return ports_.at(port).at("bits").at(i);
  }

  void set(const std::string& port, bool value) {
    if (!ports_.contains(port)) return;
    for (const nlohmann::json& each : ports_.at(port).at("bits"))
      simulation_.word(each) = value ? ~std::uint64_t{0} : 0;
  }

  void offer(Stream& stream) {
    if (!stream.valid.empty()) set(stream.valid, true);
    const bool is_last = (stream.beat + 1) % stream.length == 0;
    if (!stream.last.empty()) set(stream.last, is_last);
    if (&stream == &streams_.front()) {
      set("clear_i", stream.beat % stream.length == 0);
      set("read_i", is_last);
    }
    const nlohmann::json& bits = ports_.at(stream.data).at("bits");
    const auto width = static_cast<std::size_t>(stream.format == nullptr ? 8 : stream.format->bits());
    for (std::size_t from = 0; from + width <= bits.size(); from += width) {
      std::array<std::uint64_t, 32> words{};
      for (int run = 0; run < kRuns && operands_ == Operands::kNormal; ++run) {
        const std::uint32_t code = code_of(stream.numbers.next(), stream.format);
        for (std::size_t i = 0; i < width; ++i) words[i] |= std::uint64_t{(code >> i) & 1} << run;
      }
      for (std::size_t i = 0; i < width; ++i) simulation_.word(bits[from + i]) = words[i];
    }
  }

  Simulation& simulation_;
  const nlohmann::json& ports_;
  const Bundle& bundle_;
  const Operands operands_;
  std::vector<Stream> streams_;
};

}  // namespace

Workload play(Simulation& simulation, const nlohmann::json& ports, const Bundle& bundle, Operands operands) {
  Player player(simulation, ports, bundle, operands);
  player.reset();
  const std::int64_t terms = terms_of(bundle);
  const std::int64_t tiles = (kTerms + terms - 1) / terms;
  for (std::int64_t i = 0; i < kTerms + 64; ++i) player.cycle();
  simulation.clear_toggles();
  const std::int64_t before = player.taken();
  Workload workload;
  workload.cycles = static_cast<long>(tiles * terms);
  for (long i = 0; i < workload.cycles; ++i) player.cycle();
  const std::int64_t each = is_array(bundle) ? number_or(bundle, "rows", 1) * number_or(bundle, "cols", 1)
                                             : number_or(bundle, "lanes", 1);
  workload.products =
      static_cast<double>((player.taken() - before) * each) / static_cast<double>(workload.cycles);
  return workload;
}

std::string workload_text(const Bundle& bundle) {
  const std::string operands =
      bundle.unit == kInt8Array ? "INT8, 4 standard deviations as 128" : "the formats";
  return fmt::format(
      "{} runs, operands drawn from the normal distribution and rounded to {}, a beat a cycle{}", kRuns,
      operands, is_array(bundle) ? fmt::format(", tiles of {}", terms_of(bundle)) : "");
}

}  // namespace fp8forge::synth
