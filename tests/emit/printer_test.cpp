// The printer on modules of a few lines.
#include "generator/emit/printer.hpp"

#include <gtest/gtest.h>

namespace fp8forge::sv {
namespace {

TEST(Printer, PortsAreAlignedAndTheLastHasNoComma) {
  const Module module{"Inverts.",
                      "invert",
                      {},
                      {input("a_i", 8, "operand"), output("ready_o", 1, "")},
                      {Assign{"ready_o", "a_i == '0"}}};
  EXPECT_EQ(print(module),
            "// Inverts.\n"
            "module invert (\n"
            "  input  logic [7:0] a_i,     // operand\n"
            "  output logic       ready_o\n"
            ");\n"
            "\n"
            "  assign ready_o = a_i == '0;\n"
            "\n"
            "endmodule\n");
}

TEST(Printer, ParametersAndPortGroups) {
  const Module module{"",
                      "sized",
                      {{"Rows", "8", "rows"}, {"Width", "Rows*2", "", "int", true}},
                      {input("a_i", {"Rows*8", 64}, ""), output("b_o", {"Rows+1", 9}, "", true)},
                      {}};
  EXPECT_EQ(print(module),
            "//\n"
            "module sized #(\n"
            "  parameter  int Rows  = 8,      // rows\n"
            "  localparam int Width = Rows*2\n"
            ") (\n"
            "  input  logic [Rows*8-1:0] a_i,\n"
            "\n"
            "  output logic [Rows:0]     b_o\n"
            ");\n"
            "endmodule\n");
}

TEST(Printer, DeclarationsStandWithTheirAssignmentsAndParagraphsApart) {
  const Module module{
      "x",
      "m",
      {},
      {},
      {Comment{"Sum."}, LocalParam{"One", "1'b1", {}, "logic"}, Signal{"sum", 4, "of all"},
       Signal{"carry", 1, {}, true}, Assign{"sum", "a +\nb"}, Assign{"carry", "One"}, Signal{"other"},
       Comment{"Next."}, Process{"always_comb", {"if (One) begin", "  x = 1;", "end"}},
       Lines{{"typedef logic t;"}}, Blank{}, Assign{"y", "x"}}};
  EXPECT_EQ(print(module),
            "// x\n"
            "module m;\n"
            "\n"
            "  // Sum.\n"
            "  localparam logic One = 1'b1;\n"
            "\n"
            "  logic [3:0]  sum;    // of all\n"
            "  logic signed carry;\n"
            "  assign sum   = a +\n"
            "                 b;\n"
            "  assign carry = One;\n"
            "\n"
            "  logic other;\n"
            "\n"
            "  // Next.\n"
            "  always_comb begin\n"
            "    if (One) begin\n"
            "      x = 1;\n"
            "    end\n"
            "  end\n"
            "\n"
            "  typedef logic t;\n"
            "\n"
            "  assign y = x;\n"
            "\n"
            "endmodule\n");
}

TEST(Printer, InstancesAndGenerateBlocks) {
  const Module module{
      "x",
      "m",
      {},
      {},
      {GenerateFor{"r",
                   "Rows",
                   "gen_row",
                   {Instance{"cell", "u_cell", {{"Width", "4"}}, {{"a_i", "a"}, {"bcd_o", "b"}}}}},
       GenerateIf{"Rows == 1", "gen_one", {Assign{"x", "1"}}, "gen_more", {Assign{"x", "2"}}}}};
  EXPECT_EQ(print(module),
            "// x\n"
            "module m;\n"
            "\n"
            "  for (genvar r = 0; r < Rows; r++) begin : gen_row\n"
            "    cell #(\n"
            "      .Width (4)\n"
            "    ) u_cell (\n"
            "      .a_i   (a),\n"
            "      .bcd_o (b)\n"
            "    );\n"
            "  end\n"
            "\n"
            "  if (Rows == 1) begin : gen_one\n"
            "    assign x = 1;\n"
            "  end else begin : gen_more\n"
            "    assign x = 2;\n"
            "  end\n"
            "\n"
            "endmodule\n");
}

TEST(Printer, RangeChecksNameTheirMessage) {
  const Module module{"x", "m", {}, {}, {range_check("MaxTerms", 1, 9)}};
  EXPECT_EQ(print(module),
            "// x\n"
            "module m;\n"
            "\n"
            "  if (MaxTerms < 1 || MaxTerms > 9) begin : gen_check_max_terms\n"
            "    max_terms_must_be_1_to_9 u_error ();\n"
            "  end\n"
            "\n"
            "endmodule\n");
}

TEST(Printer, CommentsAreWrappedBelowTheirKey) {
  std::string header = "key  ";
  for (int i = 0; i < 30; ++i) header += "words ";
  const std::string text = print({header + "end", "m", {}, {}, {}});
  const std::size_t second = text.find('\n') + 1;
  EXPECT_LE(second, static_cast<std::size_t>(kLineWidth) + 1);
  EXPECT_EQ(text.substr(second, 13), "//      words");
}

TEST(Printer, LongCommentsOfPortsGoOnBelowTheirStart) {
  std::string comment;
  for (int i = 0; i < 25; ++i) comment += "words ";
  const std::string text = print({"x", "m", {}, {input("a_i", 1, comment + "end")}, {}});
  EXPECT_NE(text.find("\n                    // words"), std::string::npos) << text;
}

}  // namespace
}  // namespace fp8forge::sv
