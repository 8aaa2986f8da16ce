// fp8_array: the top of the output-stationary array. Its cells, edges and buffers are library modules; what
// depends on the formats is here. The modules' own headers argue the design; docs/array.md has the whole of
// it.
#include <fmt/format.h>

#include <algorithm>

#include "generator/derive/accumulator.hpp"
#include "generator/derive/either_fp8.hpp"
#include "generator/derive/tile_user.hpp"
#include "generator/emit/array_user.hpp"
#include "generator/emit/decode.hpp"
#include "generator/emit/design.hpp"
#include "generator/emit/encode.hpp"
#include "generator/emit/format_text.hpp"
#include "generator/emit/policy.hpp"

namespace fp8forge {

namespace {

// From accepting the last beat of K to the first valid row of C: input buffer, wave, last product, result
// bus, normalizer and output buffer.
constexpr int kLatency = 6;

using Items = std::vector<sv::Item>;

void append(Items& items, Items more) {
  for (sv::Item& item : more) items.push_back(std::move(item));
}

// Formats and widths that the text needs.
struct Shape {
  const Request& request;
  Format a;  // as unpacked
  Format b;
  Format to;
  Accumulator accumulator;
  std::vector<UserField> user;  // of s_axis_a_tuser
  int width_a;                  // {is_zero, is_inf, sign, exp, sig}
  int width_b;                  // {is_inf, sign, exp, sig}
  Encoding encoding;
};

// Whether a sum of as many products as MaxTerms allows can be larger than the largest finite result. It is
// below 2^(lowest_bit + bits - 1), the top bit being a sign, and so is not once the smallest number of the
// largest binade is as large.
bool can_overflow(const Accumulator& accumulator, const Format& to) {
  return accumulator.lowest_bit + accumulator.bits(kMaxTermsLimit) - 1 > max_exp(to) - to.bias;
}

Shape shape_of(const Request& request) {
  const auto operand_bits = [](const Format& format) { return 1 + format.exp_bits + format.man_bits + 1; };
  const Format a = request.choose_a ? kEitherFp8 : request.a;
  const Format b = request.choose_b ? kEitherFp8 : request.b;
  const Accumulator accumulator = accumulator_of(request.a, request.b);
  return {request,
          a,
          b,
          request.result_format(),
          accumulator,
          tile_user(request),
          operand_bits(a) + 2,
          operand_bits(b) + 1,
          {.is_rounded = true, .can_overflow = can_overflow(accumulator, request.to), .has_infinity = true}};
}

std::vector<Width> widths_of(const Shape& shape) {
  const Accumulator& accumulator = shape.accumulator;
  const int terms = shape.request.max_terms;
  const int product_sig_bits = unsigned_bits(std::uint64_t{max_sig(shape.a)} * max_sig(shape.b));
  return {
      {"WidthA", shape.width_a,
       fmt::format("is_zero, is_inf, sign, {} exp, {} sig", shape.a.exp_bits, shape.a.man_bits + 1)},
      {"WidthB", shape.width_b,
       fmt::format("is_inf, sign, {} exp, {} sig", shape.b.exp_bits, shape.b.man_bits + 1)},
      {"product_sig", product_sig_bits,
       fmt::format("{} * {} < 2^{}", max_sig(shape.a), max_sig(shape.b), product_sig_bits)},
      {"AlignedWidth", accumulator.bits(1), accumulator.reason(1)},
      {"SumWidth", accumulator.bits(terms), accumulator.reason(terms)},
  };
}

std::string operand_text(const Format& format) {
  if (format != kEitherFp8) return describe(format);
  return fmt::format("{} or {} as the tile asks", describe(kE4m3), describe(kE5m2));
}

std::string name_of_operand(const Format& format) {
  return format == kEitherFp8 ? "e4m3|e5m2" : std::string(format.name);
}

std::string header(const Shape& shape) {
  const std::string operands =
      shape.a == shape.b ? fmt::format("a, b: {}", operand_text(shape.a))
                         : fmt::format("a: {}; b: {}", operand_text(shape.a), operand_text(shape.b));
  return fmt::format(
      "fp8_array: output-stationary array of exact {} x {} multiply-accumulate cells, results in {}\n"
      "\n"
      "{}"
      "function    C[r][c] = round(sum over k of A[r][k] * B[k][c]); every sum exact, rounded once\n"
      "{}"
      "operands    {}\n"
      "{}"
      "latency     {} cycles from accepting the last beat of K to the first valid row of C, unstalled\n"
      "interval    tiles end at least Rows cycles apart; with K >= Rows one beat is taken every cycle\n"
      "may change  Rows, Cols, MaxTerms (see below); every other width follows from them",
      name_of_operand(shape.a), name_of_operand(shape.b), shape.to.name, request_line(shape.request),
      user_lines(shape.user), operands, result_line(shape.request), kLatency);
}

std::vector<Parameter> parameters_of(const Request& request) {
  return {
      {"Rows", request.rows, 1, kMaxArrayEdge, "rows of A and C"},
      {"Cols", request.cols, 1, kMaxArrayEdge, "columns of B and C"},
      {"MaxTerms", request.max_terms, 1, kMaxTermsLimit, "products that one sum may have"},
  };
}

std::vector<sv::Port> ports_of(const Shape& shape) {
  const int rows = shape.request.rows;
  const int cols = shape.request.cols;
  const int bits = shape.to.bits();
  std::vector<sv::Port> ports = {
      sv::input("aclk", 1, "rising edge"),
      sv::input("aresetn", 1, "asynchronous, active low"),
      sv::input("s_axis_a_tdata", {"Rows*8", rows * 8}, "column k of A, row 0 lowest", true),
      sv::input("s_axis_a_tvalid", 1, ""),
      sv::output("s_axis_a_tready", 1, "low in reset"),
      sv::input("s_axis_a_tlast", 1, "last k of the tile"),
      sv::input("s_axis_b_tdata", {"Cols*8", cols * 8}, "row k of B, column 0 lowest", true),
      sv::input("s_axis_b_tvalid", 1, ""),
      sv::output("s_axis_b_tready", 1, "low in reset"),
      sv::input("s_axis_b_tlast", 1, "last k of the tile"),
      sv::output("m_axis_c_tdata", {fmt::format("Cols*{}", bits), cols * bits},
                 "one row of C, column 0 lowest; row 0 first", true),
      sv::output("m_axis_c_tvalid", 1, "low in reset; holds until tready"),
      sv::input("m_axis_c_tready", 1, ""),
      sv::output("m_axis_c_tlast", 1, "last row of the tile"),
      sv::output("error_o", 2, "sticky: 0 tlast disagreed, 1 more than MaxTerms terms", true),
  };
  if (!shape.user.empty()) {
    const auto b = std::find_if(ports.begin(), ports.end(),
                                [](const sv::Port& port) { return port.name == "s_axis_b_tdata"; });
    ports.insert(b, sv::input("s_axis_a_tuser", bits_of(shape.user), "of the tile, on its first beat"));
  }
  return ports;
}

Items constants(const Shape& shape) {
  const Accumulator& accumulator = shape.accumulator;
  const Format& a = shape.request.a;
  const Format& b = shape.request.b;
  const int shift_a = max_exp(a) - 1;
  const int shift_b = max_exp(b) - 1;
  Items items;
  for (const Parameter& parameter : parameters_of(shape.request)) {
    items.push_back(sv::range_check(parameter.name, parameter.min, parameter.max));
  }
  append(items,
         {
             sv::Comment{
                 "An unpacked operand is {sign, exp, sig}; a has {is_zero, is_inf} and b {is_inf} on top."},
             sv::LocalParam{"WidthA", std::to_string(shape.width_a)},
             sv::LocalParam{"WidthB", std::to_string(shape.width_b)},
             sv::Comment{fmt::format("One product, in units of 2^{}. The largest is {} << {} = {} * {} << "
                                     "({} + {}), below 2^{}; and a sign.",
                                     accumulator.lowest_bit, accumulator.max_product, accumulator.max_shift,
                                     max_sig_at_max_exp(a), max_sig_at_max_exp(b), shift_a, shift_b,
                                     accumulator.bits(1) - 1)},
             sv::LocalParam{"AlignedWidth", std::to_string(accumulator.bits(1))},
             sv::Comment{"A sum of MaxTerms of the largest products, and a sign."},
             sv::LocalParam{"SumWidth", accumulator.bits_expression("MaxTerms")},
             sv::Blank{},
         });
  append(items, policy_constants(shape.request));
  return items;
}

// A stream's buffer, `user` bits of tuser included.
sv::Instance input_buffer(const std::string& stream, const std::string& size, int user) {
  const std::string port = "s_axis_" + stream + "_";
  const std::string user_in = user > 0 ? port + "tuser, " : "";
  const std::string user_out = user > 0 ? stream + "_user, " : "";
  return {"fp8_stream_fifo",
          "u_fifo_" + stream,
          {{"Width", fmt::format("{} * 8 + {}", size, user + 1)}, {"Depth", "2"}},
          {{"clk_i", "aclk"},
           {"rst_ni", "aresetn"},
           {"in_valid_i", port + "tvalid"},
           {"in_ready_o", port + "tready"},
           {"in_data_i", fmt::format("{{{1}{0}tlast, {0}tdata}}", port, user_in)},
           {"out_valid_o", stream + "_valid"},
           {"out_ready_i", "take"},
           {"out_data_o", fmt::format("{{{1}{0}_last, {0}_data}}", stream, user_out)}}};
}

Items input_side(const Shape& shape) {
  Items items = {
      sv::Comment{
          "The array moves on together. It stops when the output buffer may not take another row, and what "
          "is "
          "in flight by then moves one cycle later: moved_q says that the registers that face the cells hold "
          "something new."},
      sv::Signal{"advance"},
      sv::Signal{"moved_q"},
      sv::Process{"always_ff @(posedge aclk or negedge aresetn)",
                  {"if (!aresetn) moved_q <= 1'b0;", "else          moved_q <= advance;"}},
      sv::Comment{"Input: each stream through a buffer, then beats in pairs."},
      sv::Signal{"a_data", {"Rows*8", shape.request.rows * 8}},
      sv::Signal{"a_valid"},
      sv::Signal{"a_last"},
      sv::Signal{"b_data", {"Cols*8", shape.request.cols * 8}},
      sv::Signal{"b_valid"},
      sv::Signal{"b_last"},
      sv::Signal{"take", 1, "both beats are taken at this edge"},
      sv::Signal{"is_over", 1, "the beat lies beyond MaxTerms"},
      sv::Signal{"drain_top", 1, "the wave at the edge follows a tile's end"},
      sv::Signal{"boot_top", 1, "it is the first one since reset"},
  };
  append(items, user_signals(shape.user));
  append(items, {
                    input_buffer("a", "Rows", bits_of(shape.user)),
                    input_buffer("b", "Cols", 0),
                    sv::Instance{"fp8_array_sequencer",
                                 "u_sequencer",
                                 {{"Rows", "Rows"}, {"MaxTerms", "MaxTerms"}},
                                 {{"clk_i", "aclk"},
                                  {"rst_ni", "aresetn"},
                                  {"advance_i", "advance"},
                                  {"a_valid_i", "a_valid"},
                                  {"a_last_i", "a_last"},
                                  {"b_valid_i", "b_valid"},
                                  {"b_last_i", "b_last"},
                                  {"keep_i", user_choice(shape.user, "keep", "1'b0")},
                                  {"is_first_o", "is_first"},
                                  {"take_o", "take"},
                                  {"is_over_o", "is_over"},
                                  {"drain_o", "drain_top"},
                                  {"boot_o", "boot_top"},
                                  {"error_o", "error_o"}}},
                });
  return items;
}

Items left_edge(const Shape& shape) {
  // The cells ask whether a is zero only for infinity times zero.
  const std::string is_zero = shape.b.has_infinity() ? "sig == '0" : "1'b0";
  const std::string is_inf = shape.a.has_infinity() ? "is_inf" : "1'b0";
  Items row = decode_operand(shape.a, "", "a_data[r*8 +: 8]", user_choice(shape.user, "format_a", ""));
  append(row,
         {
             sv::Signal{"is_lost", 1, "no operand, or one that must not reach the cells"},
             sv::Signal{"operand", {"WidthA", shape.width_a}},
             sv::Assign{"is_lost", "!take || is_over || is_nan"},
             sv::Assign{"operand", fmt::format("is_lost ? '0 : {{{}, {}, sign, exp, sig}}", is_zero, is_inf)},
             sv::Instance{"fp8_array_row_edge",
                          "u_edge",
                          {{"Width", "WidthA"}, {"Row", "r"}},
                          {{"clk_i", "aclk"},
                           {"rst_ni", "aresetn"},
                           {"advance_i", "advance"},
                           {"operand_i", "operand"},
                           {"is_nan_i", "take && (is_nan || is_over)"},
                           {"drain_i", "drain[r]"},
                           {"drain_o", "drain[r+1]"},
                           {"boot_i", "boot[r]"},
                           {"boot_o", "boot[r+1]"},
                           {"operand_o", "operand_a[r*WidthA +: WidthA]"},
                           {"clear_o", "clear[r]"},
                           {"is_done_o", "is_done[r]"},
                           {"has_nan_o", "row_has_nan[r]"}}},
         });
  const int rows = shape.request.rows;
  return {
      sv::Comment{"Left edge: operands of A are unpacked once, and a NaN becomes a zero that the row "
                  "remembers. A term "
                  "beyond the limit counts as a NaN."},
      sv::Signal{"operand_a", {"Rows*WidthA", rows * shape.width_a}},
      sv::Signal{"clear", {"Rows", rows}, "the row's cells start a new sum"},
      sv::Signal{"is_done", {"Rows", rows}, "the row's sums are complete"},
      sv::Signal{"row_has_nan", {"Rows", rows}},
      sv::Signal{"drain", {"Rows+1", rows + 1}},
      sv::Signal{"boot", {"Rows+1", rows + 1}},
      sv::Assign{"drain[0]", "drain_top"},
      sv::Assign{"boot[0]", "boot_top"},
      sv::GenerateFor{"r", "Rows", "gen_row", std::move(row)},
      sv::Signal{"unused_below"},
      sv::Assign{"unused_below", "drain[Rows] ^ boot[Rows]"},
  };
}

Items row_flags() {
  return {
      sv::Comment{"What goes beside the sums: whether the column registers hold a row of C, and whether it "
                  "is NaN as a "
                  "whole."},
      sv::Signal{"sum_valid_q"},
      sv::Signal{"sum_last_q"},
      sv::Signal{"sum_row_nan_q"},
      sv::Signal{"result_valid_q"},
      sv::Signal{"result_last_q"},
      sv::Process{"always_ff @(posedge aclk or negedge aresetn)",
                  {
                      "if (!aresetn) begin",
                      "  sum_valid_q    <= 1'b0;",
                      "  sum_last_q     <= 1'b0;",
                      "  sum_row_nan_q  <= 1'b0;",
                      "  result_valid_q <= 1'b0;",
                      "  result_last_q  <= 1'b0;",
                      "end else if (moved_q) begin",
                      "  sum_valid_q    <= is_done != '0;",
                      "  sum_last_q     <= is_done[Rows-1];",
                      "  sum_row_nan_q  <= (is_done & row_has_nan) != '0;",
                      "  result_valid_q <= sum_valid_q;",
                      "  result_last_q  <= sum_last_q;",
                      "end",
                  }},
  };
}

// Bits of a shifted product that are always zero, as fp8_fixed_product has it.
int low_zeros(const Shape& shape) {
  return 2 + (shape.request.choose_a ? 1 : 0) + (shape.request.choose_b ? 1 : 0);
}

sv::Instance column(const Shape& shape) {
  return {"fp8_array_column",
          "u_column",
          {{"Rows", "Rows"},
           {"ExpWidthA", std::to_string(shape.a.exp_bits)},
           {"SigWidthA", std::to_string(shape.a.man_bits + 1)},
           {"ExpWidthB", std::to_string(shape.b.exp_bits)},
           {"SigWidthB", std::to_string(shape.b.man_bits + 1)},
           {"AlignedWidth", "AlignedWidth"},
           {"LowZeros", std::to_string(low_zeros(shape))},
           {"SumWidth", "SumWidth"},
           {"HasInfA", shape.a.has_infinity() ? "1'b1" : "1'b0"},
           {"HasInfB", shape.b.has_infinity() ? "1'b1" : "1'b0"}},
          {{"clk_i", "aclk"},
           {"rst_ni", "aresetn"},
           {"advance_i", "advance"},
           {"moved_i", "moved_q"},
           {"operand_a_i", "operand_a"},
           {"clear_i", "clear"},
           {"is_done_i", "is_done"},
           {"operand_b_i", "operand"},
           {"is_nan_b_i", "take && is_nan"},
           {"sum_o", "sum"},
           {"pos_inf_o", "pos_inf"},
           {"neg_inf_o", "neg_inf"},
           {"has_nan_o", "col_has_nan"}}};
}

std::vector<sv::Connection> encoder_ports(const Shape& shape) {
  std::vector<sv::Connection> ports = {{"sign_i", "is_inf_q ? neg_inf_q : sum_sign"},
                                       {"code_i", "code"},
                                       {"exceeds_i", "exceeds"},
                                       {"is_nan_i", "is_nan_q"},
                                       {"is_inf_i", "is_inf_q"}};
  if (shape.encoding.can_overflow)
    ports.push_back({"rounding_i", user_choice(shape.user, "rounding", "Rounding")});
  ports.push_back({"saturate_i", user_choice(shape.user, "saturate", "Saturate")});
  ports.push_back({"result_o", fmt::format("result[c*{0} +: {0}]", shape.to.bits())});
  return ports;
}

Items columns(const Shape& shape) {
  const Format& to = shape.to;
  const int bits = to.bits();
  Items body = decode_operand(shape.b, "", "b_data[c*8 +: 8]", user_choice(shape.user, "format_b", ""));
  append(body, {
                   sv::Signal{"operand", {"WidthB", shape.width_b}},
                   sv::Signal{"sum", {"SumWidth", shape.accumulator.bits(shape.request.max_terms)}},
                   sv::Signal{"pos_inf"},
                   sv::Signal{"neg_inf"},
                   sv::Signal{"col_has_nan"},
                   sv::Assign{"operand", fmt::format("(!take || is_nan) ? '0 : {{{}, sign, exp, sig}}",
                                                     shape.b.has_infinity() ? "is_inf" : "1'b0")},
                   column(shape),
                   sv::Comment{"NaN operands, too many terms, 0 * Inf and Inf - Inf."},
                   sv::Signal{"is_nan_d"},
                   sv::Signal{"is_nan_q"},
                   sv::Signal{"is_inf_q"},
                   sv::Signal{"neg_inf_q"},
                   sv::Signal{"sum_sign"},
                   sv::Signal{"code", bits, "{carry, exponent field, mantissa}"},
                   sv::Signal{"exceeds"},
                   sv::Assign{"is_nan_d", "sum_row_nan_q || col_has_nan || (pos_inf && neg_inf)"},
                   sv::Instance{"fp8_pipe",
                                "u_pipe",
                                {{"Width", "3"}},
                                {{"clk_i", "aclk"},
                                 {"enable_i", "moved_q"},
                                 {"data_i", "{is_nan_d, pos_inf || neg_inf, neg_inf}"},
                                 {"data_o", "{is_nan_q, is_inf_q, neg_inf_q}"}}},
                   sv::Instance{"fp8_fixed_to_float",
                                "u_to_float",
                                {{"SumWidth", "SumWidth"},
                                 {"LowestExp", std::to_string(shape.accumulator.lowest_bit)},
                                 {"DstExpWidth", std::to_string(to.exp_bits)},
                                 {"DstManWidth", std::to_string(to.man_bits)},
                                 {"DstMinExp", std::to_string(to.min_exp())}},
                                {{"clk_i", "aclk"},
                                 {"enable_i", "moved_q"},
                                 {"sum_i", "sum"},
                                 {"rounding_i", user_choice(shape.user, "rounding", "Rounding")},
                                 {"sign_o", "sum_sign"},
                                 {"code_o", "code"},
                                 {"exceeds_o", "exceeds"}}},
                   sv::Instance{encode_name(to), "u_encode", {}, encoder_ports(shape)},
               });
  return {
      sv::Comment{"Columns: cells, and one rounder at the bottom."},
      sv::Signal{"result", {fmt::format("Cols*{}", bits), shape.request.cols * bits}},
      sv::GenerateFor{"c", "Cols", "gen_col", std::move(body)},
  };
}

Items output_side(const Shape& shape) {
  return {
      sv::Comment{
          "Output: a buffer that tells the array to stop one row early, for the row that is still in flight "
          "then."},
      sv::Instance{
          "fp8_stream_fifo",
          "u_fifo_c",
          {{"Width", fmt::format("Cols * {} + 1", shape.to.bits())}, {"Depth", "3"}, {"Reserve", "1"}},
          {{"clk_i", "aclk"},
           {"rst_ni", "aresetn"},
           {"in_valid_i", "result_valid_q && moved_q"},
           {"in_ready_o", "advance"},
           {"in_data_i", "{result_last_q, result}"},
           {"out_valid_o", "m_axis_c_tvalid"},
           {"out_ready_i", "m_axis_c_tready"},
           {"out_data_o", "{m_axis_c_tlast, m_axis_c_tdata}"}}},
  };
}

}  // namespace

Design array_of(const Request& request) {
  const Shape shape = shape_of(request);
  Design design;
  design.parameters = parameters_of(request);
  sv::Module top{header(shape), top_name(Unit::kArray), {}, ports_of(shape), {}};
  for (const Parameter& parameter : design.parameters) {
    top.parameters.push_back({parameter.name, std::to_string(parameter.value),
                              fmt::format("{}, {} to {}", parameter.meaning, parameter.min, parameter.max)});
  }
  for (Items items : {constants(shape), input_side(shape), left_edge(shape), user_side(shape.user),
                      row_flags(), columns(shape), output_side(shape)}) {
    append(top.body, std::move(items));
  }
  design.library = {"fp8_pipe",         "fp8_product",         "fp8_fixed_product", "fp8_normalize",
                    "fp8_round",        "fp8_stream_fifo",     "fp8_mac_cell",      "fp8_array_row_edge",
                    "fp8_array_column", "fp8_array_sequencer", "fp8_fixed_to_float"};
  if (!shape.user.empty()) design.library.push_back("fp8_array_tile_user");
  const bool chooses = request.choose_a || request.choose_b;
  for (const Format& format : {kE4m3, kE5m2}) {
    if (chooses || shape.a == format || shape.b == format) design.modules.push_back(decode_module(format));
  }
  if (chooses) design.modules.push_back(decode_either_module());
  design.modules.push_back(encode_module(encode_name(request.to), request.result_format(), shape.encoding));
  design.modules.push_back(std::move(top));
  design.widths = widths_of(shape);
  design.latency = kLatency;
  design.interval = request.rows;
  return design;
}

}  // namespace fp8forge
