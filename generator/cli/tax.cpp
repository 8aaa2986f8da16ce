// fp8forge tax: what FP8 arrays cost beside an INT8 array, as a page.
#include "synth/tax.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "generator/base/files.hpp"
#include "generator/base/interrupt.hpp"
#include "generator/bundle/bundle.hpp"
#include "generator/cli/command.hpp"
#include "generator/cli/period.hpp"
#include "generator/cli/places.hpp"
#include "generator/cli/progress.hpp"
#include "generator/cli/quote.hpp"
#include "generator/cli/request_synthesis.hpp"
#include "generator/config/validate.hpp"
#include "generator/emit/reference_array.hpp"
#include "sim/accuracy/dot_error.hpp"
#include "synth/plot.hpp"
#include "synth/tax_page.hpp"

namespace fp8forge::cli {

namespace fs = std::filesystem;

namespace {

constexpr int kTerms = 4096;  // of a dot product, as many as the arrays' sums may have
constexpr int kDotProducts = 128;
constexpr std::uint64_t kSeed = 1;
constexpr const char* kFigures = "tax.json";
constexpr const char* kPage = "index.html";
constexpr const char* kAreaDelay = "area_delay.svg";
constexpr const char* kParts = "parts.svg";
constexpr const char* kReference = "int8";

struct TaxWords {
  std::optional<std::string> rows, cols, liberty;
  std::string pareto =
      "raw,rs2";  // of which one nearly always gives the least area, the other the least area x delay
  bool power = false;
  std::string out = "fp8_tax";
};

// The arrays beside INT8's: each pair of formats with each kind of sum.
struct Pair {
  const char* name;
  const char* a;
  const char* b;
  const char* folder;
};
constexpr Pair kPairs[] = {{"e4m3 x e4m3", "e4m3", "e4m3", "e4m3"},
                           {"e4m3 x e5m2", "e4m3", "e5m2", "e4m3_e5m2"},
                           {"e5m2 x e5m2", "e5m2", "e5m2", "e5m2"},
                           {"both by tile", "e4m3,e5m2", "e4m3,e5m2", "both"}};
constexpr const char* kSums[] = {"exact", "fp32", "bf16", "fp16"};

// What tax wrote into `folder`, if the figures there are its own.
WrittenFolder written_by_tax(const fs::path& folder) {
  WrittenFolder written{"an earlier result of tax", "tax", {}};
  const Result<std::string> text = read_file(folder / kFigures);
  if (!text || !synth::is_tax(*text)) return written;
  for (const char* file : {kFigures, kPage, kAreaDelay, kParts}) written.files[file] = "";
  const Result<Bundle> reference = load_bundle(folder / kReference);
  if (!reference) return written;
  written.files[fs::path(kReference) / "manifest.json"] = "";
  for (const std::string& file : reference->files) written.files[fs::path(kReference) / file] = "";
  return written;
}

// How everything is synthesised, as options of synth and of tax.
std::string synthesis_words(const TaxWords& words) {
  const std::string recipes = words.pareto == synth::kAllRecipes ? " --pareto" : " --pareto=" + words.pareto;
  return recipes + (words.power ? " --power" : "") +
         (words.liberty ? " --liberty " + shell_quoted(*words.liberty) : "");
}

class Report {
 public:
  Report(const TaxWords& words, int rows, int cols, const synth::Liberty& liberty,
         std::vector<synth::Recipe> recipes)
      : words_(words), liberty_(liberty), recipes_(std::move(recipes)) {
    tax_.rows = rows;
    tax_.cols = cols;
    tax_.terms = kTerms;
    tax_.products = kDotProducts;
    tax_.command = fmt::format("fp8forge tax --rows {} --cols {}{}", rows, cols, synthesis_words(words));
  }

  // INT8's array, as a bundle that stays in `folder`.
  Status add_reference(const fs::path& folder);
  Status add(const Pair& pair, const std::string& sums);
  const synth::Tax& tax() const { return tax_; }

 private:
  synth::Options options(const std::string& name) {
    const std::string number =
        fmt::format("{}/{} {}", tax_.arrays.size() + 1, 1 + std::size(kPairs) * std::size(kSums), name);
    synth::Options options{
        std::nullopt, std::nullopt,
        [this, number](std::string_view stage) { progress_.show(fmt::format("{}: {}", number, stage)); },
        recipes_};
    options.power = words_.power;
    options.stages = true;
    return options;
  }

  const TaxWords& words_;
  const synth::Liberty& liberty_;
  const std::vector<synth::Recipe> recipes_;
  const Progress progress_;
  synth::Tax tax_;
};

Status Report::add_reference(const fs::path& folder) {
  const Result<fs::path> data = data_directory();
  if (!data) return data.error();
  if (Status status = write_reference_array(tax_.rows, tax_.cols, *data, folder); !status) return status;
  const Result<Bundle> bundle = load_bundle(folder);
  if (!bundle) return bundle.error();
  Result<synth::Report> report = synth::synthesise(*bundle, liberty_, options("INT8"));
  if (!report) return report.error();
  tax_.arrays.push_back({"INT8 x INT8", "int32", kReference,
                         fmt::format("fp8forge synth {}{} --stages", kReference, synthesis_words(words_)),
                         std::move(*report), 0.0});
  return Done{};
}

Status Report::add(const Pair& pair, const std::string& sums) {
  RequestOptions words{.unit = "array"};
  words.a = pair.a;
  words.b = pair.b;
  words.acc = sums;
  words.rows = std::to_string(tax_.rows);
  words.cols = std::to_string(tax_.cols);
  const Result<Request> request = validate(words);
  if (!request) return request.error();
  Result<synth::Report> report =
      synthesise_request(*request, liberty_, options(fmt::format("{}, {} sums", pair.name, sums)));
  if (!report) return report.error();
  const std::string folder = fmt::format("{}_{}", pair.folder, sums);
  const accuracy::DotError error =
      accuracy::dot_error(request->a, request->b, request->accumulator, kTerms, kDotProducts, kSeed);
  tax_.arrays.push_back({pair.name, sums, folder,
                         fmt::format("{} --out {}\nfp8forge synth {}{} --stages", command_line(*request),
                                     folder, folder, synthesis_words(words_)),
                         std::move(*report), error.worst});
  return Done{};
}

int run_tax(const TaxWords& words) {
  const RequestOptions size{
      .unit = "array", .rows = words.rows.value_or("16"), .cols = words.cols.value_or("16")};
  const Result<Request> request = validate(size);
  if (!request) return fail(request.error());
  const Result<synth::Liberty> liberty = read_library(words.liberty.value_or(synth::kDefaultLiberty));
  if (!liberty) return fail(liberty.error());
  const Result<std::vector<synth::Recipe>> recipes = synth::recipes_named(words.pareto);
  if (!recipes) return fail(recipes.error());
  if (Status status = synth::check_tools(); !status) return fail(status.error());
  if (Status status = synth::check_plot_tools(); !status) return fail(status.error());
  Result<StagedDirectory> staged = stage_over(words.out, written_by_tax);
  if (!staged) return fail(staged.error());

  Report report(words, request->rows, request->cols, *liberty, *recipes);
  if (Status status = report.add_reference(staged->path() / kReference); !status) return fail(status.error());
  for (const Pair& pair : kPairs) {
    for (const char* sums : kSums) {
      if (Status status = report.add(pair, sums); !status) return fail(status.error());
    }
  }
  const Result<synth::TaxPage> page = synth::tax_page(report.tax());
  if (!page) return fail(page.error());
  const std::pair<const char*, std::string> files[] = {
      {kPage, page->html},
      {kAreaDelay, page->area_delay},
      {kParts, page->parts},
      {kFigures, synth::to_json(report.tax()).dump(2) + "\n"}};
  for (const auto& [name, text] : files) {
    if (Status status = write_file(staged->path() / name, text); !status) return fail(status.error());
  }
  if (interrupted()) return fail({"interrupted", words.out, "nothing was written"});
  if (Status status = staged->commit(); !status) return fail(status.error());
  fmt::print("{}\nnext\n  open {}\n", synth::to_table(report.tax()),
             quoted_path((fs::path(words.out) / kPage).string()));
  return kDone;
}

}  // namespace

Command add_tax(CLI::App& parent) {
  auto words = std::make_shared<TaxWords>();
  CLI::App* app =
      parent.add_subcommand("tax", "arrays of every pair of formats and kind of sum beside an INT8 array");
  app->add_option("--rows", words->rows, "of the arrays (default 16)");
  app->add_option("--cols", words->cols, "of the arrays (default 16)");
  app->add_option("--liberty", words->liberty,
                  fmt::format("cell library (.lib, gzipped or not) [{}]", synth::kDefaultLiberty));
  app->add_flag(fmt::format("--pareto{{{}}}", synth::kAllRecipes), words->pareto,
                "tries all recipes of mapping, as synth does, instead of raw and rs2; =LIST: those");
  app->add_flag("--power", words->power, "also the energy of a product; arrays of 16 x 16 at most");
  app->add_option("--out", words->out, "directory to write")->capture_default_str();
  return {app, [words] { return run_tax(*words); }};
}

}  // namespace fp8forge::cli
