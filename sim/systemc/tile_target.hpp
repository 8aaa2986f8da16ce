// An output-stationary array without D as a TLM-2.0 target, for virtual platforms: a transaction is a tile,
// its result exact, its time that of the pins without a stall.
//
// A transaction has a TileExtension with the operands. Its command is TLM_READ, and its data become C: rows x
// cols codes row by row, little-endian, each in the bytes of the result format; a tile that is kept gives no
// C and is a TLM_IGNORE_COMMAND. Addresses mean nothing. Responses: TLM_COMMAND_ERROR for a transaction
// without the extension or with the other command, TLM_BURST_ERROR for lengths that are not those of a tile,
// TLM_BYTE_ENABLE_ERROR. A header alone: it is compiled with the user's own SystemC library.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <systemc>
#include <tlm>

#include "sim/systemc/result_rows.hpp"
#include "sim/systemc/tile_sums.hpp"
#include "tlm_utils/simple_target_socket.h"

namespace fp8forge::systemc {

struct TileExtension : tlm::tlm_extension<TileExtension> {
  std::span<const std::uint8_t> a;  // K columns of A one after the other, rows codes each
  std::span<const std::uint8_t> b;  // K rows of B, cols codes each
  std::uint32_t user = 0;           // s_axis_a_tuser, where the array has it (docs/ports.md)
  // Out: when the last operands are taken, as a delay like that of b_transport. An initiator that sends its
  // next tile then overlaps it with this one, as the pins would.
  sc_core::sc_time taken;

  tlm_extension_base* clone() const override { return new TileExtension(*this); }
  void copy_from(const tlm_extension_base& other) override {
    *this = static_cast<const TileExtension&>(other);
  }
};

class TileTarget : public sc_core::sc_module {
 public:
  tlm_utils::simple_target_socket<TileTarget> socket{"socket"};

  // `period`: of the array's clock. A weight-stationary unit, or one with D, is a SystemC error.
  TileTarget(sc_core::sc_module_name name, const conformance::ArrayUnit& unit, sc_core::sc_time period)
      : sc_core::sc_module(name), unit_(unit), sums_(unit), period_(period) {
    if (unit.is_weight_stationary || unit.d) {
      SC_REPORT_ERROR("/fp8forge/tile_target", "tiles are those of output-stationary arrays without D");
    }
    socket.register_b_transport(this, &TileTarget::b_transport);
  }

  // Sums have had more than max_terms terms (bit 1 of error_o) since the last reset.
  bool overlong() const { return overlong_; }

  // As aresetn: kept sums are lost.
  void reset() {
    sums_.clear();
    terms_ = 0;
    overlong_ = false;
    idle_ = next_end_ = sc_core::SC_ZERO_TIME;
  }

 private:
  tlm::tlm_response_status check(const tlm::tlm_generic_payload& payload, const TileExtension* tile,
                                 bool keeps) const {
    const auto rows = static_cast<std::size_t>(unit_.rows), cols = static_cast<std::size_t>(unit_.cols);
    if (tile == nullptr ||
        payload.get_command() != (keeps ? tlm::TLM_IGNORE_COMMAND : tlm::TLM_READ_COMMAND)) {
      return tlm::TLM_COMMAND_ERROR_RESPONSE;
    }
    if (payload.get_byte_enable_ptr() != nullptr) return tlm::TLM_BYTE_ENABLE_ERROR_RESPONSE;
    const std::size_t terms = tile->a.size() / rows;
    const std::size_t bytes = rows * cols * static_cast<std::size_t>(unit_.to.bytes());
    const bool gives =
        keeps || (payload.get_data_length() == bytes && payload.get_streaming_width() >= bytes);
    if (terms == 0 || tile->a.size() != terms * rows || tile->b.size() != terms * cols || !gives) {
      return tlm::TLM_BURST_ERROR_RESPONSE;
    }
    return tlm::TLM_OK_RESPONSE;
  }

  void b_transport(tlm::tlm_generic_payload& payload, sc_core::sc_time& delay) {
    auto* const tile = payload.get_extension<TileExtension>();
    const conformance::TileControl control = unit_.control(tile == nullptr ? 0 : tile->user);
    payload.set_response_status(check(payload, tile, control.keep));
    if (payload.get_response_status() != tlm::TLM_OK_RESPONSE) return;

    const auto rows = static_cast<std::size_t>(unit_.rows), cols = static_cast<std::size_t>(unit_.cols);
    const std::size_t terms = tile->a.size() / rows;
    for (std::size_t k = 0; k < terms; ++k) {
      sums_.add(control, tile->a.subspan(k * rows, rows), tile->b.subspan(k * cols, cols));
    }
    terms_ += static_cast<std::int64_t>(terms);
    overlong_ = overlong_ || terms_ > unit_.max_terms;
    if (!control.keep) give(control, payload.get_data_ptr());

    // Beats are taken one a cycle, tiles that are drained end `interval` cycles apart (docs/array.md).
    const sc_core::sc_time now = sc_core::sc_time_stamp();
    sc_core::sc_time end = std::max(now + delay, idle_) + cycles(static_cast<std::int64_t>(terms));
    if (!control.keep) {
      end = std::max(end, next_end_);
      next_end_ = end + cycles(unit_.interval);
    }
    idle_ = end;
    tile->taken = end - now;
    delay = tile->taken + (control.keep ? sc_core::SC_ZERO_TIME : cycles(unit_.latency + unit_.rows - 1));
  }

  // C as bytes; new sums.
  void give(const conformance::TileControl& control, unsigned char* data) {
    const int bytes = unit_.to.bytes();
    ResultRows rows(unit_);
    for (int row = 0; row < unit_.rows; ++row) {
      rows.push(control, sums_.row(row), row + 1 == unit_.rows);
      for (const std::uint32_t code : rows[0].codes) {
        for (int i = 0; i < bytes; ++i) *data++ = static_cast<unsigned char>(code >> 8 * i);
      }
      rows.pop();
    }
    sums_.clear();
    terms_ = 0;
  }

  sc_core::sc_time cycles(std::int64_t count) const { return static_cast<double>(count) * period_; }

  conformance::ArrayUnit unit_;
  TileSums sums_;
  sc_core::sc_time period_;
  std::int64_t terms_ = 0;  // of the current sums
  bool overlong_ = false;
  sc_core::sc_time idle_;      // the input has no more beats from then on
  sc_core::sc_time next_end_;  // a tile that is drained may end no earlier
};

}  // namespace fp8forge::systemc
