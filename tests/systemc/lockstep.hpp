// Builds and runs tb/systemc/lockstep.cpp with a bundle: the SystemC model beside Verilator's model of the
// RTL.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "generator/base/process.hpp"

namespace fp8forge::testing_systemc {

// `model_source`: compiled in the place of one of the library's files in sim/systemc; empty: the library's.
// What is built lies in `work`.
ProcessResult lockstep(const std::filesystem::path& bundle, const std::filesystem::path& work, int cycles,
                       const std::filesystem::path& model_source = {});

// A bundle of this request, after `generate array`, must be equal to the model in so many cycles.
void expect_equal(std::vector<std::string> request, int cycles);

// A text that stands once in a file of the bundle, or of the model, whose files begin with sim/.
struct Fault {
  std::string name;
  std::vector<std::string> request;
  std::string file, from, to;
  std::string said;  // by the bench
};
void expect_caught(const Fault& fault);

// What GoogleTest calls a case in its messages.
inline void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.file; }

}  // namespace fp8forge::testing_systemc
