#include "tb/source.hpp"

#include "generator/base/files.hpp"

namespace fp8forge::tb {

Result<ModelSource> read_source(const Bundle& bundle) {
  ModelSource source{bundle.unit,
                     bundle.top,
                     {},
                     {},
                     interface_of_json(bundle.manifest),
                     bundle.directory / "manifest.json"};
  for (const std::string& file : bundle.files) {
    Result<std::string> text = read_file(bundle.directory / file);
    if (!text) return text.error();
    source.files.push_back({file, *std::move(text)});
  }
  for (const nlohmann::json& port : bundle.manifest.at("ports")) source.ports.push_back(port.at("name"));
  return source;
}

}  // namespace fp8forge::tb
