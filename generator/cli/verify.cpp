// fp8forge verify: builds a bundle's model, holds it against the golden model, and tells what was found.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>

#include "generator/base/files.hpp"
#include "generator/base/interrupt.hpp"
#include "generator/base/parallel.hpp"
#include "generator/cli/command.hpp"
#include "generator/cli/period.hpp"
#include "generator/cli/places.hpp"
#include "generator/cli/progress.hpp"
#include "generator/cli/quote.hpp"
#include "generator/cli/seed.hpp"
#include "generator/cli/verify_sibling.hpp"
#include "sim/conformance/array_verify.hpp"
#include "sim/conformance/scalar_verify.hpp"
#include "synth/flow.hpp"
#include "synth/gate_model.hpp"
#include "tb/build.hpp"
#include "tb/units.hpp"

namespace fp8forge::cli {

namespace {

constexpr const char* kMade = "made";            // the netlist that synth makes
constexpr const char* kSiblingPrefix = "fp32_";  // of the names of checks on the fp32 sibling

struct VerifyOptions {
  std::string directory;
  std::string work;
  std::string json;
  std::string case_name;
  std::string seed = kDefaultSeed;
  std::string check;
  std::string netlist;  // empty: the RTL; kMade; else a file of the user's
  std::optional<std::string> liberty;
  bool quick = false;
  bool full = false;
};

class Verification {
 public:
  Verification(const VerifyOptions& options, std::uint64_t seed, Bundle bundle)
      : options_(options), seed_(seed), bundle_(std::move(bundle)) {
    report_.seed = seed;
  }

  // Everything, or the one case. Error: a user's mistake, or a model that does not build.
  Status run() {
    Result<std::filesystem::path> cache = std::filesystem::path(options_.work);
    if (options_.work.empty()) cache = tb::default_cache();
    if (!cache) return cache.error();
    cache_ = *cache;
    const Status status = bundle_.unit == "array" ? run_array() : run_scalar();
    if (status && !options_.check.empty() && report_.checks.empty() && !interrupted()) {
      return Error{fmt::format("this unit has no check '{}'", options_.check), "--check",
                   "name a check as a mismatch or the report names it; some are only in --full"};
    }
    return status;
  }

  int conclude() {
    progress_.clear();
    const bool repeated = !options_.case_name.empty();
    for (const conformance::Check& check : report_.checks) {
      for (const conformance::Mismatch& mismatch : check.shown) {
        fmt::print("{} {}: {}\n", check.mismatches > 0 ? "mismatch in" : "no mismatch in", check.name,
                   mismatch.text);
        if (!repeated) fmt::print("  repeat: {}\n", repeat_command(mismatch));
      }
    }
    if (!repeated) fmt::print("{}", conformance::to_text(report_));
    fmt::print("{}\n", last_line());
    if (interrupted()) return kInterrupted;
    if (!options_.json.empty()) {
      if (Status status = write_file(options_.json, json().dump(2) + "\n"); !status)
        return fail(status.error());
    }
    return report_.mismatches() == 0 ? kDone : kCheckFailed;
  }

 private:
  Result<tb::Library> build(const tb::ModelSource& source) {
    const auto on_step = [&](std::string_view step) {
      progress_.show(fmt::format("{}: {}", source.top, step));
    };
    Result<tb::BuiltModel> model = tb::build_model(source, {cache_, threads(), on_step});
    if (!model) return model.error();
    build_seconds_ += model->seconds;
    reused_ = reused_ && model->reused;
    return model->library;
  }

  Status run_scalar() {
    const Result<tb::ModelSource> source = source_of(bundle_);
    if (!source) return source.error();
    const Result<conformance::ScalarUnit> unit = tb::scalar_unit(bundle_);
    if (!unit) return unit.error();
    const Result<tb::Library> library = build(*source);
    if (!library) return library.error();
    const conformance::ScalarFactory models = library->scalar_models(*unit);
    if (!options_.case_name.empty()) {
      return take(conformance::repeat(*unit, options_.case_name, seed_, effort(), models));
    }
    const auto run = [&](const auto& checks) {
      for (const auto& check : checks) {
        if (interrupted()) break;
        if (!is_wanted(check.name)) continue;
        report_.checks.push_back(conformance::verify(*unit, check, models, watch(check.name)));
      }
    };
    report_.coverage = conformance::coverage(*unit, effort());
    run(conformance::scalar_checks(*unit, seed_, effort()));
    run(conformance::beat_checks(*unit, seed_, effort()));
    return Done{};
  }

  // The unit's RTL, or the netlist in its place.
  Result<tb::ModelSource> source_of(const Bundle& bundle) {
    if (options_.netlist.empty()) return tb::read_source(bundle);
    if (!liberty_) {
      Result<synth::Liberty> liberty = read_library(options_.liberty.value_or(synth::kDefaultLiberty));
      if (!liberty) return liberty.error();
      liberty_ = std::move(*liberty);
    }
    synth::GateModelOptions options{std::nullopt, [&](std::string_view stage) {
                                      progress_.show(fmt::format("{}: {}", bundle.top, stage));
                                    }};
    if (options_.netlist != kMade) options.netlist = options_.netlist;
    Result<synth::GateModel> gates = synth::gate_model(bundle, *liberty_, options);
    if (!gates) return gates.error();
    cells_ += gates->cells;
    tb::ModelSource source{bundle.unit, bundle.top, {}, {}};
    if (gates->is_sliced) source = {tb::kSliced, synth::kSlicedTop, {}, {}};
    for (synth::GateModel::Module& module : gates->modules) {
      source.files.push_back({module.name + ".sv", std::move(module.text)});
    }
    for (const nlohmann::json& port : bundle.manifest.at("ports")) source.ports.push_back(port.at("name"));
    return source;
  }

  // The netlist of the sibling, which has no bundle on disk.
  Result<tb::ModelSource> source_of(const Sibling& sibling) {
    const Result<TemporaryDirectory> folder = TemporaryDirectory::create();
    if (!folder) return folder.error();
    Bundle bundle{folder->path(), sibling.source.unit, sibling.source.top, {}, sibling.manifest};
    for (const tb::SourceFile& file : sibling.source.files) {
      if (Status status = write_file(folder->path() / file.name, file.text); !status) return status.error();
      bundle.files.push_back(file.name);
    }
    return source_of(bundle);
  }

  bool is_wanted(const std::string& check) const { return options_.check.empty() || options_.check == check; }

  Status run_array() {
    const Result<conformance::ArrayUnit> unit = tb::array_unit(bundle_);
    if (!unit) return unit.error();
    const Result<tb::ModelSource> source = source_of(bundle_);
    if (!source) return source.error();
    std::vector<conformance::ArrayCheck> checks = conformance::array_checks(*unit, seed_);
    if (Status status = run_checks(*unit, *source, checks); !status) return status;
    if (conformance::holds_every_product(*unit)) return Done{};
    // A netlist that others made has no sibling: its pairs are seen through its own results only.
    if (!options_.netlist.empty() && options_.netlist != kMade) return Done{};
    Result<Sibling> sibling = fp32_sibling(bundle_);
    if (!sibling) return sibling.error();
    if (liberty_) {
      Result<tb::ModelSource> gates = source_of(*sibling);
      if (!gates) return gates.error();
      sibling->source = std::move(*gates);
    }
    checks = conformance::pair_checks(sibling->unit, seed_, kSiblingPrefix);
    for (conformance::ArrayCheck& check : checks) check.what += ", seen as fp32";
    return run_checks(sibling->unit, sibling->source, checks);
  }

  Status run_checks(const conformance::ArrayUnit& unit, const tb::ModelSource& source,
                    const std::vector<conformance::ArrayCheck>& checks) {
    const bool of_sibling = checks.front().name.starts_with(kSiblingPrefix);
    const bool repeated = !options_.case_name.empty();
    if (interrupted() || (repeated && options_.case_name.starts_with(kSiblingPrefix) != of_sibling))
      return Done{};
    const Result<tb::Library> library = build(source);
    if (!library) return library.error();
    const conformance::ArrayFactory models = library->array_models(unit);
    if (repeated) return take(conformance::repeat(unit, checks, options_.case_name, models));
    for (const conformance::ArrayCheck& check : checks) {
      if (interrupted()) break;
      if (!is_wanted(check.name)) continue;
      report_.checks.push_back(conformance::verify(unit, check, models, watch(check.name)));
    }
    return Done{};
  }

  Status take(const Result<conformance::Check>& check) {
    if (!check) return check.error();
    report_.checks.push_back(*check);
    return Done{};
  }

  conformance::Effort effort() const {
    return options_.full ? conformance::Effort::kFull : conformance::Effort::kQuick;
  }

  static int threads() { return static_cast<int>(thread_count()); }

  conformance::Watch watch(const std::string& name) const {
    return {threads(),
            [this, name](std::int64_t done, std::int64_t jobs) {
              progress_.show(fmt::format("{}: {}: {}%", bundle_.top, name, 100 * done / jobs));
            },
            interrupted};
  }

  std::string repeat_command(const conformance::Mismatch& mismatch) const {
    std::string command = fmt::format("fp8forge verify {} --case {}", quoted_path(options_.directory),
                                      shell_quoted(mismatch.case_name));
    if (!options_.netlist.empty()) command += netlist_words();
    if (options_.full) command += " --full";
    if (seed_ != *parse_seed(kDefaultSeed)) command += fmt::format(" --seed {}", seed_);
    return command;
  }

  // " --netlist" and what belongs to it, as the user typed them.
  std::string netlist_words() const {
    std::string words = " --netlist";
    if (options_.netlist != kMade) words += "=" + shell_quoted(options_.netlist);
    if (options_.liberty) words += " --liberty " + shell_quoted(*options_.liberty);
    return words;
  }

  std::string last_line() const {
    const std::string model =
        reused_ ? "model built before" : fmt::format("model built in {:.1f} s", build_seconds_);
    const char* verdict = interrupted() ? "interrupted" : report_.mismatches() == 0 ? "passed" : "FAILED";
    const std::string what =
        liberty_ ? fmt::format("netlist of {} cells of {}, ", cells_, liberty_->name) : "";
    return fmt::format("{}: {} ({}{}, seed {})", bundle_.top, verdict, what, model, seed_);
  }

  nlohmann::json json() const {
    nlohmann::json json = conformance::to_json(report_);
    json["top"] = bundle_.top;
    json["request"] = bundle_.manifest.at("request");
    json["build"] = {{"seconds", build_seconds_}, {"reused", reused_}};
    if (liberty_) json["netlist"] = {{"cells", cells_}, {"library", liberty_->name}};
    json["passed"] = report_.mismatches() == 0;
    return json;
  }

  const VerifyOptions& options_;
  const std::uint64_t seed_;
  Bundle bundle_;
  Progress progress_;
  std::filesystem::path cache_;
  conformance::Report report_;
  double build_seconds_ = 0;
  std::optional<synth::Liberty> liberty_;  // of the netlist, if that is verified
  std::size_t cells_ = 0;
  bool reused_ = true;
};

int verify(const VerifyOptions& options) {
  const Result<std::uint64_t> seed = parse_seed(options.seed);
  if (!seed) return fail(seed.error());
  Result<Bundle> bundle = load_bundle(options.directory);
  if (!bundle) return fail(bundle.error());
  if (Status status = check_report_place(options.json, *bundle); !status) return fail(status.error());
  Verification verification(options, *seed, *std::move(bundle));
  if (Status status = verification.run(); !status) return fail(status.error());
  return verification.conclude();
}

}  // namespace

Command add_verify(CLI::App& parent) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* app =
      parent.add_subcommand("verify", "builds a bundle's model and compares it with the golden model");
  app->add_option("DIR", options->directory, "the bundle")->required();
  const CLI::Option* quick =
      app->add_flag("--quick", options->quick, "about a minute's worth of cases (default)");
  app->add_flag("--full", options->full, "the whole input space, or all that docs/verify.md lists")
      ->excludes(const_cast<CLI::Option*>(quick));
  app->add_option("--seed", options->seed, "of the random cases")->capture_default_str();
  CLI::Option* repeated =
      app->add_option("--case", options->case_name, "repeats one case, as a mismatch names it");
  app->add_option("--check", options->check, "only the check of this name")->excludes(repeated);
  CLI::Option* netlist = app->add_flag(
      fmt::format("--netlist{{{}}}", kMade), options->netlist,
      "verifies, instead of the RTL, the cells that synth maps it to; =FILE: a netlist made before");
  app->add_option(
         "--liberty", options->liberty,
         fmt::format("--netlist: its cell library (.lib, gzipped or not) [{}]", synth::kDefaultLiberty))
      ->needs(netlist);
  app->add_option("--work", options->work,
                  "where built models are kept (default: fp8forge in the user's cache)");
  app->add_option("--json", options->json, "writes the report to FILE")->type_name("FILE");
  return {app, [options] { return verify(*options); }};
}

}  // namespace fp8forge::cli
