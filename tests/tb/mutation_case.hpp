// One fault in emitted RTL, and what `fp8forge verify` must say about it.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/tb/mutation.hpp"
#include "tests/tb/program.hpp"

namespace fp8forge::testing_tb {

struct MutationCase {
  std::string name;
  std::vector<std::string> request;  // of the bundle
  std::string file, from, to;
  std::string said;  // in the output of verify
};

inline const std::vector<std::string> kMultiplier = {"multiplier"};
inline const std::vector<std::string> kSmallArray = {"array", "--rows",      "2", "--cols",
                                                     "2",     "--max-terms", "64"};
// Everything that a tile may choose.
inline const std::vector<std::string> kChoosingArray = {
    "array", "--rows", "2",      "--cols",     "2",       "--max-terms", "64",
    "--to",  "e4m3",   "--keep", "--rounding", "runtime", "--overflow",  "runtime"};
inline const std::vector<std::string> kArrayOfFormats = {"array", "--rows",    "2",   "--cols",   "2",
                                                         "--a",   "e4m3,e5m2", "--b", "e4m3,e5m2"};

// Sums in parts, with carries on their way.
inline const std::vector<std::string> kArrayInParts = {
    "array", "--rows", "2", "--cols", "2", "--acc-segments", "3", "--max-terms", "64"};
// Sums whose carries ripple.
inline const std::vector<std::string> kRippleArray = {"array",     "--rows", "2",           "--cols", "2",
                                                      "--carries", "ripple", "--max-terms", "64"};
// Sums in fp16, whose range the products leave at both ends, and with infinite products.
inline const std::vector<std::string> kRoundingArray = {
    "array", "--rows", "2", "--cols", "2", "--a", "e5m2", "--b", "e5m2", "--to", "fp32", "--acc", "fp16"};

// D, results in two formats, a scale and amax.
inline std::vector<std::string> with_output(std::vector<std::string> request) {
  request.insert(request.end(), {"--d", "fp32", "--to", "bf16,e4m3", "--overflow", "saturate", "--rounding",
                                 "runtime", "--scale", "--amax"});
  return request;
}
inline const std::vector<std::string> kOutputArray = with_output(kSmallArray);
// The same below sums in parts, and below weights that stay, with kept sums.
inline const std::vector<std::string> kOutputArrayInParts = with_output(kArrayInParts);
inline const std::vector<std::string> kRoundingOutputArray =
    with_output({"array", "--rows", "2", "--cols", "2", "--a", "e5m2", "--b", "e5m2", "--acc", "fp16"});
inline const std::vector<std::string> kStationaryOutputArray =
    with_output({"array", "--dataflow", "weight-stationary", "--rows", "2", "--cols", "2", "--keep",
                 "--tile-rows", "6", "--max-terms", "64"});

inline void expect_caught(const MutationCase& mutation) {
  const GeneratedBundle bundle(mutation.request);
  ASSERT_NO_FATAL_FAILURE(mutate(bundle.path(), mutation.file, mutation.from, mutation.to));
  const ProcessResult result = verify(bundle.path());
  EXPECT_EQ(result.exit_code, 1) << result.output;
  EXPECT_NE(result.output.find(mutation.said), std::string::npos) << result.output;
}

// What GoogleTest calls a case in its messages.
inline void PrintTo(const MutationCase& mutation, std::ostream* out) { *out << mutation.file; }

inline std::string name_of(const testing::TestParamInfo<MutationCase>& info) { return info.param.name; }

}  // namespace fp8forge::testing_tb
