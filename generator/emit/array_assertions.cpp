#include "generator/emit/array_assertions.hpp"

#include <fmt/format.h>

#include "generator/derive/tile_user.hpp"

namespace fp8forge {

namespace {

using Names = Checker::Names;

void check_pairs(Checker& checker) {
  checker.add(sv::Comment{
      "Beat n of A and beat n of B are a pair, whichever comes first, and both or none end a tile. A stream "
      "gets at most two beats ahead, the room of its buffer."});
  checker.add(sv::Signal{"takes_a"});
  checker.add(sv::Signal{"takes_b"});
  checker.add(sv::Signal{"lead_q", 3, "beats of A less those of B, -2 to 2", true});
  checker.add(sv::Signal{"waiting_last_q", 2, "tlast of the beats without a partner, the oldest lowest"});
  checker.add(sv::Signal{"place", 1, "in the queue, for a beat of the stream that leads"});
  checker.add(sv::Signal{"is_pair", 1, "a pair becomes complete"});
  checker.add(sv::Signal{"last_a"});
  checker.add(sv::Signal{"last_b"});
  checker.add(sv::Assign{"takes_a", "s_axis_a_tvalid && s_axis_a_tready"});
  checker.add(sv::Assign{"takes_b", "s_axis_b_tvalid && s_axis_b_tready"});
  checker.add(sv::Assign{"place", "(lead_q == 2) || (lead_q == -2) || ((lead_q != 0) && !is_pair)"});
  checker.add(sv::Assign{"is_pair", "(takes_a && (takes_b || lead_q < 0)) || (takes_b && lead_q > 0)"});
  checker.add(sv::Assign{"last_a", "(lead_q > 0) ? waiting_last_q[0] : s_axis_a_tlast"});
  checker.add(sv::Assign{"last_b", "(lead_q < 0) ? waiting_last_q[0] : s_axis_b_tlast"});
  checker.registers({"lead_q         <= 3'sd0;", "waiting_last_q <= 2'b00;"},
                    {"if (takes_a && !takes_b)      lead_q <= lead_q + 3'sd1;",
                     "else if (takes_b && !takes_a) lead_q <= lead_q - 3'sd1;",
                     "if (is_pair) waiting_last_q[0] <= waiting_last_q[1];",
                     "if (takes_a && lead_q >= 0) waiting_last_q[place] <= s_axis_a_tlast;",
                     "if (takes_b && lead_q <= 0) waiting_last_q[place] <= s_axis_b_tlast;"});
  checker.check("tlast_agree", "is_pair |-> (last_a == last_b)",
                "\"s_axis_a_tlast %b and s_axis_b_tlast %b disagree on a pair\", "
                "$sampled(last_a), $sampled(last_b)");
}

// `limited`: the sums have a limit of terms.
void check_tiles(Checker& checker, const std::vector<UserField>& user, bool limited) {
  const std::string asked_keep = field_of(user, "keep", "s_axis_a_tuser");
  const bool can_keep = limited && !asked_keep.empty();
  const bool has_user = !user.empty();
  if (!limited && !has_user) return;
  Names resets;
  Names lines = {"if (takes_a) begin"};
  if (limited) {
    checker.add(sv::Comment{"The beats of A are the terms of a sum, in all tiles that share it."});
    checker.add(sv::Signal{"terms_q", 32, "of the sum so far; stays at MaxTerms + 1, which is told once"});
    resets.push_back("terms_q <= 32'd0;");
  }
  if (has_user) {
    checker.add(sv::Signal{"first_q", 1, "the next beat of A is the first of its tile"});
    resets.push_back("first_q <= 1'b1;");
    lines.push_back("  first_q <= s_axis_a_tlast;");
  }
  if (can_keep) {
    checker.add(sv::Signal{"keep_q", 1, "what the tile's first beat asked for"});
    checker.add(sv::Signal{"keep"});
    checker.add(sv::Assign{"keep", fmt::format("first_q ? {} : keep_q", asked_keep)});
    resets.push_back("keep_q  <= 1'b0;");
    lines.push_back("  keep_q  <= keep;");
  }
  if (limited) {
    lines.push_back(fmt::format("  if (s_axis_a_tlast{}) terms_q <= 32'd0;", can_keep ? " && !keep" : ""));
    lines.push_back("  else if (terms_q <= MaxTerms) terms_q <= terms_q + 32'd1;");
  }
  lines.push_back("end");
  checker.registers(resets, lines);
  if (limited) {
    checker.check("term_limit", "takes_a |-> (terms_q != MaxTerms)",
                  "\"a sum gets more than MaxTerms = %0d terms: its results are NaN\", MaxTerms");
  }
  if (has_user) checker.known("a_tuser", "(s_axis_a_tvalid && first_q)", {"s_axis_a_tuser"});
}

void check_addends(Checker& checker) {
  checker.add(sv::Comment{"Each tile that gives rows has Rows beats of D, and tlast on the last of them."});
  checker.add(sv::Signal{"takes_d"});
  checker.add(sv::Signal{"row_q", 32, "of D in its tile, 0 to Rows - 1"});
  checker.add(sv::Signal{"is_last_row"});
  checker.add(sv::Assign{"takes_d", "s_axis_d_tvalid && s_axis_d_tready"});
  checker.add(sv::Assign{"is_last_row", "row_q == Rows - 1"});
  checker.registers({"row_q <= 32'd0;"}, {"if (takes_d) row_q <= is_last_row ? 32'd0 : row_q + 32'd1;"});
  checker.check(
      "d_last_row", "takes_d |-> (s_axis_d_tlast == is_last_row)",
      "\"s_axis_d_tlast %b on row %0d of Rows = %0d\", $sampled(s_axis_d_tlast), $sampled(row_q), Rows");
}

// Weights of a weight-stationary array: no more rows in a tile than there are.
void check_weights(Checker& checker, const std::vector<UserField>& user) {
  Names resets = {"weights_q <= 32'd0;"};
  Names lines = {"if (takes_b) begin"};
  checker.add(sv::Comment{"The beats of B are the rows of a tile's weights."});
  checker.add(sv::Signal{"takes_b"});
  checker.add(sv::Signal{"weights_q", 32, "of the tile so far; stays at Rows + 1, which is told once"});
  checker.add(sv::Assign{"takes_b", "s_axis_b_tvalid && s_axis_b_tready"});
  lines.push_back("  if (s_axis_b_tlast)        weights_q <= 32'd0;");
  lines.push_back("  else if (weights_q <= Rows) weights_q <= weights_q + 32'd1;");
  lines.push_back("end");
  checker.registers(resets, lines);
  checker.check("weight_rows", "takes_b |-> (weights_q != Rows)",
                "\"a tile of B has more than Rows = %0d rows: the others are dropped\", Rows");
  if (!user.empty()) checker.known("b_tuser", "(s_axis_b_tvalid && weights_q == 32'd0)", {"s_axis_b_tuser"});
}

// Rows of A in tiles that are kept, and in those that add to them.
void check_kept_rows(Checker& checker, const std::vector<UserField>& user) {
  if (user.empty()) return;
  const std::string asked_keep = field_of(user, "keep", "s_axis_a_tuser");
  const bool can_keep = !asked_keep.empty();
  checker.add(sv::Comment{"The beats of A are the rows of a tile."});
  checker.add(sv::Signal{"takes_a"});
  checker.add(sv::Signal{"first_q", 1, "the next beat of A is the first of its tile"});
  checker.add(sv::Assign{"takes_a", "s_axis_a_tvalid && s_axis_a_tready"});
  Names resets = {"first_q <= 1'b1;"};
  Names lines = {"if (takes_a) begin", "  first_q <= s_axis_a_tlast;"};
  if (can_keep) {
    checker.add(sv::Signal{"rows_q", 32, "of the tile so far; stays at TileRows + 1, which is told once"});
    checker.add(sv::Signal{"kept_rows_q", 32, "of the tile before, if it was kept, TileRows at most"});
    checker.add(sv::Signal{"adds_q", 1, "it was kept"});
    checker.add(sv::Signal{"keep_q", 1, "what the tile's first beat asked for"});
    checker.add(sv::Signal{"keep"});
    checker.add(sv::Assign{"keep", fmt::format("first_q ? {} : keep_q", asked_keep)});
    for (const char* reset :
         {"rows_q      <= 32'd0;", "kept_rows_q <= 32'd0;", "adds_q      <= 1'b0;", "keep_q      <= 1'b0;"}) {
      resets.push_back(reset);
    }
    for (const char* line :
         {"  keep_q  <= keep;", "  if (s_axis_a_tlast) begin", "    adds_q      <= keep;",
          "    kept_rows_q <= (rows_q < TileRows) ? rows_q + 32'd1 : TileRows;", "    rows_q      <= 32'd0;",
          "  end else if (rows_q <= TileRows) begin", "    rows_q <= rows_q + 32'd1;", "  end"}) {
      lines.push_back(line);
    }
  }
  lines.push_back("end");
  checker.registers(resets, lines);
  if (can_keep) {
    checker.check("kept_tile_rows", "(takes_a && keep) |-> (rows_q != TileRows)",
                  "\"a kept tile has more than TileRows = %0d rows: the others are lost\", TileRows");
    checker.check("kept_rows_agree",
                  "(takes_a && adds_q) |-> ((rows_q < kept_rows_q) && (!s_axis_a_tlast || rows_q + 32'd1 == "
                  "kept_rows_q))",
                  "\"a tile that adds to %0d kept rows has more or fewer\", $sampled(kept_rows_q)");
  }
  checker.known("a_tuser", "(s_axis_a_tvalid && first_q)", {"s_axis_a_tuser"});
}

// The AXI4-Lite port: each channel holds what it offers, and a response has its request.
void check_register_port(Checker& checker) {
  struct Channel {
    const char* name;
    Names payload;
  };
  for (const Channel& channel : std::initializer_list<Channel>{{"aw", {"addr"}},
                                                               {"w", {"data", "strb"}},
                                                               {"b", {"resp"}},
                                                               {"ar", {"addr"}},
                                                               {"r", {"data", "resp"}}}) {
    const std::string port = fmt::format("s_axil_{}", channel.name);
    Checker::Stream stream{fmt::format("axil_{}", channel.name), port + "valid", port + "ready", {}, {}};
    for (const std::string& payload : channel.payload) stream.stable.push_back(port + payload);
    stream.known = stream.stable;
    checker.stream(stream);
  }
  checker.add(
      sv::Comment{"What was asked for and has no response yet: at most one waits and one is answered."});
  for (const auto& [request, response] : {std::pair{"aw", "b"}, {"w", "b"}, {"ar", "r"}}) {
    checker.add(sv::Signal{fmt::format("open_{}_q", request), 2});
    checker.registers({fmt::format("open_{}_q <= 2'd0;", request)},
                      {fmt::format("open_{0}_q <= open_{0}_q + 2'(s_axil_{0}valid && s_axil_{0}ready) - "
                                   "2'(s_axil_{1}valid && s_axil_{1}ready);",
                                   request, response)});
  }
  checker.check("axil_b_has_request", "s_axil_bvalid |-> (open_aw_q != 2'd0) && (open_w_q != 2'd0)",
                "\"a response to a write that was not asked for\"");
  checker.check("axil_r_has_request", "s_axil_rvalid |-> (open_ar_q != 2'd0)",
                "\"a response to a read that was not asked for\"");
}

}  // namespace

void check_array(Checker& checker, const Request& request) {
  const std::vector<UserField> user = tile_user(request);
  const std::vector<UserField> b_user = weight_user(request);
  Names names = {"a", "b", "c"};
  if (request.d) names.insert(names.begin() + 2, "d");
  std::string offers = "s_axis_a_tvalid || s_axis_b_tvalid";
  if (request.d) offers += " || s_axis_d_tvalid";
  if (request.counters) offers += " || s_axil_awvalid || s_axil_wvalid || s_axil_arvalid";
  checker.reset(fmt::format("({})", offers));
  for (const std::string& name : names) {
    const std::string port = (name == "c" ? "m_axis_" : "s_axis_") + name + "_t";
    Checker::Stream stream{name, port + "valid", port + "ready", {port + "data", port + "last"}, {}};
    if (name == "c" && request.amax) stream.stable.push_back(port + "user");
    stream.known = stream.stable;
    if (name == "a" && !user.empty()) stream.stable.push_back(port + "user");
    if (name == "b" && !b_user.empty()) stream.stable.push_back(port + "user");
    checker.stream(stream);
  }
  if (request.is_weight_stationary()) {
    check_weights(checker, b_user);
    check_kept_rows(checker, user);
  } else {
    check_pairs(checker);
    check_tiles(checker, user, !request.accumulator);
    if (request.d) check_addends(checker);
  }
  checker.known("error", "", {"error_o"});
  if (request.counters) check_register_port(checker);
}

}  // namespace fp8forge
