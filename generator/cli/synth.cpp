// fp8forge synth: area and timing of a bundle.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <system_error>

#include "generator/base/destination.hpp"
#include "generator/base/files.hpp"
#include "generator/base/interrupt.hpp"
#include "generator/bundle/bundle.hpp"
#include "generator/cli/command.hpp"
#include "generator/cli/period.hpp"
#include "generator/cli/places.hpp"
#include "generator/cli/progress.hpp"
#include "synth/flow.hpp"

namespace fp8forge::cli {

namespace fs = std::filesystem;

namespace {

struct SynthRequest {
  std::string directory;
  std::string liberty = synth::kDefaultLiberty;
  std::string period;  // as typed
  std::string json, out;
};

// What synth wrote into `folder`: its files, if the report there is one of its own.
WrittenFolder written_by_synth(const fs::path& folder) {
  WrittenFolder written{"an earlier result of synth", "synth", {}};
  const Result<std::string> text = read_file(folder / "report.json");
  if (!text || !synth::is_report(*text)) return written;
  for (const char* file : synth::kKeptFiles) written.files[file] = "";
  return written;
}

int run_synth(const SynthRequest& request) {
  const Result<std::optional<double>> period = parse_period(request.period);
  if (!period) return fail(period.error());
  const Result<Bundle> bundle = load_bundle(request.directory);
  if (!bundle) return fail(bundle.error());
  if (Status status = synth::check_tools(); !status) return fail(status.error());
  if (Status status = check_apart(request.json, request.out); !status) return fail(status.error());
  if (Status status = check_report_place(request.json, *bundle); !status) return fail(status.error());
  std::optional<StagedDirectory> out;
  if (!request.out.empty()) {
    const Result<fs::path> place = resolve_destination(request.out);
    if (!place) return fail(place.error());
    std::error_code error;
    if (fs::exists(*place, error)) {
      if (Status status = check_replaceable(request.out, written_by_synth(request.out)); !status) {
        return fail(status.error());
      }
    }
    Result<StagedDirectory> staged = StagedDirectory::create(request.out);
    if (!staged) return fail(staged.error());
    out.emplace(std::move(*staged));
  }
  const Result<synth::Liberty> liberty = read_library(request.liberty);
  if (!liberty) return fail(liberty.error());

  const Progress progress;
  synth::Options options{*period, std::nullopt, [&](std::string_view stage) { progress.show(stage); }};
  if (out) options.keep = out->path();
  const Result<synth::Report> report = synth::synthesise(*bundle, *liberty, options);
  progress.clear();
  if (!report) return fail(report.error());
  if (!request.json.empty()) {
    const std::string text = synth::to_json(*report).dump(2) + "\n";
    if (Status status = write_file(request.json, text); !status) return fail(status.error());
  }
  if (out) {
    if (Status status = out->commit(); !status) return fail(status.error());
  }
  fmt::print("{}", synth::to_table(*report));
  return report->meets_period() ? kDone : kCheckFailed;
}

}  // namespace

Command add_synth(CLI::App& parent) {
  auto request = std::make_shared<SynthRequest>();
  CLI::App* app = parent.add_subcommand("synth", "area and timing of a bundle, by Yosys and OpenSTA");
  app->add_option("DIR", request->directory, "the bundle")->required();
  app->add_option("--liberty", request->liberty, "cell library (.lib, gzipped or not)")
      ->capture_default_str();
  app->add_option("--period", request->period,
                  "clock period in ns to meet; without it the fastest netlist is made");
  app->add_option("--json", request->json, "also writes the figures here");
  app->add_option("--out", request->out, "keeps netlist, constraints and reports in this directory");
  return {app, [request] { return run_synth(*request); }};
}

}  // namespace fp8forge::cli
