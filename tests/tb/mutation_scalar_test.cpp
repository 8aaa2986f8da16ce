// Faults that scalar FP8 units have had, each found by verify.
#include <fmt/format.h>

#include "tests/tb/mutation_case.hpp"

namespace fp8forge::testing_tb {
namespace {

using Words = std::vector<std::string>;

const Words kNonsaturating = {"multiplier", "--overflow", "nonsaturate"};
const Words kE5m2 = {"multiplier", "--a", "e5m2", "--b", "e5m2"};
const Words kFp32Fma = {"fma", "--c", "fp32"};
const Words kFlags = {"multiplier", "--flags"};
const Words kConverter16 = {"converter", "--from", "bf16"};

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

// A significand of `bits` bits, rounded RNE to its `keep` top ones, as an expression: what a detour through a
// format of that precision does before the rounder sees it.
std::string rounded_first(const std::string& sig, int bits, int keep) {
  const int low = bits - keep;  // bits that the detour loses
  return fmt::format(
      "({0} & {{{{{1}{{1'b1}}}}, {2}'d0}}) + (({0}[{3}] && (({0}[{4}:0] != '0) || {0}[{2}])) ? {5}'d1 << {2} "
      ": '0)",
      sig, keep, low, low - 1, low - 2, bits);
}

class ScalarMutations : public testing::TestWithParam<MutationCase> {};

TEST_P(ScalarMutations, AreCaught) { expect_caught(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Full, ScalarMutations,
    testing::Values(
        // 448 itself is taken for an overflow, not what rounds to more.
        MutationCase{"OverflowFrom448", kNonsaturating, "rtl/fp8_encode_e4m3.sv",
                     "(code_i > {1'b0, MaxFinite})", "(code_i >= {1'b0, MaxFinite})",
                     "expected 7e (448), got 7f (NaN)"},
        MutationCase{"FarBelowTakenAsExact", with(kMultiplier, {"--rounding", "rup"}),
                     "rtl/fp8_place_product.sv", "(stands == '0)", "1'b0", "expected 01"},
        MutationCase{"BinadeAboveTaken", kMultiplier, "rtl/fp8_place_product.sv",
                     "exp_i[ExpWidth-2:0] - (ExpWidth-1)'(1)", "exp_i[ExpWidth-2:0]", "mismatch in pairs"},
        MutationCase{"NanClippedBySaturation", kMultiplier, "rtl/fp8_encode_e4m3.sv",
                     "if (is_nan_i)       result_o", "if (is_nan_i && !saturate_i) result_o",
                     "expected 7f (NaN)"},
        MutationCase{"InfinityClippedInRtz", with(kE5m2, {"--overflow", "nonsaturate", "--rounding", "rtz"}),
                     "rtl/fp8_encode_e5m2.sv", "result_o = saturate_i ? largest : infinite;",
                     "result_o = (saturate_i || stays_finite) ? largest : infinite;",
                     "expected 7c (inf), got 7b (57344)"},
        MutationCase{"NanPayloadTruncatedToInfinity", kE5m2, "rtl/fp8_encode_e5m2.sv", "CanonicalNan = 8'h7f",
                     "CanonicalNan = 8'h7c", "expected 7f (NaN), got 7c (inf)"},
        // The fp32 significand through 11 bits, and the fma's sum through 24.
        MutationCase{
            "DoubleRoundingViaFp16",
            {"converter"},
            "rtl/fp8_converter.sv",
            "assign narrow_sig = {sig_a[23:19], sig_a[18:0] != '0};",
            fmt::format("logic [23:0] first;\n  assign first = {};\n  assign narrow_sig = {{first[23:19], "
                        "first[18:0] != '0}};",
                        rounded_first("sig_a", 24, 11)),
            "mismatch in boundaries"},
        MutationCase{
            "DoubleRoundingViaFp32", with(kFp32Fma, {"--to", "bf16"}), "rtl/fp8_fma.sv",
            ".sig_i      (norm_sig),\n    .sticky_i   (sum_sticky)",
            fmt::format(".sig_i      ({}),\n    .sticky_i   (1'b0)", rounded_first("norm_sig", 27, 24)),
            "mismatch in addends"},
        MutationCase{"StickyLostOnLongShifts", with(kFp32Fma, {"--rounding", "rup"}),
                     "rtl/fp8_shift_right.sv", "is_far ? (sig_i != '0) : lost", "is_far ? 1'b0 : lost",
                     "mismatch in addends"},
        MutationCase{"DirectionFromAnOperandsSign",
                     {"multiplier", "--rounding", "rup"},
                     "rtl/fp8_multiplier.sv",
                     "  ) u_round (\n    .sign_i     (sign),",
                     "  ) u_round (\n    .sign_i     (sign_a),",
                     "mismatch in pairs"},
        MutationCase{
            "MinusZeroLost", kMultiplier, "rtl/fp8_encode_e4m3.sv", "finite   = {sign_i, code_i[6:0]}",
            "finite   = {sign_i && (code_i[6:0] != '0), code_i[6:0]}", "expected 80 (-0), got 00 (0)"},
        MutationCase{"CancellationIsPlusZeroInRdn",
                     {"adder", "--rounding", "rdn"},
                     "rtl/fp8_add_aligned.sv",
                     "(is_zero && subtracts_i) ? is_rdn_i",
                     "(is_zero && subtracts_i) ? 1'b0",
                     "expected 80 (-0), got 00 (0)"},
        MutationCase{"TieAt61440KeptFinite", with(kE5m2, {"--overflow", "nonsaturate"}), "rtl/fp8_round.sv",
                     "default: increment = guard && (sticky || is_odd);",
                     "default: increment = guard && (sticky || (is_odd && (exp_i[4:0] != 5'd29)));",
                     "expected 7c (inf), got 7b (57344)"},
        MutationCase{"FnuzMinusZero", kMultiplier, "rtl/fp8_decode_e4m3.sv",
                     "is_nan_o = {exp_field, man_field} == '1;",
                     "is_nan_o = ({exp_field, man_field} == '1) || (code_i == 8'h80);",
                     "expected 80 (-0), got 7f (NaN)"},
        MutationCase{"RandomBitsMisaligned", with(kConverter16, {"--rounding", "sr", "--random-bits", "3"}),
                     "rtl/fp8_round.sv", "+ {1'b0, random_i};", "+ ({1'b0, random_i} << 1);",
                     "mismatch in inputs"},
        MutationCase{"AmaxCountsNan", with(kConverter16, {"--amax"}), "rtl/fp8_amax.sv",
                     "take_i && (left <= MagnitudeWidth'(MaxFinite))", "take_i", "amax_o is"},
        MutationCase{"UnderflowBeforeRounding", kFlags, "rtl/fp8_round_status.sv",
                     "tiny_o    = !has_hidden && (!is_normal_i || !(low[LowWidth-1] && increment));",
                     "tiny_o    = !has_hidden;", "status"},
        MutationCase{"StageDropsABeatUnderStall",
                     {"multiplier", "--stages", "2"},
                     "rtl/fp8_handshake.sv",
                     "moves[s] = is_free;",
                     "moves[s] = is_free || (s == 0);",
                     "mismatch in stalls"},
        MutationCase{"StageTakesTheSignOfTheNextBeat",
                     {"multiplier", "--a", "e5m2", "--b", "e5m2", "--to", "e5m2", "--stages", "2", "--flags"},
                     "rtl/fp8_multiplier.sv",
                     ".data_i   ({sign_s0,",
                     ".data_i   ({sign,",
                     "mismatch in timing: cycle 64: result 2 is"},
        MutationCase{"CarryLostBetweenSpans",
                     {"mac", "--stages", "1"},
                     "rtl/fp8_add.sv",
                     "(half_generates & Tops) << Span",
                     "(half_generates & Tops & {Width{l != 3}}) << Span",
                     "mismatch in"},
        MutationCase{"CarryLostInsideASpan",
                     {"mac"},
                     "rtl/fp8_add.sv",
                     "((generates | (passes & into_second)) << 1) & Third",
                     "(generates << 1) & Third",
                     "mismatch in"},
        MutationCase{"CarryOfASplitProductLost",
                     {"mac"},
                     "rtl/fp8_add.sv",
                     "both | (carries_i >> 1) |",
                     "both |",
                     "mismatch in"},
        MutationCase{"CarriesOfARowLost",
                     {"dot", "--lanes", "3"},
                     "rtl/fp8_sum.sv",
                     "((x & y) | ((x | y) & z)) << 1",
                     "((x & y) | (x & z)) << 1",
                     "mismatch in"},
        MutationCase{"InvalidForgetsInfinityTimesZero", with(kE5m2, {"--flags"}), "rtl/fp8_multiplier.sv",
                     "assign is_invalid = (is_inf_a && (sig_b == '0)) ||", "assign is_invalid =", "status"},
        MutationCase{"SumKeepsWhatClearShouldDrop",
                     {"mac", "--stages", "1"},
                     "rtl/fp8_mac.sv",
                     "assign previous = clear_s0 ? '0 : sum_q;",
                     "assign previous = sum_q;",
                     "mismatch in"},
        MutationCase{"LaneTakesItsNeighboursOperand",
                     {"dot", "--lanes", "3"},
                     "rtl/fp8_dot.sv",
                     ".code_i   (b_i[l*8 +: 8])",
                     ".code_i   (b_i[(l == 2 ? 1 : l)*8 +: 8])",
                     "mismatch in pairs"},
        MutationCase{"ScaleIsUnsigned", with(kConverter16, {"--scale"}), "rtl/fp8_converter.sv",
                     "$signed(scale_i)", "scale_i", "mismatch in inputs"}),
    name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
