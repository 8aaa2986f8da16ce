#include "synth/plot.hpp"

#include <fmt/format.h>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "synth/workspace.hpp"

namespace fp8forge::synth {

namespace {

constexpr const char* kColors[] = {"#444444", "#0072b2", "#009e73", "#d55e00", "#cc79a7", "#e69f00",
                                   "#56b4e9", "#882255", "#999933", "#bbbbbb", "#44aa99", "#ddcc77"};

// Runs the script, which draws to standard output, on figures.txt.
Result<std::string> draw(const std::string& script, const std::string& figures, int height) {
  const Result<TemporaryDirectory> folder = TemporaryDirectory::create();
  if (!folder) return folder.error();
  if (Status status = write_file(folder->path() / "figures.txt", figures); !status) return status.error();
  const std::string terminal = fmt::format(
      "set terminal svg size 860,{} font 'sans-serif,13' background 'white'\nset output 'picture.svg'\n",
      height);
  if (Status status = write_file(folder->path() / "script", terminal + script); !status)
    return status.error();
  const Result<ProcessResult> result = run_process({"gnuplot", "script"}, {folder->path(), {}});
  if (!result) return result.error();
  if (result->exit_code != 0) {
    return Error{"gnuplot stopped: " + last_line(result->output, "line"), "a picture of the report",
                 "install Debian's gnuplot-nox"};
  }
  Result<std::string> svg = read_file(folder->path() / "picture.svg");
  if (!svg) return svg.error();
  return svg->substr(svg->find("<svg"));  // without the head that only a file of its own has
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

}  // namespace

Status check_plot_tools() { return check_installed({{"gnuplot", "gnuplot-nox"}}); }

Result<std::string> pareto_picture(const Tax& tax) {
  std::string figures, curves;
  int curve = 0;
  for (const TaxRow& row : tax.arrays) {
    if (row.sums != "exact" && &row != &tax.arrays.front()) continue;
    for (const DesignPoint& point : row.report.pareto) {
      figures += fmt::format("{} {}\n", point.delay_ns, point.area / 1000);
    }
    figures += "\n\n";
    curves += fmt::format(
        "{}'figures.txt' index {} using 1:2 with linespoints lw 2 pt 7 ps 0.5 lc rgb '{}' title {}",
        curve == 0 ? "plot " : ", ", curve, kColors[curve % std::size(kColors)], quoted(row.name));
    ++curve;
  }
  return draw(
      "set xlabel 'delay of the longest path (ns)'\nset ylabel 'area (1000 of the library''s units)'\nset "
      "grid\n"
      "set key top right\nset yrange [0:*]\n" +
          curves + "\n",
      figures, 480);
}

Result<std::string> breakdown_picture(const Tax& tax) {
  std::string figures = "array";
  for (const Share& share : breakdown(tax.arrays.front().report)) figures += " " + quoted(share.name);
  figures += "\n";
  for (const TaxRow& row : tax.arrays) {
    figures += quoted(row.name + " " + row.sums);
    for (const Share& share : breakdown(row.report)) figures += fmt::format(" {}", share.area / 1000);
    figures += "\n";
  }
  std::string script =
      "set style data histograms\nset style histogram rowstacked\nset style fill solid 0.9\nset boxwidth "
      "0.75\n"
      "set ylabel 'area (1000 of the library''s units)'\nset xtics rotate by -40 font ',11'\nset key outside "
      "right top\n"
      "set grid y\nset yrange [0:*]\nset bmargin 8\n";
  const std::size_t parts = breakdown(tax.arrays.front().report).size();
  for (std::size_t part = 0; part < parts; ++part) {
    script += fmt::format("{}'figures.txt' using {}{} lc rgb '{}' title columnheader({})",
                          part == 0 ? "plot " : ", ", part + 2, part == 0 ? ":xtic(1)" : "",
                          kColors[(part + 1) % std::size(kColors)], part + 2);
  }
  return draw(script + "\n", figures, 520);
}

}  // namespace fp8forge::synth
