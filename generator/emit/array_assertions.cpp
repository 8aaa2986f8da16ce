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

}  // namespace

void check_array(Checker& checker, const Request& request) {
  const std::vector<UserField> user = tile_user(request);
  Names names = {"a", "b", "c"};
  if (request.d) names.insert(names.begin() + 2, "d");
  checker.reset(request.d ? "(s_axis_a_tvalid || s_axis_b_tvalid || s_axis_d_tvalid)"
                          : "(s_axis_a_tvalid || s_axis_b_tvalid)");
  for (const std::string& name : names) {
    const std::string port = (name == "c" ? "m_axis_" : "s_axis_") + name + "_t";
    Checker::Stream stream{name, port + "valid", port + "ready", {port + "data", port + "last"}, {}};
    if (name == "c" && request.amax) stream.stable.push_back(port + "user");
    stream.known = stream.stable;
    if (name == "a" && !user.empty()) stream.stable.push_back(port + "user");
    checker.stream(stream);
  }
  check_pairs(checker);
  check_tiles(checker, user, !request.accumulator);
  if (request.d) check_addends(checker);
  checker.known("error", "", {"error_o"});
}

}  // namespace fp8forge
