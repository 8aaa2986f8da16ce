// The way of rows of C below an array's columns, cycle by cycle: registers in which they are rounded, the
// beat of D that they wait for, and the output's buffer.
//
//   columns ──► held stages ──► D ──► flowing stages ──► buffer ──► m_axis_c
//
// Without D all stages are held: they move with the columns.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/conformance/unit.hpp"
#include "sim/systemc/result_rows.hpp"
#include "sim/systemc/stream_buffer.hpp"

namespace fp8forge::systemc {

class RowPath {
 public:
  // `stages`: of both kinds. The buffer takes rows up to `depth`, and asks the array to stop with `reserve`
  // places left, for rows in flight.
  RowPath(const conformance::ArrayUnit& unit, int stages, int depth, int reserve);

  void reset();

  // From registers: the buffer has room; and whether the row that stands in D's stage in the next cycle, if
  // the held stages move in this one or not, has its beat. `below`: a row stands at the columns' bottom.
  bool has_room() const { return has_room_; }
  bool has_addend(bool moves, bool below) const;
  // A row leaves the rounders at this edge.
  bool gives(bool moves, bool flows) const { return stages_.back() && (has_d_ ? flows : moves); }
  const ResultRows::Row& given() const { return rows_[held_]; }  // that row

  // A rising edge: the held stages move, the others do; `below` as above.
  void clock(bool moves, bool flows, bool below, const Offer& d, bool c_ready);

  ResultRows& rows() { return rows_; }
  bool d_ready() const { return d_.ready(); }
  bool d_disagreed() const { return disagreed_; }  // sticky
  bool valid() const { return held_ > 0; }
  const ResultRows::Row& front() const { return rows_[0]; }  // the row that is offered

 private:
  bool has_d_;
  std::size_t depth_, reserve_;
  std::size_t held_stages_;
  std::vector<bool> stages_;  // a row stands there; the first one below the columns first
  StreamBuffer d_{3};
  bool disagreed_ = false;
  ResultRows rows_;
  std::size_t held_ = 0;  // rows in the output buffer
  bool has_room_ = false;
};

}  // namespace fp8forge::systemc
