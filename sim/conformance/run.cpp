#include "sim/conformance/run.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <numeric>

namespace fp8forge::conformance {

namespace {

void append(const std::vector<std::uint8_t>& data, std::size_t bytes, Stream& stream) {
  assert(!data.empty() && data.size() % bytes == 0);
  stream.data.insert(stream.data.end(), data.begin(), data.end());
  stream.last.resize(stream.last.size() + data.size() / bytes, 0);
  stream.last.back() = 1;
  stream.gaps.resize(stream.last.size(), 0);
}

bool ends_tile(const ArrayUnit& unit, const Run& run, std::size_t beat) {
  return run.a.last[beat] || (!unit.is_weight_stationary && run.b.last[beat]);
}

std::uint64_t cycles_of(const Stream& stream) {
  return std::accumulate(stream.gaps.begin(), stream.gaps.end(), std::uint64_t{stream.beats()});
}

}  // namespace

// Stall lengths: `percent` of the places get one, each up to `longest` cycles.
void stall(Stream& stream, Random& random) {
  static constexpr int kPercent[] = {0, 10, 50, 90};
  const int percent = kPercent[random.below(4)];
  const std::int64_t longest = random.chance(30) ? 20 : 3;
  for (std::uint16_t& gap : stream.gaps) {
    gap = random.chance(percent) ? static_cast<std::uint16_t>(1 + random.below(longest)) : std::uint16_t{0};
  }
}

void append(const ArrayUnit& unit, const Tile& tile, Run& run) {
  append(unit, tile, unit.first_control(), run);
}

std::vector<TileControl> controls(const ArrayUnit& unit, const Run& run) {
  std::vector<TileControl> controls;
  bool begins = true;
  for (std::size_t beat = 0; beat < run.beats(); ++beat) {
    if (!unit.has_user()) {
      controls.push_back(unit.first_control());
    } else {
      controls.push_back(begins ? unit.control(run.a.user[beat]) : controls.back());
    }
    begins = ends_tile(unit, run, beat);
  }
  return controls;
}

TileControl random_control(const ArrayUnit& unit, Random& random, bool keep) {
  TileControl control = random_mode(unit, random, keep);
  if (unit.scale.bits == 0 || random.chance(20)) return control;
  const std::int64_t most = std::int64_t{1} << (unit.scale.bits - 1);
  switch (random.below(4)) {
    case 0:
      control.scale = static_cast<int>(random.chance(50) ? most - 1 : -most);
      break;
    case 1:
      control.scale = static_cast<int>(random.below(2 * most) - most);
      break;
    default:
      control.scale = static_cast<int>(random.below(41) - 20);
  }
  return control;
}

TileControl random_mode(const ArrayUnit& unit, Random& random, bool keep) {
  const auto modes = static_cast<std::int64_t>(unit.modes.size());
  TileControl control = unit.first_control();
  control.keep = keep;
  if (modes > 1) control.mode = unit.modes[static_cast<std::size_t>(random.below(modes))];
  return control;
}

void append(const ArrayUnit& unit, const Tile& tile, const TileControl& control, Run& run) {
  if (unit.has_user()) {
    const std::size_t first = run.a.user.size(), beats = tile.a.size() / static_cast<std::size_t>(unit.rows);
    run.a.user.resize(first + beats, unit.user(control) ^ ((1U << unit.user_bits()) - 1));
    run.a.user[first] = unit.user(control);
  }
  if (const int bits = unit.b_user_bits(); bits > 0) {
    const std::size_t first = run.b.user.size(), beats = tile.b.size() / static_cast<std::size_t>(unit.cols);
    run.b.user.resize(first + beats, unit.b_user(control) ^ ((1U << bits) - 1));
    run.b.user[first] = unit.b_user(control);
  }
  append(tile.a, static_cast<std::size_t>(unit.rows), run.a);
  append(tile.b, static_cast<std::size_t>(unit.cols), run.b);
  assert(unit.is_weight_stationary || run.a.beats() == run.b.beats());
}

void stall(Run& run, Random& random) {
  stall(run.a, random);
  stall(run.b, random);
  static constexpr int kPercent[] = {100, 90, 50, 10};
  const int percent = kPercent[random.below(4)];
  const std::int64_t burst = random.chance(30) ? 16 : 1;
  run.ready.clear();
  while (run.ready.size() < 997) {
    const std::uint8_t ready = random.chance(percent);
    run.ready.insert(run.ready.end(), static_cast<std::size_t>(1 + random.below(burst)), ready);
  }
  run.ready.push_back(1);
}

Stimulus stimulus(const ArrayUnit& unit, const Run& run, std::uint64_t c_beats) {
  const auto ready = static_cast<std::uint64_t>(std::count(run.ready.begin(), run.ready.end(), 1));
  assert(ready > 0);
  const auto ends = static_cast<std::uint64_t>(std::count(run.a.last.begin(), run.a.last.end(), 1));
  const auto tiles = unit.is_weight_stationary ? ends : c_beats / static_cast<std::uint64_t>(unit.rows);
  const std::uint64_t per_tile = static_cast<std::uint64_t>(unit.interval + unit.latency + unit.rows) + 8;
  Stimulus result{run.a, run.b, run.d, run.ready, c_beats};
  result.registers = register_traffic(unit, run);
  if (unit.registers) result.tail_cycles += static_cast<std::uint64_t>(2 * unit.rows);
  const std::uint64_t offered = cycles_of(run.a) + cycles_of(run.b) + cycles_of(run.d);
  // Rows that come one by one, as D does, may each meet a sink that is not ready for long.
  result.max_payloads = 1000 + offered + 2 * (c_beats + run.ready.size()) * run.ready.size() / ready;
  result.max_cycles = 1000 + 2 * offered + 2 * (tiles + 1) * per_tile * (run.ready.size() + ready) / ready +
                      result.max_payloads + cycles_of(result.registers);
  return result;
}

RegisterTraffic register_traffic(const ArrayUnit& unit, const Run& run) {
  RegisterTraffic traffic;
  if (!unit.registers) return traffic;
  traffic = run.registers;
  append_closing(*unit.registers, traffic);
  return traffic;
}

std::uint32_t addend_code(const Format& d, const Stream& stream, std::size_t index) {
  std::uint32_t code = 0;
  const auto bytes = static_cast<std::size_t>(d.bytes());
  std::memcpy(&code, stream.data.data() + index * bytes, bytes);
  return code;
}

std::vector<DrainedTile> drained_tiles(const ArrayUnit& unit, const Run& run,
                                       const std::vector<TileControl>& told) {
  std::vector<DrainedTile> tiles;
  std::size_t first = 0;  // beat of the tile
  for (std::size_t beat = 0; beat < run.beats(); ++beat) {
    if (!ends_tile(unit, run, beat)) continue;
    const std::size_t end = beat + 1;
    const std::size_t rows = unit.is_weight_stationary ? end - first : static_cast<std::size_t>(unit.rows);
    if (!told[beat].keep) tiles.push_back({end, rows, told[beat]});
    first = end;
  }
  return tiles;
}

Run tile_alone(const ArrayUnit& unit, const Run& run, const TileBeats& beats) {
  const auto slice = [](const Stream& stream, std::size_t bytes, std::size_t first, std::size_t end) {
    const auto at = [](const auto& values, std::size_t index) {
      return values.begin() + static_cast<std::ptrdiff_t>(index);
    };
    Stream part;
    part.data.assign(at(stream.data, first * bytes), at(stream.data, end * bytes));
    part.last.assign(at(stream.last, first), at(stream.last, end));
    part.gaps.assign(end - first, 0);
    if (!stream.user.empty()) part.user.assign(at(stream.user, first), at(stream.user, end));
    return part;
  };
  Run alone;
  alone.a = slice(run.a, static_cast<std::size_t>(unit.rows), beats.a_begin, beats.a_end);
  alone.b = slice(run.b, static_cast<std::size_t>(unit.cols), beats.b_begin, beats.b_end);
  if (!unit.d) return alone;
  const std::vector<DrainedTile> tiles = drained_tiles(unit, run, controls(unit, run));
  const auto rows_by = [&](std::size_t beat) {
    std::size_t rows = 0;
    for (const DrainedTile& tile : tiles) rows += tile.end <= beat ? tile.rows : 0;
    return rows;
  };
  alone.d =
      slice(run.d, static_cast<std::size_t>(unit.d_bytes()), rows_by(beats.a_begin), rows_by(beats.a_end));
  return alone;
}

}  // namespace fp8forge::conformance
