#include "synth/liberty.hpp"

#include <gtest/gtest.h>

#include "generator/base/files.hpp"
#include "synth/gunzip.hpp"
#include "tests/synth/gzip.hpp"

namespace fp8forge::synth {
namespace {

std::string library(const std::string& cells, const std::string& unit = "time_unit : \"1ns\";") {
  return "/* c */ library (\"little\") {\n  " + unit +
         "\n  default_wire_load : \"big\";\n  define(x, y, z);\n  index_1 (\"1, 2\", \\\n \"3\");\n" + cells +
         "}\n";
}

const std::string kInverter =
    "cell (INV) { area : 1.5; pin(A) { direction : input; } pin(Y) { direction : output; function : \"!A\"; "
    "} }\n";

std::string buffer(const std::string& name, const std::string& area) {
  return "cell (\"" + name + "\") { area : " + area +
         "; pin(A) { direction : input; } pin(Y) { direction : output; function : \"(A)\"; } }\n";
}

std::string flip_flop(const std::string& name, const std::string& next) {
  return "cell (" + name + ") { area : 9 ; ff(IQ,IQN) { clocked_on : \"C\"; next_state : \"" + next +
         "\"; } pin(D) { direction : input } pin(C) { clock : true; } }\n";
}

Liberty parsed(const std::string& text) {
  Result<Liberty> liberty = parse_liberty(text, "x.lib");
  EXPECT_TRUE(liberty) << liberty.error().what;
  return liberty ? *liberty : Liberty{};
}

TEST(Liberty, KnowsAreasAndKinds) {
  const Liberty liberty = parsed(library(kInverter + flip_flop("DFF", "D")));
  EXPECT_EQ(liberty.name, "little");
  ASSERT_EQ(liberty.cells.size(), 2u);
  EXPECT_EQ(liberty.cells.at("INV").area, 1.5);
  EXPECT_FALSE(liberty.cells.at("INV").flip_flop);
  EXPECT_TRUE(liberty.cells.at("DFF").flip_flop);
  EXPECT_EQ(liberty.cells.at("DFF").data_pin, "D");
}

TEST(Liberty, LeavesOutWhatLogicIsNotMappedTo) {
  const std::string unwanted = flip_flop("ENABLE", "(D & E) | (IQ & !E)") +
                               "cell (LATCH) { area : 4; latch(IQ,IQN) { enable : \"G\"; } }\n" +
                               "cell (TRI) { area : 4; pin(Y) { three_state : \"!E\"; } }\n" +
                               "cell (NOT_FOR_USE) { area : 1; dont_use : true; }\n" +
                               buffer("CLKBUF1", "2") + buffer("sky130_fd_sc_hd__dlymetal6s2s_1", "2") +
                               "cell (GATE) { area : 1; clock_gating_integrated_cell : latch_posedge; }\n";
  const Liberty liberty = parsed(library(unwanted + kInverter));
  ASSERT_EQ(liberty.cells.size(), 1u);
  EXPECT_TRUE(liberty.cells.contains("INV"));
  for (const char* gone :
       {"ENABLE", "LATCH", "TRI", "NOT_FOR_USE", "CLKBUF1", "dlymetal", "GATE", "default_wire_load"}) {
    EXPECT_EQ(liberty.text.find(gone), std::string::npos) << gone;
  }
  EXPECT_NE(liberty.text.find("cell (INV)"), std::string::npos);
  EXPECT_TRUE(parse_liberty(liberty.text, "again"));
}

TEST(Liberty, ChoosesABufferOfMiddleStrength) {
  const Liberty liberty =
      parsed(library(kInverter + buffer("B4", "4") + buffer("B1", "1") + buffer("B2", "2")));
  EXPECT_EQ(liberty.buffer.name, "B2");
  EXPECT_EQ(liberty.buffer.input, "A");
  EXPECT_EQ(liberty.buffer.output, "Y");
  EXPECT_EQ(parsed(library(kInverter)).buffer.name, "");
}

TEST(Liberty, ReadsTheTimeUnit) {
  EXPECT_EQ(parsed(library(kInverter, "time_unit : \"1ps\";")).time_unit_ns, 0.001);
  EXPECT_EQ(parsed(library(kInverter, "time_unit : \"100ps\";")).time_unit_ns, 0.1);
  EXPECT_EQ(parsed(library(kInverter, "")).time_unit_ns, 1);
  EXPECT_FALSE(parse_liberty(library(kInverter, "time_unit : \"1pF\";"), "x.lib"));
}

Error error_of(const std::string& text) {
  const Result<Liberty> liberty = parse_liberty(text, "x.lib");
  return liberty ? Error{"none", "", ""} : liberty.error();
}

TEST(Liberty, TellsWhatIsNotALibrary) {
  EXPECT_EQ(error_of("").what, "the liberty file is empty");
  EXPECT_EQ(error_of(" \n").what, "the liberty file is empty");
  EXPECT_EQ(error_of("module x;\nendmodule\n").what, "not a liberty file");
  EXPECT_EQ(error_of("cell (X) { }").what, "not a liberty file: no library group");
  EXPECT_EQ(error_of(library("")).what, "the liberty file has no cell that logic can be mapped to");
  const std::string whole = library(kInverter);
  const Error cut = error_of(whole.substr(0, whole.size() - 5));
  EXPECT_EQ(cut.what, "not a liberty file");
  EXPECT_EQ(cut.where, "x.lib, line 7");
  EXPECT_EQ(error_of("/*").what, "not a liberty file");
  EXPECT_EQ(error_of("library (a) { b : \"").what, "not a liberty file");
}

TEST(Liberty, ReadsGzippedFilesWhateverTheirName) {
  const Result<TemporaryDirectory> folder = TemporaryDirectory::create();
  const std::string bytes = gzipped(library(kInverter));
  ASSERT_TRUE(write_file(folder->path() / "plain.lib", bytes));
  ASSERT_TRUE(write_file(folder->path() / "cut.lib", bytes.substr(0, bytes.size() - 9)));
  const Result<Liberty> liberty = read_liberty(folder->path() / "plain.lib");
  ASSERT_TRUE(liberty);
  EXPECT_EQ(liberty->name, "little");
  EXPECT_EQ(liberty->sha256.size(), 64u);
  const Result<Liberty> cut = read_liberty(folder->path() / "cut.lib");
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().what, "the gzipped liberty file is truncated or damaged");
  EXPECT_EQ(read_liberty(folder->path() / "none.lib").error().what, "the liberty file cannot be read");
}

TEST(Gunzip, JoinsMembersAndChecksTheEnd) {
  EXPECT_EQ(gunzip(gzipped("one ") + gzipped("two")), "one two");
  std::string damaged = gzipped("text");
  damaged[damaged.size() - 8] = static_cast<char>(damaged[damaged.size() - 8] ^ 1);  // CRC-32
  EXPECT_EQ(gunzip(damaged), std::nullopt);
  EXPECT_FALSE(is_gzip("library"));
}

}  // namespace
}  // namespace fp8forge::synth
