// What a design names: its files, its manifest, its library modules.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "generator/base/digest.hpp"
#include "generator/emit/bundle_writer.hpp"
#include "generator/emit/printer.hpp"
#include "tests/emit/configurations.hpp"

namespace fp8forge {
namespace {

std::vector<SourceFile> files_of(const Request& request) {
  const auto files = source_files(request, design_of(request), FP8FORGE_LIBRARY);
  EXPECT_TRUE(files) << (files ? "" : files.error().where);
  return files ? *files : std::vector<SourceFile>{};
}

class Designs : public testing::TestWithParam<NamedRequest> {};

TEST_P(Designs, TheSameRequestGivesTheSameBytes) {
  const Request& request = GetParam().request;
  const auto first = files_of(request);
  const auto second = files_of(request);
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].path, second[i].path);
    EXPECT_EQ(first[i].text, second[i].text);
  }
  EXPECT_EQ(manifest_of(request, design_of(request), first).dump(),
            manifest_of(request, design_of(request), second).dump());
}

// Each module comes after those it instantiates, and every one but the top is instantiated by a later one.
TEST_P(Designs, FilesAreInCompileOrderAndAllAreUsed) {
  const auto files = files_of(GetParam().request);
  const auto name_of_file = [](const SourceFile& file) {
    return file.path.substr(4, file.path.size() - 4 - 3);  // rtl/NAME.sv
  };
  const auto instantiates = [](const SourceFile& file, const std::string& module) {
    return file.text.find("  " + module + " #(") != std::string::npos ||
           file.text.find("  " + module + " u_") != std::string::npos;
  };
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string name = name_of_file(files[i]);
    EXPECT_NE(files[i].text.find("\nmodule " + name + " "), std::string::npos) << name;
    bool used = i + 1 == files.size();
    for (std::size_t j = 0; j < files.size(); ++j) {
      if (!instantiates(files[j], name)) continue;
      EXPECT_GT(j, i) << files[j].path << " stands before " << name;
      used = true;
    }
    EXPECT_TRUE(used) << name;
  }
}

// Generate loops, not copies: the largest array has the lines of the smallest, with longer numbers.
TEST(Emission, DoesNotGrowWithTheArray) {
  const std::vector<SourceFile> small = files_of(array_request(kE4m3, kE5m2, kBf16, 1, 1));
  const std::vector<SourceFile> large = files_of(array_request(kE4m3, kE5m2, kBf16, 256, 256));
  ASSERT_EQ(small.size(), large.size());
  for (std::size_t n = 0; n < small.size(); ++n) {
    EXPECT_EQ(std::ranges::count(small[n].text, '\n'), std::ranges::count(large[n].text, '\n'))
        << small[n].path;
    EXPECT_LT(large[n].text.size(), small[n].text.size() + 100) << small[n].path;
  }
}

TEST_P(Designs, ManifestSaysWhatTheTextSays) {
  const Request& request = GetParam().request;
  const Design design = design_of(request);
  const auto files = files_of(request);
  const auto manifest = manifest_of(request, design, files);
  std::vector<std::string> keys;
  for (const auto& [key, value] : manifest.items()) keys.push_back(key);
  std::vector<std::string> wanted = {"generator", "unit",   "top",     "files",   "assertions",
                                     "flow",      "docs",   "sha256",  "request", "parameters",
                                     "ports",     "widths", "latency", "interval"};
  if (request.unit == Unit::kArray) wanted.insert(wanted.end() - 3, {"tuser", "tuser_b", "counters"});
  EXPECT_EQ(keys, wanted);
  EXPECT_EQ(manifest["files"].size(), files.size());
  EXPECT_EQ(manifest["sha256"][files.back().path], sha256_hex(files.back().text));
  EXPECT_EQ(manifest["request"], to_json(request));
  const std::string& top = files.back().text;
  for (const auto& port : manifest["ports"]) {
    const std::string name = port["name"];
    EXPECT_NE(top.find(" " + name), std::string::npos) << name;
  }
  for (const auto& parameter : manifest["parameters"]) {
    EXPECT_GE(parameter["value"], parameter["min"]);
    EXPECT_LE(parameter["value"], parameter["max"]);
  }
  for (const auto& width : manifest["widths"]) EXPECT_FALSE(width["reason"].get<std::string>().empty());
}

TEST_P(Designs, LinesAreNotTooLong) {
  for (const sv::Module& module : design_of(GetParam().request).modules) {
    std::istringstream lines(sv::print(module));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), static_cast<std::size_t>(sv::kLineWidth)) << line;
      EXPECT_FALSE(line.ends_with(' ')) << line;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Named, Designs, testing::ValuesIn(named_requests()),
                         [](const auto& each) { return each.param.name; });

TEST(Design, PrefixIsOnEveryModuleAndFileAndNowhereElse) {
  Request request = array_request(kE4m3, kE4m3, kBf16, 2, 2);
  const auto plain = files_of(request);
  request.prefix = "my_";
  const auto prefixed = files_of(request);
  ASSERT_EQ(plain.size(), prefixed.size());
  for (const SourceFile& file : prefixed) {
    EXPECT_TRUE(file.path.starts_with("rtl/my_fp8_")) << file.path;
    EXPECT_EQ(file.text.find("\nmodule fp8_"), std::string::npos) << file.path;
    EXPECT_EQ(file.text.find("  fp8_"), std::string::npos) << file.path;
  }
  EXPECT_EQ(manifest_of(request, design_of(request), prefixed)["top"], "my_fp8_array");
}

TEST(Design, ArrayPortsHaveTheWidthsOfDocsPorts) {
  const Request request = array_request(kE4m3, kE5m2, kFp16, 3, 5);
  std::map<std::string, int> widths;
  for (const sv::Port& port : design_of(request).modules.back().ports) widths[port.name] = port.bits.count;
  EXPECT_EQ(widths["s_axis_a_tdata"], 3 * 8);
  EXPECT_EQ(widths["s_axis_b_tdata"], 5 * 8);
  EXPECT_EQ(widths["m_axis_c_tdata"], 5 * 16);
  EXPECT_EQ(widths["error_o"], 2);
}

}  // namespace
}  // namespace fp8forge
