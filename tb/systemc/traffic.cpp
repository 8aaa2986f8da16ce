#include "tb/systemc/traffic.hpp"

namespace fp8forge::tb {

namespace {

// NaN, Inf or largest value in e4m3 or e5m2, and zeros.
const std::vector<std::uint8_t> kSpecials = {0x7F, 0xFF, 0x7E, 0xFE, 0x7D, 0x7C,
                                             0xFC, 0x7B, 0xFB, 0x00, 0x80};

// The exponents in the middle, where sums neither overflow nor stay subnormal.
std::uint8_t ordinary(conformance::Random& random) {
  return static_cast<std::uint8_t>((random.next() & 0x9F) | 0x20);
}

}  // namespace

Traffic::Traffic(const conformance::ArrayUnit& unit, std::uint64_t seed)
    : random_(seed),
      rows_(unit.rows),
      tile_rows_(unit.tile_rows),
      is_weight_stationary_(unit.is_weight_stationary) {
  a_.pins.data.resize(static_cast<std::size_t>(unit.rows));
  b_.pins.data.resize(static_cast<std::size_t>(unit.cols));
  d_.pins.data.resize(static_cast<std::size_t>(unit.d_bytes()));
}

void Traffic::change_weather() {
  const auto busy = [&] { return random_.chance(40) ? 100 : static_cast<int>(10 + random_.below(90)); };
  weather_ = {100 + random_.below(400), busy(), busy(), busy(), busy(), 1, 0, 0};
  weather_.longest = random_.pick<std::int64_t>({1, 2, rows_, rows_ + 1, 3 * rows_ + 5});
  weather_.specials = random_.pick<int>({0, 0, 2, 30});
  weather_.disagrees = random_.pick<int>({0, 0, 0, 5});
}

// One more beat of both streams.
void Traffic::draw_pair() {
  if (tile_left_ == 0) tile_left_ = 1 + random_.below(weather_.longest);
  const bool ends = --tile_left_ == 0;
  const bool disagrees = random_.chance(weather_.disagrees);
  const bool a_ends = disagrees ? random_.chance(50) : ends;
  a_.lasts.push_back(a_ends);
  b_.lasts.push_back(disagrees ? !a_ends : ends);
  if (disagrees) tile_left_ = 0;
}

// One more beat of a stream whose tiles have lengths of their own. Kept tiles and their followers often have
// as many rows.
void Traffic::draw_row(Source& source, std::int64_t longest) {
  if (source.left == 0) source.left = random_.chance(60) ? longest : 1 + random_.below(longest);
  source.lasts.push_back(--source.left == 0);
}

// Rows of C in a tile: mostly as many as the array's.
void Traffic::draw_addend() {
  if (d_.left == 0) d_.left = random_.chance(95) ? rows_ : 1 + random_.below(2 * rows_);
  d_.lasts.push_back(--d_.left == 0);
}

void Traffic::next(Source& source, bool took, int percent) {
  StreamPins& pins = source.pins;
  if (pins.valid && !took) return;
  pins.valid = random_.chance(percent);
  if (pins.valid && source.lasts.empty()) {
    if (&source == &d_) {
      draw_addend();
    } else if (!is_weight_stationary_) {
      draw_pair();
    } else if (&source == &a_) {
      draw_row(a_, tile_rows_ > 0 && weather_.longest > 1 ? tile_rows_ + (weather_.disagrees > 0 ? 1 : 0)
                                                          : weather_.longest);
    } else {
      draw_row(b_, rows_ + (weather_.disagrees > 0 ? 1 : 0));
    }
  }
  pins.last = random_.chance(50);
  pins.user = static_cast<std::uint32_t>(random_.next());
  for (std::uint8_t& code : pins.data) {
    code = &source == &d_ ? static_cast<std::uint8_t>(random_.next()) : ordinary(random_);
  }
  if (!pins.data.empty() && (!pins.valid || random_.chance(weather_.specials))) {
    pins.data[static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(pins.data.size())))] =
        random_.pick(kSpecials);
  }
  if (!pins.valid) return;
  pins.last = source.lasts.front();
  source.lasts.pop_front();
}

void Traffic::next(bool took_a, bool took_b, bool took_d) {
  if (weather_.cycles-- == 0) change_weather();
  next(a_, took_a, weather_.offers_a);
  next(b_, took_b, weather_.offers_b);
  if (!d_.pins.data.empty()) next(d_, took_d, weather_.offers_d);
  c_ready_ = random_.chance(weather_.sink_ready);
}

void Traffic::restart() {
  tile_left_ = 0;
  for (Source* source : {&a_, &b_, &d_}) {
    source->lasts.clear();
    source->left = 0;
    source->pins.valid = false;
  }
}

}  // namespace fp8forge::tb
