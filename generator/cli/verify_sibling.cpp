#include "generator/cli/verify_sibling.hpp"

#include <algorithm>

#include "generator/base/files.hpp"
#include "generator/config/validate.hpp"
#include "generator/emit/bundle_writer.hpp"
#include "tb/units.hpp"

namespace fp8forge::cli {

namespace {

// The bundle's request as options, with fp32 results.
RequestOptions options_to_fp32(const Bundle& bundle) {
  const nlohmann::json& request = bundle.manifest.at("request");
  const auto word = [&](const char* key) {
    const nlohmann::json& value = request.at(key);
    return value.is_string() ? value.get<std::string>() : value.dump();
  };
  RequestOptions options;
  options.unit = bundle.unit;
  options.a = word("a");
  options.b = word("b");
  options.to = "fp32";
  options.acc = word("acc");
  options.dataflow = word("dataflow");
  // Without kept sums, as the checks of pairs need none.
  const bool keeps_sums = options.dataflow == "output-stationary";
  if (keeps_sums && request.contains("max_terms")) options.max_terms = word("max_terms");
  if (request.contains("acc_segments")) options.acc_segments = word("acc_segments");
  const bool has_carries = options.acc == "exact" && options.acc_segments.value_or("1") == "1";
  if (has_carries) options.carries = word("carries");
  options.rows = word("rows");
  options.cols = word("cols");
  if (!word("prefix").empty()) options.prefix = word("prefix");
  return options;
}

// True for files whose text depends on the result's format.
bool is_of_result(const Bundle& bundle, const std::string& file) {
  const auto names = [&](const char* module) { return file.find(module) != std::string::npos; };
  return file == bundle.files.back() || names("fp8_array_result") ||
         (names("fp8_encode_") && !names("fp8_encode_accumulator"));
}

}  // namespace

Result<Sibling> fp32_sibling(const Bundle& bundle) {
  Result<Request> request = Error{};
  try {
    request = validate(options_to_fp32(bundle));
  } catch (const nlohmann::json::exception& problem) {
    request = Error{told(problem), "", ""};
  }
  if (!request) {
    return Error{"the manifest's request is not one of this version: " + request.error().what,
                 (bundle.directory / "manifest.json").string(), "generate the bundle again, with --force"};
  }
  const Result<std::filesystem::path> data = data_directory();
  if (!data) return data.error();
  const Design design = design_of(*request);
  const auto files = source_files(*request, design, *data / "rtl");
  if (!files) return files.error();
  const Result<tb::ModelSource> own = tb::read_source(bundle);
  if (!own) return own.error();

  const nlohmann::json manifest = manifest_of(*request, design, *files);
  const Result<conformance::ArrayUnit> unit =
      tb::array_unit({bundle.directory, bundle.unit, bundle.top, {}, manifest});
  if (!unit) return unit.error();

  Sibling sibling{{bundle.unit, bundle.top, {}, {}}, *unit, manifest};
  for (const sv::Port& port : design.modules.back().ports) sibling.source.ports.push_back(port.name);
  for (const SourceFile& file : *files) {
    const auto shared =
        std::find_if(own->files.begin(), own->files.end(),
                     [&](const tb::SourceFile& candidate) { return candidate.name == file.path; });
    const bool take = shared != own->files.end() && !is_of_result(bundle, file.path);
    sibling.source.files.push_back({file.path, take ? shared->text : file.text});
  }
  return sibling;
}

}  // namespace fp8forge::cli
