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

int hex_digits(int bits) { return (bits + 3) / 4; }

// One line a beat: gap, tuser, tlast, elements, the last one first. `first_beat` of a sum, by its number.
template <typename FirstBeat>
std::string stream_text(const Stream& stream, int bytes, int user_bits, const Expected& expected,
                        const FirstBeat& first_beat) {
  std::string text;
  std::size_t sum = 0;
  for (std::size_t beat = 0; beat < stream.beats(); ++beat) {
    if (sum < expected.tiles.size() && beat == first_beat(sum)) print(text, "// sum {}\n", sum++);
    print(text, "{:04x}_", stream.gaps[beat]);
    if (user_bits > 0) print(text, "{:0{}x}_", stream.user[beat], hex_digits(user_bits));
    print(text, "{:x}_", stream.last[beat]);
    const std::size_t first = beat * static_cast<std::size_t>(bytes);
    for (std::size_t byte = first + static_cast<std::size_t>(bytes); byte-- > first;)
      print(text, "{:02x}", stream.data[byte]);
    text += "\n";
  }
  return text;
}

// One line a row: tuser, tlast, elements, the last one first.
std::string rows_text(const ArrayUnit& unit, const Expected& expected) {
  std::string text;
  const auto cols = static_cast<std::size_t>(unit.cols);
  for (std::size_t line = 0; line < expected.rows.size(); ++line) {
    const std::size_t sum = expected.rows[line].tile;
    const Expected::Tile& tile = expected.tiles[sum];
    if (line == expected.first_row(sum)) {
      print(text, "// sum {}: {}, {}", sum, name_of(tile.control.mode.rounding),
            name_of(tile.control.mode.overflow));
      if (!unit.tos.empty()) print(text, ", {}", tile.control.to.name);
      if (unit.scale.bits > 0) print(text, ", times 2^{}", tile.control.scale);
      text += "\n";
    }
    const bool is_last = line + 1 == tile.rows_end;
    if (unit.has_amax) print(text, "{:04x}_", is_last ? expected.amax[sum] : 0U);
    print(text, "{}_", is_last ? 1 : 0);
    for (std::size_t col = cols; col-- > 0;) {
      print(text, "{:0{}x}", expected.codes[line * cols + col], 2 * unit.lane_bytes());
    }
    text += "\n";
  }
  return text;
}

}  // namespace

std::vector<VectorFile> vector_files(const ArrayUnit& unit, const Run& run, const Expected& expected) {
  const auto& tiles = expected.tiles;
  std::string ready;
  for (const std::uint8_t each : run.ready) ready += each ? "1\n" : "0\n";
  std::vector<VectorFile> files = {
      {"a.hex", stream_text(run.a, unit.rows, unit.user_bits(), expected,
                            [&](std::size_t sum) { return tiles[sum].beats.a_begin; })},
      {"b.hex", stream_text(run.b, unit.cols, unit.b_user_bits(), expected,
                            [&](std::size_t sum) { return tiles[sum].beats.b_begin; })},
      {"c.hex", rows_text(unit, expected)},
      {"ready.hex", ready}};
  if (unit.d) {
    files.push_back({"d.hex", stream_text(run.d, unit.d_bytes(), 0, expected,
                                          [&](std::size_t sum) { return expected.first_row(sum); })});
  }
  return files;
}

}  // namespace fp8forge::tb
