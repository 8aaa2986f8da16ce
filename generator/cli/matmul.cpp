// fp8forge matmul: two random matrices through a bundle's simulated array, and how good the product is.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "generator/base/parallel.hpp"
#include "generator/bundle/bundle.hpp"
#include "generator/cli/command.hpp"
#include "generator/cli/places.hpp"
#include "generator/cli/seed.hpp"
#include "sim/accuracy/array_product.hpp"
#include "sim/accuracy/matrix_product.hpp"
#include "sim/golden/golden.hpp"
#include "tb/build.hpp"
#include "tb/units.hpp"

namespace fp8forge::cli {

namespace {

constexpr int kMaxEdge = 4096;  // of a matrix

// As typed.
struct MatmulWords {
  std::string directory;
  std::string m = "64", k = "96", n = "48";
  std::string seed = kDefaultSeed;
  std::string json;
};

struct MatmulOptions {
  std::string directory;
  int m, k, n;
  std::uint64_t seed;
  std::string json;  // empty: no report
};

Result<MatmulOptions> parse(const MatmulWords& words) {
  MatmulOptions options{words.directory, 0, 0, 0, 0, words.json};
  struct Edge {
    const std::string& word;
    const char* name;
    int& number;
  };
  for (const Edge& edge : std::initializer_list<Edge>{
           {words.m, "--m", options.m}, {words.k, "--k", options.k}, {words.n, "--n", options.n}}) {
    const Result<std::uint64_t> number = parse_number(edge.word, edge.name, 1, kMaxEdge);
    if (!number) return number.error();
    edge.number = static_cast<int>(*number);
  }
  const Result<std::uint64_t> seed = parse_seed(words.seed);
  if (!seed) return seed.error();
  options.seed = *seed;
  return options;
}

// A matrix product and how far it is from the one in double.
struct ErrorLine {
  std::string name;
  accuracy::Deviation found;
};

nlohmann::ordered_json report(const MatmulOptions& options, const Bundle& bundle,
                              const accuracy::ArrayProduct& product, bool is_exact,
                              const std::vector<ErrorLine>& lines) {
  nlohmann::ordered_json json{{"top", bundle.top},        {"m", options.m},
                              {"k", options.k},           {"n", options.n},
                              {"seed", options.seed},     {"tiles", product.tiles},
                              {"cycles", product.cycles}, {"results", product.codes.size()},
                              {"bit_exact", is_exact},    {"errors", nlohmann::ordered_json::array()}};
  for (const ErrorLine& line : lines) {
    json["errors"].push_back(
        {{"name", line.name}, {"relative", line.found.relative}, {"largest", line.found.largest}});
  }
  return json;
}

int matmul(const MatmulOptions& options) {
  const Result<Bundle> bundle = load_bundle(options.directory);
  if (!bundle) return fail(bundle.error());
  if (bundle->unit != "array") {
    return fail({fmt::format("a {} multiplies no matrices", bundle->unit), options.directory,
                 "name the bundle of an array"});
  }
  if (Status status = check_report_place(options.json, *bundle); !status) return fail(status.error());
  const Result<conformance::ArrayUnit> unit = tb::array_unit(*bundle);
  if (!unit) return fail(unit.error());
  if (options.k > unit->max_terms) {
    return fail({fmt::format("sums of {} terms do not fit", options.k), "--k",
                 unit->is_weight_stationary && unit->keep.bits == 0
                     ? fmt::format("at most the array's rows, {}; with --keep more", unit->rows)
                     : fmt::format("at most the array's max_terms, {}", unit->max_terms)});
  }
  const Result<tb::ModelSource> source = tb::read_source(*bundle);
  if (!source) return fail(source.error());
  const Result<std::filesystem::path> cache = tb::default_cache();
  if (!cache) return fail(cache.error());
  const int jobs = static_cast<int>(thread_count());
  const Result<tb::BuiltModel> built = tb::build_model(*source, {*cache, jobs});
  if (!built) return fail(built.error());

  const accuracy::Matrix a = accuracy::normal_matrix(options.m, options.k, options.seed);
  const accuracy::Matrix b = accuracy::normal_matrix(options.k, options.n, options.seed + 1);
  const accuracy::Quantized codes_a = accuracy::quantize(a, unit->a);
  const accuracy::Quantized codes_b = accuracy::quantize(b, unit->b);
  const accuracy::Problem problem{options.m, options.k, options.n, codes_a.codes, codes_b.codes};
  const std::unique_ptr<conformance::ArrayModel> model = built->library.array_models(*unit)();
  const accuracy::ArrayProduct product = accuracy::array_product(*unit, *model, problem);
  const bool is_exact = product.codes == accuracy::golden_product(*unit, problem);

  std::vector<double> values;
  for (const std::uint32_t code : product.codes) {
    values.push_back(golden::value_of(unit->to, code) / (codes_a.scale * codes_b.scale));
  }
  const std::uint64_t products = static_cast<std::uint64_t>(options.m) *
                                 static_cast<std::uint64_t>(options.k) *
                                 static_cast<std::uint64_t>(options.n);
  fmt::print("A {} x {} (normal, to {} with scale {:.1f}) times B {} x {} (to {} with scale {:.1f})\n",
             options.m, options.k, unit->a.name, codes_a.scale, options.k, options.n, unit->b.name,
             codes_b.scale);
  fmt::print("through the simulated {} x {} array: {} tiles, {} products in {} cycles, {:.1f} a cycle\n",
             unit->rows, unit->cols, product.tiles, products, product.cycles,
             static_cast<double>(products) / static_cast<double>(std::max<std::uint64_t>(product.cycles, 1)));
  const std::vector<double> reference = accuracy::product_double(a, b);
  const std::string fp8 = fmt::format("FP8: {} x {}, {} sums, {} out", unit->a.name, unit->b.name,
                                      unit->accumulator ? unit->accumulator->name : "exact", unit->to.name);
  const std::vector<ErrorLine> lines = {
      {"FP32, every operation rounded", accuracy::deviation(accuracy::product_fp32(a, b), reference)},
      {fp8, accuracy::deviation(values, reference)},
      {"INT8, one scale a tensor, exact sums", accuracy::deviation(accuracy::product_int8(a, b), reference)}};
  if (!options.json.empty()) {
    const std::string text = report(options, *bundle, product, is_exact, lines).dump(2) + "\n";
    if (Status status = write_file(options.json, text); !status) return fail(status.error());
  }
  if (!is_exact) {
    fmt::print("the results are NOT the golden model's: run fp8forge verify\n");
    return kCheckFailed;
  }
  fmt::print("all {} results are bit for bit the golden model's\n\n", product.codes.size());
  fmt::print("  {:<44} {:>12} {:>12}\n", "error against double", "relative", "largest");
  for (const ErrorLine& line : lines)
    fmt::print("  {:<44} {:>12.3e} {:>12.3e}\n", line.name, line.found.relative, line.found.largest);
  return kDone;
}

}  // namespace

Command add_matmul(CLI::App& parent) {
  auto words = std::make_shared<MatmulWords>();
  CLI::App* app =
      parent.add_subcommand("matmul", "multiplies two random matrices on a bundle's simulated array");
  app->add_option("DIR", words->directory, "the bundle of an array")->required();
  app->add_option("--m", words->m, fmt::format("rows of A, 1 to {}", kMaxEdge))->capture_default_str();
  app->add_option("--k", words->k, "columns of A, rows of B, likewise")->capture_default_str();
  app->add_option("--n", words->n, "columns of B, likewise")->capture_default_str();
  app->add_option("--seed", words->seed, "of the matrices")->capture_default_str();
  app->add_option("--json", words->json, "writes the figures to FILE")->type_name("FILE");
  return {app, [words] {
            const Result<MatmulOptions> options = parse(*words);
            return options ? matmul(*options) : fail(options.error());
          }};
}

}  // namespace fp8forge::cli
