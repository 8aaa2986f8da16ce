#include "synth/liberty.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"
#include "synth/gunzip.hpp"
#include "synth/liberty_text.hpp"

namespace fp8forge::synth {

namespace {

constexpr const char* kNameALibrary = "name a cell library in liberty format (.lib, gzipped or not)";

// Parts of names, in lower case, of cells that are not for logic: clock buffers, delays, isolation, probes,
// decoupling, antenna diodes, hard macros, tri-state drivers, scan.
constexpr std::string_view kSpecialNames[] = {"lpflow", "probe",  "dly",  "clk",  "decap", "diode",
                                              "macro",  "ebuf",   "einv", "tbuf", "tinv",  "scs8",
                                              "bufbuf", "bufinv", "sedf", "sdf"};

bool has_special_name(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::any_of(std::begin(kSpecialNames), std::end(kSpecialNames),
                     [&](std::string_view part) { return lower.find(part) != std::string::npos; });
}

bool is_pin(const LibertyGroup& cell, std::string_view name) {
  return std::any_of(cell.groups.begin(), cell.groups.end(),
                     [&](const LibertyGroup& group) { return group.type == "pin" && group.name == name; });
}

// A flip-flop is usable when it stores one pin as it is: an expression there means scan or enable, which
// mapping does not connect.
bool is_usable(const LibertyGroup& cell) {
  if (cell.value("dont_use") == "true" || has_special_name(cell.name)) return false;
  if (!cell.value("clock_gating_integrated_cell").empty() || cell.value("area").empty()) return false;
  for (const LibertyGroup& group : cell.groups) {
    if (group.type == "latch" || group.type == "statetable" || group.type == "ff_bank") return false;
    if (group.type == "ff" && !is_pin(cell, group.value("next_state"))) return false;
    if (group.type == "pin" && !group.value("three_state").empty()) return false;
  }
  return true;
}

// The cell's flip-flop; null when it has none.
const LibertyGroup* flip_flop(const LibertyGroup& cell) {
  const auto found = std::find_if(cell.groups.begin(), cell.groups.end(),
                                  [](const LibertyGroup& group) { return group.type == "ff"; });
  return found == cell.groups.end() ? nullptr : &*found;
}

std::vector<std::string> output_pins(const LibertyGroup& cell) {
  std::vector<std::string> names;
  for (const LibertyGroup& group : cell.groups) {
    if (group.type == "pin" && group.value("direction") == "output") names.emplace_back(group.name);
  }
  return names;
}

// The cell's pins when it is a buffer; the name stays empty when it is not.
LibertyBuffer as_buffer(const LibertyGroup& cell) {
  std::string_view input, output, function;
  int pins = 0;
  for (const LibertyGroup& group : cell.groups) {
    if (group.type == "ff") return {};
    if (group.type != "pin") continue;
    ++pins;
    if (group.value("direction") == "input") input = group.name;
    if (group.value("direction") == "output") output = group.name, function = group.value("function");
  }
  while (function.size() >= 2 && function.front() == '(' && function.back() == ')') {
    function = function.substr(1, function.size() - 2);
  }
  if (pins != 2 || input.empty() || function != input) return {};
  return {std::string(cell.name), std::string(input), std::string(output)};
}

// Of all buffers by area, the largest of at most twice the smallest one's area.
LibertyBuffer middle_buffer(const std::multimap<double, LibertyBuffer>& buffers) {
  LibertyBuffer middle;
  for (const auto& [area, buffer] : buffers) {
    if (area <= 2.001 * buffers.begin()->first) middle = buffer;
  }
  return middle;
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "1ns", "10ps", "100ps", "1ps" in ns; liberty's default is 1ns.
std::optional<double> time_unit_ns(std::string_view unit) {
  if (unit.empty()) return 1.0;
  if (unit.size() < 3) return std::nullopt;
  const std::optional<double> count = number(unit.substr(0, unit.size() - 2));
  const std::string_view suffix = unit.substr(unit.size() - 2);
  if (!count || *count <= 0) return std::nullopt;
  if (suffix == "ns") return *count;
  if (suffix == "ps") return *count / 1000;
  if (suffix == "us") return *count * 1000;
  return std::nullopt;
}

// `text` without the given stretches, which are in ascending order and apart.
std::string without(std::string_view text,
                    const std::vector<std::pair<std::size_t, std::size_t>>& stretches) {
  std::string kept;
  std::size_t from = 0;
  for (const auto& [begin, end] : stretches) {
    kept.append(text.substr(from, begin - from));
    from = end;
  }
  kept.append(text.substr(from));
  return kept;
}

}  // namespace

Result<Liberty> parse_liberty(std::string_view text, const std::string& where) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return Error{"the liberty file is empty", where, kNameALibrary};
  }
  const Result<LibertyGroup> library = parse_liberty_text(text, where);
  if (!library) return library.error();
  if (library->type != "library") return Error{"not a liberty file: no library group", where, kNameALibrary};

  Liberty liberty;
  liberty.name = library->name;
  const std::optional<double> unit = time_unit_ns(library->value("time_unit"));
  if (!unit) {
    return Error{fmt::format("the liberty file's time_unit '{}' is not a time", library->value("time_unit")),
                 where, "such as 1ns or 10ps"};
  }
  liberty.time_unit_ns = *unit;

  std::vector<std::pair<std::size_t, std::size_t>> unwanted;
  for (const LibertyAttribute& attribute : library->attributes) {
    if (attribute.name.starts_with("default_wire_load"))
      unwanted.emplace_back(attribute.begin, attribute.end);
  }
  std::multimap<double, LibertyBuffer> buffers;  // by area
  for (const LibertyGroup& cell : library->groups) {
    if (cell.type != "cell") continue;
    const std::optional<double> area = number(cell.value("area"));
    if (area && is_usable(cell)) {
      const LibertyGroup* const ff = flip_flop(cell);
      liberty.cells.emplace(cell.name,
                            LibertyCell{*area, ff != nullptr, std::string(ff ? ff->value("next_state") : ""),
                                        output_pins(cell)});
      if (LibertyBuffer buffer = as_buffer(cell); !buffer.name.empty())
        buffers.emplace(*area, std::move(buffer));
    } else {
      unwanted.emplace_back(cell.begin, cell.end);
    }
  }
  if (liberty.cells.empty()) {
    return Error{"the liberty file has no cell that logic can be mapped to", where, kNameALibrary};
  }
  std::sort(unwanted.begin(), unwanted.end());
  liberty.buffer = middle_buffer(buffers);
  liberty.text = without(text, unwanted);
  liberty.whole = text;
  return liberty;
}

Result<Liberty> read_liberty(const std::filesystem::path& path) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return Error{"the liberty file cannot be read", path.string(), bytes.error().hint};
  std::optional<std::string> text;
  if (is_gzip(*bytes)) {
    text = gunzip(*bytes);
    if (!text)
      return Error{"the gzipped liberty file is truncated or damaged", path.string(), "fetch it again"};
  }
  Result<Liberty> liberty = parse_liberty(text ? *text : *bytes, path.string());
  if (liberty) liberty->sha256 = sha256_hex(*bytes);
  return liberty;
}

}  // namespace fp8forge::synth
