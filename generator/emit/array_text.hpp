// What the tops of both dataflows say alike: their operands, and the widths that follow from the formats.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/design.hpp"

namespace fp8forge {

// "e4m3", or "e4m3|e5m2" where tiles choose.
std::string name_of_operand(const Format& format);

// "bf16", or "bf16|e4m3" likewise.
std::string names_of_results(const ArrayShape& shape);

// What an element of C is; `row` names its row.
std::string function_text(const Request& request, const std::string& row);

// Lines of the header, with their line breaks: the operands, and amax where there is one.
std::string operands_line(const ArrayShape& shape);
std::string amax_line(const Request& request);

// A stream's ports: tdata, tvalid, tready, tlast and, of `user` bits above 0, tuser.
struct StreamPorts {
  std::string name;                                 // "s_axis_a"
  sv::Direction direction = sv::Direction::kInput;  // of the beats
  sv::Bits bits = 8;                                // of tdata
  std::string data, last;                           // comments
  int user = 0;
  std::string user_comment = {};
};
void append_stream(std::vector<sv::Port>& ports, const StreamPorts& stream);

// The top's parameters, with their ranges.
std::vector<sv::Param> module_parameters(const std::vector<Parameter>& parameters);

// The emitted modules that unpack an array's operands.
void append_decoders(const ArrayShape& shape, Design& design);

// What a row gives its cells of its unpacked operand, the marks' values above its own.
std::string row_operand(const ArrayShape& shape);

// What a column gives its cells of its unpacked operand: {sign, exp, sig}. Of an infinite one sig is 1: that
// it has no hidden bit is what the cells know it by.
std::string column_operand(const ArrayShape& shape);

// AlignedWidth, which is that of one product.
std::vector<sv::Item> product_constants(const ArrayShape& shape);

// What comes of all columns: `result`, and `magnitude` for amax.
std::vector<sv::Item> result_signals(const ArrayShape& shape);

// Checks of the parameters' ranges, and constants; `terms` is an expression of the most products in one sum.
std::vector<sv::Item> array_constants(const ArrayShape& shape, const std::vector<Parameter>& parameters,
                                      const std::string& terms);

}  // namespace fp8forge
