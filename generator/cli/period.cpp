#include "generator/cli/period.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "generator/base/files.hpp"
#include "generator/bundle/bundle.hpp"
#include "generator/derive/stages.hpp"
#include "generator/emit/bundle_writer.hpp"
#include "synth/flow.hpp"

namespace fp8forge::cli {

namespace {

// Area and timing of the request's unit.
Result<synth::Report> synthesised(const Request& request, double period_ns, const synth::Liberty& liberty) {
  const Result<std::filesystem::path> data = data_directory();
  if (!data) return data.error();
  const Result<TemporaryDirectory> folder = TemporaryDirectory::create();
  if (!folder) return folder.error();
  const Design design = design_of(request);
  const Result<std::vector<SourceFile>> files = source_files(request, design, *data / "rtl");
  if (!files) return files.error();
  const std::filesystem::path place = folder->path() / "bundle";
  if (Status status = write_bundle(manifest_of(request, design, *files), *files, place, false); !status) {
    return status.error();
  }
  const Result<Bundle> bundle = load_bundle(place);
  if (!bundle) return bundle.error();
  return synth::synthesise(*bundle, liberty, {period_ns, std::nullopt, {}, synth::fast_recipes()});
}

}  // namespace

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
    const Result<synth::Report> report = synthesised(request, period_ns, liberty);
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
