// The tax report from made-up figures: its ratios, its page, its pictures.
#include "synth/tax.hpp"

#include <gtest/gtest.h>

#include <map>

#include "synth/plot.hpp"
#include "synth/tax_page.hpp"

namespace fp8forge::synth {
namespace {

TaxRow row(const std::string& name, const std::string& sums, double factor) {
  TaxRow row{name, sums, "folder", "fp8forge synth folder <b>", {}, 0.25};
  row.report.library = "lib & co";
  row.report.pareto = {{"raw", 1000000, 100 * factor, 5}, {"map", 1, 200 * factor, 2}};
  row.report.modules = {{"fp8_mac_cell", 4, 10, 4, 120 * factor},
                        {"fp8_stream_fifo", 3, 10, 4, 60 * factor},
                        {"fp8_array", 1, 2, 0, 20 * factor}};
  row.report.stages = Stages{"fp8_mac_cell", {{"registers", 10}, {"add", 30}}};
  return row;
}

const Tax kTax{
    2, 3, 4096, 7, "fp8forge tax", {row("INT8 x INT8", "int32", 1), row("e4m3 x e4m3", "exact", 1.5)}};

TEST(Tax, TakesTheBestOfEachNetlist) {
  const TaxFigures figures = figures_of(kTax, kTax.arrays[0]);
  EXPECT_EQ(figures.area, 100);
  EXPECT_EQ(figures.fmax_mhz, 1000.0 / 2);
  EXPECT_EQ(figures.area_delay, 400);
}

TEST(Tax, TellsRatiosToTheFirstArray) {
  const std::string table = to_table(kTax);
  EXPECT_NE(
      table.find("INT8 x INT8    int32           100   1.00     500.0             400   1.00   2.5e-01\n"),
      std::string::npos)
      << table;
  EXPECT_NE(
      table.find("e4m3 x e4m3    exact           150   1.50     500.0             600   1.50   2.5e-01\n"),
      std::string::npos)
      << table;
  const nlohmann::ordered_json json = to_json(kTax);
  EXPECT_EQ(json["arrays"][1]["area_ratio"], 1.5);
  EXPECT_EQ(json["arrays"][1]["commands"], "fp8forge synth folder <b>");
  EXPECT_TRUE(is_tax(json.dump()));
  EXPECT_FALSE(is_tax("{}"));
  EXPECT_FALSE(is_tax("no JSON"));
}

TEST(Tax, TellsEnergiesWhereMeasured) {
  Tax tax = kTax;
  for (TaxRow& row : tax.arrays) {
    row.report.power = Power{};
    row.report.power->combinational.switching_w = &row == &tax.arrays[0] ? 0.001 : 0.003;
    row.report.power->period_ns = 2;
    row.report.power->products = 4;
  }
  EXPECT_NE(to_table(tax).find("  2.5e-01      1.500   3.00\n"), std::string::npos) << to_table(tax);
  const nlohmann::ordered_json json = to_json(tax);
  EXPECT_EQ(json["arrays"][0]["product_pj"], 0.5);
  EXPECT_EQ(json["arrays"][1]["product_pj_ratio"], 3);
  EXPECT_NE(tax_page(tax)->html.find("<td>1.50</td><td>3.00</td></tr>"), std::string::npos);
  EXPECT_EQ(to_table(kTax).find("pJ"), std::string::npos);
}

TEST(Tax, DividesTheCellsByStageAndCountsEveryOtherModuleInOnePart) {
  std::map<std::string, double> areas;
  double area = 0;
  for (const Share& share : breakdown(kTax.arrays[0].report)) {
    areas[share.name] = share.area;
    area += share.area;
  }
  EXPECT_EQ(area, 200);
  EXPECT_EQ(areas.at("cells: registers"), 30);
  EXPECT_EQ(areas.at("cells: add"), 90);
  EXPECT_EQ(areas.at("buffers"), 60);
  EXPECT_EQ(areas.at("control"), 20);
  EXPECT_EQ(areas.at("edges"), 0);
  EXPECT_EQ(to_json(kTax)["arrays"][0]["breakdown"][1]["area"], 90);
}

TEST(Tax, PageNeedsNothingBesideIt) {
  const Result<TaxPage> made = tax_page(kTax);
  ASSERT_TRUE(made) << made.error().what;
  const std::string* page = &made->html;
  EXPECT_NE(page->find("fp8forge synth folder &lt;b&gt;"), std::string::npos);
  EXPECT_NE(page->find("lib &amp; co"), std::string::npos);
  for (const char* reference : {"src=", "href=\"http", "@import", "<script"}) {
    EXPECT_EQ(page->find(reference), std::string::npos) << reference;
  }
  std::size_t pictures = 0;
  for (std::size_t at = 0; (at = page->find("<svg", at)) != std::string::npos; ++at) ++pictures;
  EXPECT_EQ(pictures, 2U);
}

TEST(Tax, PicturesNameEveryArray) {
  const Result<std::string> curves = pareto_picture(kTax);
  ASSERT_TRUE(curves) << curves.error().what;
  const Result<std::string> bars = breakdown_picture(kTax);
  ASSERT_TRUE(bars) << bars.error().what;
  for (const Result<std::string>* picture : {&curves, &bars}) {
    for (const TaxRow& array : kTax.arrays) EXPECT_NE((*picture)->find(array.name), std::string::npos);
  }
  EXPECT_NE(bars->find("buffers"), std::string::npos);
}

}  // namespace
}  // namespace fp8forge::synth
