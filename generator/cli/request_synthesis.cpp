#include "generator/cli/request_synthesis.hpp"

#include "generator/base/files.hpp"
#include "generator/bundle/bundle.hpp"
#include "generator/emit/bundle_writer.hpp"

namespace fp8forge::cli {

Result<synth::Report> synthesise_request(const Request& request, const synth::Liberty& liberty,
                                         const synth::Options& options) {
  const Result<std::filesystem::path> data = data_directory();
  if (!data) return data.error();
  const Result<TemporaryDirectory> folder = TemporaryDirectory::create();
  if (!folder) return folder.error();
  const Design design = design_of(request);
  const Result<std::vector<SourceFile>> files = source_files(request, design, *data / "rtl");
  if (!files) return files.error();
  const std::filesystem::path place = folder->path() / "bundle";
  if (Status status = write_bundle(manifest_of(request, design, *files), *files, place, false); !status) {
    return status.error();
  }
  const Result<Bundle> bundle = load_bundle(place);
  if (!bundle) return bundle.error();
  return synth::synthesise(*bundle, liberty, options);
}

}  // namespace fp8forge::cli
