// Faults in what stands below an array's columns: D, scale, formats, amax.
#include "tests/tb/mutation_case.hpp"

namespace fp8forge::testing_tb {
namespace {

class OutputMutations : public testing::TestWithParam<MutationCase> {};

TEST_P(OutputMutations, AreCaught) { expect_caught(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Full, OutputMutations,
    testing::Values(
        MutationCase{"RowDoesNotWaitForItsAddend", kOutputArray, "rtl/fp8_array_addend.sv",
                     "|| (left != 2'd0);", "|| (left >= 2'd0);", "mismatch in"},
        // A zero sum must give way to a D that is smaller than the sum's lowest bit.
        MutationCase{"ZeroSumKeepsAnExponent", kOutputArray, "rtl/fp8_fixed_normalize.sv",
                     "assign exp_o = sig_o[SigWidth-1] ?", "assign exp_o = sig_o[SigWidth-1] || 1'b1 ?",
                     "mismatch in"},
        MutationCase{"StickyOfTheAdditionDropped", kOutputArray, "rtl/fp8_array_result.sv",
                     "!= '0) || total_sticky_s3;", "!= '0) || (total_sticky_s3 && 1'b0);", "mismatch in r"},
        MutationCase{"NarrowFormatRoundedOneBitEarly", kOutputArray, "rtl/fp8_array_result.sv",
                     "{below, lacks} = {10'd120, 10'd4};", "{below, lacks} = {10'd120, 10'd5};",
                     "mismatch in random-e4m3"},
        MutationCase{"AmaxGoesOnIntoTheNextTile", kOutputArray, "rtl/fp8_array.sv",
                     ".clear_i (sees_row && sees_first_q),", ".clear_i (1'b0),", "m_axis_c_tuser is"},
        MutationCase{"AddendTlastIgnored", kOutputArray, "rtl/fp8_array_addend.sv",
                     "error_q || (last != is_last_i)", "error_q", "error_o bit 2"},
        MutationCase{"AddendTlastIgnoredWhereWeightsStay", kStationaryOutputArray, "rtl/fp8_array_addend.sv",
                     "error_q || (last != is_last_i)", "error_q", "error_o bit 3"},
        MutationCase{"ModesOfTheRowAboveWhereWeightsStay", kStationaryOutputArray,
                     "rtl/fp8_array_row_stages.sv",
                     "flowing_row_q <= (Flowing*Width)'({flowing_row_q, held_row_q[(Held-1)*Width "
                     "+: Width]});",
                     "flowing_row_q <= (Flowing*Width)'({flowing_row_q, row_i});", "mismatch in"},
        MutationCase{"RowsGoOnTwiceWhileTheColumnsStop", kStationaryOutputArray,
                     "rtl/fp8_array_row_stages.sv", "held_q[Held-1] && moved_i});", "held_q[Held-1]});",
                     "mismatch in"},
        MutationCase{"RowDoesNotWaitWhereWeightsStay", kStationaryOutputArray, "rtl/fp8_array.sv",
                     "assign advance = has_room && has_addend_q;", "assign advance = has_room;",
                     "mismatch in stalls"},
        MutationCase{"RoundedSumAlignedOneBitShort", kRoundingOutputArray, "rtl/fp8_array_result.sv",
                     "localparam int AlignWidth = 25;", "localparam int AlignWidth = 24;", "mismatch in"},
        MutationCase{"NanOperandForgottenBesideRoundedSumAndAddend", kRoundingOutputArray,
                     "rtl/fp8_array_result.sv", "assign is_nan = is_nan_i || is_nan_sum;",
                     "assign is_nan = is_nan_sum;", "mismatch in"},
        MutationCase{"ZeroRoundedSumKeepsAnExponent", kRoundingOutputArray, "rtl/fp8_array_result.sv",
                     "assign exp = sig[SigWidth-1] ?", "assign exp = sig[SigWidth-1] || 1'b1 ?",
                     "mismatch in"},
        MutationCase{"SettledSumNegatedAgain", kOutputArrayInParts, "rtl/fp8_fixed_normalize.sv",
                     "(sign_o && !IsMagnitude)", "sign_o", "mismatch in"},
        MutationCase{"AddendMeetsTheRowBehind", kOutputArrayInParts, "rtl/fp8_array.sv",
                     ".row_i        (result_valid[1]),", ".row_i        (result_valid[0]),", "mismatch in"},
        MutationCase{"SignOfZeroInAnotherMode", kOutputArrayInParts, "rtl/fp8_array.sv", "== 3'd2),",
                     "== 3'd3),", "mismatch in"}),
    name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
