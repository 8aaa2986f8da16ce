// The counters of an array in plain C++, behind their AXI4-Lite port, with faults to choose from: what the
// checks must find.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "sim/conformance/activity.hpp"
#include "sim/conformance/model.hpp"

namespace fp8forge::conformance {

enum class RegisterFault {
  kNone,
  kCounterStuck,    // HELD
  kStarvedIsHeld,   // and the other way round
  kBusyTwice,       // after a bubble
  kTilesWhenShown,  // not when taken
  kMarkMissing,     // saturated
  kMarkAlways,      // NaN
  kMarksNotCleared,
  kErrorMissing,
  kClearLost,  // of counters
  kStopLost,
  kStrobeIgnored,
  kWriteLost,         // data before its address
  kWriteEverywhere,   // any address is CONTROL
  kResponseLost,      // while the one before waits
  kResponseTooEarly,  // before a write's data
  kResponseUnstable,  // bresp
  kReadUnstable,      // rdata
  kValidFalls,        // rvalid
  kErrorUntold,       // OKAY for what is not there
  kReadyInReset,
  kUpperIsLower,
};

class FakeRegisters {
 public:
  FakeRegisters(const RegisterMap& map, RegisterFault fault, const RegisterTraffic& traffic);

  bool done() const { return responses_ == traffic_.accesses.size(); }

  // What the port shows in reset, `cycles` of them.
  void record_reset(std::size_t cycles, Trace& trace) const;

  // What an array does in a cycle.
  struct Events {
    Doing doing = kBlocked;
    bool shows_tile = false, takes_tile = false;  // last row at the output
    std::uint8_t marks = 0;                       // of a row that leaves the rounders
    unsigned error = 0;
  };
  // Records the cycle, and lets it end.
  void step(const Events& events, bool streams_done, Trace& trace);

 private:
  // A channel of requests: the accesses it carries, and the one that was taken and waits.
  struct Channel {
    bool is_write = false, is_data = false;
    std::size_t next = 0;  // among all accesses
    int waited = 0;
    std::optional<RegisterAccess> held = {};
  };

  // The access that is offered in this cycle.
  const RegisterAccess* offer(Channel& channel, bool streams_done);
  void take(Channel& channel, const RegisterAccess* offered);
  void skip(Channel& channel) const;
  void do_write();
  void do_read(const Events& events);
  void count(const Events& events);

  RegisterMap map_;
  RegisterFault fault_;
  RegisterTraffic traffic_;
  Channel aw_{true, false}, w_{true, true}, ar_{false, false};
  std::size_t responses_ = 0;
  bool data_first_ = false;  // of the write that waits
  bool b_valid_ = false, r_valid_ = false;
  bool b_waited_ = false, r_waited_ = false;
  unsigned b_response_ = 0, r_response_ = 0;
  std::uint32_t read_data_ = 0;
  std::uint64_t cycle_ = 0;

  bool runs_ = true;
  std::uint8_t marks_ = 0;
  std::array<std::uint32_t, 5> counters_{};
  Doing before_ = kBlocked;
};

}  // namespace fp8forge::conformance
