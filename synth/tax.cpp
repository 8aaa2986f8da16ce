#include "synth/tax.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "synth/figures.hpp"

namespace fp8forge::synth {

namespace {

// What each module of an array is part of, by the start of its name; the first that fits.
constexpr struct {
  std::string_view module;
  std::size_t part;
} kParts[] = {{"fp8_mac_cell", 0},   {"int8_cell", 0},          {"fp8_stationary_cell", 0},
              {"fp8_array_cell", 0}, {"fp8_array_column", 1},   {"fp8_array_row_edge", 2},
              {"fp8_decode", 2},     {"fp8_fixed_to_float", 3}, {"fp8_array_result", 3},
              {"fp8_encode", 3},     {"fp8_settle_sum", 3},     {"fp8_pipe", 3},
              {"fp8_round", 3},      {"fp8_normalize", 3},      {"fp8_stream_fifo", 4}};
constexpr std::string_view kPartNames[] = {"cells",    "result buses", "edges",
                                           "rounding", "buffers",      "control"};

template <typename Measure>
double smallest(const Report& report, Measure measure) {
  double least = 0;
  for (const DesignPoint& point : report.pareto) {
    const double value = measure(point);
    if (least == 0 || value < least) least = value;
  }
  return least;
}

std::string error_text(const std::optional<double>& error) {
  if (!error) return "";
  return *error == 0 ? "0" : fmt::format("{:.1e}", *error);
}

}  // namespace

double smallest_area(const Report& report) {
  return smallest(report, [](const DesignPoint& point) { return point.area; });
}

double smallest_delay_ns(const Report& report) {
  return smallest(report, [](const DesignPoint& point) { return point.delay_ns; });
}

double smallest_product(const Report& report) {
  return smallest(report, [](const DesignPoint& point) { return point.area * point.delay_ns; });
}

std::string to_table(const Tax& tax) {
  std::string text = fmt::format("{:<14} {:<6} {:>12} {:>6} {:>9} {:>15} {:>6} {:>9}\n", "operands", "sums",
                                 "area", "ratio", "Fmax MHz", "area x delay", "ratio", "error");
  for (const TaxRow& row : tax.arrays) {
    const Report& base = tax.arrays.front().report;
    text += fmt::format("{:<14} {:<6} {:>12.0f} {:>6.2f} {:>9.1f} {:>15.0f} {:>6.2f} {:>9}\n", row.name,
                        row.sums, smallest_area(row.report), smallest_area(row.report) / smallest_area(base),
                        1000 / smallest_delay_ns(row.report), smallest_product(row.report),
                        smallest_product(row.report) / smallest_product(base), error_text(row.worst_error));
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
    ordered_json entry{
        {"operands", row.name},
        {"sums", row.sums},
        {"bundle", row.folder},
        {"commands", row.commands},
        {"area", rounded(smallest_area(row.report), 100)},
        {"area_ratio", rounded(smallest_area(row.report) / smallest_area(base), 1000)},
        {"fmax_mhz", rounded(1000 / smallest_delay_ns(row.report), 10)},
        {"area_delay", rounded(smallest_product(row.report), 100)},
        {"area_delay_ratio", rounded(smallest_product(row.report) / smallest_product(base), 1000)},
        {"worst_error", nullptr}};
    if (row.worst_error) entry["worst_error"] = *row.worst_error;
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
  std::vector<Share> shares;
  for (const std::string_view name : kPartNames) shares.push_back({std::string(name), 0});
  for (const ModuleRow& row : report.modules) {
    const auto part = std::find_if(std::begin(kParts), std::end(kParts),
                                   [&](const auto& entry) { return row.name.starts_with(entry.module); });
    shares[part == std::end(kParts) ? shares.size() - 1 : part->part].area += row.area;
  }
  return shares;
}

}  // namespace fp8forge::synth
