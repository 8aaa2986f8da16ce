#include "sim/systemc/array_cycles.hpp"

#include "sim/systemc/output_stationary.hpp"
#include "sim/systemc/weight_stationary.hpp"

namespace fp8forge::systemc {

namespace {

// Registers on a row's way from the columns' bottom to the output buffer: one, one more where sums in
// segments settle, three more where D is added, and one where the rounding has more to do.
int stages_of(const conformance::ArrayUnit& unit) {
  const bool has_more = unit.has_amax || unit.scale.bits > 0 || !unit.tos.empty();
  return 1 + (unit.segments > 1 ? 1 : 0) + (unit.d ? 3 : 0) + (has_more ? 1 : 0);
}

std::unique_ptr<Columns> columns_of(const conformance::ArrayUnit& unit) {
  if (unit.is_weight_stationary) return std::make_unique<WeightStationary>(unit);
  return std::make_unique<OutputStationary>(unit);
}

// The output buffer of an output-stationary array stops it with room for one row, which is then in flight.
RowPath path_of(const conformance::ArrayUnit& unit) {
  if (unit.is_weight_stationary) return {unit, stages_of(unit), 2, 0};
  return {unit, stages_of(unit), 3, 1};
}

}  // namespace

// Input buffer, product, the way through the rows of a weight-stationary array, result bus, output buffer.
int ArrayCycles::latency(const conformance::ArrayUnit& unit) {
  return stages_of(unit) + (unit.is_weight_stationary ? unit.rows + 3 : 5);
}

ArrayCycles::ArrayCycles(const conformance::ArrayUnit& unit)
    : unit_(unit),
      columns_(columns_of(unit)),
      path_(path_of(unit)),
      addend_error_(unit.is_weight_stationary ? 8 : 4) {
  if (unit.registers) registers_.emplace(*unit.registers);
}

void ArrayCycles::reset() {
  columns_->reset();
  path_.reset();
  if (registers_) registers_->reset();
  moved_ = flowed_ = false;
  has_addend_ = true;
}

unsigned ArrayCycles::error() const { return columns_->error() | (path_.d_disagreed() ? addend_error_ : 0); }

void ArrayCycles::clock(const Inputs& inputs) {
  const bool has_room = path_.has_room();
  const bool below = columns_->row_below();
  const bool has_addend = unit_.is_weight_stationary ? has_addend_ : path_.has_addend(moved_, below);
  const bool advances = has_room && has_addend;
  const bool moves = unit_.is_weight_stationary ? advances : moved_;
  const bool flows = unit_.is_weight_stationary ? has_room : flowed_;
  const bool has_addend_next = path_.has_addend(moves, below);
  if (registers_) {
    registers_->clock(inputs.registers,
                      {columns_->takes(advances), columns_->present() && has_addend, !has_room,
                       c_valid() && inputs.c_ready && c_row().last,
                       path_.gives(moves, flows) ? path_.given().marks : std::uint8_t{0}, error()});
  }
  path_.clock(moves, flows, below, inputs.d, inputs.c_ready);
  columns_->clock(advances, moves, inputs.a, inputs.b, path_.rows());
  moved_ = advances;
  flowed_ = has_room;
  has_addend_ = has_addend_next;
}

}  // namespace fp8forge::systemc
