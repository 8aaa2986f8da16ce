// The TLM-2.0 target: results of the golden model, time of the pins. A process is one SystemC simulation, so
// each test runs in its own (ctest does that).
#include "sim/systemc/tile_target.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "sim/conformance/random.hpp"
#include "sim/golden/golden.hpp"
#include "sim/systemc/array_cycles.hpp"
#include "tlm_utils/simple_initiator_socket.h"

namespace fp8forge::testing_systemc {
namespace {

using sc_core::sc_time;
using systemc::TileExtension;

const sc_time kPeriod(2, sc_core::SC_NS);

conformance::ArrayUnit unit_of(int rows, int cols) {
  conformance::ArrayUnit unit{kE4m3, kE5m2, kBf16, {{Rounding::kRne, Overflow::kNonsaturate, 0}}};
  unit.keep = {0, 1};
  unit.rows = unit.interval = rows;
  unit.cols = cols;
  unit.max_terms = 40;
  unit.latency = systemc::ArrayCycles::latency(unit);
  return unit;
}

struct Initiator : sc_core::sc_module {
  tlm_utils::simple_initiator_socket<Initiator> socket{"socket"};
  explicit Initiator(sc_core::sc_module_name name) : sc_core::sc_module(name) {}
};

// A target, and an initiator that sends it tiles.
class Platform {
 public:
  explicit Platform(const conformance::ArrayUnit& array) : unit(array), target("target", array, kPeriod) {
    initiator.socket.bind(target.socket);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
    payload.set_streaming_width(~0U);
    payload.set_extension(&tile);
  }
  ~Platform() { payload.clear_extension(&tile); }

  // Draws operands of k terms.
  void draw(int k) {
    a.resize(static_cast<std::size_t>(k * unit.rows));
    b.resize(static_cast<std::size_t>(k * unit.cols));
    for (auto* operands : {&a, &b}) {
      for (std::uint8_t& code : *operands) code = static_cast<std::uint8_t>(random.next() & 0xBF);  // finite
    }
    tile.a = a;
    tile.b = b;
  }

  tlm::tlm_response_status send(sc_time& delay, bool keeps = false) {
    c.assign(static_cast<std::size_t>(2 * unit.rows * unit.cols), 0);
    tile.user = keeps;
    payload.set_command(keeps ? tlm::TLM_IGNORE_COMMAND : tlm::TLM_READ_COMMAND);
    payload.set_data_ptr(keeps ? nullptr : c.data());
    payload.set_data_length(keeps ? 0 : static_cast<unsigned>(c.size()));
    return resend(delay);
  }
  tlm::tlm_response_status resend(sc_time& delay) {
    payload.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
    initiator.socket->b_transport(payload, delay);
    return payload.get_response_status();
  }

  // C of operands as they were sent, k after k.
  std::vector<unsigned char> golden(const std::vector<std::uint8_t>& of_a,
                                    const std::vector<std::uint8_t>& of_b) const {
    const auto rows = static_cast<std::size_t>(unit.rows), cols = static_cast<std::size_t>(unit.cols);
    const std::size_t depth = of_a.size() / rows;
    std::vector<std::uint32_t> by_row(of_a.size());
    for (std::size_t i = 0; i < of_a.size(); ++i) by_row[i % rows * depth + i / rows] = of_a[i];
    const std::vector<std::uint32_t> by_line(of_b.begin(), of_b.end());
    std::vector<unsigned char> bytes;
    for (const std::uint32_t code :
         golden::matmul(unit.a, unit.b, unit.max_terms, unit.target(unit.first_control()), rows, depth, cols,
                        by_row, by_line)) {
      bytes.push_back(static_cast<unsigned char>(code));
      bytes.push_back(static_cast<unsigned char>(code >> 8));
    }
    return bytes;
  }

  conformance::ArrayUnit unit;
  systemc::TileTarget target;
  Initiator initiator{"initiator"};
  conformance::Random random{7};
  TileExtension tile;
  tlm::tlm_generic_payload payload;
  std::vector<std::uint8_t> a, b;
  std::vector<unsigned char> c;
};

// Cycles of so many tiles at the pins, nothing waiting: from the first beats taken to the last row shown.
std::int64_t cycles_at_the_pins(const conformance::ArrayUnit& unit, int tiles, int k) {
  systemc::ArrayCycles array(unit);
  const std::vector<std::uint8_t> a(static_cast<std::size_t>(unit.rows)),
      b(static_cast<std::size_t>(unit.cols));
  int beats_a = 0, beats_b = 0, rows = 0;
  std::int64_t cycle = 0, first = -1;
  for (; rows < tiles * unit.rows; ++cycle) {
    const systemc::Offer of_a{beats_a < tiles * k, beats_a % k == k - 1, 0, a};
    const systemc::Offer of_b{beats_b < tiles * k, beats_b % k == k - 1, 0, b};
    if (first < 0 && array.a_ready()) first = cycle;
    beats_a += of_a.valid && array.a_ready();
    beats_b += of_b.valid && array.b_ready();
    rows += array.c_valid();
    array.clock({of_a, of_b, {}, true});
  }
  return cycle - first;
}

void expect_product(int rows, int cols) {
  Platform platform(unit_of(rows, cols));
  for (const int k : {1, 2, 3, 4, 5, 7, 16}) {
    for (const int tiles : {1, 2, 5}) {
      platform.target.reset();
      sc_time begin, delay;
      for (int tile = 0; tile < tiles; ++tile) {
        platform.draw(k);
        delay = begin;
        ASSERT_EQ(platform.send(delay), tlm::TLM_OK_RESPONSE);
        EXPECT_EQ(platform.c, platform.golden(platform.a, platform.b));
        begin = platform.tile.taken;
      }
      EXPECT_EQ(delay / kPeriod, static_cast<double>(platform.unit.cycles(tiles, k))) << tiles << " of " << k;
      EXPECT_EQ(platform.unit.cycles(tiles, k), cycles_at_the_pins(platform.unit, tiles, k))
          << tiles << " of " << k;
    }
  }
}

TEST(TileTarget, MultipliesInTheTimeOfThePins) { expect_product(4, 3); }
TEST(TileTarget, SoDoesOneCell) { expect_product(1, 1); }
TEST(TileTarget, SoDoesOneColumn) { expect_product(9, 1); }

TEST(TileTarget, KeptTilesAddUp) {
  Platform platform(unit_of(2, 3));
  sc_time delay;
  platform.draw(3);
  ASSERT_EQ(platform.send(delay, true), tlm::TLM_OK_RESPONSE);
  EXPECT_EQ(delay, 3 * kPeriod) << "no rows to wait for";
  std::vector<std::uint8_t> a = platform.a, b = platform.b;
  platform.draw(2);
  a.insert(a.end(), platform.a.begin(), platform.a.end());
  b.insert(b.end(), platform.b.begin(), platform.b.end());
  ASSERT_EQ(platform.send(delay), tlm::TLM_OK_RESPONSE);
  EXPECT_EQ(platform.c, platform.golden(a, b));
  EXPECT_EQ(delay / kPeriod, static_cast<double>(platform.unit.cycles(1, 5)));
  EXPECT_FALSE(platform.target.overlong());
}

TEST(TileTarget, TooManyTermsAreNan) {
  Platform platform(unit_of(2, 3));
  sc_time delay;
  platform.draw(41);
  ASSERT_EQ(platform.send(delay), tlm::TLM_OK_RESPONSE);
  EXPECT_EQ(platform.c[0] | platform.c[1] << 8, 0x7FC0);
  EXPECT_TRUE(platform.target.overlong());
  platform.target.reset();
  EXPECT_FALSE(platform.target.overlong());
}

TEST(TileTarget, RefusesOtherArrays) {
  for (const bool adds : {false, true}) {
    conformance::ArrayUnit unit = unit_of(2, 2);
    unit.is_weight_stationary = !adds;
    if (adds) unit.d = kFp32;
    EXPECT_THROW(systemc::TileTarget("target", unit, {2, sc_core::SC_NS}), sc_core::sc_report);
  }
}

TEST(TileTarget, RefusesWhatIsNoTile) {
  Platform platform(unit_of(2, 3));
  sc_time delay;
  platform.draw(2);
  platform.tile.a = platform.tile.a.first(3);
  EXPECT_EQ(platform.send(delay), tlm::TLM_BURST_ERROR_RESPONSE) << "half a column";
  platform.draw(2);
  platform.tile.b = platform.tile.b.first(3);
  EXPECT_EQ(platform.send(delay), tlm::TLM_BURST_ERROR_RESPONSE) << "a row too few";
  platform.draw(0);
  EXPECT_EQ(platform.send(delay), tlm::TLM_BURST_ERROR_RESPONSE) << "no term";
  platform.draw(2);
  ASSERT_EQ(platform.send(delay), tlm::TLM_OK_RESPONSE);
  platform.payload.set_data_length(11);
  EXPECT_EQ(platform.resend(delay), tlm::TLM_BURST_ERROR_RESPONSE) << "no room for C";
  platform.payload.set_data_length(12);
  platform.payload.set_command(tlm::TLM_WRITE_COMMAND);
  EXPECT_EQ(platform.resend(delay), tlm::TLM_COMMAND_ERROR_RESPONSE);
  platform.tile.user = 1;
  platform.payload.set_command(tlm::TLM_READ_COMMAND);
  EXPECT_EQ(platform.resend(delay), tlm::TLM_COMMAND_ERROR_RESPONSE)
      << "a tile that is kept gives nothing to read";
  platform.tile.user = 0;
  unsigned char enable = 0xFF;
  platform.payload.set_byte_enable_ptr(&enable);
  EXPECT_EQ(platform.resend(delay), tlm::TLM_BYTE_ENABLE_ERROR_RESPONSE);
  platform.payload.set_byte_enable_ptr(nullptr);
  platform.payload.clear_extension(&platform.tile);
  EXPECT_EQ(platform.resend(delay), tlm::TLM_COMMAND_ERROR_RESPONSE) << "no operands";
  platform.payload.set_extension(&platform.tile);
}

}  // namespace
}  // namespace fp8forge::testing_systemc

int sc_main(int count, char* words[]) {
  testing::InitGoogleTest(&count, words);
  return RUN_ALL_TESTS();
}
