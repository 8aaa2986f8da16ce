// A cell library as synthesis uses it: its cells' areas and kinds, its unit of time, and the text that the
// tools get to read, without the cells that no logic should be mapped to.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "generator/base/result.hpp"

namespace fp8forge::synth {

struct LibertyCell {
  double area = 0;  // in the library's own unit; µm² in osu018 and sky130
  bool flip_flop = false;
  std::string data_pin;              // of a flip-flop
  std::vector<std::string> outputs;  // pins
};

// A non-inverting cell of one input and one output.
struct LibertyBuffer {
  std::string name, input, output;  // empty: the library has none
};

struct Liberty {
  std::string name;                                       // of the library group, e.g. "osu018_stdcells"
  std::string sha256;                                     // of the file, as the user gave it
  double time_unit_ns = 1;                                // one unit of its delay tables
  std::map<std::string, LibertyCell, std::less<>> cells;  // those that may be used
  LibertyBuffer buffer;                                   // of middle strength
  std::string text;                                       // what the tools read
  std::string whole;  // all of the file's text: for netlists that others made, with cells that are not used here
};

// Reads a liberty file, gzipped or not, whatever its name. Left out of `cells` and `text`:
// - cells marked dont_use; latches, clock gates, tri-state drivers, scan and enable flip-flops; cells made
// for
//   clock trees, delays, isolation and probing (by their names, which is all that libraries give);
// - default_wire_load: OpenSTA would add it to every net, and no layout stands behind it.
// Error: missing, empty, truncated, not liberty, without a usable cell.
Result<Liberty> read_liberty(const std::filesystem::path& path);

// The same from the text; `where` stands in errors.
Result<Liberty> parse_liberty(std::string_view text, const std::string& where);

}  // namespace fp8forge::synth
