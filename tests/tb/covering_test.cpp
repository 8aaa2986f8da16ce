// Every pair of options that scalar units, or arrays, can have: what is generated lints, verifies and
// synthesises.
#include "tests/tb/covering.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "generator/bundle/bundle.hpp"
#include "tests/emit/lint_tools.hpp"
#include "tests/tb/program.hpp"

namespace fp8forge::testing_tb {
namespace {

void expect_clean_bundle(const std::filesystem::path& directory) {
  const auto bundle = load_bundle(directory);
  ASSERT_TRUE(bundle);
  std::vector<std::string> files;
  for (const std::string& file : bundle->files) files.push_back((directory / file).string());
  expect_clean(files, bundle->top);
}

// "fma_17".
std::string name_of_request(const testing::TestParamInfo<Words>& info) {
  return fmt::format("{}_{}", info.param.front(), info.index);
}

class Covering : public testing::TestWithParam<Words> {};

TEST_P(Covering, LintsVerifiesAndSynthesises) {
  const GeneratedBundle bundle(GetParam());
  expect_clean_bundle(bundle.path());
  const ProcessResult verified = verify(bundle.path());
  EXPECT_EQ(verified.exit_code, 0) << verified.output;
  const ProcessResult synthesised = fp8forge({"synth", bundle.path().string()});
  EXPECT_EQ(synthesised.exit_code, 0) << synthesised.output;
}

INSTANTIATE_TEST_SUITE_P(Full, Covering, testing::ValuesIn(covering_requests()), name_of_request);
INSTANTIATE_TEST_SUITE_P(FullArrays, Covering, testing::ValuesIn(covering_array_requests()), name_of_request);

TEST(CoveringRequests, AreManyAndTheSameEveryTime) {
  const std::vector<Words> requests = covering_requests(), arrays = covering_array_requests();
  EXPECT_GE(requests.size(), 150U);
  EXPECT_GE(arrays.size(), 60U);
  EXPECT_EQ(requests, covering_requests());
  EXPECT_EQ(arrays, covering_array_requests());
}

// Whole spaces, one of each kind; docs/verify.md says what that is.
class WholeSpace : public testing::TestWithParam<Words> {};

TEST_P(WholeSpace, IsVerified) {
  const GeneratedBundle bundle(GetParam());
  const ProcessResult verified = verify(bundle.path(), {"--full"});
  EXPECT_EQ(verified.exit_code, 0) << verified.output;
}

INSTANTIATE_TEST_SUITE_P(
    Full, WholeSpace,
    testing::Values(Words{"multiplier", "--a", "e5m2", "--rounding", "runtime", "--overflow", "runtime",
                          "--flags"},
                    Words{"multiplier", "--to", "fp16", "--rounding", "sr", "--random-bits", "4"},
                    Words{"adder", "--rounding", "runtime", "--overflow", "runtime", "--flags"},
                    Words{"adder", "--a", "e5m2", "--to", "fp32", "--stages", "2"},
                    Words{"fma", "--a", "e5m2", "--b", "e4m3", "--c", "e5m2", "--rounding", "runtime"},
                    Words{"fma", "--c", "e5m2", "--to", "bf16"},
                    Words{"converter", "--from", "bf16", "--rounding", "sr", "--random-bits", "4"},
                    Words{"converter", "--from", "fp16", "--to", "e5m2", "--rounding", "runtime", "--scale"},
                    Words{"converter", "--from", "e5m2", "--to", "e4m3", "--rounding", "runtime", "--flags"},
                    Words{"converter", "--from", "bf16", "--lanes", "4", "--amax", "--stages", "1"},
                    Words{"dot", "--lanes", "2", "--c", "e4m3", "--to", "e4m3"},
                    Words{"mac", "--a", "e5m2", "--to", "fp32", "--max-terms", "100"}),
    name_of_request);

}  // namespace
}  // namespace fp8forge::testing_tb
