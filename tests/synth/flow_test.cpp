#include "synth/flow.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>

#include "generator/base/process.hpp"
#include "tests/synth/gzip.hpp"
#include "tests/synth/tiny_bundle.hpp"

namespace fp8forge::synth {
namespace {

namespace fs = std::filesystem;

class Flow : public testing::Test {
 protected:
  Flow() : folder_(std::move(*TemporaryDirectory::create())), liberty_(*read_liberty(kDefaultLiberty)) {}

  Bundle bundle(const std::string& rtl, const std::string& top = "tiny_array") {
    const fs::path path = folder_.path() / std::to_string(++count_);
    write_tiny_bundle(path, rtl, top);
    return *load_bundle(path);
  }

  Report report_of(const std::string& rtl, const Options& options = {}) {
    const Result<Report> report = synthesise(bundle(rtl), liberty_, options);
    EXPECT_TRUE(report) << report.error().what << ": " << report.error().where;
    return report ? *report : Report{};
  }

  TemporaryDirectory folder_;
  Liberty liberty_;
  int count_ = 0;
};

TEST_F(Flow, AreaIsTheSumOfTheNetlistsCells) {
  const fs::path out = folder_.path() / "out";
  const Report report = report_of(tiny_rtl("2'd0"), {std::nullopt, out, {}});
  ASSERT_EQ(report.modules.size(), 1u);  // the top only joins them
  EXPECT_EQ(report.modules[0].name, "tiny_cell");
  EXPECT_EQ(report.modules[0].instances, 2);
  EXPECT_EQ(report.flip_flops(), kTinyFlipFlops);

  // The same count, from the netlist's text and the library's: both instances are of one module.
  const std::string netlist = *read_file(out / "netlist.v");
  const std::string library = *read_file(kDefaultLiberty);
  double area = 0;
  long cells = 0;
  const std::regex cell(R"(\n  ([A-Z0-9]+) \S+ *\()");
  for (auto at = std::sregex_iterator(netlist.begin(), netlist.end(), cell); at != std::sregex_iterator();
       ++at) {
    const std::size_t begin = library.find("cell (" + at->str(1) + ")");
    ASSERT_NE(begin, std::string::npos) << at->str(1);
    area += 2 * std::stod(library.substr(library.find("area :", begin) + 6));
    cells += 2;
  }
  EXPECT_EQ(report.cells(), cells);
  EXPECT_NEAR(report.area(), area, 1e-6);

  ASSERT_TRUE(report.timing);
  EXPECT_GT(report.timing->min_period_ns, 1);
  EXPECT_LT(report.timing->min_period_ns, 4);
  EXPECT_NE(report.timing->path.front().pin.find("_reg"), std::string::npos);
  for (const char* name : {"constraints.sdc", "timing.txt", "report.txt", "report.json"}) {
    EXPECT_TRUE(fs::exists(out / name)) << name;
  }
}

TEST_F(Flow, StagesAreThoseOfOneCellAndRegistersApart) {
  Options options;
  options.stages = true;
  const Report report = report_of(tiny_rtl("2'd0"), options);
  EXPECT_EQ(report.stages->module, "tiny_cell");
  double registers = 0, all = 0;
  for (const Share& share : report.stages->shares) {
    all += share.area;
    if (share.name == "registers") registers = share.area;
  }
  const double flip_flop = registers / (kTinyFlipFlops / 2);
  EXPECT_TRUE(std::ranges::any_of(liberty_.cells, [&](const auto& cell) {
    return cell.second.flip_flop && std::abs(cell.second.area - flip_flop) < 1e-6;
  })) << registers;
  // The boundary between product and sum, and no constant from outside, make it larger than the cell in the
  // array.
  EXPECT_GT(all, report.area() / 2);
  EXPECT_LT(all, report.area());
}

TEST_F(Flow, TheSameBundleGivesTheSameReport) {
  EXPECT_EQ(to_json(report_of(tiny_rtl("2'd1"))), to_json(report_of(tiny_rtl("2'd1"))));
}

TEST_F(Flow, ConstantsPassTheCellsBoundary) {
  const double tied = report_of(tiny_rtl("2'd2")).area();
  const double driven = report_of(tiny_rtl("mode_i")).area();
  EXPECT_LT(tied, 0.8 * driven);
}

// Five cycles from reset with any inputs, the netlist's cells taken from the library's own functions.
TEST_F(Flow, TheNetlistDoesWhatTheRtlDoes) {
  const fs::path out = folder_.path() / "out";
  const std::string rtl = tiny_rtl("2'd2");
  report_of(rtl, {std::nullopt, out, {}});
  ASSERT_TRUE(write_file(out / "rtl.sv", rtl));
  ASSERT_TRUE(write_file(out / "usable.lib", liberty_.text));
  ASSERT_TRUE(
      write_file(out / "prove.ys",
                 "read_liberty -ignore_miss_func usable.lib\n"
                 "read_verilog netlist.v\nhierarchy -top tiny_array\nproc\nflatten\nopt_clean -purge\n"
                 "async2sync\nrename tiny_array gate\ndesign -stash gate\n"
                 "read_verilog -sv rtl.sv\nhierarchy -top tiny_array\nproc\nflatten\nopt\nasync2sync\n"
                 "rename tiny_array gold\ndesign -copy-from gate gate\n"
                 "miter -equiv -flatten -make_outputs gold gate miter\nhierarchy -top miter\n"
                 "sat -verify -seq 5 -set-at 1 in_aresetn 0 -prove-skip 1 -prove trigger 0 miter\n"));
  const Result<ProcessResult> result = run_process({"yosys", "-q", "-s", "prove.ys"}, {out, {}});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->exit_code, 0) << result->output;
}

TEST_F(Flow, TellsWhetherAPeriodIsMet) {
  const Report missed = report_of(tiny_rtl("2'd0"), {0.5, std::nullopt, {}});
  EXPECT_FALSE(missed.meets_period());
  EXPECT_LT(*missed.slack_ns(), 0);
  const Report met = report_of(tiny_rtl("2'd0"), {20.0, std::nullopt, {}});
  EXPECT_TRUE(met.meets_period());
  EXPECT_LT(met.area(), missed.area()) << "time to spare makes a smaller netlist";
}

TEST_F(Flow, DelaysAreInNanosecondsWhateverTheLibrarysUnit) {
  const double usual = report_of(tiny_rtl("2'd0")).timing->min_period_ns;
  std::string text = *read_file(kDefaultLiberty);
  text.replace(text.find("1ns"), 3, "100ps");
  liberty_ = *parse_liberty(text, "100ps.lib");
  const double scaled = report_of(tiny_rtl("2'd0")).timing->min_period_ns;
  EXPECT_NEAR(scaled, usual / 10, usual / 50);
}

TEST_F(Flow, TellsWhatTheLibraryLacks) {
  std::string text = *read_file(kDefaultLiberty);
  for (const char* name : {"cell (DFFNEGX1)", "cell (DFFPOSX1)", "cell (DFFSR)"}) {
    text.insert(text.find("{", text.find(name)) + 1, " dont_use : true; ");
  }
  liberty_ = *parse_liberty(text, "no_ff.lib");
  const Result<Report> report = synthesise(bundle(tiny_rtl("2'd0")), liberty_);
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().what.find("the library lacks a flip-flop"), std::string::npos)
      << report.error().what;
}

TEST_F(Flow, TellsWhereTheDesignIsWrong) {
  const Result<Report> unreadable =
      synthesise(bundle("module tiny_array;\n\nassign x = ;\nendmodule\n"), liberty_);
  ASSERT_FALSE(unreadable);
  EXPECT_EQ(unreadable.error(), (Error{"Yosys cannot read the design: ERROR: syntax error, unexpected ';'",
                                       (folder_.path() / "1/rtl/tiny_array.sv:3").string(),
                                       "remove the bundle and generate it again"}));
  const Result<Report> topless = synthesise(bundle(tiny_rtl("2'd0"), "tiny_nothing"), liberty_);
  ASSERT_FALSE(topless);
  EXPECT_EQ(topless.error(), (Error{"no file of the bundle has the top module", "tiny_nothing",
                                    "remove the bundle and generate it again"}));
}

TEST_F(Flow, RefusesToFlattenWhatHasNoParts) {
  Options options;
  options.flatten = true;
  const Result<Report> report =
      synthesise(bundle("module tiny_array (input a_i, output b_o);\nassign b_o = !a_i;\nendmodule\n"),
                 liberty_, options);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().what, "tiny_array is mapped as one module in any case");
  EXPECT_EQ(report.error().where, "--flatten");
}

TEST_F(Flow, RefusesATopThatAScriptWouldRead) {
  const Result<Report> report = synthesise(bundle(tiny_rtl("2'd0"), "tiny_array; shell id"), liberty_);
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().what.find("is not a plain SystemVerilog identifier"), std::string::npos);
}

}  // namespace
}  // namespace fp8forge::synth
