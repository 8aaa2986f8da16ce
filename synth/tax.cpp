#include "synth/tax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "synth/figures.hpp"
#include "synth/portfolio.hpp"

namespace fp8forge::synth {

namespace {

// What each module of an array is part of, by the start of its name; the first that fits, else control.
constexpr struct {
  std::string_view module, part;
} kParts[] = {{"fp8_mac_cell", "cells"},        {"int8_cell", "cells"},
              {"fp8_stationary_cell", "cells"}, {"fp8_array_cell", "cells"},
              {"fp8_array_column", "buses"},    {"fp8_array_row_edge", "edges"},
              {"fp8_decode", "edges"},          {"fp8_fixed_to_float", "results"},
              {"fp8_array_result", "results"},  {"fp8_encode", "results"},
              {"fp8_settle_sum", "results"},    {"fp8_magnitude", "results"},
              {"fp8_pipe", "results"},          {"fp8_round", "results"},
              {"fp8_normalize", "results"},     {"fp8_stream_fifo", "buffers"}};

double least_area_delay(const Report& report) {
  const DesignPoint& point = chosen_point(report.pareto, std::nullopt);
  return point.area * point.delay_ns;
}

}  // namespace

TaxFigures figures_of(const Tax& tax, const TaxRow& row) {
  // A front's least area stands first, its least delay last.
  const Report& base = tax.arrays.front().report;
  TaxFigures figures;
  figures.area = row.report.pareto.front().area;
  figures.area_ratio = figures.area / base.pareto.front().area;
  figures.fmax_mhz = 1000 / row.report.pareto.back().delay_ns;
  figures.area_delay = least_area_delay(row.report);
  figures.area_delay_ratio = figures.area_delay / least_area_delay(base);
  if (base.power && row.report.power) {
    figures.product_pj = row.report.power->product_pj();
    figures.product_pj_ratio = figures.product_pj / base.power->product_pj();
  }
  if (row.worst_error) figures.error = *row.worst_error == 0 ? "0" : fmt::format("{:.1e}", *row.worst_error);
  return figures;
}

std::string to_table(const Tax& tax) {
  const bool has_power = tax.arrays.front().report.power.has_value();
  std::string text = fmt::format("{:<14} {:<6} {:>12} {:>6} {:>9} {:>15} {:>6} {:>9}{}\n", "operands", "sums",
                                 "area", "ratio", "Fmax MHz", "area x delay", "ratio", "error",
                                 has_power ? fmt::format(" {:>10} {:>6}", "pJ/product", "ratio") : "");
  for (const TaxRow& row : tax.arrays) {
    const TaxFigures figures = figures_of(tax, row);
    text += fmt::format("{:<14} {:<6} {:>12.0f} {:>6.2f} {:>9.1f} {:>15.0f} {:>6.2f} {:>9}", row.name,
                        row.sums, figures.area, figures.area_ratio, figures.fmax_mhz, figures.area_delay,
                        figures.area_delay_ratio, figures.error);
    if (has_power) text += fmt::format(" {:>10.3f} {:>6.2f}", figures.product_pj, figures.product_pj_ratio);
    text += "\n";
  }
  return text;
}

nlohmann::ordered_json to_json(const Tax& tax) {
  using nlohmann::ordered_json;
  const Report& base = tax.arrays.front().report;
  ordered_json json{{"tax_of", fmt::format("{} x {}", tax.rows, tax.cols)},
                    {"command", tax.command},
                    {"library", base.library},
                    {"library_sha256", base.library_sha256},
                    {"tools", {{"yosys", base.yosys}, {"opensta", base.opensta}}},
                    {"terms", tax.terms},
                    {"dot_products", tax.products},
                    {"arrays", ordered_json::array()}};
  for (const TaxRow& row : tax.arrays) {
    const TaxFigures figures = figures_of(tax, row);
    ordered_json entry{{"operands", row.name},
                       {"sums", row.sums},
                       {"bundle", row.folder},
                       {"commands", row.commands},
                       {"area", rounded(figures.area, 100)},
                       {"area_ratio", rounded(figures.area_ratio, 1000)},
                       {"fmax_mhz", rounded(figures.fmax_mhz, 10)},
                       {"area_delay", rounded(figures.area_delay, 100)},
                       {"area_delay_ratio", rounded(figures.area_delay_ratio, 1000)},
                       {"worst_error", nullptr}};
    if (row.worst_error) entry["worst_error"] = *row.worst_error;
    if (row.report.power) {
      entry["product_pj"] = rounded(figures.product_pj, 1e4);
      entry["product_pj_ratio"] = rounded(figures.product_pj_ratio, 1000);
    }
    entry["breakdown"] = to_json(breakdown(row.report));
    entry["report"] = to_json(row.report);
    json["arrays"].push_back(std::move(entry));
  }
  return json;
}

bool is_tax(const std::string& text) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  return json.is_object() && json.contains("tax_of") && json.contains("arrays");
}

std::vector<Share> breakdown(const Report& report) {
  std::map<std::string_view, double> areas;
  for (const ModuleRow& row : report.modules) {
    const auto part = std::find_if(std::begin(kParts), std::end(kParts),
                                   [&](const auto& entry) { return row.name.starts_with(entry.module); });
    areas[part == std::end(kParts) ? "control" : part->part] += row.area;
  }
  const double staged = report.stages->area();
  std::vector<Share> shares;
  for (const Share& stage : report.stages->shares) {
    const double part = staged > 0 ? stage.area / staged : 0;
    shares.push_back({"cells: " + stage.name, areas["cells"] * part});
  }
  for (const std::string_view name : {"edges", "buses", "results", "buffers", "control"})
    shares.push_back({std::string(name), areas[name]});
  return shares;
}

}  // namespace fp8forge::synth
