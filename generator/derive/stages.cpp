#include "generator/derive/stages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <compare>
#include <optional>

namespace fp8forge {

namespace {

// A natural cut and the rough delay of what lies before it, in gates of an adder's width.
struct Part {
  Cut cut;
  int weight;
};

// A shifter by the distance of the exponents.
int weight_of_alignment(const SumPath& sum) { return 4 + sum.width / 28; }

// Two carries: the difference's, and its negation's.
int weight_of_addition(const SumPath& sum) { return 3 + sum.width / 9; }

int weight_of_normalizer(const RoundingPath& rounding) {
  return rounding.normalizing == Normalizing::kPlaced ? 3 : 5 + rounding.sig_bits / 14;
}

std::vector<Part> parts_of(const Request& request, const UnitPath& path) {
  std::vector<Part> parts;
  const bool has_rounded_loop = path.loop.has_value();
  switch (request.unit) {
    case Unit::kMultiplier:
    case Unit::kFma:
      parts.push_back({Cut::kProduct, 7});
      break;
    case Unit::kDot:
      parts.push_back({Cut::kProduct, 7});
      parts.push_back({Cut::kFixedSum, path.sum ? 12 : 8});
      break;
    case Unit::kMac:
      parts.push_back({Cut::kProduct, has_rounded_loop ? 7 : 6});
      break;
    case Unit::kAdder:
    case Unit::kConverter:
    case Unit::kArray:
      break;
  }
  // A rounded accumulator's loop has its own addition, which nothing may cut.
  if (path.sum && !has_rounded_loop) {
    parts.push_back({Cut::kAligned, weight_of_alignment(*path.sum)});
    parts.push_back({Cut::kSum, weight_of_addition(*path.sum)});
  }
  if (path.rounding.normalizing != Normalizing::kNone) {
    parts.push_back({Cut::kNormalized, weight_of_normalizer(path.rounding)});
  }
  if (path.rounding.denormalizes) parts.push_back({Cut::kDenormalized, 4});
  parts.push_back({Cut::kResult, path.rounding.is_exact ? 2 : 3});
  return parts;
}

// How long the ways between two registers are if the cuts with a set bit are made: the longest, and where
// that is the same how even they all are.
struct Balance {
  int slowest = 0;
  int squares = 0;
  auto operator<=>(const Balance&) const = default;
};

Balance balance_of(const std::vector<Part>& parts, unsigned chosen) {
  Balance balance;
  int weight = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    weight += parts[i].weight;
    if ((chosen >> i & 1) == 0 && i + 1 < parts.size()) continue;
    balance.slowest = std::max(balance.slowest, weight);
    balance.squares += weight * weight;
    weight = 0;
  }
  return balance;
}

}  // namespace

std::vector<Cut> natural_cuts(const Request& request, const UnitPath& path) {
  std::vector<Cut> cuts;
  for (const Part& part : parts_of(request, path)) cuts.push_back(part.cut);
  return cuts;
}

std::vector<Cut> chosen_cuts(const Request& request, const UnitPath& path) {
  const std::vector<Part> parts = parts_of(request, path);
  unsigned best = 0;
  std::optional<Balance> least;
  for (unsigned chosen = 0; chosen < 1U << parts.size(); ++chosen) {
    if (std::popcount(chosen) != request.stages) continue;
    const Balance balance = balance_of(parts, chosen);
    if (least && balance > *least) continue;
    best = chosen;
    least = balance;
  }
  std::vector<Cut> cuts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (best >> i & 1) cuts.push_back(parts[i].cut);
  }
  return cuts;
}

Status check_stages(const Request& request) {
  if (request.unit == Unit::kArray) return Done{};
  const std::size_t most = natural_cuts(request, unit_path(request)).size();
  if (static_cast<std::size_t>(request.stages) <= most) return Done{};
  return Error{fmt::format("the unit has no {} places for register stages", request.stages), "--stages",
               fmt::format("0 to {}", most)};
}

}  // namespace fp8forge
