// Drives the AXI4-Lite port of an array with counters, whose streams rest: correctly, or with the one mistake
// that the argument names. Exit status 0: every response came.
#include <random>
#include <string>

#include "Vregisters.h"

namespace {

// A channel of requests. What is offered stays, as AXI4 asks.
struct Channel {
  int left = 100;
  bool valid = false;
  bool waits = false;  // offered at the edge before, and not taken
  unsigned payload = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const std::string mistake = argc > 1 ? argv[1] : "none";
  VerilatedContext context;
  context.commandArgs(argc, argv);  // +b_valid and so on: faults of the RTL
  Vregisters array(&context);
  std::mt19937 random(1);
  const auto edge = [&] { array.aclk = 1, array.eval(), array.aclk = 0, array.eval(); };
  array.aclk = 0;
  array.aresetn = mistake == "no reset";
  array.m_axis_c_tready = 1;
  array.eval();
  edge();
  array.aresetn = 1;
  Channel aw, w, ar;
  int responses = 0;
  for (int cycle = 0; cycle < 5000 && responses < 200; ++cycle) {
    for (Channel* channel : {&aw, &w, &ar}) {
      const std::string name = channel == &aw ? "aw_" : channel == &w ? "w_" : "ar_";
      if (!channel->waits) {
        channel->valid = channel->left > 0 && random() % 3 != 0;
        // Half of the addresses are CONTROL's.
        channel->payload = static_cast<unsigned>(random()) & (random() % 2 ? ~0U : ~63U);
      } else if (mistake == name + "valid") {
        channel->valid = false;
      } else if (mistake == name + "payload") {
        channel->payload ^= 8;
      } else if (mistake == name + "strobe") {
        channel->payload ^= 1U << 31;
      }
    }
    array.s_axil_awvalid = aw.valid, array.s_axil_wvalid = w.valid, array.s_axil_arvalid = ar.valid;
    array.s_axil_awaddr = aw.payload & 63, array.s_axil_araddr = ar.payload & 63;
    array.s_axil_wdata = w.payload, array.s_axil_wstrb = w.payload >> 28;
    array.s_axil_bready = random() % 4 == 0, array.s_axil_rready = random() % 4 == 0;
    array.eval();
    const auto take = [](Channel& channel, bool ready) {
      channel.waits = channel.valid && !ready;
      if (channel.valid && ready) --channel.left;
    };
    take(aw, array.s_axil_awready);
    take(w, array.s_axil_wready);
    take(ar, array.s_axil_arready);
    responses += (array.s_axil_bvalid && array.s_axil_bready) + (array.s_axil_rvalid && array.s_axil_rready);
    edge();
  }
  return responses == 200 ? 0 : 1;
}
