// The part of an array that takes beats of A and B and forms sums, cycle by cycle; there is one of each
// dataflow.
#pragma once

#include "sim/systemc/result_rows.hpp"
#include "sim/systemc/stream_buffer.hpp"

namespace fp8forge::systemc {

class Columns {
 public:
  virtual ~Columns() = default;

  virtual void reset() = 0;

  // Of the cycle before an edge. `advances`: the array moves on at it.
  virtual bool takes(bool advances) const = 0;  // a beat of A is taken
  virtual bool present() const = 0;             // what that needs of the streams is there
  virtual bool row_below() const = 0;           // a row of C stands at the columns' bottom

  // A rising edge. `moves`: the registers below the cells move at it. Rows of sums go to `rows` as soon as
  // they are known, in the order in which they come to the bottom.
  virtual void clock(bool advances, bool moves, const Offer& a, const Offer& b, ResultRows& rows) = 0;

  virtual bool a_ready() const = 0;
  virtual bool b_ready() const = 0;
  virtual unsigned error() const = 0;  // bits of error_o but for D's
};

}  // namespace fp8forge::systemc
