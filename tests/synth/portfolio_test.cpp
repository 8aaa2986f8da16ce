#include "synth/portfolio.hpp"

#include <gtest/gtest.h>

namespace fp8forge::synth {
namespace {

std::vector<int> targets(const std::vector<Attempt>& attempts) {
  std::vector<int> targets_ps;
  for (const Attempt& attempt : attempts) targets_ps.push_back(attempt.target_ps);
  return targets_ps;
}

TEST(Portfolio, TriesEveryRecipeAtEveryTarget) {
  EXPECT_EQ(first_attempts(all_recipes()).size(), 16u);
  EXPECT_EQ(targets(first_attempts({kSingle})), (std::vector<int>{1, 1000000}));
  EXPECT_EQ(targets(second_attempts({kSingle}, 2.6494, std::nullopt)), (std::vector<int>{3046, 3709}));
  EXPECT_EQ(targets(second_attempts({kSingle}, 2.6494, 2.0)), (std::vector<int>{1700, 1900, 3046, 3709}));
  EXPECT_TRUE(second_attempts({kSingle}, 0, std::nullopt).empty()) << "a design without paths";
  EXPECT_EQ(fast_recipes().size(), 3u);
}

TEST(Portfolio, WritesTargetsIntoScripts) {
  EXPECT_EQ(abc_script(kRecipes[0], 250),
            "strash\nmap -D 250\ntopo\nbuffer -c\ntopo\nupsize -D 250\ndnsize -D 250\n");
}

const DesignPoint kSmall{"rs2", 1, 10, 9}, kGood{"raw", 1, 12, 5}, kFast{"if6", 1, 20, 4};

TEST(Portfolio, TheFrontHoldsWhatNothingBeats) {
  const DesignPoint beaten{"map", 1, 12, 6}, same_area{"nf", 1, 10, 9.5}, same_delay{"dc2", 1, 21, 4};
  EXPECT_EQ(pareto_front({kFast, same_delay, beaten, kGood, same_area, kSmall}),
            (std::vector<DesignPoint>{kSmall, kGood, kFast}));
}

TEST(Portfolio, ChoosesByPeriodOrByProduct) {
  const std::vector<DesignPoint> front = {kSmall, kGood, kFast};
  EXPECT_EQ(chosen_point(front, std::nullopt), kGood);
  EXPECT_EQ(chosen_point(front, 10), kSmall);
  EXPECT_EQ(chosen_point(front, 9), kSmall);
  EXPECT_EQ(chosen_point(front, 4.5), kFast);
  EXPECT_EQ(chosen_point(front, 1), kFast) << "none meets it";
}

}  // namespace
}  // namespace fp8forge::synth
