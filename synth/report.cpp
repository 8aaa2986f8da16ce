#include "synth/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "synth/figures.hpp"
#include "synth/portfolio.hpp"

namespace fp8forge::synth {

namespace {

std::string module_table(const Report& report) {
  std::size_t width = 6;
  for (const ModuleRow& row : report.modules) width = std::max(width, row.name.size());
  std::string text = fmt::format("{:<{}} {:>9} {:>9} {:>10} {:>13} {:>7}\n", "module", width, "instances",
                                 "cells", "flip-flops", "area", "share");
  const double all = report.area();
  const auto line = [&](std::string_view name, const std::string& instances, long cells, long flops,
                        double area) {
    text += fmt::format("{:<{}} {:>9} {:>9} {:>10} {:>13.1f} {:>5.1f} %\n", name, width, instances, cells,
                        flops, area, all > 0 ? 100 * area / all : 0);
  };
  for (const ModuleRow& row : report.modules) {
    line(row.name, fmt::format("x{}", row.instances), row.cells, row.flip_flops, row.area);
  }
  line("all", "", report.cells(), report.flip_flops(), all);
  return text;
}

// The front, each point with what it is the least in.
std::string pareto_text(const Report& report) {
  if (report.pareto.empty()) return "";
  const DesignPoint& least = chosen_point(report.pareto, std::nullopt);
  std::string text = fmt::format("{:>13} {:>9} {:>15}   {:<6} {:>9}\n", "area", "delay ns", "area x delay",
                                 "recipe", "target ps");
  for (auto point = report.pareto.begin(); point != report.pareto.end(); ++point) {
    std::string marks;
    const auto mark = [&](std::string_view what) {
      marks += (marks.empty() ? "" : ", ") + std::string(what);
    };
    if (point == report.pareto.begin()) mark("least area");
    if (point + 1 == report.pareto.end()) mark("least delay");
    if (&*point == &least) mark("least area x delay");
    if (*point == report.chosen) mark("the netlist below");
    text += fmt::format("{:>13.1f} {:>9.3f} {:>15.1f}   {:<6} {:>9}", point->area, point->delay_ns,
                        point->area * point->delay_ns, point->recipe, point->target_ps);
    text += marks.empty() ? "\n" : "   " + marks + "\n";
  }
  return text + "\n";
}

std::string stage_table(const Report& report) {
  if (!report.stages) return "";
  const double all = report.stages->area();
  std::string text =
      fmt::format("\n{:<9} {:>13} {:>7}   of {}, every module mapped apart, {} at target 1 ps\n", "stage",
                  "area", "share", report.stages->module, kSingle.name);
  for (const Share& share : report.stages->shares) {
    if (share.area > 0)
      text += fmt::format("{:<9} {:>13.1f} {:>5.1f} %\n", share.name, share.area, 100 * share.area / all);
  }
  return text + fmt::format("{:<9} {:>13.1f} {:>5.1f} %\n", "all", all, 100.0);
}

std::string timing_text(const Report& report) {
  if (!report.timing) return "no path from an input or a register to another: nothing to time\n";
  const Timing& timing = *report.timing;
  std::string text = fmt::format("critical path {:.3f} ns, Fmax {:.1f} MHz{}\n", timing.min_period_ns,
                                 timing.fmax_mhz(), timing.clock.empty() ? " with registers around it" : "");
  if (const std::optional<double> slack = report.slack_ns()) {
    text += slack_text(*report.period_ns, *slack);
  }
  std::size_t width = 4;
  for (const PathPoint& point : timing.path) width = std::max(width, point.cell.size());
  text += fmt::format("\n{:>8} {:>8}   {:<{}} {}\n", "delay ns", "at ns", "cell", width, "pin");
  for (const PathPoint& point : timing.path) {
    text += fmt::format("{:>8.3f} {:>8.3f} {} {:<{}} {}\n", point.delay_ns, point.arrival_ns,
                        point.rising ? '^' : 'v', point.cell.empty() ? "port" : point.cell, width, point.pin);
  }
  if (!timing.path.empty()) {
    const double setup = timing.min_period_ns - timing.path.back().arrival_ns;
    if (setup != 0)
      text += fmt::format("{:>8.3f} {:>8.3f}   {:<{}} setup\n", setup, timing.min_period_ns, "", width);
  }
  return text;
}

nlohmann::ordered_json to_json(const DesignPoint& point) {
  return {{"area", rounded(point.area, 100)},
          {"delay_ns", rounded(point.delay_ns, 10000)},
          {"recipe", point.recipe},
          {"target_ps", point.target_ps}};
}

}  // namespace

double Report::area() const {
  double sum = 0;
  for (const ModuleRow& row : modules) sum += row.area;
  return sum;
}

long Report::cells() const {
  long sum = 0;
  for (const ModuleRow& row : modules) sum += row.cells;
  return sum;
}

long Report::flip_flops() const {
  long sum = 0;
  for (const ModuleRow& row : modules) sum += row.flip_flops;
  return sum;
}

std::optional<double> Report::slack_ns() const {
  if (!period_ns || !timing) return std::nullopt;
  return *period_ns - timing->min_period_ns;
}

std::string to_table(const Report& report) {
  std::string power = report.power ? "\n" + to_text(*report.power) : "";
  if (report.power && !report.meets_period())
    power += "The netlist misses this period: its energies hold at a longer one, its powers do not.\n";
  return fmt::format("{} ({}) in {}: {}, {}\n\n{}{}\n{}{}", report.top, report.unit, report.library,
                     report.yosys, report.opensta, pareto_text(report), module_table(report),
                     timing_text(report), power + stage_table(report));
}

nlohmann::ordered_json to_json(const Report& report) {
  using nlohmann::ordered_json;
  const double all = report.area();
  ordered_json modules = ordered_json::array();
  for (const ModuleRow& row : report.modules) {
    modules.push_back({{"name", row.name},
                       {"instances", row.instances},
                       {"cells", row.cells},
                       {"flip_flops", row.flip_flops},
                       {"area", rounded(row.area, 100)},
                       {"share", all > 0 ? rounded(row.area / all, 10000) : 0}});
  }
  ordered_json pareto = ordered_json::array();
  for (const DesignPoint& point : report.pareto) pareto.push_back(to_json(point));
  ordered_json json{{"unit", report.unit},
                    {"top", report.top},
                    {"library", report.library},
                    {"library_sha256", report.library_sha256},
                    {"tools", {{"yosys", report.yosys}, {"opensta", report.opensta}}},
                    {"pareto", pareto},
                    {"recipe", report.chosen.recipe},
                    {"target_ps", report.chosen.target_ps},
                    {"area", rounded(all, 100)},
                    {"cells", report.cells()},
                    {"flip_flops", report.flip_flops()},
                    {"modules", modules},
                    {"clock", nullptr},
                    {"critical_path_ns", nullptr},
                    {"fmax_mhz", nullptr},
                    {"period_ns", nullptr},
                    {"slack_ns", nullptr},
                    {"path", ordered_json::array()}};
  if (report.period_ns) json["period_ns"] = *report.period_ns;
  if (report.power) json["power"] = to_json(*report.power);
  if (report.stages) {
    json["stages_of"] = report.stages->module;
    json["stages"] = to_json(report.stages->shares);
  }
  if (const std::optional<double> slack = report.slack_ns()) json["slack_ns"] = picoseconds(*slack);
  if (!report.timing) return json;
  const Timing& timing = *report.timing;
  if (!timing.clock.empty()) json["clock"] = timing.clock;
  json["critical_path_ns"] = picoseconds(timing.min_period_ns);
  json["fmax_mhz"] = rounded(timing.fmax_mhz(), 10);
  for (const PathPoint& point : timing.path) {
    json["path"].push_back({{"pin", point.pin},
                            {"cell", point.cell.empty() ? ordered_json(nullptr) : ordered_json(point.cell)},
                            {"delay_ns", picoseconds(point.delay_ns)},
                            {"at_ns", picoseconds(point.arrival_ns)},
                            {"edge", point.rising ? "rise" : "fall"}});
  }
  return json;
}

bool is_report(const std::string& text) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("tools") || !json["tools"].is_object()) return false;
  return json["tools"].contains("yosys") && json["tools"].contains("opensta") &&
         json.contains("library_sha256") && json.contains("modules");
}

}  // namespace fp8forge::synth
