// What FP8 costs beside INT8: arrays of one size, of which the first is INT8's, synthesised in the same way,
// as values, as a table to read, and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "synth/report.hpp"

namespace fp8forge::synth {

struct TaxRow {
  std::string name;      // "e4m3 x e4m3"
  std::string sums;      // of the accumulators: "exact", "fp32", …; INT8: "int32"
  std::string folder;    // of the bundle, beside the page
  std::string commands;  // that repeat the row's figures; one a line
  Report report;
  std::optional<double> worst_error;  // of a dot product, relative to the sum of its products' magnitudes
};

struct Tax {
  int rows = 0;  // of all arrays
  int cols = 0;
  int terms = 0;     // of the dot products behind the errors
  int products = 0;  // dot products a row
  std::string command;
  std::vector<TaxRow> arrays;  // INT8's first
};

// An array's figures, each of the netlist that is best in it, and what they are to those of the first array.
// Area in the library's unit, area x delay in that times ns.
struct TaxFigures {
  double area = 0, area_ratio = 0;
  double fmax_mhz = 0;
  double area_delay = 0, area_delay_ratio = 0;
  double product_pj = 0, product_pj_ratio = 0;  // of the netlist of least area x delay; 0: not measured
  std::string error;                            // as text; empty: not measured
};
TaxFigures figures_of(const Tax& tax, const TaxRow& row);

// One line an array, with ratios to the first.
std::string to_table(const Tax& tax);

// Keys: see synth/README.md.
nlohmann::ordered_json to_json(const Tax& tax);

// Whether a text is what to_json() gives.
bool is_tax(const std::string& text);

// Where an array's area goes, in all: its cells by stage (stages.hpp), "cells: multiply" and so on, in the
// proportions of the report's stages, which must be measured; then its other parts. Always the same names in
// the same order.
std::vector<Share> breakdown(const Report& report);

}  // namespace fp8forge::synth
