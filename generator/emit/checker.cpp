#include "generator/emit/checker.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "generator/emit/printer.hpp"

namespace fp8forge {

namespace {

// {x, y}; one name stands alone.
std::string concat(const Checker::Names& names) {
  return names.size() == 1 ? names[0] : fmt::format("{{{}}}", fmt::join(names, ", "));
}

}  // namespace

Checker::Checker(std::vector<sv::Item>& body, std::string clock, std::string reset)
    : body_(body), clock_(std::move(clock)), reset_(std::move(reset)) {}

void Checker::check(const std::string& label, const std::string& property, const std::string& arguments) {
  std::string action = fmt::format("  else $error({});", arguments);
  if (action.size() + 2 > sv::kLineWidth) action = fmt::format("  else $error(\n        {});", arguments);
  add(sv::Lines{{fmt::format("{}: assert property (@(posedge {}) disable iff (in_reset)", label, clock_),
                 fmt::format("  {})", property), action}});
}

void Checker::registers(const Names& resets, const Names& lines) {
  Names body = {fmt::format("if (!{}) begin", reset_)};
  for (const std::string& line : resets) body.push_back("  " + line);
  body.push_back("end else begin");
  for (const std::string& line : lines) body.push_back("  " + line);
  body.push_back("end");
  add(sv::Process{fmt::format("always_ff @(posedge {} or negedge {})", clock_, reset_), body});
}

void Checker::reset(const std::string& any_valid) {
  add(sv::Comment{"Reset comes before the first beat."});
  add(sv::Signal{"in_reset"});
  add(sv::Signal{"was_reset_q", 1, "a register with reset has seen it"});
  add(sv::Assign{"in_reset", "!" + reset_});
  add(sv::Lines{{"initial was_reset_q = 1'b0;",
                 fmt::format("always @(posedge {} or negedge {}) begin", clock_, reset_),
                 fmt::format("  if (!{}) was_reset_q <= 1'b1;", reset_), "end"}});
  check("after_reset", any_valid + " |-> was_reset_q",
        fmt::format("\"a beat is offered, and {} was never low\"", reset_));
}

void Checker::stream(const Stream& stream) {
  const std::string waits = stream.name + "_waits_q";
  add(sv::Comment{
      fmt::format("{} and {}: what is offered stays until it is taken.", stream.valid, stream.ready)});
  add(sv::Signal{waits, 1, "offered at the edge before, and not taken"});
  registers({waits + " <= 1'b0;"}, {fmt::format("{} <= {} && !{};", waits, stream.valid, stream.ready)});
  check(stream.name + "_valid_held", fmt::format("{} |-> {}", waits, stream.valid),
        fmt::format("\"{} fell before {} took the beat\"", stream.valid, stream.ready));
  check(
      stream.name + "_payload_held", fmt::format("{} |-> $stable({})", waits, concat(stream.stable)),
      fmt::format("\"{} changed before {} took the beat\"", fmt::join(stream.stable, " or "), stream.ready));
  known(stream.name + "_handshake", "", {stream.valid, stream.ready});
  known(stream.name + "_payload", stream.valid, stream.known);
}

void Checker::known(const std::string& name, const std::string& condition, const Names& names) {
  const std::string always = condition.empty() ? "" : condition + " |-> ";
  check(name + "_known", fmt::format("{}!$isunknown({})", always, concat(names)),
        fmt::format("\"unknown bits in {}\"", fmt::join(names, " or ")));
}

}  // namespace fp8forge
