#include "synth/fpga_report.hpp"

#include <fmt/format.h>

#include <string_view>

#include "synth/figures.hpp"

namespace fp8forge::synth {

namespace {

// What the names of the families' cells begin with; the first that fits counts. Where a whole name would
// begin another one's, the longer stands first.
struct Kind {
  std::string_view prefix;
  long FpgaCells::*count;
};
constexpr Kind kKinds[] = {
    {"SB_LUT4", &FpgaCells::luts},
    {"SB_CARRY", &FpgaCells::carries},
    {"SB_DFF", &FpgaCells::flip_flops},
    {"SB_MAC16", &FpgaCells::dsps},
    {"SB_RAM", &FpgaCells::memories},
    {"SB_SPRAM", &FpgaCells::memories},
    {"LUT", &FpgaCells::luts},
    {"INV", &FpgaCells::luts},
    {"CCU2C", &FpgaCells::carries},
    {"CARRY", &FpgaCells::carries},
    {"TRELLIS_FF", &FpgaCells::flip_flops},
    {"FD", &FpgaCells::flip_flops},
    {"PFUMX", &FpgaCells::muxes},
    {"L6MUX21", &FpgaCells::muxes},
    {"MUXF", &FpgaCells::muxes},
    {"MULT18X18D", &FpgaCells::dsps},
    {"ALU54B", &FpgaCells::dsps},
    {"DSP48", &FpgaCells::dsps},
    {"DP16KD", &FpgaCells::memories},
    {"TRELLIS_DPR", &FpgaCells::memories},
    {"RAM", &FpgaCells::memories},
    {"SRL", &FpgaCells::memories},
};

}  // namespace

FpgaCells count_fpga_cells(const Netlist& design, const std::string& top) {
  FpgaCells cells;
  for (const auto& [name, cell] : design.at("modules").at(top).at("cells").items()) {
    const std::string type = cell.at("type");
    long FpgaCells::*count = &FpgaCells::others;
    for (const Kind& kind : kKinds) {
      if (!type.starts_with(kind.prefix)) continue;
      count = kind.count;
      break;
    }
    ++(cells.*count);
  }
  return cells;
}

std::optional<double> FpgaReport::slack_ns() const {
  if (!period_ns || !placement) return std::nullopt;
  return *period_ns - placement->period_ns;
}

std::optional<Placement> parse_placement(const std::string& report) {
  const nlohmann::json json = nlohmann::json::parse(report);
  const nlohmann::json& clocks = json.at("fmax");
  if (clocks.empty()) return std::nullopt;
  Placement placement;
  placement.logic_cells = json.at("utilization").at("ICESTORM_LC").at("used");
  placement.period_ns = 1000 / clocks.front().at("achieved").get<double>();
  for (const nlohmann::json& path : json.at("critical_paths")) {
    const auto is_clock = [&](const char* end) {
      return path.at(end).get<std::string>().starts_with("posedge");
    };
    if (!is_clock("from") || !is_clock("to")) continue;
    for (const nlohmann::json& step : path.at("path")) {
      if (step.at("type") == "routing") placement.routing_ns += step.at("delay").get<double>();
      if (step.at("type") == "logic") ++placement.levels;
    }
    break;
  }
  return placement;
}

std::string to_table(const FpgaReport& report) {
  std::string text = fmt::format("{} ({}) in {}{}{}: {}{}{}\n\n", report.top, report.unit, report.family,
                                 report.device.empty() ? "" : " ", report.device, report.yosys,
                                 report.nextpnr.empty() ? "" : ", ", report.nextpnr);
  const FpgaCells& cells = report.cells;
  const struct {
    const char* name;
    long count;
    bool is_always_told;
  } rows[] = {{"LUTs", cells.luts, true},
              {"carries", cells.carries, true},
              {"flip-flops", cells.flip_flops, true},
              {"LUT muxes", cells.muxes, false},
              {"DSPs", cells.dsps, true},
              {"memories", cells.memories, false},
              {"other cells", cells.others, false}};
  for (const auto& row : rows) {
    if (row.is_always_told || row.count > 0) text += fmt::format("{:<12} {:>8}\n", row.name, row.count);
  }
  if (report.device.empty()) return text + "\nnot placed: no Fmax for this family\n";
  if (!report.placement) return text + fmt::format("\nnot placed: {}\n", report.not_placed);
  const Placement& placement = *report.placement;
  text += fmt::format("{:<12} {:>8}   placed, of {}, with registers around the ports\n", "logic cells",
                      placement.logic_cells, report.available);
  text += fmt::format(
      "\ncritical path {:.3f} ns, Fmax {:.1f} MHz: {:.3f} ns in {} LUTs and carries, {:.3f} ns in wires\n",
      placement.period_ns, placement.fmax_mhz(), placement.period_ns - placement.routing_ns, placement.levels,
      placement.routing_ns);
  if (const std::optional<double> slack = report.slack_ns()) {
    text += slack_text(*report.period_ns, *slack);
  }
  return text;
}

nlohmann::ordered_json to_json(const FpgaReport& report) {
  using nlohmann::ordered_json;
  const FpgaCells& cells = report.cells;
  const auto or_null = [](const auto& value) { return value ? ordered_json(*value) : ordered_json(nullptr); };
  ordered_json json{{"unit", report.unit},
                    {"top", report.top},
                    {"family", report.family},
                    {"device", report.device.empty() ? ordered_json(nullptr) : ordered_json(report.device)},
                    {"tools", {{"yosys", report.yosys}}},
                    {"luts", cells.luts},
                    {"carries", cells.carries},
                    {"flip_flops", cells.flip_flops},
                    {"lut_muxes", cells.muxes},
                    {"dsps", cells.dsps},
                    {"memories", cells.memories},
                    {"other_cells", cells.others},
                    {"logic_cells", nullptr},
                    {"critical_path_ns", nullptr},
                    {"routing_ns", nullptr},
                    {"fmax_mhz", nullptr},
                    {"period_ns", or_null(report.period_ns)},
                    {"slack_ns", nullptr}};
  if (!report.nextpnr.empty()) json["tools"]["nextpnr"] = report.nextpnr;
  if (!report.placement) return json;
  json["logic_cells"] = report.placement->logic_cells;
  json["critical_path_ns"] = picoseconds(report.placement->period_ns);
  json["routing_ns"] = picoseconds(report.placement->routing_ns);
  json["fmax_mhz"] = rounded(report.placement->fmax_mhz(), 10);
  if (const std::optional<double> slack = report.slack_ns()) json["slack_ns"] = picoseconds(*slack);
  return json;
}

bool is_fpga_report(const std::string& text) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  return json.is_object() && json.contains("tools") && json.contains("family") && json.contains("luts");
}

}  // namespace fp8forge::synth
