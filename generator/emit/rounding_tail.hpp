// The way from an exact result to a code: normalize, denormalize, round, encode, as far as each is needed.
#pragma once

#include "generator/derive/rounding_path.hpp"
#include "generator/emit/datapath.hpp"
#include "generator/emit/encode.hpp"

namespace fp8forge {

// An exact result. The exponent is a biased one, or whatever path.offset makes the exponent of the
// significand's top bit above the destination's smallest normal.
struct ExactResult {
  Net sign;
  Net exp;
  Net sig;                                 // path.sig_bits wide
  Net sticky = Net::constant("1'b0");      // something lies below the significand
  Net is_zero = Net::constant("1'b0");     // looked at of a product that is always normal otherwise
  Net is_nan;                              //
  Net is_inf = Net::constant("1'b0");      // constant: no infinite result can come
  Net is_invalid = Net::constant("1'b0");  // looked at with is_nan, for the flags
  Net raised = Net::constant("4'd0", 4);   // flags of earlier roundings, to be joined with this one's
  std::string scale = {};                  // a signed net of kScaleBits to be added to the exponent; or none
};

// Datapath::cut for all nets of some numbers.
void cut(Datapath& datapath, Cut cut, std::initializer_list<ExactResult*> live, std::vector<Net*> more = {});

// Where the result goes, and how it is rounded.
struct Destination {
  Format to;
  const RoundingPath& path;
  Net rounding, saturate, random;
  int random_bits = 0;
  bool has_status = false;
  bool is_result = true;    // of the unit, with natural cuts; else the round of a rounded accumulator's loop
  std::string encoder;      // name of the encode module and
  std::string prefix = {};  // before the names of signals and instances
  bool has_marks = false;   // port marks_o
};

// The destination that the request asks for.
Destination result_destination(const Datapath& datapath);

// A rounded result, and what it raises: constant where flags were not asked for.
struct RoundedResult {
  Net code;
  Net status = Net::constant("4'd0", 4);
};

// Adds the items to the datapath.
RoundedResult add_rounding_tail(Datapath& datapath, ExactResult exact, const Destination& destination);

// The same with the destination that the request asks for, up to the ports result_o and status_o.
void add_result(Datapath& datapath, ExactResult exact);

// What the destination's encode module has to do.
Encoding encoding_of(const RoundingPath& path, bool has_infinity, bool has_status);

// exp + offset - shift as an expression of `bits` bits; empty texts are left out. `scale` is signed.
std::string exponent_text(int bits, const Net& exp, int offset, const std::string& shift,
                          const std::string& scale = {});

}  // namespace fp8forge
