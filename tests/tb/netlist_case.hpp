// Broken converters that `fp8forge verify --netlist` must find.
#pragma once

#include "tests/tb/mutation_case.hpp"

namespace fp8forge::testing_tb {

inline const std::vector<std::string> kConverter = {"converter", "--from", "fp32", "--to", "e4m3"};

inline void expect_caught_in_netlist(const MutationCase& mutation, const std::vector<std::string>& options = {}) {
  const GeneratedBundle bundle(mutation.request);
  ASSERT_NO_FATAL_FAILURE(mutate(bundle.path(), mutation.file, mutation.from, mutation.to));
  std::vector<std::string> all = {"--netlist"};
  all.insert(all.end(), options.begin(), options.end());
  const ProcessResult result = verify(bundle.path(), all);
  EXPECT_EQ(result.exit_code, 1) << result.output;
  EXPECT_NE(result.output.find(mutation.said), std::string::npos) << result.output;
}

}  // namespace fp8forge::testing_tb
