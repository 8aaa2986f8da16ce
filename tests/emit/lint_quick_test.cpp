// A few emitted bundles of every kind are free of warnings; and a module that is not clean is seen as such.
#include "tests/emit/configurations.hpp"
#include "tests/emit/lint.hpp"

namespace fp8forge {
namespace {

class Lint : public testing::TestWithParam<NamedRequest> {};

TEST_P(Lint, IsSilent) {
  Request request = GetParam().request;
  if (request.unit == Unit::kArray) request.rows = request.rows > 2 ? 3 : request.rows;
  expect_clean(request);
}

INSTANTIATE_TEST_SUITE_P(Named, Lint, testing::ValuesIn(named_requests()),
                         [](const auto& each) { return each.param.name; });

TEST(LintOf, ASmallestArrayWithAPrefix) {
  Request request = array_request(kE5m2, kE5m2, kE4m3, 1, 1);
  request.max_terms = 1;
  request.prefix = "x__";
  expect_clean(request);
}

TEST(LintOf, SmallestWeightStationaryArrays) {
  Request request = array_request(kE5m2, kE4m3, kE5m2, 1, 1);
  request.dataflow = Dataflow::kWeightStationary;
  expect_clean(request);
  request.keep = true;
  request.tile_rows = request.max_terms = 1;
  expect_clean(request);
}

// Every tool stops at a parameter out of range, with a name that says what is right.
TEST(LintOf, ParametersOutOfRangeStopEveryTool) {
  const Request request = array_request(kE4m3, kE4m3, kBf16, 2, 2);
  const auto folder = TemporaryDirectory::create();
  ASSERT_TRUE(folder);
  const auto files = source_files(request, design_of(request), FP8FORGE_LIBRARY);
  ASSERT_TRUE(files);
  std::vector<std::string> paths;
  std::string yosys = "read_verilog -sv";
  for (const SourceFile& file : *files) {
    paths.push_back((folder->path() / file.path).string());
    ASSERT_TRUE(write_file(paths.back(), file.text));
    yosys += fmt::format(" {}", paths.back());
  }
  yosys += "; chparam -set Cols 257 fp8_array; hierarchy -check -top fp8_array";
  std::vector<std::string> verilator = {"verilator",  "--lint-only", "-Wall",
                                        "-GCols=257", "--top",       "fp8_array"};
  std::vector<std::string> icarus = {"iverilog", "-g2012",   "-Pfp8_array.Cols=257", "-s", "fp8_array",
                                     "-o",       "/dev/null"};
  verilator.insert(verilator.end(), paths.begin(), paths.end());
  icarus.insert(icarus.end(), paths.begin(), paths.end());
  for (const auto& command : {verilator, icarus, std::vector<std::string>{"yosys", "-q", "-p", yosys}}) {
    const auto run = run_process(command);
    ASSERT_TRUE(run);
    EXPECT_NE(run->exit_code, 0) << command[0];
    EXPECT_NE(run->output.find("cols_must_be_1_to_256"), std::string::npos) << command[0] << run->output;
  }
}

}  // namespace
}  // namespace fp8forge
