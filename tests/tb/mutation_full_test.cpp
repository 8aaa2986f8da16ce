// Faults that designs of this kind have had, each found by verify.
#include "tests/tb/mutation_case.hpp"

namespace fp8forge::testing_tb {
namespace {

const std::vector<std::string> kNarrowArray = {"array",       "--rows", "2",    "--cols", "2",
                                               "--max-terms", "64",     "--to", "e4m3"};

const std::vector<std::string> kRuntime = {"multiplier", "--rounding", "runtime", "--overflow", "runtime"};

class Mutations : public testing::TestWithParam<MutationCase> {};

TEST_P(Mutations, AreCaught) { expect_caught(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Full, Mutations,
    testing::Values(MutationCase{"StickyBitDroppedInArray", kSmallArray, "rtl/fp8_round.sv",
                                 "assign sticky   = (fraction[FractionWidth-2:0] != '0) || sticky_i;",
                                 "assign sticky   = 1'b0;", "mismatch in rounding"},
                    MutationCase{"TieRoundedUpInArray", kSmallArray, "rtl/fp8_round.sv",
                                 "default: increment = guard && (sticky || is_odd);",
                                 "default: increment = guard;", "mismatch in rounding"},
                    MutationCase{"SubnormalFlushedInArray", kSmallArray, "rtl/fp8_decode_e4m3.sv",
                                 "assign sig_o    = {!is_subnormal, man_field};",
                                 "assign sig_o    = is_subnormal ? 4'd0 : {1'b1, man_field};",
                                 "mismatch in pairs"},
                    // Below what e4m3 results can show, so only the fp32 view has it.
                    MutationCase{"LowestBitLostInNarrowArray", kNarrowArray, "rtl/fp8_fixed_product.sv",
                                 "assign product_o   = shifted[LowZeros +: AlignedWidth];",
                                 "assign product_o   = shifted[LowZeros +: AlignedWidth] & ~AlignedWidth'(1);",
                                 "mismatch in fp32_pairs"},
                    MutationCase{"ResetLeavesTheCounter", kSmallArray, "rtl/fp8_stream_fifo.sv",
                                 "count_q <= '0;", "count_q <= count_q;", "mismatch in"},
                    MutationCase{"UnnamedRoundingTakenAsRtz", kRuntime, "rtl/fp8_round.sv",
                                 "3'd1:    increment", "3'd1, 3'd7: increment", "rounding=7"},
                    MutationCase{"UnnamedRoundingStaysFinite", kRuntime, "rtl/fp8_encode_e4m3.sv",
                                 "(rounding_i == 3'd1) ||", "(rounding_i == 3'd1) || (rounding_i == 3'd7) ||",
                                 "rounding=7"},
                    MutationCase{"FirstSumNotCleared", kSmallArray, "rtl/fp8_array_sequencer.sv",
                                 "boot_q  <= 1'b1;", "boot_q  <= 1'b0;", "mismatch in"}),
    name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
