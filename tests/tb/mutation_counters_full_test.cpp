// Faults in an array's counters and their port, each found by verify.
#include "tests/tb/mutation_counters_case.hpp"

namespace fp8forge::testing_tb {
namespace {

class CounterMutations : public testing::TestWithParam<MutationCase> {};

TEST_P(CounterMutations, AreCaught) { expect_caught(GetParam()); }

constexpr const char* kTop = "rtl/fp8_array.sv";

INSTANTIATE_TEST_SUITE_P(
    Full, CounterMutations,
    testing::Values(
        MutationCase{"BusyOnceTooOften", kCountingArray, kTop, ".take_i    (take)",
                     ".take_i    (a_valid && b_valid)", "BUSY reads"},
        MutationCase{"OneStreamIsEnough", kCountingArray, kTop, ".present_i (a_valid && b_valid)",
                     ".present_i (a_valid)", "reads"},
        MutationCase{"BlockedByTheSink", kCountingArray, kTop, ".blocked_i (!advance)",
                     ".blocked_i (m_axis_c_tvalid && !m_axis_c_tready)", "mismatch in"},
        MutationCase{"TilesCountedWhenShown", kCountingArray, kTop,
                     ".tile_i    (m_axis_c_tvalid && m_axis_c_tready && m_axis_c_tlast)",
                     ".tile_i    (m_axis_c_tvalid && m_axis_c_tlast)", "TILES reads"},
        MutationCase{"RowsCountedAsTiles", kCountingArray, kTop,
                     ".tile_i    (m_axis_c_tvalid && m_axis_c_tready && m_axis_c_tlast)",
                     ".tile_i    (m_axis_c_tvalid && m_axis_c_tready)", "TILES reads"},
        MutationCase{"MarksOfNoRow", kCountingArray, kTop, ".row_i     (result_valid && moved_q)",
                     ".row_i     (1'b1)", "at most"},
        MutationCase{"ErrorNotInStatus", kCountingArray, kTop, ".error_i   (8'(error_o))",
                     ".error_i   (8'd0)", "for error_o, which is"},
        MutationCase{"LastColumnNotMarked", kCountingArray, kCounters, "for (int c = 0; c < Cols; c++)",
                     "for (int c = 0; c < Cols - 1; c++)", "STATUS has marks"},
        MutationCase{"MarksNotCleared", kCountingArray, kCounters, "else if (clears) marks_q <= '0;",
                     "else if (clears) marks_q <= marks_q;", "at most"},
        MutationCase{"MarkLostByTheNextRow", kCountingArray, kCounters,
                     "else if (row_i)  marks_q <= marks_q | marks_i;", "else if (row_i)  marks_q <= marks_i;",
                     "STATUS has marks"},
        MutationCase{"CountersNotCleared", kCountingArray, kCounters,
                     "else if (clears)              count_q <= '0;",
                     "else if (clears)              count_q <= count_q;", "mismatch in registers"},
        MutationCase{"CountersNotStopped", kCountingArray, kCounters, "else if (runs_q && counts[n])",
                     "else if (counts[n])", "mismatch in registers"},
        MutationCase{"CountersNotReset", kCountingArray, kCounters,
                     "if (!rst_ni)                  count_q <= '0;",
                     "if (!rst_ni)                  count_q <= count_q;", "mismatch in"},
        MutationCase{"CounterEndsEarly", kCountingArray, kCounters, "count_q <= count_q + CounterWidth'(1);",
                     "count_q <= CounterWidth'(count_q[7:0] + 8'd1);", "mismatch in"},
        MutationCase{"StrobeIgnored", kCountingArray, kCounters, "write && !write_error && write_strobe[0];",
                     "write && !write_error;", "mismatch in registers"},
        MutationCase{"EveryWriteIsControl", kCountingArray, kCounters,
                     "assign controls     = write && !write_error && write_strobe[0];",
                     "assign controls     = write && write_strobe[0];", "mismatch in registers"},
        MutationCase{"ReadsOfNothingAnswered", kCountingArray, kCounters,
                     "assign read_error = read_address >= 4'(2 * Counters + 2);", "assign read_error = 1'b0;",
                     "is answered 0, not 2"},
        MutationCase{"WritesToCountersAnswered", kCountingArray, kCounters,
                     "assign write_error  = write_address != 4'd0;",
                     "assign write_error  = write_address[3];", "is answered 0, not 2"},
        MutationCase{"DataTakenTwice", kCountingArray, kPort,
                     "assign has_data_d    = (has_data_q && !write_o)", "assign has_data_d    = has_data_q",
                     "mismatch in"},
        MutationCase{"AddressOfTheNextWrite", kCountingArray, kPort, "awready_o     <= !has_address_d;",
                     "awready_o     <= 1'b1;", "mismatch in"},
        MutationCase{"ResponseNotHeld", kCountingArray, kPort, "write_o || (bvalid_o && !bready_i);",
                     "write_o;", "s_axil_bvalid fell before bready"},
        MutationCase{"ReadyInReset", kCountingArray, kPort, "arready_o     <= 1'b0;",
                     "arready_o     <= 1'b1;", "s_axil_arready is high in reset"},
        MutationCase{"InfinityUnseen", kCountingStationary, "rtl/fp8_encode_e5m2.sv",
                     "is_larger && !is_clamped, is_nan_i}", "1'b0, is_nan_i}", "STATUS has marks"},
        MutationCase{"WaitForKeptSumsIsStarvation", kCountingStationary, kTop,
                     ".present_i (a_valid && (b_valid || !may_start))", ".present_i (a_valid && b_valid)",
                     "reads"},
        MutationCase{"LoadingIsStarvation", kCountingStationary, kTop,
                     ".present_i (a_valid && (b_valid || !may_start))", ".present_i (!may_start)", "reads"}),
    name_of);

}  // namespace
}  // namespace fp8forge::testing_tb
