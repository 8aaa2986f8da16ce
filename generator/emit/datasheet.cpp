#include "generator/emit/datasheet.hpp"

#include <fmt/format.h>

#include <sstream>

#include "generator/emit/array_counters.hpp"
#include "generator/emit/corner_cases.hpp"

namespace fp8forge {

namespace {

// A cell of a table.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string row(std::initializer_list<std::string> cells) {
  std::string text = "|";
  for (const std::string& each : cells) text += fmt::format(" {} |", cell(each));
  return text + "\n";
}

std::string table(std::initializer_list<std::string> heads) {
  std::string text = row(heads) + "|";
  for (std::size_t n = 0; n < heads.size(); ++n) text += "---|";
  return text + "\n";
}

std::string plural(std::int64_t count, const char* what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

// The top's header is a title, and lines of a key and a text; a line without a key belongs to the one above.
std::string facts(const std::string& header, const std::string& top, const std::string& bare_top) {
  std::istringstream lines(header);
  std::string line;
  std::getline(lines, line);
  if (line.starts_with(bare_top)) line = top + line.substr(bare_top.size());
  std::string text = fmt::format("# {}\n\n", line) + table({"", ""});
  while (std::getline(lines, line)) {
    if (line.empty()) continue;
    const auto end_of_key = line.find("  ");
    const std::string key = line.substr(0, end_of_key);
    text += row({key, line.substr(line.find_first_not_of(' ', end_of_key))});
  }
  return text;
}

// Cycles of a product of matrices: tiles end max(K, Rows) cycles apart.
std::string array_rate(const Request& request, const Design& design) {
  const int rows = request.rows, cols = request.cols;
  return fmt::format(
             "With K >= {0} every cycle takes a beat of A and of B: {1}, one in each cell. A product of an "
             "M × K by a K × N matrix, in T = ⌈M/{0}⌉ · ⌈N/{2}⌉ tiles without stalls, takes, from the first "
             "beat accepted to the last row of C,\n\n    (T - 1) · max(K, {0}) + K + {3} cycles\n\n",
             rows, plural(std::int64_t{rows} * cols, "product"), cols, design.latency + rows - 1) +
         fmt::format("({} for M = N = K = 256).",
                     [&] {
                       const auto ceil = [](std::int64_t x, std::int64_t y) { return (x + y - 1) / y; };
                       const std::int64_t tiles = ceil(256, rows) * ceil(256, cols);
                       return (tiles - 1) * std::max(256, rows) + 256 + design.latency + rows - 1;
                     }()) +
         (request.max_terms < 256 ? fmt::format(" K is at most {}.", request.max_terms) : "") + "\n";
}

// Of one with weights that stay: tiles begin max(M, K) cycles apart, once the first one's weights are there.
std::string stationary_rate(const Request& request, const Design& design) {
  const int rows = request.rows, cols = request.cols;
  std::string text = fmt::format(
      "With M >= {0} every cycle takes a row of A: {1}, one in each cell, while the next tile's B loads. A "
      "product of an M × K by a K × N matrix, K at most {0}, in T = ⌈N/{2}⌉ tiles without stalls, takes, "
      "from "
      "the first beat accepted to the last row of C,\n\n    (T - 1) · max(M, K) + K + M + {3} cycles\n\n",
      rows, plural(std::int64_t{rows} * cols, "product"), cols, design.latency);
  if (!request.keep) return text;
  return text +
         fmt::format(
             "A longer K is several tiles, all but the last kept, of at most {} rows of A each; one that "
             "adds to a kept one begins {} cycles after it at the earliest.\n",
             request.tile_rows, rows + 2);
}

std::string rate(const Request& request, const Design& design) {
  std::string text = "\n## Rate\n\n";
  if (request.is_weight_stationary()) return text + stationary_rate(request, design);
  if (request.unit == Unit::kArray) return text + array_rate(request, design);
  if (!request.is_clocked()) return text + "Combinational: a result with the operands, no clock.\n";
  return text + fmt::format("A beat every cycle, its result {} later, as long as results are taken.\n",
                            plural(design.latency, "cycle"));
}

std::string interface(const Design& design) {
  std::string text = "\n## Ports and parameters\n\n" + table({"port", "direction", "bits", "meaning"});
  for (const sv::Port& port : design.modules.back().ports) {
    text += row({fmt::format("`{}`", port.name), port.direction == sv::Direction::kInput ? "in" : "out",
                 std::to_string(port.bits.count), port.comment});
  }
  if (design.parameters.empty()) return text;
  text += "\n" + table({"parameter", "here", "may be", "meaning"});
  for (const Parameter& parameter : design.parameters) {
    text += row({fmt::format("`{}`", parameter.name), std::to_string(parameter.value),
                 fmt::format("{} to {}", parameter.min, parameter.max), parameter.meaning});
  }
  return text;
}

std::string registers(const Request& request) {
  const std::vector<CounterRegister> all = counter_registers(request);
  if (all.empty()) return "";
  std::string text = "\n## Registers behind s_axil\n\n" + table({"address", "register", "bits", "meaning"});
  for (const CounterRegister& each : all) {
    text += row({fmt::format("0x{:02x}", each.address), fmt::format("`{}`", each.name),
                 fmt::format("{} to 0", each.bits - 1), each.meaning});
    for (const RegisterField& field : each.fields) {
      const std::string bits = field.bits == 1
                                   ? std::to_string(field.lsb)
                                   : fmt::format("{} to {}", field.lsb + field.bits - 1, field.lsb);
      text += row({"", fmt::format("`{}.{}`", each.name, field.name), bits, field.meaning});
    }
  }
  return text +
         "\nA counter's upper bits lie 4 above its address. Reading the lower word holds the upper one of "
         "the "
         "same moment for the next read of an upper word. Other addresses, and writes to all but CONTROL, "
         "are "
         "answered SLVERR.\n";
}

std::string widths(const Design& design) {
  std::string text = "\n## Widths, and why these bits and no fewer\n\n" + table({"width", "bits", "because"});
  for (const Width& width : design.widths) {
    text += row({fmt::format("`{}`", width.name), std::to_string(width.bits), width.reason});
  }
  return text;
}

std::string corners(const Request& request) {
  std::string text = "\n## Corner cases\n\n";
  if (request.choose_a || request.choose_b) text += "Operands of e5m2, where a tile may choose.\n\n";
  if (request.d) text += "With D +0.\n\n";
  if (request.scale) text += "With `scale_i` 0.\n\n";
  text += table({"case", "operands", "result"});
  for (const CornerCase& corner : corner_cases(request)) {
    text += row({corner.name, corner.times > 1 ? "any" : operands_text(request, corner),
                 result_text(request, corner)});
  }
  return text;
}

// What the checks of this array try, as far as a reader wants to know.
std::string array_checks(const Request& request) {
  std::string text =
      "every pair of operand codes through every cell, random tiles, sums on and beside rounding "
      "boundaries, ";
  text += request.accumulator ? "terms that bring sums on and beside the accumulator's rounding boundaries, "
                              : "accumulators filled to the last bit and beyond, ";
  if (request.keep) text += "sums of several tiles, ";
  if (request.choose_a || request.choose_b) text += "formats that change from tile to tile, ";
  if (request.counters) text += "registers read and cleared while tiles run, ";
  text += "stalls, ";
  text +=
      request.is_weight_stationary() ? "tiles of B with more rows than the array, " : "disagreeing `tlast`, ";
  if (request.d) text += "a wrong `tlast` of D, ";
  return text + "resets, and that rate and latency are those above";
}

// docs/verify.md has all of it.
std::string checks(const Request& request) {
  switch (request.unit) {
    case Unit::kArray:
      return array_checks(request);
    case Unit::kMultiplier:
    case Unit::kAdder:
      return "every pair of operands in every mode";
    case Unit::kFma:
      return "every a and b with every addend of 8 bits, or with addends chosen beside ties, cancellation "
             "and "
             "subnormals, in every mode";
    case Unit::kDot:
      return "every pair in every lane with chosen addends, and random vectors";
    case Unit::kMac:
      return "every pair alone and on sums of random length, the accumulator's limits, and cancellation";
    case Unit::kConverter:
      return request.from.bits() > 16 ? "every rounding boundary in every mode, and 100 million random "
                                        "operands; with `--full` all 2^32"
                                      : "every operand in every mode";
  }
  return "";
}

std::string use(const Request& request, const std::string& top, const std::vector<SourceFile>& files) {
  std::string text = fmt::format(
      "\n## Using it\n\nCompile `rtl/` in the order of `{0}.f` (`verilator -f {0}.f`, `iverilog -g2012 -f "
      "{0}.f`); `{0}.core` is for FuseSoC, `Bender.yml` for Bender, `{0}.sdc` holds clock and I/O "
      "constraints",
      top);
  for (const SourceFile& file : files) {
    if (file.list == std::string_view("assertions")) {
      text += fmt::format(", `{}` binds assertions to it in your own bench", file.path);
    }
  }
  text += ".\n\n`fp8forge verify DIR` compares the RTL with a golden model, bit for bit: " + checks(request);
  if (request.unit != Unit::kArray && request.is_clocked()) text += "; with bubbles and back-pressure too";
  text += ".";
  if (request.unit == Unit::kArray) {
    text += " `fp8forge vectors DIR` writes stimuli and results for a simulator of your own.";
  }
  return text +
         "\n\nThis bundle, the library modules in it too, belongs to whoever generated it: use, change and "
         "sell "
         "it as you like.\n";
}

}  // namespace

SourceFile datasheet(const Request& request, const Design& design, const std::vector<SourceFile>& files) {
  const sv::Module& module = design.modules.back();
  const std::string top = request.prefix + module.name;
  return {
      kDatasheet,
      facts(module.header, top, module.name) + rate(request, design) + interface(design) +
          registers(request) + corners(request) + widths(design) + use(request, top, files) +
          fmt::format("\n{}\n\nNot synthesised here. `fp8forge synth DIR` gives them; with `--out FOLDER` "
                      "it puts this page with its figures there.\n",
                      kAreaHeading),
      "docs"};
}

}  // namespace fp8forge
