#include "generator/emit/bundle_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

#include "generator/base/destination.hpp"
#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"
#include "generator/base/interrupt.hpp"
#include "generator/derive/tile_user.hpp"
#include "generator/emit/array_counters.hpp"
#include "generator/emit/assertions.hpp"
#include "generator/emit/datasheet.hpp"
#include "generator/emit/flow_files.hpp"
#include "generator/emit/printer.hpp"
#include "generator/emit/register_header.hpp"
#include "generator/emit/rename.hpp"

namespace fp8forge {

namespace fs = std::filesystem;

namespace {

constexpr const char* kManifest = "manifest.json";
// The lists of files that a manifest has.
constexpr const char* kLists[] = {"files", "assertions", "flow", "docs"};

// What the manifest in `directory` says that generate wrote there.
WrittenFolder written_by_generate(const fs::path& directory) {
  WrittenFolder written{"a bundle", "generate", {}};
  const Result<std::string> text = read_file(directory / kManifest);
  if (!text) return written;
  const nlohmann::json manifest = nlohmann::json::parse(*text, nullptr, false);
  std::map<fs::path, std::string> files{{kManifest, ""}};
  try {
    if (!manifest.at("generator").get<std::string>().starts_with("fp8forge ")) return written;
    manifest.at("files");
    // Bundles of earlier versions lack some of the lists.
    for (const char* list : kLists) {
      for (const std::string file : manifest.value(list, nlohmann::json::array())) {
        files[fs::path(file).lexically_normal()] = manifest.at("sha256").at(file).get<std::string>();
      }
    }
  } catch (const nlohmann::json::exception&) {
    return written;
  }
  written.files = std::move(files);
  return written;
}

}  // namespace

Result<std::vector<SourceFile>> source_files(const Request& request, const Design& design,
                                             const fs::path& library) {
  std::set<std::string> names(design.library.begin(), design.library.end());
  names.insert(design.frames.begin(), design.frames.end());
  for (const sv::Module& module : design.modules) names.insert(module.name);
  std::vector<SourceFile> files;
  const auto add = [&](const std::string& name, const std::string& text) {
    files.push_back(
        {fmt::format("rtl/{}{}.sv", request.prefix, name), add_prefix(text, names, request.prefix)});
  };
  const auto add_library = [&](const std::vector<std::string>& modules) -> Status {
    for (const std::string& name : modules) {
      const Result<std::string> text = read_file(library / (name + ".sv"));
      if (!text) return text.error();
      add(name, *text);
    }
    return Done{};
  };
  if (Status status = add_library(design.library); !status) return status.error();
  for (const sv::Module& module : design.modules) {
    if (&module == &design.modules.back()) {
      if (Status status = add_library(design.frames); !status) return status.error();
    }
    add(module.name, sv::print(module));
  }
  return files;
}

Result<std::vector<SourceFile>> bundle_files(const Request& request, const Design& design,
                                             const fs::path& library, std::optional<double> period_ns) {
  Result<std::vector<SourceFile>> files = source_files(request, design, library);
  if (!files) return files;
  std::vector<SourceFile> flow = flow_files(request, design, *files, period_ns);
  const std::string assertions = assertions_text(request, design);
  if (!assertions.empty()) {
    const std::string name = assertions_name(request);
    files->push_back({fmt::format("sva/{}{}.sv", request.prefix, name),
                      add_prefix(assertions, {design.modules.back().name, name}, request.prefix),
                      "assertions"});
  }
  for (SourceFile& file : flow) files->push_back(std::move(file));
  const std::string top = request.prefix + design.modules.back().name;
  const std::string registers = register_header(request, top);
  if (!registers.empty()) files->push_back({top + "_registers.h", registers, "flow"});
  files->push_back(datasheet(request, design, *files));
  return files;
}

nlohmann::ordered_json manifest_of(const Request& request, const Design& design,
                                   const std::vector<SourceFile>& files) {
  using Json = nlohmann::ordered_json;
  const sv::Module& top = design.modules.back();
  Json manifest;
  manifest["generator"] = generator_name();
  manifest["unit"] = name_of(request.unit);
  manifest["top"] = request.prefix + top.name;
  for (const char* list : kLists) manifest[list] = Json::array();
  for (const SourceFile& file : files) manifest[file.list].push_back(file.path);
  for (const SourceFile& file : files) manifest["sha256"][file.path] = sha256_hex(file.text);
  manifest["request"] = to_json(request);
  manifest["parameters"] = Json::array();
  for (const Parameter& parameter : design.parameters) {
    manifest["parameters"].push_back({{"name", parameter.name},
                                      {"value", parameter.value},
                                      {"min", parameter.min},
                                      {"max", parameter.max},
                                      {"meaning", parameter.meaning}});
  }
  for (const sv::Port& port : top.ports) {
    manifest["ports"].push_back({{"name", port.name},
                                 {"direction", port.direction == sv::Direction::kInput ? "input" : "output"},
                                 {"width", port.bits.count},
                                 {"meaning", port.comment}});
  }
  if (request.unit == Unit::kArray) {
    const auto list = [](const std::vector<UserField>& fields) {
      Json fields_json = Json::array();
      for (const UserField& field : fields) {
        fields_json.push_back(
            {{"name", field.name}, {"lsb", field.lsb}, {"width", field.bits}, {"meaning", field.meaning}});
      }
      return fields_json;
    };
    manifest["tuser"] = list(tile_user(request));
    manifest["tuser_b"] = list(weight_user(request));
    manifest["counters"] = to_json(counter_registers(request));
  }
  manifest["widths"] = Json::array();
  for (const Width& width : design.widths) {
    manifest["widths"].push_back({{"name", width.name}, {"bits", width.bits}, {"reason", width.reason}});
  }
  manifest["latency"] = design.latency;
  manifest["interval"] = design.interval;
  return manifest;
}

Status check_bundle_place(const fs::path& destination, bool force) {
  std::error_code error;
  const Result<fs::path> place = resolve_destination(destination);
  if (!place) return place.error();
  if (!fs::exists(*place, error)) return Done{};
  if (!force && fs::is_directory(*place, error)) {
    return Error{"exists already", destination.string(),
                 "name another directory, or replace it with --force"};
  }
  return check_replaceable(destination, written_by_generate(destination));
}

Status write_bundle(const nlohmann::ordered_json& manifest, const std::vector<SourceFile>& files,
                    const fs::path& destination, bool force) {
  if (Status status = check_bundle_place(destination, force); !status) return status;
  Result<StagedDirectory> staged = StagedDirectory::create(destination);
  if (!staged) return staged.error();
  for (const SourceFile& file : files) {
    if (Status status = write_file(staged->path() / file.path, file.text); !status) return status;
  }
  if (Status status = write_file(staged->path() / kManifest, manifest.dump(2) + "\n"); !status) return status;
  if (interrupted()) return Error{"interrupted", destination.string(), "nothing was written"};
  return staged->commit();
}

}  // namespace fp8forge
