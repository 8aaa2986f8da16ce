// The registers of an array with counters behind their AXI4-Lite port, cycle by cycle (docs/array.md).
#pragma once

#include <array>
#include <cstdint>

#include "sim/conformance/registers.hpp"

namespace fp8forge::systemc {

class Registers {
 public:
  // What drives the port's input pins.
  struct Inputs {
    std::uint32_t aw_address = 0, ar_address = 0, w_data = 0, w_strobe = 0;
    bool aw_valid = false, w_valid = false, ar_valid = false, b_ready = false, r_ready = false;
  };
  // What the array does in a cycle.
  struct Events {
    bool takes = false;       // beats are taken
    bool present = false;     // they are there
    bool blocked = false;     // rows of C are not taken
    bool ends = false;        // the last row of a tile is taken
    std::uint32_t marks = 0;  // of a row that leaves the rounders
    unsigned error = 0;       // error_o
  };

  explicit Registers(const conformance::RegisterMap& map) : map_(map) {}

  void reset() { *this = Registers(map_); }
  void clock(const Inputs& inputs, const Events& events);

  bool aw_ready() const { return aw_ready_; }
  bool w_ready() const { return w_ready_; }
  bool ar_ready() const { return ar_ready_; }
  bool b_valid() const { return b_valid_; }
  bool r_valid() const { return r_valid_; }
  unsigned b_response() const { return b_response_; }
  unsigned r_response() const { return r_response_; }
  std::uint32_t r_data() const { return r_data_; }

 private:
  std::uint32_t read(std::uint32_t address, unsigned error);

  conformance::RegisterMap map_;
  bool has_aw_ = false, has_w_ = false, has_ar_ = false;  // taken, and not done
  bool aw_ready_ = false, w_ready_ = false, ar_ready_ = false, b_valid_ = false, r_valid_ = false;
  unsigned b_response_ = 0, r_response_ = 0;
  std::uint32_t aw_address_ = 0, ar_address_ = 0, w_data_ = 0, w_strobe_ = 0, r_data_ = 0;

  bool runs_ = true;
  std::uint32_t marks_ = 0;
  std::array<std::uint64_t, 5> counters_{};  // BUSY, STARVED, HELD, BLOCKED, TILES
  std::uint64_t upper_ = 0;                  // of the counter whose lower word was read last
};

}  // namespace fp8forge::systemc
