// fp8forge vectors: stimuli and expected results of an array as files, and the bench that plays them, for
// whatever simulator a user has.
#include "sim/conformance/vectors.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>

#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"
#include "generator/base/interrupt.hpp"
#include "generator/bundle/bundle.hpp"
#include "generator/cli/command.hpp"
#include "generator/cli/places.hpp"
#include "generator/cli/quote.hpp"
#include "generator/cli/seed.hpp"
#include "generator/emit/vector_bench.hpp"
#include "tb/units.hpp"
#include "tb/vectors.hpp"

namespace fp8forge::cli {

namespace fs = std::filesystem;

namespace {

constexpr const char* kRecord = "vectors.json";
constexpr std::uint64_t kMaxTiles = 100'000;

// As typed.
struct VectorWords {
  std::string directory;
  std::string out;  // empty: beside the bundle
  std::string seed = kDefaultSeed;
  std::string tiles = "200";
};

// The registers rest: what comes out of the array does not depend on them.
bool is_of_registers(const std::string& port) { return port.starts_with("s_axil_"); }

// The ports that the bench drives or looks at.
Status check_ports(const Bundle& bundle) {
  std::set<std::string> known = {"aclk", "aresetn", "error_o"};
  for (const std::string stream : {"s_axis_a", "s_axis_b", "s_axis_d", "m_axis_c"}) {
    for (const char* signal : {"tdata", "tvalid", "tready", "tlast", "tuser"})
      known.insert(stream + "_" + signal);
  }
  for (const nlohmann::json& port : bundle.manifest.at("ports")) {
    const std::string name = port.at("name");
    if (!known.contains(name) && !is_of_registers(name)) {
      return Error{fmt::format("there are no vectors for arrays with the port {} in this version", name),
                   bundle.directory.string(), "use fp8forge verify"};
    }
  }
  return Done{};
}

// What an earlier run wrote into `folder`, each file as it was.
WrittenFolder written_by_vectors(const fs::path& folder) {
  WrittenFolder written{"an earlier result of vectors", "vectors", {}};
  const Result<std::string> text = read_file(folder / kRecord);
  if (!text) return written;
  const nlohmann::json record = nlohmann::json::parse(*text, nullptr, false);
  if (!record.is_object() || !record.contains("sha256") || !record["sha256"].is_object()) return written;
  for (const auto& [file, sum] : record["sha256"].items()) {
    if (sum.is_string()) written.files[file] = sum;
  }
  written.files[kRecord] = "";
  return written;
}

// DIR without a slash at its end, and "_vectors".
fs::path default_place(const fs::path& directory) {
  fs::path folder = directory.lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  return folder.string() + "_vectors";
}

VectorBench bench_of(const Bundle& bundle, const conformance::ArrayUnit& unit, const conformance::Run& run,
                     const conformance::Expected& expected) {
  VectorBench bench;
  bench.top = bundle.top;
  bench.rows = unit.rows;
  bench.cols = unit.cols;
  bench.result_bits = 8 * unit.lane_bytes();
  bench.sources = {{'a', "Rows", 8, unit.user_bits(), run.a.beats()},
                   {'b', "Cols", 8, unit.b_user_bits(), run.b.beats()}};
  if (unit.d) bench.sources.push_back({'d', "Cols", unit.d->bits(), 0, run.d.beats()});
  bench.result_rows = expected.rows.size();
  bench.ready_cycles = run.ready.size();
  bench.max_cycles = conformance::stimulus(unit, run, bench.result_rows).max_cycles;
  for (const nlohmann::json& port : bundle.manifest.at("ports")) {
    const std::string name = port.at("name");
    const int width = port.at("width");
    if (is_of_registers(name)) bench.idle.push_back({name, port.at("direction") == "input", width});
    if (name == "error_o") bench.error_bits = width;
    if (name == "m_axis_c_tuser") bench.result_user_bits = width;
  }
  for (const conformance::Expected::Error& error : expected.errors) {
    if (error.is_set()) bench.errors |= error.bit;
  }
  return bench;
}

int write_vectors(const VectorWords& words) {
  const Result<std::uint64_t> seed = parse_seed(words.seed);
  if (!seed) return fail(seed.error());
  const Result<std::uint64_t> tiles = parse_number(words.tiles, "--tiles", 1, kMaxTiles);
  if (!tiles) return fail(tiles.error());
  const Result<Bundle> bundle = load_bundle(words.directory);
  if (!bundle) return fail(bundle.error());
  if (bundle->unit != "array") {
    return fail({fmt::format("vectors are of arrays, and this is a {}", bundle->unit), words.directory,
                 "use fp8forge eval for its results"});
  }
  const Result<conformance::ArrayUnit> unit = tb::array_unit(*bundle);
  if (!unit) return fail(unit.error());
  if (Status status = check_ports(*bundle); !status) return fail(status.error());
  const fs::path out = words.out.empty() ? default_place(words.directory) : fs::path(words.out);
  Result<StagedDirectory> staged = stage_over(out, written_by_vectors);
  if (!staged) return fail(staged.error());

  const conformance::Run run = conformance::vector_run(*unit, *seed, static_cast<std::int64_t>(*tiles));
  const conformance::Expected expected = conformance::expect(*unit, run);
  VectorBench bench = bench_of(*bundle, *unit, run, expected);
  bench.command = fmt::format("fp8forge vectors --seed {} --tiles {}", *seed, *tiles);
  std::vector<tb::VectorFile> files = tb::vector_files(*unit, run, expected);
  const std::string bench_file = vector_bench_name(bench) + ".sv";
  files.push_back({bench_file, vector_bench_text(bench)});
  nlohmann::ordered_json record;
  record["generator"] = bundle->manifest.at("generator");
  record["bench"] = vector_bench_name(bench);
  record["request"] = bundle->manifest.at("request");
  record["seed"] = *seed;
  record["tiles"] = *tiles;
  record["beats"] = run.beats();
  record["sums"] = expected.tiles.size();
  record["rows"] = bench.result_rows;
  for (const tb::VectorFile& file : files) record["sha256"][file.name] = sha256_hex(file.text);
  files.push_back({kRecord, record.dump(2) + "\n"});
  for (const tb::VectorFile& file : files) {
    if (Status status = write_file(staged->path() / file.name, file.text); !status) {
      return fail(status.error());
    }
  }
  if (interrupted()) return fail({"interrupted", out.string(), "nothing was written"});
  if (Status status = staged->commit(); !status) return fail(status.error());
  fmt::print("{}: {} beats, {} sums, {} rows of C (seed {})\n", out.string(), run.beats(),
             expected.tiles.size(), bench.result_rows, *seed);
  fmt::print(
      "\nnext\n  iverilog -g2012 -s {0} -P {0}.Folder={1} -o bench.vvp {2} {3}/rtl/*.sv && vvp -N "
      "bench.vvp\n",
      vector_bench_name(bench), shell_quoted("\"" + out.string() + "\""),
      quoted_path((out / bench_file).string()), quoted_path(bundle->directory.string()));
  return kDone;
}

}  // namespace

Command add_vectors(CLI::App& parent) {
  auto words = std::make_shared<VectorWords>();
  CLI::App* app = parent.add_subcommand(
      "vectors", "stimuli and expected results of an array as files, and a bench that plays them");
  app->add_option("DIR", words->directory, "the bundle")->required();
  app->add_option("--out", words->out, "directory to write (default: DIR_vectors)");
  app->add_option("--seed", words->seed, "of the random tiles")->capture_default_str();
  app->add_option("--tiles", words->tiles, fmt::format("random sums, 1 to {}", kMaxTiles))
      ->capture_default_str();
  return {app, [words] { return write_vectors(*words); }};
}

}  // namespace fp8forge::cli
