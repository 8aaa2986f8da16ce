// The bench that plays stored vectors to an array (docs/vectors.md): SystemVerilog for whatever simulator a
// user has, plain enough for Icarus 11 and Verilator 5.006. Pure text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fp8forge {

// What the text needs to know of the array and of the vectors.
struct VectorBench {
  std::string top;      // module name
  std::string command;  // that made the vectors
  // A stream of beats that the array takes.
  struct Source {
    char letter = 'a';
    const char* elements = "Rows";  // a beat's, the parameter
    int element_bits = 8;
    int user_bits = 0;        // of its tuser; 0: there is none
    std::uint64_t beats = 0;  // at least one
  };
  std::vector<Source> sources;
  int rows = 0;
  int cols = 0;
  int result_bits = 0;
  int result_user_bits = 0;        // of m_axis_c_tuser; 0: there is none
  std::uint64_t result_rows = 0;   // expected, of all tiles
  std::uint64_t ready_cycles = 0;  // after which the pattern of m_axis_c_tready repeats
  std::uint64_t max_cycles = 0;    // which any correct array keeps
  int error_bits = 0;              // of error_o
  unsigned errors = 0;             // what it is at the end
  struct Idle {
    std::string port;
    bool is_input = false;  // zero
    int bits = 0;
  };
  std::vector<Idle> idle = {};  // ports that rest
};

// "<top>_bench".
std::string vector_bench_name(const VectorBench& bench);

std::string vector_bench_text(const VectorBench& bench);

}  // namespace fp8forge
