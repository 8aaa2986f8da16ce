// Faults that designs of this kind have had, each found by verify.
#include "tests/tb/mutation_case.hpp"

namespace fp8forge::testing_tb {
namespace {

const std::vector<std::string> kMultiplier = {"multiplier"};
const std::vector<std::string> kSmallArray = {"array", "--rows", "2", "--cols", "2", "--max-terms", "64"};
const std::vector<std::string> kNarrowArray = {"array",       "--rows", "2",    "--cols", "2",
                                               "--max-terms", "64",     "--to", "e4m3"};

class Mutations : public testing::TestWithParam<MutationCase> {};

TEST_P(Mutations, AreCaught) { expect_caught(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Full, Mutations,
    testing::Values(
        MutationCase{"StickyBitDropped", kMultiplier, "rtl/fp8_round.sv",
                     "assign sticky  = (sig[RestWidth-1:0] != '0) || sticky_i;", "assign sticky  = 1'b0;",
                     "mismatch in pairs"},
        MutationCase{"StickyBitDroppedInArray", kSmallArray, "rtl/fp8_round.sv",
                     "assign sticky  = (sig[RestWidth-1:0] != '0) || sticky_i;", "assign sticky  = 1'b0;",
                     "mismatch in rounding"},
        MutationCase{"TieRoundedUpInArray", kSmallArray, "rtl/fp8_round.sv",
                     "increment = guard && (sticky || is_odd);", "increment = guard;",
                     "mismatch in rounding"},
        MutationCase{"Exponent15TakenAsNan", kMultiplier, "rtl/fp8_decode_e4m3.sv",
                     "assign is_nan_o = {exp_field, man_field} == '1;", "assign is_nan_o = exp_field == '1;",
                     "got 7f (NaN)"},
        MutationCase{"SubnormalFlushed", kMultiplier, "rtl/fp8_decode_e4m3.sv",
                     "assign sig_o    = {!is_subnormal, man_field};",
                     "assign sig_o    = is_subnormal ? 4'd0 : {1'b1, man_field};", "got 00 (0)"},
        MutationCase{"SubnormalFlushedInArray", kSmallArray, "rtl/fp8_decode_e4m3.sv",
                     "assign sig_o    = {!is_subnormal, man_field};",
                     "assign sig_o    = is_subnormal ? 4'd0 : {1'b1, man_field};", "mismatch in pairs"},
        // Judged before rounding, what rounds up past the largest value is no overflow.
        MutationCase{"SaturationBeforeRounding", kMultiplier, "rtl/fp8_encode_e4m3.sv",
                     "exceeds_i || (code_i > {1'b0, MaxFinite});", "exceeds_i || (code_i > 8'h7f);",
                     "expected 7e (448), got 7f (NaN)"},
        MutationCase{"AccumulatorOneBitShort", kSmallArray, "rtl/fp8_array.sv",
                     "localparam int SumWidth = 28 + $clog2(196 * MaxTerms + 1) + 1;",
                     "localparam int SumWidth = 28 + $clog2(196 * MaxTerms + 1);", "mismatch in full"},
        // Below what e4m3 results can show, so only the fp32 view has it.
        MutationCase{"LowestBitLostInNarrowArray", kNarrowArray, "rtl/fp8_mac_cell.sv",
                     "assign addend  = SumWidth'($signed(shifted[ShiftedWidth-1:2]));",
                     "assign addend  = SumWidth'($signed(shifted[ShiftedWidth-1:2])) & ~SumWidth'(1);",
                     "mismatch in fp32_pairs"},
        MutationCase{"ResetLeavesTheCounter", kSmallArray, "rtl/fp8_stream_fifo.sv", "count_q <= '0;",
                     "count_q <= count_q;", "mismatch in"}),
    name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
