// Faults in what stands below an array's columns: D, scale, formats, amax; more are in
// mutation_output_full_test.cpp.
#include "tests/tb/mutation_case.hpp"

namespace fp8forge::testing_tb {
namespace {

class OutputMutations : public testing::TestWithParam<MutationCase> {};

TEST_P(OutputMutations, AreCaught) { expect_caught(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Quick, OutputMutations,
    testing::Values(MutationCase{"ScaleTakenAsUnsigned", kOutputArray, "rtl/fp8_array_result.sv",
                                 "10'($signed(scale_i))", "10'(scale_i)", "mismatch in r"},
                    MutationCase{"AmaxCountsNan", kOutputArray, "rtl/fp8_array_result.sv",
                                 "(total_is_nan_s4 || total_is_inf_s4) ? '1 :", "total_is_inf_s4 ? '1 :",
                                 "m_axis_c_tuser is"},
                    MutationCase{"AddendLostWhenTheArrayStops", kOutputArray, "rtl/fp8_array_addend.sv",
                                 "assign take         = moved_i && row_i;", "assign take         = row_i;",
                                 "mismatch in stalls"},
                    MutationCase{"AddendLostWhereWeightsStay", kStationaryOutputArray, "rtl/fp8_array.sv",
                                 ".moved_i      (advance),", ".moved_i      (has_room),",
                                 "mismatch in stalls"}),
    name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
