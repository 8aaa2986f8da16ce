// Faults in an array's counters and their port; more are in mutation_counters_full_test.cpp.
#include "tests/tb/mutation_counters_case.hpp"

namespace fp8forge::testing_tb {
namespace {

class CounterMutations : public testing::TestWithParam<MutationCase> {};

TEST_P(CounterMutations, AreCaught) { expect_caught(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Quick, CounterMutations,
    testing::Values(MutationCase{"CounterStuck", kCountingArray, kCounters,
                                 "assign counts[2] = !take_i && !blocked_i && present_i;",
                                 "assign counts[2] = 1'b0;", "HELD reads 0, not "},
                    MutationCase{"SaturatedUnseen", kCountingArray, "rtl/fp8_encode_e4m3.sv",
                                 "{is_larger && is_clamped, 1'b0,", "{1'b0, 1'b0,", "STATUS has marks"},
                    MutationCase{"WriteLostUnderBackPressure", kCountingArray, kPort,
                                 "assign write_o       = has_address_q && has_data_q && !bvalid_o;",
                                 "assign write_o       = has_address_q && has_data_q;",
                                 "writes had a response"},
                    MutationCase{"ReadDataChangesWhileItWaits", kCountingArray, kPort,
                                 "if (read_o)                 rdata_o", "if (read_o || !rready_i)    rdata_o",
                                 "s_axil_rdata or s_axil_rresp changed while it waited for rready"}),
    name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
