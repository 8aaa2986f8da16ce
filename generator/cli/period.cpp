#include "generator/cli/period.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "generator/cli/request_synthesis.hpp"
#include "generator/derive/stages.hpp"
#include "synth/flow.hpp"

namespace fp8forge::cli {

Result<std::optional<double>> parse_period(const std::string& text) {
  if (text.empty()) return std::optional<double>();
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || !std::isfinite(value) || value < 0.001 || value > 1e6) {
    return Error{fmt::format("'{}' is not a clock period", text), "--period",
                 "a number of nanoseconds from 0.001 to 1000000, such as 4.5"};
  }
  return std::optional(value);
}

Result<synth::Liberty> read_library(const std::string& liberty) {
  Result<synth::Liberty> library = synth::read_liberty(liberty);
  if (library || liberty != synth::kDefaultLiberty) return library;
  Error error = library.error();
  error.hint = "install the Debian package qflow-tech-osu018, or name a library with --liberty";
  return error;
}

Result<Stages> fewest_stages(Request request, double period_ns, const synth::Liberty& liberty,
                             const std::function<void(std::string_view)>& on_step) {
  if (Status status = synth::check_tools(); !status) return status.error();
  Stages best{0, INFINITY};
  for (request.stages = 0; check_stages(request); ++request.stages) {
    on_step(fmt::format("synthesising with {} stages", request.stages));
    const Result<synth::Report> report =
        synthesise_request(request, liberty, {period_ns, std::nullopt, {}, synth::fast_recipes()});
    if (!report) return report.error();
    const double reached = report->timing ? report->timing->min_period_ns : 0;
    if (reached < best.period_ns) best = {request.stages, reached};
    if (report->meets_period()) return Stages{request.stages, reached};
  }
  return Error{
      fmt::format("no number of register stages meets {} ns", period_ns), "--period",
      fmt::format("{:.3f} or more, which {} register stage{}", std::ceil(best.period_ns * 1000) / 1000,
                  best.count, best.count == 1 ? " reaches" : "s reach")};
}

}  // namespace fp8forge::cli
