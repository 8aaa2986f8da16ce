#include "synth/portfolio.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace fp8forge::synth {

namespace {

constexpr int kFastest = 1;
constexpr int kSmallest = 1000000;

std::vector<Attempt> attempts(const std::vector<Recipe>& recipes, const std::vector<int>& targets_ps) {
  std::vector<Attempt> all;
  for (const Recipe& recipe : recipes) {
    for (const int target_ps : targets_ps) all.push_back({recipe, target_ps});
  }
  return all;
}

}  // namespace

std::vector<Attempt> first_attempts(const std::vector<Recipe>& recipes) {
  return attempts(recipes, {kFastest, kSmallest});
}

std::vector<Attempt> second_attempts(const std::vector<Recipe>& recipes, double fastest_ns,
                                     std::optional<double> period_ns) {
  // As whole numbers: the targets, and by them the netlists, do not depend on how floating point is rounded.
  const auto tenths_ps = static_cast<long>(std::round(fastest_ns * 10000));
  std::vector<int> targets_ps = {static_cast<int>(tenths_ps * 115 / 1000),
                                 static_cast<int>(tenths_ps * 140 / 1000)};
  if (period_ns) {
    const double period_ps = std::min(*period_ns * 1000, 1.0 * kSmallest);
    for (const double share : {0.85, 0.95}) targets_ps.push_back(static_cast<int>(period_ps * share));
  }
  std::sort(targets_ps.begin(), targets_ps.end());
  targets_ps.erase(std::unique(targets_ps.begin(), targets_ps.end()), targets_ps.end());
  std::erase_if(targets_ps, [](int target_ps) { return target_ps <= kFastest; });
  return attempts(recipes, targets_ps);
}

std::vector<DesignPoint> pareto_front(std::vector<DesignPoint> points) {
  std::sort(points.begin(), points.end(), [](const DesignPoint& a, const DesignPoint& b) {
    return std::tie(a.area, a.delay_ns, a.recipe, a.target_ps) <
           std::tie(b.area, b.delay_ns, b.recipe, b.target_ps);
  });
  std::vector<DesignPoint> front;
  for (DesignPoint& point : points) {
    if (front.empty() || point.delay_ns < front.back().delay_ns) front.push_back(std::move(point));
  }
  return front;
}

const DesignPoint& chosen_point(const std::vector<DesignPoint>& front, std::optional<double> period_ns) {
  if (!period_ns) {
    return *std::min_element(front.begin(), front.end(), [](const DesignPoint& a, const DesignPoint& b) {
      return a.area * a.delay_ns < b.area * b.delay_ns;
    });
  }
  const auto met = std::find_if(front.begin(), front.end(),
                                [&](const DesignPoint& point) { return point.delay_ns <= *period_ns; });
  return met == front.end() ? front.back() : *met;
}

}  // namespace fp8forge::synth
