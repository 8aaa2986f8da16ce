// Drives a 2 x 2 array with MaxTerms 3, --keep and --rounding runtime: correctly, or with the one mistake
// that the argument names. Exit status 0: every row of C came.
#include <deque>
#include <random>
#include <string>

#include "Varray.h"

namespace {

struct Beat {
  unsigned data, last, user;
};

struct Tile {
  int terms;
  bool keep;
};

// One stream of beats. A beat that is offered stays, as AXI4-Stream asks.
struct Source {
  std::deque<Beat> beats;
  bool valid = false;
  bool waits = false;  // offered at the edge before, and not taken
};

}  // namespace

int main(int argc, char** argv) {
  const std::string mistake = argc > 1 ? argv[1] : "none";
  VerilatedContext context;
  context.commandArgs(argc, argv);  // +valid, +data: faults of the RTL
  Varray array(&context);
  std::mt19937 random(1);
  std::vector<Tile> tiles = {{3, false}, {1, false}, {2, true},  {1, false}, {1, true},
                             {1, true},  {1, false}, {3, false}, {2, false}};
  if (mistake == "none") {
    for (int n = 0; n < 200; ++n) tiles.push_back({1 + static_cast<int>(random() % 3), false});
  }
  if (mistake == "terms") tiles[0].terms = 4;
  if (mistake == "kept terms") tiles[3].terms = 2;
  Source a, b;
  int expected = 0;
  for (const Tile& tile : tiles) {
    expected += tile.keep ? 0 : 2;
    for (int k = 0; k < tile.terms; ++k) {
      const bool last = k == tile.terms - 1;
      a.beats.push_back({0x3840, last, k == 0 ? tile.keep : 0U});
      b.beats.push_back({0x3c38, last, 0});
    }
  }
  if (mistake.rfind("tlast", 0) == 0) b.beats[1].last ^= 1;
  const bool a_first = mistake == "tlast, a first" || mistake.rfind("a_", 0) == 0;
  const bool b_first = mistake == "tlast, b first" || mistake.rfind("b_", 0) == 0;

  const auto edge = [&] { array.aclk = 1, array.eval(), array.aclk = 0, array.eval(); };
  array.aclk = 0;
  array.aresetn = mistake == "no reset";
  array.eval();
  edge();
  array.aresetn = 1;
  int rows = 0;
  for (int cycle = 0; cycle < 5000 && rows < expected; ++cycle) {
    const auto offer = [&](Source& source, bool is_late) {
      const bool pause = is_late ? cycle < 20 : mistake == "none" && random() % 3 == 0;
      if (!source.waits) source.valid = !source.beats.empty() && !pause;
    };
    offer(a, b_first);
    offer(b, a_first);
    for (Source* source : {&a, &b}) {
      const std::string name = source == &a ? "a_" : "b_";
      if (!source->waits) continue;
      if (mistake == name + "valid") source->valid = false;
      if (mistake == name + "data") source->beats[0].data ^= 1;
      if (mistake == name + "last") source->beats[0].last ^= 1;
      if (mistake == name + "user") source->beats[0].user ^= 2;
    }
    const Beat none = {static_cast<unsigned>(random() & 0xffff), 1, 1};
    const Beat& beat_a = a.valid ? a.beats[0] : none;
    const Beat& beat_b = b.valid ? b.beats[0] : none;
    array.s_axis_a_tvalid = a.valid, array.s_axis_b_tvalid = b.valid;
    array.s_axis_a_tdata = beat_a.data & 0xffff, array.s_axis_b_tdata = beat_b.data & 0xffff;
    array.s_axis_a_tlast = beat_a.last & 1, array.s_axis_b_tlast = beat_b.last & 1;
    array.s_axis_a_tuser = beat_a.user & 0xf;
    array.m_axis_c_tready = random() % 2;
    array.eval();
    const auto take = [](Source& source, bool ready) {
      if (source.valid && ready) source.beats.pop_front();
      source.waits = source.valid && !ready;
    };
    take(a, array.s_axis_a_tready);
    take(b, array.s_axis_b_tready);
    rows += array.m_axis_c_tvalid && array.m_axis_c_tready;
    edge();
  }
  return rows == expected ? 0 : 1;
}
