// The faults that verify must find on every test run; more are in mutation_full_test.cpp.
#include "tests/tb/mutation_case.hpp"

namespace fp8forge::testing_tb {
namespace {

class Mutations : public testing::TestWithParam<MutationCase> {};

TEST_P(Mutations, AreCaught) { expect_caught(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Quick, Mutations,
    testing::Values(MutationCase{"TieRoundedUp", kMultiplier, "rtl/fp8_round.sv",
                                 "default: increment = guard && (sticky || is_odd);",
                                 "default: increment = guard;", "mismatch in pairs: a "},
                    MutationCase{"StickyBitDropped", kMultiplier, "rtl/fp8_round.sv",
                                 "assign sticky   = (fraction[FractionWidth-2:0] != '0) || sticky_i;",
                                 "assign sticky   = 1'b0;", "mismatch in pairs"},
                    MutationCase{"Exponent15TakenAsNan", kMultiplier, "rtl/fp8_decode_e4m3.sv",
                                 "assign is_nan_o = {exp_field, man_field} == '1;",
                                 "assign is_nan_o = exp_field == '1;", "got 7f (NaN)"},
                    MutationCase{"SubnormalFlushed", kMultiplier, "rtl/fp8_decode_e4m3.sv",
                                 "assign sig_o    = {!is_subnormal, man_field};",
                                 "assign sig_o    = is_subnormal ? 4'd0 : {1'b1, man_field};", "got 00 (0)"},
                    MutationCase{"SubnormalOnePlaceTooHigh", kMultiplier, "rtl/fp8_place_product.sv",
                                 "(exp_i == ExpWidth'(-p))", "(exp_i == ExpWidth'(-p - 1))",
                                 "mismatch in pairs"},
                    // Judged before rounding, what rounds up past the largest value is no overflow.
                    MutationCase{"SaturationBeforeRounding", kMultiplier, "rtl/fp8_encode_e4m3.sv",
                                 "exceeds_i || (code_i > {1'b0, MaxFinite});",
                                 "exceeds_i || (code_i > 8'h7f);", "expected 7e (448), got 7f (NaN)"},
                    MutationCase{"AccumulatorOneBitShort", kSmallArray, "rtl/fp8_array.sv",
                                 "localparam int SumWidth = 28 + $clog2(196 * MaxTerms + 1) + 1;",
                                 "localparam int SumWidth = 28 + $clog2(196 * MaxTerms + 1);",
                                 "mismatch in full"},
                    MutationCase{"KeptTermsForgotten", kChoosingArray, "rtl/fp8_array_sequencer.sv",
                                 "if (drains)          terms_q <= '0;", "if (is_last)         terms_q <= '0;",
                                 "mismatch in keep"},
                    MutationCase{"FormatOfTheTileBefore", kArrayOfFormats, "rtl/fp8_array_tile_user.sv",
                                 "assign user_o     = is_first_i ? user_i : tile_q;",
                                 "assign user_o     = tile_q;", "mismatch in formats"},
                    MutationCase{"RoundedAsTheNextTileAsks", kChoosingArray, "rtl/fp8_array_tile_user.sv",
                                 "if (is_done_i)            sum_q  <= done_q;",
                                 "if (is_done_i)            sum_q  <= tile_q;", "mismatch in random"},
                    MutationCase{"SumTiesRoundedAway", kRoundingArray, "rtl/fp8_array_cell.sv",
                                 ".rounding_i (3'd0),\n    .random_i", ".rounding_i (3'd4),\n    .random_i",
                                 "mismatch in steps"},
                    MutationCase{"MinusZeroLostWhileWaiting", kRoundingArray, "rtl/fp8_array_cell.sv",
                                 "assign sign_p = sign || !is_beat_a;", "assign sign_p = sign;", "mismatch in"},
                    MutationCase{"CarryLostBetweenParts", kArrayInParts, "rtl/fp8_mac_cell.sv",
                                 "assign carry_in     = clear_i ? '0 : carry_q << 1;",
                                 "assign carry_in     = '0;", "mismatch in random"},
                    MutationCase{"CarryPassesNoBit", kRippleArray, "rtl/fp8_add.sv",
                                 " | (passes[i] & carries[i])", "", "mismatch in"},
                    MutationCase{"NegativeProductsLackOne", kSmallArray, "rtl/fp8_fixed_product.sv",
                                 "IsSplit && sign_o && distance == 0", "1'b0", "mismatch in"},
                    MutationCase{"LastCarryNotAdded", kArrayInParts, "rtl/fp8_settle_sum.sv",
                                 "assign sum      = parts + carries;", "assign sum      = parts;",
                                 "mismatch in"},
                    MutationCase{"BeatLostUnderBackPressure", kSmallArray, "rtl/fp8_stream_fifo.sv",
                                 "ready_q <= count_d < CountWidth'(Depth - Reserve);",
                                 "ready_q <= count_d < CountWidth'(Depth);", "mismatch in stalls"}),
    name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
