#include "tb/build.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <thread>

#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"
#include "tb/compile.hpp"

namespace fp8forge::tb {

namespace fs = std::filesystem;

namespace {

// The sources beside the Verilated model that become part of the library.
struct Glue {
  std::string source, header;  // texts
  std::vector<std::string> defines;
};

Result<Glue> read_glue(const ModelSource& source) {
  const Result<fs::path> data = data_directory();
  if (!data) return data.error();
  const fs::path folder = *data / "tb" / "verilator";
  const std::string name = source.unit == "array"   ? "array_model.cpp"
                           : source.unit == kSliced ? "sliced_model.cpp"
                                                    : "scalar_model.cpp";
  Result<std::string> text = read_file(folder / name);
  if (!text) return text.error();
  Result<std::string> header = read_file(folder / "model_abi.h");
  if (!header) return header.error();
  Glue glue{*std::move(text), *std::move(header), {}};
  const std::pair<const char*, const char*> ports[] = {{"b_i", "HAS_B"},
                                                       {"c_i", "HAS_C"},
                                                       {"scale_i", "HAS_SCALE"},
                                                       {"random_i", "HAS_RANDOM"},
                                                       {"clear_i", "HAS_CLEAR"},
                                                       {"rounding_i", "HAS_ROUNDING"},
                                                       {"saturate_i", "HAS_SATURATE"},
                                                       {"status_o", "HAS_STATUS"},
                                                       {"clk_i", "HAS_CLOCK"},
                                                       {"error_o", "HAS_ERROR"},
                                                       {"amax_o", "HAS_AMAX"},
                                                       {"s_axis_a_tuser", "HAS_USER"},
                                                       {"s_axis_b_tuser", "HAS_B_USER"},
                                                       {"s_axis_d_tdata", "HAS_D"},
                                                       {"m_axis_c_tuser", "HAS_C_USER"},
                                                       {"s_axil_awaddr", "HAS_REGISTERS"}};
  for (const auto& [port, define] : ports) {
    if (std::find(source.ports.begin(), source.ports.end(), port) != source.ports.end())
      glue.defines.push_back(define);
  }
  return glue;
}

// Names for the tools: of letters, digits, dots and underscores, and no two alike.
std::vector<std::string> safe_names(const std::vector<SourceFile>& files) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const SourceFile& file : files) {
    std::string name = fs::path(file.name).filename().string();
    const bool plain =
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") ==
            std::string::npos &&
        name.ends_with(".sv");
    if (!plain || !taken.insert(name).second) name = fmt::format("file{}.sv", names.size());
    names.push_back(name);
  }
  return names;
}

std::string model_key(const ModelSource& source, const Glue& glue, const Toolchain& toolchain) {
  std::string all = fmt::format("{}|{}|{}|{}|", toolchain_key(toolchain), source.unit, source.top,
                                fmt::join(glue.defines, " "));
  for (const std::string* text : {&glue.source, &glue.header}) all += sha256_hex(*text);
  for (const SourceFile& file : source.files) all += fmt::format("|{}|{}", file.name, sha256_hex(file.text));
  return sha256_hex(all).substr(0, 32);
}

Result<fs::path> make_cache(const fs::path& cache) {
  std::error_code error;
  fs::create_directory(cache, error);
  if (!fs::is_directory(cache, error)) {
    return Error{"the work directory cannot be made", cache.string(),
                 "name a directory that can be written, with --work"};
  }
  return fs::absolute(cache);
}

constexpr const char* kLibrary = "model.so";
constexpr const char* kRecord = "model.json";  // the library's sha256, and the interface of what is in it

Status write_record(const fs::path& folder, const Interface& interface) {
  const Result<std::string> library = read_file(folder / kLibrary);
  if (!library) return library.error();
  const nlohmann::json record{{"sha256", sha256_hex(*library)}, {"interface", to_json(interface)}};
  return write_file(folder / kRecord, record.dump(2) + "\n");
}

// The interface of the model kept in `folder`; none where there is none, or where it is not whole: loading a
// file that was cut short ends the program.
std::optional<Interface> read_record(const fs::path& folder) {
  const Result<std::string> library = read_file(folder / kLibrary);
  const Result<std::string> text = read_file(folder / kRecord);
  if (!library || !text) return std::nullopt;
  try {
    const nlohmann::json record = nlohmann::json::parse(*text);
    if (record.at("sha256") != sha256_hex(*library)) return std::nullopt;
    return interface_of_json(record.at("interface"));
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

Status check_promise(const ModelSource& source, const Interface& rtl) {
  const std::string found = source.promised ? difference(rtl, *source.promised) : "";
  if (found.empty()) return Done{};
  return Error{fmt::format("the manifest is damaged ({} in module {})", found, source.top),
               source.manifest.string(), "remove the bundle and generate it again"};
}

// Puts a folder that was built aside in its place, unless another program was first: one is as good as the
// other.
Status settle(StagedDirectory& staged, const fs::path& place) {
  std::error_code error;
  if (fs::exists(place, error)) return Done{};
  return staged.commit();
}

// The folder with Verilator's compiled run-time library, which serves all models.
Result<fs::path> runtime_folder(const Toolchain& toolchain, const fs::path& cache) {
  const fs::path place =
      cache / fmt::format("runtime-{}", sha256_hex(toolchain_key(toolchain)).substr(0, 32));
  std::error_code error;
  if (fs::is_directory(place, error)) return place;
  Result<StagedDirectory> staged = StagedDirectory::create(place);
  if (!staged) return staged.error();
  if (Status status = compile_runtime(toolchain, staged->path()); !status) return status.error();
  if (Status status = settle(*staged, place); !status) return status.error();
  return place;
}

// Builds in `folder`; the run-time library is compiled beside Verilator's work.
Status build_in(const fs::path& folder, const ModelSource& source, const Glue& glue,
                const Toolchain& toolchain, const BuildOptions& options, const fs::path& cache) {
  const std::vector<std::string> names = safe_names(source.files);
  for (std::size_t n = 0; n < names.size(); ++n) {
    if (Status status = write_file(folder / names[n], source.files[n].text); !status) return status;
  }
  const std::string glue_name = "glue.cpp";
  if (Status status = write_file(folder / glue_name, glue.source); !status) return status;
  if (Status status = write_file(folder / "model_abi.h", glue.header); !status) return status;

  if (options.on_step) options.on_step("Verilating");
  Result<fs::path> runtime = fs::path();
  std::thread beside([&] { runtime = runtime_folder(toolchain, cache); });
  const Status verilated = verilate(folder, source.top, names);
  Result<Interface> interface = Interface();
  if (verilated) interface = read_interface(folder, source.top, names);
  if (verilated && options.on_step) options.on_step("compiling the model");
  beside.join();
  if (!verilated) return verilated;
  if (!interface) return interface.error();
  if (Status status = check_promise(source, *interface); !status) return status;
  if (!runtime) return runtime.error();
  const Speed speed = source.unit == "array" ? Speed::kOfCompiling : Speed::kOfTheModel;
  if (Status status =
          compile_model(toolchain, folder, glue_name, glue.defines, *runtime, speed, options.jobs);
      !status) {
    return status;
  }
  return write_record(folder, *interface);
}

}  // namespace

Result<fs::path> default_cache() {
  const auto set = [](const char* name) {
    const char* value = std::getenv(name);
    return fs::path(value != nullptr ? value : "");
  };
  fs::path root = set("XDG_CACHE_HOME");
  if (!root.is_absolute()) {  // so the XDG base directory specification has it
    if (set("HOME").empty())
      return Error{"no place for built models", "HOME is not set", "name a directory with --work"};
    root = set("HOME") / ".cache";
  }
  std::error_code error;
  fs::create_directories(root / "fp8forge", error);
  if (!fs::is_directory(root / "fp8forge", error)) {
    return Error{"the cache of built models cannot be made", (root / "fp8forge").string(),
                 "name a directory that can be written, with --work"};
  }
  return root / "fp8forge";
}

Result<BuiltModel> build_model(const ModelSource& source, const BuildOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const Result<Toolchain> toolchain = find_toolchain();
  if (!toolchain) return toolchain.error();
  const Result<Glue> glue = read_glue(source);
  if (!glue) return glue.error();
  const Result<fs::path> cache = make_cache(options.cache);
  if (!cache) return cache.error();
  const fs::path place = *cache / fmt::format("verify-{}", model_key(source, *glue, *toolchain));

  std::error_code error;
  if (fs::exists(place, error)) {
    if (const std::optional<Interface> interface = read_record(place)) {
      if (Status status = check_promise(source, *interface); !status) return status.error();
      // If it does not load, it was just being replaced: then it is built.
      if (Result<Library> library = Library::load(place / kLibrary))
        return BuiltModel{*std::move(library), true, seconds()};
    }
    fs::remove_all(place, error);
  }
  Result<StagedDirectory> staged = StagedDirectory::create(place);
  if (!staged) return staged.error();
  if (Status status = build_in(staged->path(), source, *glue, *toolchain, options, *cache); !status)
    return status.error();
  // Loaded from where it was built: another program may put its own in the place at any moment.
  Result<Library> library = Library::load(staged->path() / kLibrary);
  if (!library) return library.error();
  for (const fs::directory_entry& entry : fs::directory_iterator(staged->path(), error)) {
    const fs::path name = entry.path().filename();
    if (name != kLibrary && name != kRecord) fs::remove_all(entry.path(), error);
  }
  if (Status status = settle(*staged, place); !status) return status.error();
  return BuiltModel{*std::move(library), false, seconds()};
}

}  // namespace fp8forge::tb
