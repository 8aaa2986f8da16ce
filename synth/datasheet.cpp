#include "synth/datasheet.hpp"

#include <fmt/format.h>

#include "generator/bundle/datasheet.hpp"

namespace fp8forge::synth {

std::string with_figures(const std::string& page, const Report& report) {
  std::string text = page.substr(0, page.find(kAreaHeading));
  if (!text.ends_with("\n\n")) text += "\n";
  text += fmt::format("{}\n\n| figure | value |\n|---|---|\n", kAreaHeading);
  text += fmt::format("| cell library | {} |\n", report.library);
  text += fmt::format("| area, in its unit (µm² in osu018 and sky130) | {:.1f} |\n", report.area());
  text += fmt::format("| cells | {}, of them {} flip-flops |\n", report.cells(), report.flip_flops());
  if (report.timing) {
    const std::string around = report.timing->clock.empty() ? ", with registers around the unit" : "";
    text += fmt::format("| shortest clock period | {:.3f} ns, {:.1f} MHz{} |\n", report.timing->min_period_ns,
                        report.timing->fmax_mhz(), around);
  }
  if (const std::optional<double> slack = report.slack_ns()) {
    text +=
        fmt::format("| asked period | {:.3f} ns, {} |\n", *report.period_ns, *slack >= 0 ? "met" : "missed");
  }
  return text + fmt::format(
                    "| made by | {}, {} |\n\nBefore layout: no wire is loaded, the "
                    "clock is ideal.\n",
                    report.yosys, report.opensta);
}

}  // namespace fp8forge::synth
