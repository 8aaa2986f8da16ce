// The weight-stationary array's top. As in the output-stationary one, what depends on the formats is here,
// and the library modules' own headers argue the design; docs/array.md has the whole of it.
#include "generator/emit/array_weight_stationary.hpp"

#include <fmt/format.h>

#include "generator/emit/array_cell.hpp"
#include "generator/emit/array_counters.hpp"
#include "generator/emit/array_output.hpp"
#include "generator/emit/array_result.hpp"
#include "generator/emit/array_shape.hpp"
#include "generator/emit/array_text.hpp"
#include "generator/emit/array_user.hpp"
#include "generator/emit/decode.hpp"
#include "generator/emit/policy.hpp"
#include "generator/emit/stationary_edges.hpp"

namespace fp8forge {

namespace {

using Items = std::vector<sv::Item>;

// From accepting a row of A to its row of C, beside the rows of cells: input buffer, the register that faces
// row 0, the stages below the columns and output buffer.
int latency_beside_rows(const ArrayShape& shape) { return 3 + array_result_stages(shape); }

std::string header(const ArrayShape& shape) {
  const bool keep = shape.request.keep;
  const auto& accumulator = shape.request.accumulator;
  std::string parameters = "Rows, Cols";
  if (keep) parameters += accumulator ? ", TileRows" : ", MaxTerms, TileRows";
  return fmt::format(
      "fp8_array: weight-stationary array of {}{} x {} multiply-add cells{}, results in {}\n"
      "\n"
      "{}"
      "function    {}. A tile's B stays in the cells, row k in row k; its A streams through, any number of "
      "rows\n"
      "{}{}{}"
      "latency     Rows + {} cycles from accepting a row of A to its row of C, unstalled, once the tile's B "
      "is there\n"
      "interval    a tile's B loads while the one before works; a row of A is taken every cycle where tiles "
      "have at "
      "least as many rows of A as the next one has of B\n"
      "may change  {} (see below); every other width follows from them",
      accumulator ? "" : "exact ", name_of_operand(shape.a), name_of_operand(shape.b),
      accumulator ? fmt::format(" with {} sums", accumulator->name) : "", names_of_results(shape),
      request_line(shape.request), function_text(shape.request, "m"), amax_line(shape.request),
      user_lines(shape.user),
      operands_line(shape) + result_line(shape.request) + counters_line(shape.request),
      latency_beside_rows(shape), parameters);
}

std::string error_text(const Request& request) {
  std::string text = "sticky: 0 more than Rows rows of B";
  if (request.keep) {
    text += fmt::format(", 1 {}, 2 rows of kept tiles",
                        request.accumulator ? "always 0" : "more than MaxTerms terms");
  }
  if (request.d) text += ", 3 tlast of D disagreed";
  return text;
}

std::vector<Parameter> parameters_of(const Request& request) {
  std::vector<Parameter> parameters = {
      {"Rows", request.rows, 1, kMaxArrayEdge, "rows of B in a tile"},
      {"Cols", request.cols, 1, kMaxArrayEdge, "columns of B and C"},
  };
  if (request.keep) {
    if (!request.accumulator) {
      parameters.push_back(
          {"MaxTerms", request.max_terms, 1, kMaxTermsLimit, "products that one sum may have"});
    }
    parameters.push_back(
        {"TileRows", request.tile_rows, 1, kMaxTileRows, "rows of A in a tile that is kept"});
  }
  return parameters;
}

std::vector<sv::Port> ports_of(const ArrayShape& shape) {
  const Request& request = shape.request;
  const int bits = shape.result_bits();
  std::vector<sv::Port> ports = {
      sv::input("aclk", 1, "rising edge"),
      sv::input("aresetn", 1, "asynchronous, active low"),
  };
  append_stream(ports, {.name = "s_axis_a",
                        .bits = {"Rows*8", request.rows * 8},
                        .data = "row m of A, its first element lowest",
                        .last = "last row of the tile",
                        .user = bits_of(shape.user),
                        .user_comment = "of the tile, on its first row of A"});
  append_stream(ports, {.name = "s_axis_b",
                        .bits = {"Cols*8", request.cols * 8},
                        .data = "row k of B, column 0 lowest",
                        .last = "last row of the tile, Rows at most",
                        .user = bits_of(weight_user(request)),
                        .user_comment = "of the tile, on its first row of B: 1 e5m2"});
  if (request.d) {
    append_stream(ports,
                  {.name = "s_axis_d",
                   .bits = {fmt::format("Cols*{}", request.d->bits()), request.cols * request.d->bits()},
                   .data = "one row of D, column 0 lowest, for each row of C",
                   .last = "last row of the tile"});
  }
  append_stream(ports, {.name = "m_axis_c",
                        .direction = sv::Direction::kOutput,
                        .bits = {fmt::format("Cols*{}", bits), request.cols * bits},
                        .data = "one row of C, column 0 lowest",
                        .last = "last row of the tile",
                        .user = request.amax ? kBf16.bits() : 0,
                        .user_comment = "amax on the last row, bf16; else 0"});
  ports.push_back(sv::output("error_o", stationary_error_bits(request), error_text(request), true));
  append_register_port(request, ports);
  return ports;
}

// What travels beside the sums, down to the rounders.
Items wave(const ArrayShape& shape) {
  const bool keep = shape.request.keep;
  const int user = bits_of(shape.user);
  const std::string width = std::to_string(user + 1);
  const std::string keep_choice = user_choice(shape.user, "keep", "");
  const std::string more = user > 0 ? ", tile_user" : "";
  const std::string out_user = user > 0 ? ", sum_user" : "";
  return {
      sv::Comment{"What goes beside the sums: whether they are a row of C, and what its tile asks for."},
      sv::Signal{"sum_valid", 1, "a row of C leaves the columns"},
      sv::Signal{"sum_last"},
      sv::Instance{
          "fp8_stationary_wave",
          "u_wave",
          {{"Depth", "Rows + 1"},
           {"Flags", keep ? "2" : "1"},
           {"Width", keep ? "PlaceWidth + " + width : width}},
          {{"clk_i", "aclk"},
           {"rst_ni", "aresetn"},
           {"advance_i", "advance"},
           {"flags_i",
            keep ? fmt::format("{{take_a && {0} && has_place, take_a && !{0}}}", keep_choice) : "take_a"},
           {"data_i", fmt::format("{{{}a_last{}}}", keep ? "place, " : "", more)},
           {"flags_o", keep ? "{store, sum_valid}" : "sum_valid"},
           {"data_o", fmt::format("{{{}sum_last{}}}", keep ? "store_place, " : "", out_user)}}},
  };
}

sv::Instance column(const ArrayShape& shape) {
  return {"fp8_stationary_column",
          "u_column",
          {{"Rows", "Rows"},
           {"WidthA", "WidthA"},
           {"WidthB", "WidthB"},
           {"ResultWidth", cell_result_width(shape)}},
          {{"clk_i", "aclk"},
           {"advance_i", "advance"},
           {"operand_a_i", "operand_a"},
           {"load_i", "load_row"},
           {"swap_i", "swap_row"},
           {"operand_b_i", "operand"},
           {"result_i", shape.request.accumulator ? "top_sum" : "{top_neg_inf, top_pos_inf, top_sum}"},
           {"result_o", cell_result(shape)}}};
}

// What enters the cell of row 0: nothing yet, or a kept sum. NaN is a code of a rounded sum, and both marks
// of an exact one.
Items column_top(const ArrayShape& shape) {
  const bool keep = shape.request.keep;
  const std::string begin = keep ? "adds_q ? kept_sum : '0" : "'0";
  Items items = {sv::Signal{"top_sum", {"SumWidth", shape.sum_width()}, "enters the cell of row 0"}};
  if (const auto& format = shape.request.accumulator) {
    items.push_back(
        sv::Assign{"top_sum", fmt::format("is_nan_top ? {}'h{:x} : {}", format->bits(), format->canonical_nan,
                                          keep ? "(" + begin + ")" : begin)});
    return items;
  }
  append(items,
         {sv::Signal{"top_pos_inf"}, sv::Signal{"top_neg_inf"}, sv::Blank{}, sv::Assign{"top_sum", begin},
          sv::Assign{"top_pos_inf", keep ? "is_nan_top || (adds_q && kept_pos_inf)" : "is_nan_top"},
          sv::Assign{"top_neg_inf", keep ? "is_nan_top || (adds_q && kept_neg_inf)" : "is_nan_top"}});
  return items;
}

Items columns(const ArrayShape& shape) {
  const bool keep = shape.request.keep;
  Items body = decode_operand(shape.b, "", "b_data[c*8 +: 8]",
                              weight_user(shape.request).empty() ? "" : "tile_b_user");
  append(body, {
                   sv::Signal{"operand", {"WidthB", shape.width_b}},
                   sv::Assign{"operand", column_operand(shape)},
                   sv::Blank{},
                   sv::Signal{"is_nan_top", 1, "the row that enters row 0 gives NaN"},
                   sv::Signal{"sum", {"SumWidth", shape.sum_width()}},
               });
  const bool has_marks = !shape.request.accumulator;
  if (has_marks) append(body, {sv::Signal{"pos_inf"}, sv::Signal{"neg_inf"}});
  if (keep) {
    body.push_back(sv::Signal{"kept_sum", {"SumWidth", shape.sum_width()}});
    if (has_marks) append(body, {sv::Signal{"kept_pos_inf"}, sv::Signal{"kept_neg_inf"}});
    append(body,
           {
               sv::Instance{"fp8_stationary_memory",
                            "u_memory",
                            {{"Depth", "TileRows"}, {"Width", cell_result_width(shape)}},
                            {{"clk_i", "aclk"},
                             {"write_i", "advance && store"},
                             {"write_addr_i", "store_place"},
                             {"data_i", cell_result(shape)},
                             {"read_i", "advance"},
                             {"read_addr_i", "place"},
                             {"data_o", has_marks ? "{kept_neg_inf, kept_pos_inf, kept_sum}" : "kept_sum"}}},
           });
  }
  append(body, {
                   sv::Instance{"fp8_stationary_column_edge",
                                "u_edge",
                                {},
                                {{"clk_i", "aclk"},
                                 {"advance_i", "advance"},
                                 {"load_i", "load"},
                                 {"is_first_i", "is_first_b"},
                                 {"is_nan_b_i", "is_nan"},
                                 {"swap_i", "swap"},
                                 {"is_nan_a_i", "is_nan_row"},
                                 {"is_nan_o", "is_nan_top"}}},
               });
  append(body, column_top(shape));
  append(body, {column(shape), array_result(shape, "1'b0")});
  Items items = {sv::Comment{
      keep ? "Columns: cells, a memory of partial sums beside them, and one rounder at the bottom."
           : "Columns: cells, and one rounder at the bottom."}};
  append(items, result_signals(shape));
  items.push_back(sv::GenerateFor{"c", "Cols", "gen_col", std::move(body)});
  return items;
}

// A beat of A that finds no weights waits for the array as long as those are being loaded.
// Without its D a row stops the array as much as without a beat.
CountedEvents counted_events(const ArrayShape& shape) {
  const bool has_d = shape.request.d.has_value();
  const std::string present =
      shape.request.keep ? "a_valid && (b_valid || !may_start)" : "a_valid && b_valid";
  return {"take_a", has_d ? present + " && has_addend_q" : present, has_d ? "!has_room" : "!advance",
          leaving_row(shape)};
}

Items size_constants(const Request& request) {
  Items items = {sv::LocalParam{"CountWidth", "$clog2(Rows + 1)", "a number of rows of B"}};
  if (request.keep) {
    items.push_back(sv::LocalParam{"PlaceWidth", "(TileRows > 1) ? $clog2(TileRows) : 1", "a row's place"});
  }
  return items;
}

}  // namespace

Design weight_stationary_array_of(const Request& request) {
  const ArrayShape shape = array_shape(request);
  Design design;
  design.parameters = parameters_of(request);
  sv::Module top{
      header(shape), top_name(Unit::kArray), module_parameters(design.parameters), ports_of(shape), {}};
  const std::string terms = request.keep ? "MaxTerms" : "Rows";
  for (Items items : {array_constants(shape, design.parameters, terms), size_constants(request),
                      stationary_streams(shape), tile_choices(shape), kept_sums(shape),
                      stationary_rows(shape), wave(shape), row_stages(shape), addend_side(shape),
                      columns(shape), output_side(shape), counters_side(shape, counted_events(shape))}) {
    append(top.body, std::move(items));
  }
  design.frames = {"fp8_stationary_column"};
  design.library = {"fp8_pipe",
                    "fp8_stream_fifo",
                    "fp8_stationary_column_edge",
                    "fp8_stationary_row_edge",
                    "fp8_stationary_sequencer",
                    "fp8_stationary_wave"};
  if (request.keep) {
    design.library.push_back("fp8_stationary_keeper");
    design.library.push_back("fp8_stationary_memory");
  }
  for (const std::string& name : output_library(shape)) design.library.push_back(name);
  for (const std::string& name : counters_library(request)) design.library.push_back(name);
  append_decoders(shape, design);
  add_part(design, array_cell(shape));
  add_part(design, array_result_module(shape));
  design.modules.push_back(std::move(top));
  design.widths = array_widths(shape);
  design.latency = request.rows + latency_beside_rows(shape);
  design.interval = request.rows;
  return design;
}

}  // namespace fp8forge
