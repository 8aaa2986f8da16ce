// fp8forge generate: from a request to a bundle, and a summary of it.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>

#include "generator/base/files.hpp"
#include "generator/cli/command.hpp"
#include "generator/cli/period.hpp"
#include "generator/cli/progress.hpp"
#include "generator/cli/quote.hpp"
#include "generator/config/validate.hpp"
#include "generator/derive/stages.hpp"
#include "generator/emit/bundle_writer.hpp"
#include "synth/flow.hpp"

namespace fp8forge::cli {

namespace {

struct GenerateOptions {
  RequestOptions request;
  std::string out;
  bool force = false;
  std::string period;  // as typed
  std::optional<std::string> liberty;
};

std::string latency_text(const Request& request, const Design& design) {
  if (request.unit == Unit::kArray && request.is_weight_stationary()) {
    return fmt::format(
        "latency {} cycles from a row of A to its row of C; one row a cycle where tiles have at least as "
        "many rows of A "
        "as of B",
        design.latency);
  }
  if (request.unit == Unit::kArray) {
    return fmt::format(
        "latency {} cycles from the last beat of K to the first row of C; tiles end at least {} cycles apart",
        design.latency, design.interval);
  }
  if (!request.is_clocked()) return "latency 0: combinational";
  return fmt::format("latency {} cycle{}, one beat a cycle", design.latency, design.latency == 1 ? "" : "s");
}

void print_summary(const Request& request, const Design& design, const std::vector<SourceFile>& files,
                   const std::string& out) {
  fmt::print("{}{} in {}: {} files\n", request.prefix, top_name(request.unit), out, files.size());
  for (const SourceFile& file : files) fmt::print("  {}\n", file.path);
  fmt::print("\nwidths\n");
  for (const Width& width : design.widths) {
    fmt::print("  {:<14} {:>3} bits  {}\n", width.name, width.bits, width.reason);
  }
  if (!design.parameters.empty()) fmt::print("\nparameters that may still be changed\n");
  for (const Parameter& parameter : design.parameters) {
    fmt::print("  {:<14} {:>7}  {} to {}: {}\n", parameter.name, parameter.value, parameter.min,
               parameter.max, parameter.meaning);
  }
  fmt::print("\n{}\n", latency_text(request, design));
  fmt::print("\nnext\n  fp8forge verify {0}\n  fp8forge synth {0}\n", quoted_path(out));
}

// Chooses the stages where a period is asked for; gives a line that tells how, empty where none is.
Result<std::string> choose_stages(const GenerateOptions& options, std::optional<double> period,
                                  Request& request) {
  if (!period) {
    if (options.liberty) {
      return Error{"a cell library is needed for a period only", "--liberty",
                   "give --period too, or leave it out"};
    }
    return std::string();
  }
  if (options.request.stages) {
    return Error{"the stages are given, and a period that would choose them", "--period",
                 "leave out --stages or --period"};
  }
  if (request.unit == Unit::kArray) return Error{"an array has no such option", "--period", "leave it out"};
  const std::string file = options.liberty.value_or(synth::kDefaultLiberty);
  const Result<synth::Liberty> liberty = read_library(file);
  if (!liberty) return liberty.error();
  const Progress progress;
  const Result<Stages> stages =
      fewest_stages(request, *period, *liberty, [&](std::string_view step) { progress.show(step); });
  if (!stages) return stages.error();
  request.stages = stages->count;
  return fmt::format("{} register stage{}: the fewest that meet {} ns in {} (reached {:.3f} ns)",
                     stages->count, stages->count == 1 ? "" : "s", *period, liberty->name, stages->period_ns);
}

int generate(const GenerateOptions& options) {
  Result<Request> request = validate(options.request);
  if (!request) return fail(request.error());
  if (Status status = check_stages(*request); !status) return fail(status.error());
  if (Status status = check_bundle_place(options.out, options.force); !status) return fail(status.error());
  const Result<std::optional<double>> period = parse_period(options.period);
  if (!period) return fail(period.error());
  const Result<std::string> choice = choose_stages(options, *period, *request);
  if (!choice) return fail(choice.error());
  const Result<std::filesystem::path> data = data_directory();
  if (!data) return fail(data.error());
  const Design design = design_of(*request);
  const auto files = bundle_files(*request, design, *data / "rtl", *period);
  if (!files) return fail(files.error());
  const nlohmann::ordered_json manifest = manifest_of(*request, design, *files);
  if (Status status = write_bundle(manifest, *files, options.out, options.force); !status) {
    return fail(status.error());
  }
  if (!choice->empty()) fmt::print("{}\n\n", *choice);
  print_summary(*request, design, *files, options.out);
  return kDone;
}

}  // namespace

Command add_generate(CLI::App& parent) {
  const auto options = std::make_shared<GenerateOptions>();
  RequestOptions& request = options->request;
  CLI::App* app = parent.add_subcommand("generate", "writes a bundle: SystemVerilog and its manifest");
  app->add_option("UNIT", request.unit, "multiplier, adder, fma, dot, mac, converter or array")->required();
  app->add_option("--out", options->out, "directory to write; it must not exist")->required();
  app->add_flag("--force", options->force, "replace an existing bundle, or an empty directory");
  app->add_option("--a", request.a,
                  "all but converter: format of a, e4m3 (default) or e5m2; array: e4m3,e5m2 by tile");
  app->add_option("--b", request.b, "all but converter: format of b, likewise");
  app->add_option("--c", request.c, "fma, dot: format of the addend (default: the result's)");
  app->add_option("--d", request.d, "array: C = D + A*B, D comes as a stream in this format, fp32 or bf16");
  app->add_option("--from", request.from, "converter: operand format (default fp32)");
  app->add_option("--to", request.to,
                  "result format (default: a's format, fma c's, converter e4m3, array bf16); array: several, "
                  "as bf16,e4m3, for tiles to choose one");
  app->add_option("--rounding", request.rounding,
                  "rne (default), rtz, rdn, rup, rmm, rod, sr (not array) or runtime; array: by tile");
  app->add_option("--overflow", request.overflow,
                  "saturate (default for fp8 results), nonsaturate (default for wider) or runtime; no "
                  "default where --to lists both kinds");
  app->add_option("--nan-e5m2", request.nan_e5m2, "the NaN of e5m2 results, 7e or 7f (default)");
  app->add_option("--acc", request.acc, "array, mac: accumulators, exact (default), fp32, fp16 or bf16");
  app->add_option("--acc-segments", request.acc_segments,
                  fmt::format("array, exact sums: parts of a sum, for shorter carries, 1 (default) to {}",
                              kMaxAccSegments));
  app->add_option(
      "--carries", request.carries,
      "dot, mac, array; exact sums: tree (default; least area x delay in cells), chain (for FPGAs) "
      "or ripple (least area, slow)");
  app->add_option("--random-bits", request.random_bits,
                  fmt::format("random bits of stochastic rounding, 1 to {}", kMaxRandomBits));
  app->add_flag("--flags", request.flags, "status flags: invalid, overflow, underflow, inexact");
  app->add_option("--stages", request.stages, "register stages (default 0; not array)");
  app->add_option("--period", options->period,
                  "ns: chooses the fewest stages with which synth meets that clock period");
  app->add_option("--liberty", options->liberty,
                  fmt::format("cell library for --period (default: {})", synth::kDefaultLiberty));
  app->add_option("--lanes", request.lanes,
                  fmt::format("dot: products, 2 to {0}; converter: values, 1 (default) to {0}", kMaxLanes));
  app->add_flag("--scale", request.scale,
                "converter: a power of two, by port, applied before rounding; array: by tile");
  app->add_flag("--amax", request.amax,
                "converter: the running largest finite magnitude; array: that of each tile's results");
  app->add_option(
      "--max-terms", request.max_terms,
      fmt::format("array, mac: most products in one sum, 1 to {} (default 4096)", kMaxTermsLimit));
  app->add_option("--dataflow", request.dataflow,
                  "array: output-stationary (default) or weight-stationary: what stays in the cells");
  app->add_flag("--keep", request.keep, "array: a tile may leave its sums to the next one, for any K");
  app->add_flag("--counters", request.counters,
                "array: counters of what it does, in registers behind an AXI4-Lite port");
  app->add_option(
      "--tile-rows", request.tile_rows,
      fmt::format("weight-stationary array with --keep: most rows of A in a kept tile, 1 to {} (default 64)",
                  kMaxTileRows));
  app->add_option(
      "--rows", request.rows,
      fmt::format("array: rows of A, or weight-stationary of B, 1 to {} (default 8)", kMaxArrayEdge));
  app->add_option("--cols", request.cols,
                  fmt::format("array: columns of B, 1 to {} (default 8)", kMaxArrayEdge));
  app->add_option("--prefix", request.prefix, "put before every module name");
  return {app, [options] { return generate(*options); }};
}

}  // namespace fp8forge::cli
