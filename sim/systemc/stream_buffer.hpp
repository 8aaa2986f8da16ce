// A stream's buffer, cycle by cycle: what an array's fp8_stream_fifo does with beats that are offered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace fp8forge::systemc {

// What drives a stream's pins. `data`: as many bytes as a beat has; looked at only where a beat is valid and
// the stream ready, as are `last` and `user`.
struct Offer {
  bool valid = false;
  bool last = false;
  std::uint32_t user = 0;
  std::span<const std::uint8_t> data;
};

struct Beat {
  std::vector<std::uint8_t> data;
  bool last = false;
  std::uint32_t user = 0;
};

class StreamBuffer {
 public:
  explicit StreamBuffer(std::size_t depth) : depth_(depth) {}

  void reset() {
    beats_.clear();
    ready_ = false;
  }
  // A rising edge; `pops`: the oldest beat leaves.
  void clock(const Offer& offer, bool pops) {
    const bool pushes = offer.valid && ready_;
    if (pops) beats_.pop_front();
    if (pushes) beats_.push_back({{offer.data.begin(), offer.data.end()}, offer.last, offer.user});
    ready_ = beats_.size() < depth_;
  }

  bool ready() const { return ready_; }
  std::size_t size() const { return beats_.size(); }
  bool empty() const { return beats_.empty(); }
  const Beat& front() const { return beats_.front(); }

 private:
  std::size_t depth_;
  std::deque<Beat> beats_;
  bool ready_ = false;
};

}  // namespace fp8forge::systemc
