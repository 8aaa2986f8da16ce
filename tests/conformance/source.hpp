// One side of an array's input in plain C++, as tb/verilator/array_model.cpp drives it.
#pragma once

#include <cstdint>

#include "sim/conformance/model.hpp"

namespace fp8forge::conformance {

struct Source {
  const Stream& stream;
  std::size_t next = 0;
  int wait = 0;

  explicit Source(const Stream& from) : stream(from), wait(from.beats() ? from.gaps[0] : 0) {}
  bool done() const { return next == stream.beats(); }
  bool valid() const { return !done() && wait == 0; }
  bool last() const { return stream.last[next]; }
  const std::uint8_t* data(int bytes) const {
    return stream.data.data() + next * static_cast<std::size_t>(bytes);
  }
  void step(bool taken) {
    if (taken) {
      if (++next < stream.beats()) wait = stream.gaps[next];
    } else if (wait > 0) {
      --wait;
    }
  }
};

}  // namespace fp8forge::conformance
