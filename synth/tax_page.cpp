#include "synth/tax_page.hpp"

#include <fmt/format.h>

#include "synth/plot.hpp"

namespace fp8forge::synth {

namespace {

constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The FP8 tax</title>
<style>
body { font: 15px/1.5 sans-serif; color: #222; max-width: 62em; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .3em .6em; text-align: right; border-bottom: 1px solid #ddd; white-space: nowrap; }
th:nth-child(-n+2), td:nth-child(-n+2) { text-align: left; }
th { border-bottom: 2px solid #888; }
tr.base { background: #f2f2f2; }
pre { background: #f6f6f6; padding: .6em; overflow-x: auto; font-size: 13px; }
svg { max-width: 100%; height: auto; }
</style>
</head>
<body>
)";

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string table(const Tax& tax) {
  std::string text =
      "<table>\n<tr><th>operands</th><th>sums</th><th>area</th><th>/ INT8</th><th>Fmax (MHz)</th>"
      "<th>area &times; delay</th><th>/ INT8</th><th>worst error</th>";
  const bool has_power = tax.arrays.front().report.power.has_value();
  text += has_power ? "<th>pJ a product</th><th>/ INT8</th></tr>\n" : "</tr>\n";
  for (const TaxRow& row : tax.arrays) {
    const TaxFigures figures = figures_of(tax, row);
    text += fmt::format(
        "<tr{}><td>{}</td><td>{}</td><td>{:.0f}</td><td>{:.2f}</td><td>{:.0f}</td><td>{:.0f}</td><td>{:.2f}</"
        "td>"
        "<td>{}</td>",
        &row == &tax.arrays.front() ? " class=\"base\"" : "", escaped(row.name), escaped(row.sums),
        figures.area, figures.area_ratio, figures.fmax_mhz, figures.area_delay, figures.area_delay_ratio,
        figures.error);
    if (has_power) {
      text += fmt::format("<td>{:.2f}</td><td>{:.2f}</td>", figures.product_pj, figures.product_pj_ratio);
    }
    text += "</tr>\n";
  }
  return text + "</table>\n";
}

}  // namespace

Result<TaxPage> tax_page(const Tax& tax) {
  const Result<std::string> curves = pareto_picture(tax);
  if (!curves) return curves.error();
  const Result<std::string> parts = breakdown_picture(tax);
  if (!parts) return parts.error();
  const Report& base = tax.arrays.front().report;
  std::string text = kHead;
  text += fmt::format("<h1>The FP8 tax: {} &times; {} arrays beside INT8's</h1>\n", tax.rows, tax.cols);
  text += fmt::format(
      "<p>Output-stationary arrays with the same streams, skew, drain and buffers; cell library {}, {}, {}. "
      "Every array "
      "was mapped by the same portfolio of recipes and delay targets, and every netlist timed without wires. "
      "Area, Fmax "
      "and area &times; delay are the best of all netlists, so they may be of three. Areas are in the "
      "library's unit "
      "(&micro;m&sup2; in osu018 and sky130), area &times; delay in that times ns. The worst error is that "
      "of {} dot "
      "products of {} terms with normally distributed operands, |sum &minus; exact| / &Sigma;|a&middot;b|, "
      "before the "
      "result is rounded.</p>\n",
      escaped(base.library), escaped(base.yosys), escaped(base.opensta), tax.products, tax.terms);
  if (base.power) {
    text +=
        "<p>Energy is that of the netlist of least area &times; delay at its own critical path, by OpenSTA's "
        "figures "
        "for its cells and toggles counted while tiles of normally distributed operands were multiplied, the "
        "same "
        "numbers in all formats and INT8; without glitches, wires and clock tree.</p>\n";
  }
  text += table(tax);
  text += "<h2>Area against delay, exact sums</h2>\n" + *curves;
  text +=
      "<h2>Where the area goes</h2>\n<p>Of each array's netlist of least area &times; delay. What its cells "
      "take "
      "is divided by stage in the proportions of one cell mapped with every module apart (--stages).</p>\n" +
      *parts;
  text +=
      "<h2>Commands</h2>\n<p>This page, from an empty folder:</p>\n<pre>" + escaped(tax.command) + "</pre>\n";
  text += "<p>Each row alone; INT8's bundle lies beside this page.</p>\n<pre>";
  for (const TaxRow& row : tax.arrays) text += escaped(row.commands) + "\n";
  return TaxPage{text + "</pre>\n</body>\n</html>\n", *curves, *parts};
}

}  // namespace fp8forge::synth
