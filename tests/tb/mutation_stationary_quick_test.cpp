// Faults of weight-stationary arrays that verify must find on every test run; more are in
// mutation_stationary_full_test.cpp.
#include "tests/tb/mutation_stationary_case.hpp"

namespace fp8forge::testing_tb {
namespace {

class StationaryMutations : public testing::TestWithParam<MutationCase> {};

TEST_P(StationaryMutations, AreCaught) { expect_caught(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Quick, StationaryMutations,
    testing::Values(
        MutationCase{"WeightsSwappedABeatLate", kStationary, "rtl/fp8_stationary_row_edge.sv",
                     "assign swap_row_o = advance_i && swap_i;", "assign swap_row_o = advance_i && swap_q;",
                     "mismatch in pairs"},
        MutationCase{"ShadowOverwrittenWhileStopped", kStationary, "rtl/fp8_stationary_sequencer.sv",
                     "assign load_o       = advance_i && b_valid_i && !surplus_q && (!complete_q || swap_o);",
                     "assign load_o       = b_valid_i && !surplus_q && (!complete_q || swap_o);",
                     "mismatch in stalls"},
        MutationCase{"KeptRowReadTooEarly", kStationaryChoosing, "rtl/fp8_stationary_keeper.sv",
                     "WaitWidth'(Rows + 1)", "WaitWidth'(Rows)", "mismatch in keep"},
        MutationCase{"MinusZeroLostWithoutAWeight", kStationaryRounding, "rtl/fp8_array_cell.sv",
                     "assign sign_p = sign || !is_beat_a;", "assign sign_p = sign;", "mismatch in pairs"}),
    name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
