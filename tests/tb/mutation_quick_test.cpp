// Two of the faults that verify must find; the others are in mutation_full_test.cpp.
#include "tests/tb/mutation_case.hpp"

namespace fp8forge::testing_tb {
namespace {

class Mutations : public testing::TestWithParam<MutationCase> {};

TEST_P(Mutations, AreCaught) { expect_caught(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Quick, Mutations,
                         testing::Values(MutationCase{"TieRoundedUp",
                                                      {"multiplier"},
                                                      "rtl/fp8_round.sv",
                                                      "increment = guard && (sticky || is_odd);",
                                                      "increment = guard;",
                                                      "mismatch in pairs: a "},
                                         MutationCase{
                                             "BeatLostUnderBackPressure",
                                             {"array", "--rows", "2", "--cols", "2", "--max-terms", "64"},
                                             "rtl/fp8_stream_fifo.sv",
                                             "ready_q <= count_d < CountWidth'(Depth - Reserve);",
                                             "ready_q <= count_d < CountWidth'(Depth);",
                                             "mismatch in stalls"}),
                         name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
