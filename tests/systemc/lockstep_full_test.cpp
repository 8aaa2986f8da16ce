// The SystemC model in lock-step with the RTL: every shape and option, and faults on both sides.
#include <gtest/gtest.h>

#include "tests/systemc/lockstep.hpp"

namespace fp8forge::testing_systemc {
namespace {

using Words = std::vector<std::string>;

// Requests, by a name.
struct Shape {
  std::string name;
  Words request;
  int cycles;
};

void PrintTo(const Shape& shape, std::ostream* out) { *out << shape.cycles << " cycles"; }

class Shapes : public testing::TestWithParam<Shape> {};

TEST_P(Shapes, AreEqualToTheRtl) { expect_equal(GetParam().request, GetParam().cycles); }

INSTANTIATE_TEST_SUITE_P(
    Full, Shapes,
    testing::Values(
        Shape{"OneCell", {"--rows", "1", "--cols", "1", "--max-terms", "7"}, 500000},
        Shape{"OneTerm", {"--rows", "2", "--cols", "1", "--max-terms", "1", "--keep"}, 500000},
        Shape{"OneRow", {"--rows", "1", "--cols", "16", "--to", "fp32"}, 200000},
        Shape{"OneColumn", {"--rows", "16", "--cols", "1", "--to", "e4m3"}, 200000},
        Shape{"Odd", {"--rows", "5", "--cols", "3", "--a", "e5m2", "--to", "fp16"}, 200000},
        Shape{"Kept", {"--rows", "3", "--cols", "4", "--keep", "--max-terms", "50"}, 500000},
        Shape{"RuntimeModes",
              {"--rows", "3", "--cols", "3", "--to", "e5m2", "--nan-e5m2", "7e", "--rounding", "runtime",
               "--overflow", "runtime", "--prefix", "my_"},
              500000},
        Shape{"FormatsOfA", {"--rows", "2", "--cols", "3", "--a", "e4m3,e5m2"}, 200000},
        Shape{"Wide", {"--rows", "16", "--cols", "16"}, 100000},
        Shape{"RoundedSums", {"--rows", "3", "--cols", "2", "--acc", "bf16", "--keep"}, 200000},
        Shape{"Segments", {"--rows", "4", "--cols", "2", "--acc-segments", "4"}, 200000},
        Shape{"Addends", {"--rows", "3", "--cols", "3", "--d", "fp32"}, 200000},
        Shape{"AddendsToOneCell", {"--rows", "1", "--cols", "1", "--d", "bf16", "--acc", "fp32"}, 200000},
        Shape{"Counters", {"--rows", "3", "--cols", "2", "--counters"}, 200000},
        Shape{"Amax", {"--rows", "2", "--cols", "5", "--amax", "--to", "e4m3", "--counters"}, 200000},
        Shape{"StationaryWeight", {"--dataflow", "weight-stationary", "--rows", "1", "--cols", "1"}, 200000},
        Shape{"StationaryWeights",
              {"--dataflow", "weight-stationary", "--rows", "5", "--cols", "3", "--a", "e5m2", "--counters"},
              200000},
        Shape{"StationaryKept",
              {"--dataflow", "weight-stationary", "--rows", "4", "--cols", "2", "--keep", "--max-terms", "13",
               "--tile-rows", "3", "--a", "e4m3,e5m2", "--rounding", "runtime"},
              200000},
        Shape{"StationaryRounded",
              {"--dataflow", "weight-stationary", "--rows", "3", "--cols", "2", "--acc", "fp16", "--keep",
               "--tile-rows", "4", "--b", "e4m3,e5m2", "--d", "bf16", "--counters"},
              200000},
        Shape{"StationaryEverything",
              {"--dataflow", "weight-stationary", "--rows", "16", "--cols", "4", "--keep", "--b", "e4m3,e5m2",
               "--d", "fp32", "--scale", "--amax", "--to", "bf16,e5m2,e4m3", "--overflow", "runtime",
               "--counters"},
              100000},
        Shape{"Large", {"--rows", "64", "--cols", "64"}, 5000}),
    [](const auto& one) { return one.param.name; });

class Faults : public testing::TestWithParam<Fault> {};

TEST_P(Faults, AreSeen) { expect_caught(GetParam()); }

const Words kKept = {"--rows", "3", "--cols", "2", "--keep", "--max-terms", "40"};

INSTANTIATE_TEST_SUITE_P(
    Full, Faults,
    testing::Values(Fault{"ModelHasNoReserve", kKept, "sim/systemc/row_path.cpp",
                          "has_room_ = held_ < depth_ - reserve_;", "has_room_ = held_ < depth_;",
                          " in the SystemC model"},
                    Fault{"AnExtraCycle", kKept, "rtl/fp8_array_sequencer.sv",
                          "gap_q <= GapWidth'(Rows - 1);", "gap_q <= GapWidth'(Rows);", "s_axis_a_tready is"},
                    Fault{"WrongLastBit", kKept, "rtl/fp8_round.sv",
                          "default: increment = guard && (sticky || is_odd);", "default: increment = guard;",
                          "m_axis_c_tdata is"},
                    Fault{"BeatLostUnderBackPressure", kKept, "rtl/fp8_stream_fifo.sv",
                          "ready_q <= count_d < CountWidth'(Depth - Reserve);",
                          "ready_q <= count_d < CountWidth'(Depth);", "differ in cycle"},
                    Fault{"ResetForgetsTerms",
                          {"--rows", "3", "--cols", "2", "--keep", "--max-terms", "5"},
                          "rtl/fp8_array_sequencer.sv",
                          "      if (!rst_ni) begin\n        terms_q <= '0;",
                          "      if (!rst_ni && 1'b0) begin\n        terms_q <= '0;",
                          "differ in cycle"},
                    Fault{"ErrorLate", kKept, "rtl/fp8_array_sequencer.sv",
                          "assign is_over_o = terms_q == TermWidth'(MaxTerms);",
                          "assign is_over_o = terms_q > TermWidth'(MaxTerms);", "error_o is"},
                    Fault{"LastRowNotMarked", kKept, "rtl/fp8_array.sv", "sum_last_q    <= is_done[Rows-1];",
                          "sum_last_q    <= (is_done == '1);", "m_axis_c_tlast is 0 in the RTL, 1"},
                    Fault{"ModelKeepsItsTileInReset", kKept, "sim/systemc/output_stationary.cpp",
                          "  begins_ = true;\n  terms_ = 0;", "  terms_ = 0;", "differ in cycle"},
                    Fault{"ModelDrainsKeptTiles", kKept, "sim/systemc/output_stationary.cpp",
                          "return !(begins_ ? unit_.control(a_.front().user) : control_).keep;",
                          "return true;", "differ in cycle"},
                    Fault{"AddendLostWhenTheArrayStops",
                          {"--rows", "2", "--cols", "2", "--d", "bf16"},
                          "rtl/fp8_array_addend.sv",
                          "assign take         = moved_i && row_i;",
                          "assign take         = row_i;",
                          "differ in cycle"},
                    Fault{"AmaxGoesOnIntoTheNextTile",
                          {"--rows", "2", "--cols", "2", "--amax"},
                          "rtl/fp8_array.sv",
                          ".clear_i (sees_row && sees_first_q),",
                          ".clear_i (sees_row && !sees_first_q),",
                          "m_axis_c_tuser is"},
                    Fault{"HeldCountedAsStarved",
                          {"--rows", "3", "--cols", "2", "--counters"},
                          "rtl/fp8_array_counters.sv",
                          "assign counts[2] = !take_i && !blocked_i && present_i;",
                          "assign counts[2] = !take_i && !blocked_i && !present_i;",
                          "s_axil_rdata is"},
                    Fault{"KeptRowReadTooEarly",
                          {"--dataflow", "weight-stationary", "--rows", "3", "--cols", "2", "--keep"},
                          "rtl/fp8_stationary_keeper.sv",
                          "wait_q <= keep_i ? WaitWidth'(Rows + 1) : '0;",
                          "wait_q <= keep_i ? WaitWidth'(Rows) : '0;",
                          "differ in cycle"},
                    Fault{"ModelForgetsSurplus",
                          {"--dataflow", "weight-stationary", "--rows", "3", "--cols", "2"},
                          "sim/systemc/weight_stationary.cpp",
                          "surplus_ = is_full && !beat.last;",
                          "surplus_ = false;",
                          "differ in cycle"},
                    Fault{"ModelNoticesNoDisagreement", kKept, "sim/systemc/output_stationary.cpp",
                          "if (a.last != b.last) error_ |= 1;", "", "error_o is"}),
    [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace fp8forge::testing_systemc
