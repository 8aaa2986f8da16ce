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
    testing::Values(
        MutationCase{"StickyBitDroppedInArray", kSmallArray, "rtl/fp8_round.sv",
                     "assign sticky   = (fraction[FractionWidth-2:0] != '0) || sticky_i;",
                     "assign sticky   = 1'b0;", "mismatch in rounding"},
        MutationCase{"TieRoundedUpInArray", kSmallArray, "rtl/fp8_round.sv",
                     "default: increment = guard && (sticky || is_odd);", "default: increment = guard;",
                     "mismatch in rounding"},
        MutationCase{"SubnormalFlushedInArray", kSmallArray, "rtl/fp8_decode_e4m3.sv",
                     "assign sig_o    = {!is_subnormal, man_field};",
                     "assign sig_o    = is_subnormal ? 4'd0 : {1'b1, man_field};", "mismatch in pairs"},
        MutationCase{"BiasesNotAligned", kArrayOfFormats, "rtl/fp8_decode_e4m3_or_e5m2.sv",
                     "{1'b0, exp_e4m3} + 5'd8", "{1'b0, exp_e4m3} + 5'd7", "mismatch in pairs-e4m3-"},
        MutationCase{"LargestOperandsAreInfinite", kArrayOfFormats, "rtl/fp8_mac_cell.sv",
                     " && !sig_b_o[SigWidthB-1]", "", "mismatch in pairs-"},
        // Below what e4m3 results can show, so only the fp32 view has it.
        MutationCase{"LowestBitLostInNarrowArray", kNarrowArray, "rtl/fp8_fixed_product.sv",
                     "assign product_o   = shifted[LowZeros +: AlignedWidth];",
                     "assign product_o   = shifted[LowZeros +: AlignedWidth] & ~AlignedWidth'(1);",
                     "mismatch in fp32_pairs"},
        MutationCase{"InfinityOfABeatGoneMeetsZero", kRoundingArray, "rtl/fp8_array_cell.sv",
                     "assign is_inf_b = exp_b[4] && !sig_b[2] && is_beat_a;",
                     "assign is_inf_b = exp_b[4] && !sig_b[2];", "mismatch in"},
        MutationCase{"InfinityLessInfinityIsInfinity", kRoundingArray, "rtl/fp8_array_cell.sv",
                     "(is_inf && is_inf_previous && (sign_p != sign_previous))", "1'b0", "mismatch in steps"},
        MutationCase{"SumSaturates", kRoundingArray, "rtl/fp8_array_cell.sv", ".saturate_i (1'b0),",
                     ".saturate_i (1'b1),", "mismatch in"},
        MutationCase{"RoundedSumNotCleared", kRoundingArray, "rtl/fp8_array_cell.sv", "clear_i ? '0 : sum_q",
                     "sum_q", "mismatch in"},
        MutationCase{"NanOperandForgottenBesideRoundedSum", kRoundingArray, "rtl/fp8_array_result.sv",
                     "is_nan_q || is_nan_sum", "is_nan_sum", "mismatch in"},
        MutationCase{"ComplementTakenForTheSum", kSmallArray, "rtl/fp8_magnitude.sv",
                     "!complement_i[Width-1];", "complement_i[Width-1];", "mismatch in"},
        MutationCase{"MagnitudeOfANegativeSumLacksOne", kSmallArray, "rtl/fp8_magnitude.sv",
                     "((Width-1)'(1))", "((Width-1)'(0))", "mismatch in"},
        MutationCase{"UpperRowsOfAColumnLost", kSmallArray, "rtl/fp8_array_column.sv",
                     " | gen_bus[l-1].words[Half +: Half];", ";", "mismatch in"},
        MutationCase{"LowestByteLacksItsCarry", kArrayOfFormats, "rtl/fp8_fixed_product.sv",
                     "<< (i == 0 ? LowZeros : 0)", "<< 0", "mismatch in"},
        MutationCase{"CarryIntoTheLowestBitLost", kSmallArray, "rtl/fp8_add.sv",
                     "& First) | (carries_i & Width'(1));", "& First);", "mismatch in"},
        MutationCase{"SumNotCleared", kSmallArray, "rtl/fp8_mac_cell.sv",
                     "assign previous = clear_i ? '0 : ~complement_q;", "assign previous = ~complement_q;",
                     "mismatch in"},
        MutationCase{"CarryOfTheSumBefore", kArrayInParts, "rtl/fp8_mac_cell.sv",
                     "assign carry_in     = clear_i ? '0 : carry_q << 1;",
                     "assign carry_in     = carry_q << 1;", "mismatch in"},
        MutationCase{"CarriesOfANegativeSumForgotten", kArrayInParts, "rtl/fp8_settle_sum.sv",
                     "-parts[SumWidth-2:0] - carries[SumWidth-2:0];", "-parts[SumWidth-2:0];", "mismatch in"},
        MutationCase{"NanOfAColumnNotSettled", kArrayInParts, "rtl/fp8_array.sv",
                     ".data_i   ({sum_row_nan_q || col_has_nan, column_marks})",
                     ".data_i   ({1'b0, column_marks})", "mismatch in"},
        MutationCase{"ResetLeavesTheCounter", kSmallArray, "rtl/fp8_stream_fifo.sv", "count_q <= '0;",
                     "count_q <= count_q;", "mismatch in"},
        MutationCase{"UnnamedRoundingTakenAsRtz", kRuntime, "rtl/fp8_round.sv", "3'd1:    increment",
                     "3'd1, 3'd7: increment", "rounding=7"},
        MutationCase{"UnnamedRoundingStaysFinite", kRuntime, "rtl/fp8_encode_e4m3.sv",
                     "(rounding_i == 3'd1) ||", "(rounding_i == 3'd1) || (rounding_i == 3'd7) ||",
                     "rounding=7"},
        MutationCase{"FirstSumNotCleared", kSmallArray, "rtl/fp8_array_sequencer.sv", "boot_q  <= 1'b1;",
                     "boot_q  <= 1'b0;", "mismatch in"}),
    name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
