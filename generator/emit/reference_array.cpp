#include "generator/emit/reference_array.hpp"

#include <fmt/format.h>

#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"
#include "generator/emit/bundle_writer.hpp"
#include "generator/emit/printer.hpp"

namespace fp8forge {

namespace {

// In compile order, below the data folder.
constexpr const char* kFiles[] = {"rtl/fp8_stream_fifo",       "rtl/fp8_array_row_edge",
                                  "rtl/fp8_array_sequencer",   "synth/reference/int8_product",
                                  "synth/reference/int8_cell", "synth/reference/fp8_array_cell",
                                  "rtl/fp8_array_column",      "synth/reference/int8_array"};

// Cycles from the last beat of K to the first row of C: one less than an FP8 array's, which rounds.
constexpr int kLatency = 5;

struct Port {
  const char* name;
  const char* direction;
  int width;
};

// Replaces the value of `parameter int <name> = <value>`, which the text has once.
Status set_parameter(std::string& text, const std::string& name, int value) {
  const std::size_t at = text.find("parameter int " + name);
  const std::size_t equals = at == std::string::npos ? at : text.find('=', at);
  if (equals == std::string::npos)
    return Error{"has no parameter " + name, kReferenceArray, "install fp8forge again"};
  const std::size_t end = text.find_first_of(",/\n", equals);
  text.replace(equals, end - equals, fmt::format("= {}", value));
  return Done{};
}

}  // namespace

Status write_reference_array(int rows, int cols, const std::filesystem::path& data,
                             const std::filesystem::path& destination) {
  std::vector<SourceFile> files;
  for (const std::filesystem::path file : kFiles) {
    const Result<std::string> text = read_file((data / file).string() + ".sv");
    if (!text) return text.error();
    files.push_back({fmt::format("rtl/{}.sv", file.filename().string()), *text});
  }
  if (Status status = set_parameter(files.back().text, "Rows", rows); !status) return status;
  if (Status status = set_parameter(files.back().text, "Cols", cols); !status) return status;

  nlohmann::ordered_json manifest{
      {"generator", generator_name()}, {"unit", kReferenceArray}, {"top", kReferenceArray}};
  for (const SourceFile& file : files) {
    manifest["files"].push_back(file.path);
    manifest["sha256"][file.path] = sha256_hex(file.text);
  }
  for (const char* list : {"parameters", "widths"}) manifest[list] = nlohmann::ordered_json::array();
  manifest["latency"] = kLatency;
  manifest["interval"] = rows;
  manifest["request"] = {{"rows", rows}, {"cols", cols}};
  for (const Port& port :
       {Port{"aclk", "input", 1}, Port{"aresetn", "input", 1}, Port{"s_axis_a_tdata", "input", rows * 8},
        Port{"s_axis_a_tvalid", "input", 1}, Port{"s_axis_a_tready", "output", 1},
        Port{"s_axis_a_tlast", "input", 1}, Port{"s_axis_b_tdata", "input", cols * 8},
        Port{"s_axis_b_tvalid", "input", 1}, Port{"s_axis_b_tready", "output", 1},
        Port{"s_axis_b_tlast", "input", 1}, Port{"m_axis_c_tdata", "output", cols * 32},
        Port{"m_axis_c_tvalid", "output", 1}, Port{"m_axis_c_tready", "input", 1},
        Port{"m_axis_c_tlast", "output", 1}, Port{"error_o", "output", 2}}) {
    manifest["ports"].push_back({{"name", port.name}, {"direction", port.direction}, {"width", port.width}});
  }
  return write_bundle(manifest, files, destination, false);
}

}  // namespace fp8forge
