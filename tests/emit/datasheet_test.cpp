// The datasheet against tests/emit/snapshots/*.md (FP8FORGE_UPDATE_SNAPSHOTS=1 writes them anew), and that
// every bundle has one.
#include "generator/emit/datasheet.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "generator/base/files.hpp"
#include "tests/emit/configurations.hpp"

namespace fp8forge {
namespace {

std::string datasheet_of(const Request& request) {
  const Design design = design_of(request);
  const auto files = bundle_files(request, design, FP8FORGE_LIBRARY);
  EXPECT_TRUE(files);
  EXPECT_EQ(files->back().path, kDatasheet);
  EXPECT_EQ(manifest_of(request, design, *files)["docs"], nlohmann::json({kDatasheet}));
  return files->back().text;
}

TEST(Datasheet, IsUnchanged) {
  for (const NamedRequest& named : named_requests()) {
    if (named.name != "array_choosing_4x3" && named.name != "adder_mixed_bf16_sr8_1stage" &&
        named.name != "converter_fp32_e5m2_rod") {
      continue;
    }
    const std::filesystem::path path = std::filesystem::path(FP8FORGE_SNAPSHOTS) / (named.name + ".md");
    const std::string text = datasheet_of(named.request);
    if (std::getenv("FP8FORGE_UPDATE_SNAPSHOTS")) {
      ASSERT_TRUE(write_file(path, text));
    }
    const auto snapshot = read_file(path);
    ASSERT_TRUE(snapshot) << path;
    EXPECT_EQ(text, *snapshot) << "if this is meant, run again with FP8FORGE_UPDATE_SNAPSHOTS=1";
  }
}

// What verify tries follows from the array: tlast of A and B need not agree where weights stay.
TEST(Datasheet, TellsOfTheChecksOfThisArray) {
  Request request;
  request.unit = Unit::kArray;
  request.to = kBf16;
  EXPECT_NE(datasheet_of(request).find("accumulators filled to the last bit"), std::string::npos);
  EXPECT_NE(datasheet_of(request).find("disagreeing `tlast`"), std::string::npos);
  request.dataflow = Dataflow::kWeightStationary;
  request.accumulator = kFp16;
  const std::string text = datasheet_of(request);
  EXPECT_EQ(text.find("disagreeing `tlast`"), std::string::npos);
  EXPECT_NE(text.find("tiles of B with more rows than the array"), std::string::npos);
  EXPECT_NE(text.find("the accumulator's rounding boundaries"), std::string::npos);
}

// One page: what it has to say about every unit, every row of a table with as many cells as its head.
TEST(Datasheet, OfEveryUnitIsWhole) {
  for (const NamedRequest& named : named_requests()) {
    SCOPED_TRACE(named.name);
    Request request = named.request;
    request.prefix = "my_";
    const std::string text = datasheet_of(request);
    EXPECT_TRUE(text.starts_with("# my_" + top_name(request.unit) + ": "));
    for (const char* part :
         {"| request | fp8forge generate ", "| latency | ", "\n## Rate\n", "\n## Corner cases\n",
          "| NaN operand | ", "\n## Widths", "belongs to whoever generated it", kAreaHeading}) {
      EXPECT_NE(text.find(part), std::string::npos) << part;
    }
    const Design design = design_of(request);
    for (const sv::Port& port : design.modules.back().ports) {
      EXPECT_NE(text.find("| `" + port.name + "` | "), std::string::npos) << port.name;
    }
    for (const Width& width : design.widths) {
      EXPECT_NE(text.find("| `" + width.name + "` | " + std::to_string(width.bits) + " | "),
                std::string::npos);
    }
    EXPECT_LT(std::ranges::count(text, '\n'), named.request.counters ? 130 : 100);
    std::istringstream lines(text);
    std::ptrdiff_t cells = 0;
    for (std::string line; std::getline(lines, line);) {
      std::ptrdiff_t bars = 0;
      for (std::size_t at = 0; at < line.size(); ++at)
        bars += line[at] == '|' && (at == 0 || line[at - 1] != '\\');
      if (!line.starts_with("|")) bars = 0;
      if (cells > 0 && bars > 0) {
        EXPECT_EQ(bars, cells) << line;
      }
      cells = bars;
    }
  }
}

}  // namespace
}  // namespace fp8forge
