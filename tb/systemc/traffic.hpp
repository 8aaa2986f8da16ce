// Random beats for the lock-step bench: tiles of any length with bubbles, special values, ends that disagree.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "sim/conformance/random.hpp"
#include "sim/conformance/unit.hpp"

namespace fp8forge::tb {

// What one input stream's pins show. A beat that is offered stays until it is taken; without one the payload
// is random and means nothing.
struct StreamPins {
  bool valid = false;
  bool last = false;
  std::uint32_t user = 0;
  std::vector<std::uint8_t> data;
};

class Traffic {
 public:
  Traffic(const conformance::ArrayUnit& unit, std::uint64_t seed);

  // The pins of the next cycle. `took`: the beat of this one was taken.
  void next(bool took_a, bool took_b, bool took_d);
  // The array is being reset: beats under way are lost, and both streams begin a tile.
  void restart();

  const StreamPins& a() const { return a_.pins; }
  const StreamPins& b() const { return b_.pins; }
  const StreamPins& d() const { return d_.pins; }
  bool c_ready() const { return c_ready_; }

 private:
  struct Source {
    StreamPins pins;
    std::deque<bool> lasts;  // of beats that are drawn and not offered
    std::int64_t left = 0;   // of a tile, where the stream's tiles have their own lengths
  };
  // How busy the streams and the sink are, and what tiles are like; it changes every few hundred cycles.
  struct Weather {
    std::int64_t cycles = 0;                                               // that it still lasts
    int offers_a = 100, offers_b = 100, offers_d = 100, sink_ready = 100;  // percent of the cycles
    std::int64_t longest = 1;                                              // tile
    int specials = 0;   // percent of the beats with a NaN, an infinity, ...
    int disagrees = 0;  // percent of the beats
  };
  void change_weather();
  void draw_pair();
  void draw_row(Source& source, std::int64_t longest);
  void draw_addend();
  void next(Source& source, bool took, int percent);

  conformance::Random random_;
  std::int64_t rows_, tile_rows_;
  bool is_weight_stationary_;
  Weather weather_;
  std::int64_t tile_left_ = 0;  // beats until the tile ends
  Source a_, b_, d_;
  bool c_ready_ = false;
};

}  // namespace fp8forge::tb
