#include "synth/power_report.hpp"

#include <fmt/format.h>

#include "synth/figures.hpp"

namespace fp8forge::synth {

namespace {

std::string share_text(const char* name, const PowerShare& share) {
  return fmt::format("{:<14} {:>11.4f} {:>11.4f} {:>11.6f} {:>11.4f}\n", name, share.internal_w * 1e3,
                     share.switching_w * 1e3, share.leakage_w * 1e3, share.total_w() * 1e3);
}

nlohmann::ordered_json share_json(const PowerShare& share) {
  return {{"internal_mw", rounded(share.internal_w * 1e3, 1e6)},
          {"switching_mw", rounded(share.switching_w * 1e3, 1e6)},
          {"leakage_mw", rounded(share.leakage_w * 1e3, 1e9)}};
}

}  // namespace

std::string to_text(const Power& power) {
  return fmt::format(
      "power at {:.3f} ns: {:.4f} mW, {:.3f} pJ a cycle, {:.3f} pJ a {}\n"
      "{} cycles of {}; no glitches, wires and clock tree\n"
      "{:<14} {:>11} {:>11} {:>11} {:>11}\n{}{}",
      power.period_ns, power.total_w() * 1e3, power.cycle_pj(), power.product_pj(),
      power.is_of_results ? "result" : "product", power.cycles, power.workload, "mW", "internal", "switching",
      "leakage", "total", share_text("sequential", power.sequential),
      share_text("combinational", power.combinational));
}

nlohmann::ordered_json to_json(const Power& power) {
  const std::string one = power.is_of_results ? "result" : "product";
  return {{"period_ns", picoseconds(power.period_ns)},
          {"total_mw", rounded(power.total_w() * 1e3, 1e6)},
          {"cycle_pj", rounded(power.cycle_pj(), 1e4)},
          {one + "_pj", rounded(power.product_pj(), 1e4)},
          {one + "s_per_cycle", rounded(power.products, 1e4)},
          {"cycles", power.cycles},
          {"workload", power.workload},
          {"sequential", share_json(power.sequential)},
          {"combinational", share_json(power.combinational)}};
}

}  // namespace fp8forge::synth
