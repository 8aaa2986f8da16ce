// Drives a weight-stationary 2 x 2 array with --keep, --tile-rows 3 and --b e4m3,e5m2: correctly, or with the
// one mistake that the argument names. Exit status 0: every row of C came.
#include <deque>
#include <random>
#include <string>

#include "Vstationary.h"

namespace {

struct Beat {
  unsigned data, last, user;
};

struct Tile {
  int rows;     // of A
  int weights;  // rows of B
  bool keep;
};

// One stream of beats. A beat that is offered stays, as AXI4-Stream asks.
struct Source {
  std::deque<Beat> beats;
  bool waits = false;  // offered at the edge before, and not taken
};

}  // namespace

int main(int argc, char** argv) {
  const std::string mistake = argc > 1 ? argv[1] : "none";
  Vstationary array;
  std::mt19937 random(1);
  std::vector<Tile> tiles = {{5, 2, false}, {1, 1, false}, {2, 2, true},  {2, 1, true},
                             {2, 2, false}, {3, 2, true},  {3, 2, false}, {4, 2, false}};
  if (mistake == "surplus") tiles[1].weights = 3;
  if (mistake == "long") tiles[5].rows = 4;
  if (mistake == "fewer") tiles[3].rows = 1;
  if (mistake == "more") tiles[3].rows = 3;
  Source a, b;
  int expected = 0;
  for (const Tile& tile : tiles) {
    expected += tile.keep ? 0 : tile.rows;
    for (int m = 0; m < tile.rows; ++m)
      a.beats.push_back({0x3840, m == tile.rows - 1, m == 0 ? tile.keep : 0U});
    for (int k = 0; k < tile.weights; ++k) b.beats.push_back({0x3c38, k == tile.weights - 1, 0});
  }

  const auto edge = [&] { array.aclk = 1, array.eval(), array.aclk = 0, array.eval(); };
  array.aclk = 0;
  array.aresetn = 0;
  array.eval();
  edge();
  array.aresetn = 1;
  int rows = 0;
  for (int cycle = 0; cycle < 2000 && rows < expected; ++cycle) {
    if (b.waits && mistake == "b_user") b.beats[0].user ^= 1;
    const bool offers_a = !a.beats.empty() && (a.waits || random() % 3 != 0);
    const bool offers_b = !b.beats.empty() && (b.waits || random() % 3 != 0);
    const Beat none = {static_cast<unsigned>(random() & 0xffff), 1, 1};
    const Beat& beat_a = offers_a ? a.beats[0] : none;
    const Beat& beat_b = offers_b ? b.beats[0] : none;
    array.s_axis_a_tvalid = offers_a, array.s_axis_b_tvalid = offers_b;
    array.s_axis_a_tdata = beat_a.data & 0xffff, array.s_axis_b_tdata = beat_b.data & 0xffff;
    array.s_axis_a_tlast = beat_a.last & 1, array.s_axis_b_tlast = beat_b.last & 1;
    array.s_axis_a_tuser = beat_a.user & 1, array.s_axis_b_tuser = beat_b.user & 1;
    array.m_axis_c_tready = random() % 2;
    array.eval();
    const auto take = [](Source& source, bool offers, bool ready) {
      if (offers && ready) source.beats.pop_front();
      source.waits = offers && !ready;
    };
    take(a, offers_a, array.s_axis_a_tready);
    take(b, offers_b, array.s_axis_b_tready);
    rows += array.m_axis_c_tvalid && array.m_axis_c_tready;
    edge();
  }
  return rows == expected ? 0 : 1;
}
