#include "generator/base/result.hpp"

#include <gtest/gtest.h>

namespace fp8forge {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Error{"odd", "number", "an even one"};
  return number / 2;
}

TEST(Result, IsAValueOrAnError) {
  ASSERT_TRUE(half(4));
  EXPECT_EQ(*half(4), 2);
  ASSERT_FALSE(half(3));
  EXPECT_EQ(half(3).error(), (Error{"odd", "number", "an even one"}));
}

TEST(Result, AValueOfTypeErrorLikeTextStaysAValue) {
  const Result<std::string> text = std::string("odd");
  EXPECT_EQ(text->size(), 3U);
}

}  // namespace
}  // namespace fp8forge
