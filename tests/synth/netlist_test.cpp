// The reader of Yosys' JSON.
#include "synth/netlist.hpp"

#include <gtest/gtest.h>

namespace fp8forge::synth {
namespace {

TEST(Netlist, IsReadAsItStands) {
  const std::string text =
      R"({"z":{"bits":[2,"x",[]],"a":{}},"a":[[1,{"k":-3}],null,true,0.5],"":"\"\\"})";
  const Result<Netlist> netlist = parse_netlist(text);
  ASSERT_TRUE(netlist);
  EXPECT_EQ(netlist->dump(), text);
  EXPECT_EQ(*netlist, Netlist::parse(text));
}

TEST(Netlist, IsRefusedWhereItIsCutShort) {
  const std::string text = R"({"modules": {"top": {"cells": {}}}})";
  for (std::size_t length = 0; length < text.size(); ++length)
    EXPECT_FALSE(parse_netlist(text.substr(0, length))) << length;
}

}  // namespace
}  // namespace fp8forge::synth
