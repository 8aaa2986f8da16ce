// Faults of weight-stationary arrays, each found by verify.
#include "tests/tb/mutation_stationary_case.hpp"

namespace fp8forge::testing_tb {
namespace {

class StationaryMutations : public testing::TestWithParam<MutationCase> {};

TEST_P(StationaryMutations, AreCaught) { expect_caught(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Full, StationaryMutations,
    testing::Values(
        MutationCase{"AbsentRowNotMasked", kStationary, "rtl/fp8_array.sv",
                     "has_weights ? {1'b0, 1'b0, sign, exp, sig} : '0;", "{1'b0, 1'b0, sign, exp, sig};",
                     "mismatch in pairs"},
        MutationCase{"NanOfTheTileBefore", kStationary, "rtl/fp8_stationary_column_edge.sv",
                     "is_nan_b_i || (loaded_q && !is_first_i);", "is_nan_b_i || loaded_q;",
                     "mismatch in pairs"},
        MutationCase{"SumsMoveWhileStopped", kStationary, "rtl/fp8_stationary_cell.sv",
                     "if (advance_i) sum_o <= sum;", "sum_o <= sum;", "mismatch in stalls"},
        MutationCase{"ShadowOverwrittenBeforeItsTile", kStationary, "rtl/fp8_stationary_sequencer.sv",
                     "!surplus_q && (!complete_q || swap_o);", "!surplus_q;", "mismatch in"},
        MutationCase{"AbsentNanNotMasked", kStationary, "rtl/fp8_array.sv",
                     "assign is_nan_a[r] = has_weights && is_nan;", "assign is_nan_a[r] = is_nan;",
                     "mismatch in pairs"},
        MutationCase{"CountOfTheNextTile", kStationary, "rtl/fp8_stationary_sequencer.sv",
                     "assign count_o      = first_a_q ? loaded_q : used_q;",
                     "assign count_o      = loaded_q;", "mismatch in"},
        MutationCase{"NanOfTheNextTile", kStationary, "rtl/fp8_stationary_column_edge.sv",
                     "assign used = swap_i ? loaded_q : used_q;", "assign used = loaded_q;", "mismatch in"},
        MutationCase{"SumOneBitShort", kStationary, "rtl/fp8_array.sv",
                     "localparam int SumWidth = 28 + $clog2(196 * Rows + 1) + 1;",
                     "localparam int SumWidth = 28 + $clog2(196 * Rows + 1);", "mismatch in full"},
        MutationCase{"SurplusBeginsTheNextTile", kStationary, "rtl/fp8_stationary_sequencer.sv",
                     "surplus_q  <= is_full && !b_last_i;", "surplus_q  <= 1'b0;", "mismatch in surplus"},
        MutationCase{"SurplusUntold", kStationary, "rtl/fp8_stationary_sequencer.sv",
                     "error_q    <= error_q || (is_full && !b_last_i);", "error_q    <= error_q;",
                     "error_o bit 0 (more than ROWS beats of B) was not set"},
        MutationCase{"BubblesCountAsDistance", kStationaryChoosing, "rtl/fp8_stationary_keeper.sv",
                     "(wait_q != '0) && (is_first_i || take_i)) begin", "(wait_q != '0)) begin",
                     "mismatch in keep"},
        MutationCase{"KeptTermsForgotten", kStationaryChoosing, "rtl/fp8_stationary_keeper.sv",
                     "(kept_q ? terms_q : '0)", "TermWidth'(0)", "mismatch in keep"},
        MutationCase{"KeptMarksForgotten", kStationaryChoosing, "rtl/fp8_array.sv",
                     "is_nan_top || (adds_q && kept_neg_inf)", "is_nan_top", "mismatch in"},
        MutationCase{"RowsOfKeptTilesUntold", kStationaryChoosing, "rtl/fp8_stationary_keeper.sv",
                     "error_q <= error_q | {misfits, is_over};", "error_q <= error_q | {1'b0, is_over};",
                     "error_o bit 2 (rows of kept tiles) was not set"},
        MutationCase{"FormatOfTheBeat", kStationaryChoosing, "rtl/fp8_array.sv",
                     "assign tile_b_user = is_first_b ? b_user : b_user_q;", "assign tile_b_user = b_user;",
                     "mismatch in"},
        MutationCase{"MarkOfInfinityLost", kStationaryChoosing, "rtl/fp8_stationary_cell.sv",
                     "pos_inf_o <= pos_inf_i || is_invalid", "pos_inf_o <= is_invalid", "mismatch in"},
        MutationCase{"LargestWeightsAreInfinite", kStationaryChoosing, "rtl/fp8_stationary_cell.sv",
                     " && !sig_b_q[SigWidthB-1]", "", "mismatch in"},
        MutationCase{"KeptRoundedSumLost", kStationaryRounding, "rtl/fp8_array.sv",
                     "(adds_q ? kept_sum : '0);", "'0;", "mismatch in"},
        MutationCase{"NanNotMarkedInARoundedSum", kStationaryRounding, "rtl/fp8_array.sv",
                     "is_nan_top ? 16'h7e00 :", "", "mismatch in"},
        MutationCase{"InfinityOfAWeightGoneMeetsZero", kStationaryRounding, "rtl/fp8_array_cell.sv",
                     "assign is_inf_b = exp_b[4] && !sig_b[2] && is_beat_a;",
                     "assign is_inf_b = exp_b[4] && !sig_b[2];", "mismatch in"},
        MutationCase{"SumTiesRoundedAwayOnTheWayDown", kStationaryRounding, "rtl/fp8_array_cell.sv",
                     ".rounding_i (3'd0),\n    .random_i", ".rounding_i (3'd4),\n    .random_i",
                     "mismatch in"},
        MutationCase{"RoundedSumsMoveWhileStopped", kStationaryRounding, "rtl/fp8_array_cell.sv",
                     "if (advance_i) result_o <=", "result_o <=", "mismatch in stalls"},
        MutationCase{"ShadowInUseAtOnce", kStationaryRounding, "rtl/fp8_array_cell.sv", ".enable_i (swap_i),",
                     ".enable_i (1'b1),", "mismatch in"},
        MutationCase{"RowLate", kStationary, "rtl/fp8_array.sv", ".Depth (Rows + 1),", ".Depth (Rows + 2),",
                     "mismatch in"}),
    name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
