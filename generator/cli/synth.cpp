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
#include "synth/fpga.hpp"

namespace fp8forge::cli {

namespace fs = std::filesystem;

namespace {

struct SynthRequest {
  std::string directory;
  std::string flow = "asic";
  std::optional<std::string> liberty, device;
  std::string period;  // as typed
  std::string pareto;  // recipes, as typed; empty: not asked for
  bool flatten = false, power = false, stages = false;
  std::string json, out;
};

// What synth wrote into `folder`: its files, if the report there is one of its own.
WrittenFolder written_by_synth(const fs::path& folder) {
  WrittenFolder written{"an earlier result of synth", "synth", {}};
  const Result<std::string> text = read_file(folder / "report.json");
  if (!text || !(synth::is_report(*text) || synth::is_fpga_report(*text))) return written;
  for (const char* file : synth::kKeptFiles) written.files[file] = "";
  for (const char* file : synth::kKeptFpgaFiles) written.files[file] = "";
  return written;
}

// Where the flow ends: a cell library, or a family of FPGAs and a device.
struct Target {
  std::optional<synth::Liberty> liberty;
  const synth::FpgaFamily* family = nullptr;
  const synth::Ice40Device* device = &synth::kIce40Devices[0];
};

// The entry of that name. Error: there is none.
template <typename Entry, std::size_t N>
Result<const Entry*> find_entry(const Entry (&entries)[N], const std::string& name, const char* what,
                                const char* where, std::string hint) {
  for (const Entry& entry : entries) {
    if (entry.name == name) return &entry;
    hint += (hint.ends_with(' ') ? "" : ", ") + std::string(entry.name);
  }
  return Error{fmt::format("unknown {} '{}'", what, name), where, hint};
}

Result<Target> target_of(const SynthRequest& request, std::optional<double> period) {
  Target target;
  if (request.flow == "asic") {
    if (request.device) return Error{"a device belongs to --flow ice40", "--device", "leave it out"};
    Result<synth::Liberty> liberty = read_library(request.liberty.value_or(synth::kDefaultLiberty));
    if (!liberty) return liberty.error();
    target.liberty = std::move(*liberty);
    return target;
  }
  const auto family = find_entry(synth::kFpgaFamilies, request.flow, "flow", "--flow", "one of asic");
  if (!family) return family.error();
  target.family = *family;
  if (request.liberty)
    return Error{"an FPGA has no cell library", "--liberty", "leave it out, or choose --flow asic"};
  if (!request.pareto.empty())
    return Error{"recipes are for cell libraries", "--pareto", "leave it out, or choose --flow asic"};
  if (request.power)
    return Error{"power is that of a library's cells", "--power", "leave it out, or choose --flow asic"};
  if (request.stages)
    return Error{"stages are those of a library's cells", "--stages", "leave it out, or choose --flow asic"};
  if (request.flatten) return Error{"an FPGA design is flat", "--flatten", "leave it out"};
  if (!target.family->is_placed && period) {
    return Error{fmt::format("{} designs are mapped, not placed: there are no times", target.family->name),
                 "--period", "leave it out, or choose --flow ice40"};
  }
  if (!request.device) return target;
  if (!target.family->is_placed) return Error{"a device belongs to --flow ice40", "--device", "leave it out"};
  const auto device = find_entry(synth::kIce40Devices, *request.device, "device", "--device", "one of ");
  if (!device) return device.error();
  target.device = *device;
  return target;
}

// What a run of either kind leaves.
struct Outcome {
  std::string table;
  nlohmann::ordered_json json;
  bool meets_period = false;
};

template <typename Report>
Result<Outcome> outcome_of(const Result<Report>& report) {
  if (!report) return report.error();
  return Outcome{synth::to_table(*report), synth::to_json(*report), report->meets_period()};
}

int run_synth(const SynthRequest& request) {
  const Result<std::optional<double>> period = parse_period(request.period);
  if (!period) return fail(period.error());
  const Result<Bundle> bundle = load_bundle(request.directory);
  if (!bundle) return fail(bundle.error());
  const Result<Target> target = target_of(request, *period);
  if (!target) return fail(target.error());
  if (target->liberty) {
    if (Status status = synth::check_tools(); !status) return fail(status.error());
  }
  if (Status status = check_apart(request.json, request.out); !status) return fail(status.error());
  if (Status status = check_report_place(request.json, *bundle); !status) return fail(status.error());
  std::optional<StagedDirectory> out;
  if (!request.out.empty()) {
    Result<StagedDirectory> staged = stage_over(request.out, written_by_synth);
    if (!staged) return fail(staged.error());
    out.emplace(std::move(*staged));
  }
  const Progress progress;
  synth::Options options{*period, std::nullopt, [&](std::string_view stage) { progress.show(stage); }};
  options.flatten = request.flatten;
  options.power = request.power;
  options.stages = request.stages;
  if (!request.pareto.empty() || *period) {
    Result<std::vector<synth::Recipe>> recipes =
        synth::recipes_named(request.pareto.empty() ? synth::kAllRecipes : request.pareto);
    if (!recipes) return fail(recipes.error());
    options.recipes = std::move(*recipes);
  }
  if (out) options.keep = out->path();
  const Result<Outcome> outcome =
      target->family ? outcome_of(synth::synthesise_fpga(*bundle, *target->family, *target->device, options))
                     : outcome_of(synth::synthesise(*bundle, *target->liberty, options));
  progress.clear();
  if (!outcome) return fail(outcome.error());
  if (!request.json.empty()) {
    if (Status status = write_file(request.json, outcome->json.dump(2) + "\n"); !status)
      return fail(status.error());
  }
  if (out) {
    if (Status status = out->commit(); !status) return fail(status.error());
  }
  fmt::print("{}", outcome->table);
  return outcome->meets_period ? kDone : kCheckFailed;
}

}  // namespace

Command add_synth(CLI::App& parent) {
  auto request = std::make_shared<SynthRequest>();
  CLI::App* app = parent.add_subcommand("synth", "area and timing of a bundle, by Yosys and OpenSTA");
  app->add_option("DIR", request->directory, "the bundle")->required();
  app->add_option(
         "--flow", request->flow,
         "asic: cells of a library; ice40: placed and routed by nextpnr; ecp5, xilinx: mapped by Yosys")
      ->capture_default_str();
  app->add_option("--liberty", request->liberty,
                  fmt::format("asic: cell library (.lib, gzipped or not) [{}]", synth::kDefaultLiberty));
  app->add_option("--device", request->device, "ice40: hx8k (default), hx1k, lp8k, lp1k, up5k");
  app->add_flag(fmt::format("--pareto{{{}}}", synth::kAllRecipes), request->pareto,
                "asic: tries all recipes of mapping, not one; =raw,rs2: those");
  app->add_flag("--flatten", request->flatten,
                "asic: maps an array of several cells as one module, not by module; slow");
  app->add_flag("--power", request->power, "asic: also power, and energy of a product");
  app->add_flag("--stages", request->stages,
                "asic: also where the area goes by stage: multiply, align, add, …; of an array, in a cell");
  app->add_option("--period", request->period,
                  "clock period in ns; asic: the smallest design that meets it, of all recipes");
  app->add_option("--json", request->json, "also writes the figures here");
  app->add_option("--out", request->out, "keeps netlist, constraints and reports in this directory");
  return {app, [request] { return run_synth(*request); }};
}

}  // namespace fp8forge::cli
