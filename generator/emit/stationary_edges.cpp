#include "generator/emit/stationary_edges.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "generator/emit/array_edges.hpp"
#include "generator/emit/array_text.hpp"
#include "generator/emit/array_user.hpp"
#include "generator/emit/decode.hpp"

namespace fp8forge {

namespace {

using Items = std::vector<sv::Item>;

}  // namespace

int stationary_error_bits(const Request& request) {
  if (request.d) return 4;
  return request.keep ? 3 : 1;
}

std::vector<sv::Item> stationary_streams(const ArrayShape& shape) {
  const int rows = shape.request.rows;
  const int user_b = bits_of(weight_user(shape.request));
  Items items = {
      sv::Comment{"The array moves on together. It stops as long as the output buffer has no room."},
      sv::Signal{"advance"},
  };
  if (shape.request.d) {
    append(items,
           {
               sv::Comment{"A row without its beat of D stops it too, but not what lies below that row."},
               sv::Signal{"has_room", 1, "in the output buffer"},
               sv::Signal{"has_addend_q", 1, "no row waits for its beat"},
           });
  }
  append(items,
         {
             sv::Comment{
                 "Input: each stream through a buffer. Weights load, and beats of A are taken once their "
                 "tile's weights are complete."},
             sv::Signal{"a_data", {"Rows*8", rows * 8}},
             sv::Signal{"a_valid"},
             sv::Signal{"a_last"},
             sv::Signal{"b_data", {"Cols*8", shape.request.cols * 8}},
             sv::Signal{"b_valid"},
             sv::Signal{"b_last"},
             sv::Signal{"may_start", 1, "as far as kept sums are concerned"},
             sv::Signal{"take_a", 1, "a beat of A is taken at this edge"},
             sv::Signal{"swap", 1, "it is the first of its tile"},
             sv::Signal{"take_b", 1, "a beat of B is taken at this edge"},
             sv::Signal{"is_first_b", 1, "the beat is the first of its tile"},
             sv::Signal{"load", 1, "it is loaded"},
             sv::Signal{"load_row", {"Rows", rows}, "into this row"},
             sv::Signal{"count",
                        {"CountWidth", unsigned_bits(static_cast<std::uint64_t>(rows))},
                        "rows of B in the tile of the beat of A"},
         });
  append(items, user_signals(shape.user));
  if (user_b > 0) items.push_back(sv::Signal{"b_user"});
  append(items,
         {
             input_buffer("a", "Rows", bits_of(shape.user), "take_a"),
             input_buffer("b", "Cols", user_b, "take_b"),
             sv::Instance{"fp8_stationary_sequencer",
                          "u_sequencer",
                          {{"Rows", "Rows"}},
                          {{"clk_i", "aclk"},
                           {"rst_ni", "aresetn"},
                           {"advance_i", "advance"},
                           {"a_valid_i", "a_valid"},
                           {"a_last_i", "a_last"},
                           {"b_valid_i", "b_valid"},
                           {"b_last_i", "b_last"},
                           {"may_start_i", "may_start"},
                           {"take_a_o", "take_a"},
                           {"is_first_a_o", "is_first"},
                           {"swap_o", "swap"},
                           {"take_b_o", "take_b"},
                           {"is_first_b_o", "is_first_b"},
                           {"load_o", "load"},
                           {"load_row_o", "load_row"},
                           {"count_o", "count"},
                           {"error_o", stationary_error_bits(shape.request) > 1 ? "error_o[0]" : "error_o"}}},
         });
  return items;
}

std::vector<sv::Item> tile_choices(const ArrayShape& shape) {
  Items items;
  if (shape.user.empty()) {
    append(items, {sv::Signal{"unused_first"}, sv::Assign{"unused_first", "is_first"}});
  } else {
    append(items, {
                      sv::Comment{"What a tile's first beat asks for holds for the whole tile."},
                      sv::Signal{"user_q", bits_of(shape.user)},
                      sv::Assign{"tile_user", "is_first ? a_user : user_q"},
                      sv::Process{"always_ff @(posedge aclk)", {"if (take_a) user_q <= tile_user;"}},
                  });
  }
  if (!weight_user(shape.request).empty()) {
    append(items, {
                      sv::Signal{"tile_b_user"},
                      sv::Signal{"b_user_q"},
                      sv::Assign{"tile_b_user", "is_first_b ? b_user : b_user_q"},
                      sv::Process{"always_ff @(posedge aclk)", {"if (load) b_user_q <= tile_b_user;"}},
                  });
  }
  return items;
}

std::vector<sv::Item> kept_sums(const ArrayShape& shape) {
  if (!shape.request.keep) {
    Items items = {sv::Assign{"may_start", "1'b1"}};
    if (shape.request.d) items.push_back(sv::Assign{"error_o[2:1]", "2'b00"});
    return items;
  }
  const int row_bits = std::max(1, unsigned_bits(static_cast<std::uint64_t>(shape.request.tile_rows - 1)));
  return {
      sv::Comment{"Tiles that are kept: which row starts from which sum in the columns' memories."},
      sv::Signal{"adds", 1, "the beat's row starts from the memory"},
      sv::Signal{"adds_q", 1, "likewise the row that enters row 0"},
      sv::Signal{"place", {"PlaceWidth", row_bits}, "of the beat's row there"},
      sv::Signal{"has_place"},
      sv::Signal{"misfits", 1, "the beat's results are NaN"},
      sv::Signal{"store", 1, "what leaves the columns is written to the memory"},
      sv::Signal{"store_place", {"PlaceWidth", row_bits}},
      sv::Instance{"fp8_stationary_keeper",
                   "u_keeper",
                   {{"Rows", "Rows"},
                    {"TileRows", "TileRows"},
                    {"MaxTerms", shape.request.accumulator ? "0" : "MaxTerms"}},
                   {{"clk_i", "aclk"},
                    {"rst_ni", "aresetn"},
                    {"advance_i", "advance"},
                    {"take_i", "take_a"},
                    {"is_first_i", "is_first"},
                    {"is_last_i", "a_last"},
                    {"keep_i", user_choice(shape.user, "keep", "")},
                    {"count_i", "count"},
                    {"may_start_o", "may_start"},
                    {"adds_o", "adds"},
                    {"row_o", "place"},
                    {"has_place_o", "has_place"},
                    {"is_nan_o", "misfits"},
                    {"error_o", "error_o[2:1]"}}},
      sv::Process{"always_ff @(posedge aclk)", {"if (advance) adds_q <= adds;"}},
  };
}

std::vector<sv::Item> stationary_rows(const ArrayShape& shape) {
  const int rows = shape.request.rows;
  Items row = decode_operand(shape.a, "", "a_data[r*8 +: 8]", user_choice(shape.user, "format_a", ""));
  append(row, {
                  sv::Signal{"has_weights", 1, "the tile of the beat has a row r of B"},
                  sv::Signal{"operand", {"WidthA", shape.width_a}},
                  sv::Assign{"has_weights", "count > CountWidth'(r)"},
                  sv::Assign{"is_nan_a[r]", "has_weights && is_nan"},
                  sv::Assign{"operand", fmt::format("has_weights ? {} : '0", row_operand(shape))},
                  sv::Instance{"fp8_stationary_row_edge",
                               "u_edge",
                               {{"Width", "WidthA"}, {"Row", "r"}},
                               {{"clk_i", "aclk"},
                                {"rst_ni", "aresetn"},
                                {"advance_i", "advance"},
                                {"operand_i", "operand"},
                                {"swap_i", "swap_down[r]"},
                                {"swap_o", "swap_down[r+1]"},
                                {"swap_row_o", "swap_row[r]"},
                                {"operand_o", "operand_a[r*WidthA +: WidthA]"}}},
              });
  return {
      sv::Comment{"Left edge: operands of A are unpacked once. Where a tile has no weights they do not "
                  "count; where one "
                  "that counts is NaN the whole row of C is."},
      sv::Signal{"operand_a", {"Rows*WidthA", rows * shape.width_a}},
      sv::Signal{"is_nan_a", {"Rows", rows}},
      sv::Signal{"swap_row", {"Rows", rows}, "the row's weights come into use at this edge"},
      sv::Signal{"swap_down", {"Rows+1", rows + 1}},
      sv::Signal{"is_nan_row", 1, "of the beat of A"},
      sv::Assign{"swap_down[0]", "swap"},
      sv::GenerateFor{"r", "Rows", "gen_row", std::move(row)},
      sv::Assign{"is_nan_row", shape.request.keep ? "(is_nan_a != '0) || misfits" : "is_nan_a != '0"},
      sv::Signal{"unused_below"},
      sv::Assign{"unused_below", "swap_down[Rows]"},
  };
}

}  // namespace fp8forge
