// Writes a request's bundle: the files and the manifest of docs/bundle.md, whole or not at all.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "generator/base/result.hpp"
#include "generator/emit/design.hpp"

namespace fp8forge {

struct SourceFile {
  std::string path;  // relative to the bundle, e.g. rtl/<module>.sv
  std::string text;
  const char* list = "files";  // of the manifest: "files" (the RTL), "assertions", "flow", "docs"
};

// The RTL of a design in compile order: library modules read from `library`, then the emitted ones, all
// module names with the request's prefix. Error: a library file is missing.
Result<std::vector<SourceFile>> source_files(const Request& request, const Design& design,
                                             const std::filesystem::path& library);

// All files of a bundle but its manifest: those, the assertions of a clocked unit, the flow files with their
// clock period, and the datasheet.
Result<std::vector<SourceFile>> bundle_files(const Request& request, const Design& design,
                                             const std::filesystem::path& library,
                                             std::optional<double> period_ns = {});

// The manifest of docs/bundle.md, of a bundle of `files`.
nlohmann::ordered_json manifest_of(const Request& request, const Design& design,
                                   const std::vector<SourceFile>& files);

// Whether write_bundle may write there. Error: as of write_bundle.
Status check_bundle_place(const std::filesystem::path& destination, bool force);

// Writes `files` and the manifest as the bundle to `destination`, whose parent must exist. An existing
// destination is replaced only with `force`, and only an empty folder or a bundle that holds nothing but what
// generate wrote, unedited. Error: any of these, or the folder cannot be written; then nothing is changed.
Status write_bundle(const nlohmann::ordered_json& manifest, const std::vector<SourceFile>& files,
                    const std::filesystem::path& destination, bool force);

}  // namespace fp8forge
