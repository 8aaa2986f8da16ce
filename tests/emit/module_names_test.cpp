#include <gtest/gtest.h>

#include "generator/emit/rename.hpp"

namespace fp8forge {
namespace {

TEST(AddPrefix, RenamesWholeIdentifiersOnly) {
  const std::set<std::string> names = {"fp8_round", "fp8_pipe"};
  EXPECT_EQ(add_prefix("fp8_round #() u_fp8_round (fp8_rounds, x.fp8_pipe); // fp8_pipe.", names, "a_"),
            "a_fp8_round #() u_fp8_round (fp8_rounds, x.a_fp8_pipe); // a_fp8_pipe.");
}

TEST(AddPrefix, AnEmptyPrefixChangesNothing) {
  EXPECT_EQ(add_prefix("module fp8_round;\n", {"fp8_round"}, ""), "module fp8_round;\n");
}

}  // namespace
}  // namespace fp8forge
