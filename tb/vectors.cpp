#include "tb/vectors.hpp"

#include <fmt/format.h>

#include <iterator>

namespace fp8forge::tb {

namespace {

using conformance::ArrayUnit;
using conformance::Expected;
using conformance::Run;
using conformance::Stream;

void print(std::string& text, std::string_view format, auto... values) {
  fmt::format_to(std::back_inserter(text), fmt::runtime(format), values...);
}

// One line a beat: gap, tuser, tlast, elements, the last one first.
std::string stream_text(const Stream& stream, std::size_t lanes, int user_bits, const Expected& expected) {
  std::string text;
  std::size_t tile = 0;
  for (std::size_t beat = 0; beat < stream.beats(); ++beat) {
    if (tile < expected.tiles.size() && beat == expected.tiles[tile].beats.a_begin)
      print(text, "// sum {}\n", tile++);
    print(text, "{:04x}_", stream.gaps[beat]);
    if (!stream.user.empty()) print(text, "{:0{}x}_", stream.user[beat], (user_bits + 3) / 4);
    print(text, "{:x}_", stream.last[beat]);
    for (std::size_t lane = lanes; lane-- > 0;) print(text, "{:02x}", stream.data[beat * lanes + lane]);
    text += "\n";
  }
  return text;
}

// One line a row: tlast, elements, the last one first.
std::string rows_text(const ArrayUnit& unit, const Expected& expected) {
  std::string text;
  const auto rows = static_cast<std::size_t>(unit.rows), cols = static_cast<std::size_t>(unit.cols);
  for (std::size_t line = 0; line < expected.rows.size(); ++line) {
    if (line % rows == 0) {
      const conformance::Mode& mode = expected.tiles[line / rows].control.mode;
      print(text, "// sum {}: {}, {}\n", line / rows, name_of(mode.rounding), name_of(mode.overflow));
    }
    print(text, "{}_", line % rows == rows - 1 ? 1 : 0);
    for (std::size_t col = cols; col-- > 0;) {
      print(text, "{:0{}x}", expected.codes[line * cols + col], 2 * unit.lane_bytes());
    }
    text += "\n";
  }
  return text;
}

}  // namespace

std::vector<VectorFile> vector_files(const ArrayUnit& unit, const Run& run, const Expected& expected) {
  std::string ready;
  for (const std::uint8_t each : run.ready) ready += each ? "1\n" : "0\n";
  return {{"a.hex", stream_text(run.a, static_cast<std::size_t>(unit.rows), unit.user_bits(), expected)},
          {"b.hex", stream_text(run.b, static_cast<std::size_t>(unit.cols), 0, expected)},
          {"c.hex", rows_text(unit, expected)},
          {"ready.hex", ready}};
}

}  // namespace fp8forge::tb
