#include "tests/tb/covering.hpp"

#include <cstdint>
#include <set>
#include <sstream>
#include <utility>

#include "generator/config/validate.hpp"
#include "generator/derive/stages.hpp"

namespace fp8forge::testing_tb {

namespace {

// One option of a unit and the values that are tried; "" leaves it out, "+" gives a flag. Without an option
// each value is words that go together.
struct Axis {
  std::string option;
  std::vector<std::string> values;
};

struct Space {
  std::string unit;
  std::vector<Axis> axes;
};

std::vector<Space> scalar_spaces() {
  const std::vector<std::string> fp8 = {"e4m3", "e5m2"}, all = {"e4m3", "e5m2", "fp16", "bf16", "fp32"};
  const std::vector<Axis> common = {
      {"--rounding", {"rne", "rtz", "rdn", "rup", "rmm", "rod", "sr", "runtime"}},
      {"--overflow", {"saturate", "nonsaturate", "runtime"}},
      {"--random-bits", {"", "1", "4", "24"}},
      {"--flags", {"", "+"}},
      {"--stages", {"0", "1", "2", "3", "4", "6"}},
      {"--nan-e5m2", {"", "7e"}}};
  const auto space = [&](const std::string& unit, std::vector<Axis> own) {
    own.insert(own.end(), common.begin(), common.end());
    return Space{unit, own};
  };
  const Axis a{"--a", fp8}, b{"--b", fp8}, c{"--c", all}, to{"--to", all};
  return {space("multiplier", {a, b, to}),
          space("adder", {a, b, to}),
          space("fma", {a, b, c, to}),
          space("dot", {a, b, c, to, {"--lanes", {"2", "3", "16"}}, {"--carries", {"", "chain", "ripple"}}}),
          space("mac", {a,
                        b,
                        to,
                        {"--acc", {"exact", "fp32", "fp16", "bf16"}},
                        {"--max-terms", {"", "1", "100"}},
                        {"--carries", {"", "chain", "ripple"}}}),
          space("converter", {{"--from", all},
                              to,
                              {"--lanes", {"1", "2", "7"}},
                              {"--scale", {"", "+"}},
                              {"--amax", {"", "+"}}})};
}

// Sizes: one cell, one row, one column, none a power of two, either edge the longer, the largest whose pairs
// stand alone in their tiles, and beyond it.
Space array_space() {
  const std::vector<std::string> operands = {"e4m3", "e5m2", "e4m3,e5m2"};
  return {"array",
          {{"--a", operands},
           {"--b", operands},
           {"--to", {"e4m3", "e5m2", "fp16", "bf16", "fp32", "bf16,e4m3", "e5m2,e4m3,fp16"}},
           {"--d", {"", "fp32", "bf16"}},
           {"--scale", {"", "+"}},
           {"--amax", {"", "+"}},
           {"",
            {"--rows 1 --cols 1", "--rows 1 --cols 16", "--rows 16 --cols 1", "--rows 5 --cols 3",
             "--rows 2 --cols 7", "--rows 3 --cols 2", "--rows 4 --cols 4", "--rows 16 --cols 16",
             "--rows 17 --cols 2"}},
           {"--rounding", {"rne", "rtz", "rdn", "rup", "rmm", "rod", "runtime"}},
           {"--overflow", {"saturate", "nonsaturate", "runtime"}},
           {"--dataflow", {"output-stationary", "weight-stationary"}},
           {"--acc", {"exact", "fp32", "fp16", "bf16"}},
           {"--acc-segments", {"", "2", "4"}},
           {"--max-terms", {"", "1", "7", "1048576"}},
           {"--tile-rows", {"", "1", "5"}},
           {"--keep", {"", "+"}},
           {"--counters", {"", "+"}},
           {"--nan-e5m2", {"", "7e"}},
           {"--prefix", {"", "my_"}}}};
}

// Sums that are added otherwise than by a prefix tree.
Space carries_space() {
  const std::vector<std::string> operands = {"e4m3", "e5m2", "e4m3,e5m2"};
  return {"array",
          {{"--carries", {"chain", "ripple"}},
           {"--a", operands},
           {"--b", operands},
           {"--to", {"e4m3", "bf16", "fp32"}},
           {"--d", {"", "fp32"}},
           {"", {"--rows 1 --cols 1", "--rows 5 --cols 3"}},
           {"--dataflow", {"output-stationary", "weight-stationary"}},
           {"--max-terms", {"", "1", "1048576"}}}};
}

using Choice = std::vector<std::size_t>;  // of each axis the value's index

Words words_of(const Space& space, const Choice& choice) {
  Words words = {space.unit};
  for (std::size_t i = 0; i < choice.size(); ++i) {
    const std::string& value = space.axes[i].values[choice[i]];
    if (value.empty()) continue;
    if (!space.axes[i].option.empty()) words.push_back(space.axes[i].option);
    if (value == "+") continue;
    std::istringstream text(value);
    for (std::string word; text >> word;) words.push_back(word);
  }
  return words;
}

// A pair of values as (axis, value, axis, value).
using Pair = std::pair<std::pair<std::size_t, std::size_t>, std::pair<std::size_t, std::size_t>>;

std::set<Pair> pairs_of(const Choice& choice) {
  std::set<Pair> pairs;
  for (std::size_t i = 0; i < choice.size(); ++i) {
    for (std::size_t j = i + 1; j < choice.size(); ++j) pairs.insert({{i, choice[i]}, {j, choice[j]}});
  }
  return pairs;
}

// Greedy: of many accepted choices always the one with the most pairs that none has yet.
void cover(const Space& space, std::vector<Words>& requests) {
  std::uint64_t state = 1;
  const auto draw = [&state](std::size_t count) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((state >> 33) % count);
  };
  std::vector<std::pair<Choice, std::set<Pair>>> accepted;
  std::set<Pair> missing;
  while (accepted.size() < 2000) {
    Choice choice;
    for (const Axis& axis : space.axes) choice.push_back(draw(axis.values.size()));
    if (!is_accepted(words_of(space, choice))) continue;
    const std::set<Pair> pairs = pairs_of(choice);
    missing.insert(pairs.begin(), pairs.end());
    accepted.push_back({choice, pairs});
  }
  while (!missing.empty()) {
    const std::pair<Choice, std::set<Pair>>* best = nullptr;
    std::size_t most = 0;
    for (const auto& candidate : accepted) {
      std::size_t gain = 0;
      for (const Pair& pair : candidate.second) gain += missing.contains(pair);
      if (gain > most) {
        most = gain;
        best = &candidate;
      }
    }
    for (const Pair& pair : best->second) missing.erase(pair);
    requests.push_back(words_of(space, best->first));
  }
}

}  // namespace

bool is_accepted(const Words& words) {
  RequestOptions options;
  options.unit = words.front();
  const std::pair<const char*, std::optional<std::string>*> texts[] = {
      {"--a", &options.a},
      {"--b", &options.b},
      {"--c", &options.c},
      {"--d", &options.d},
      {"--from", &options.from},
      {"--to", &options.to},
      {"--rounding", &options.rounding},
      {"--overflow", &options.overflow},
      {"--nan-e5m2", &options.nan_e5m2},
      {"--acc", &options.acc},
      {"--random-bits", &options.random_bits},
      {"--stages", &options.stages},
      {"--lanes", &options.lanes},
      {"--acc-segments", &options.acc_segments},
      {"--carries", &options.carries},
      {"--dataflow", &options.dataflow},
      {"--tile-rows", &options.tile_rows},
      {"--max-terms", &options.max_terms},
      {"--rows", &options.rows},
      {"--cols", &options.cols},
      {"--prefix", &options.prefix}};
  for (std::size_t i = 1; i < words.size(); ++i) {
    for (const auto& [name, text] : texts) {
      if (words[i] == name) *text = words[i + 1];
    }
    options.flags = options.flags || words[i] == "--flags";
    options.scale = options.scale || words[i] == "--scale";
    options.amax = options.amax || words[i] == "--amax";
    options.keep = options.keep || words[i] == "--keep";
    options.counters = options.counters || words[i] == "--counters";
  }
  const auto request = validate(options);
  return request && check_stages(*request);
}

std::vector<Words> covering_requests() {
  std::vector<Words> requests;
  for (const Space& space : scalar_spaces()) cover(space, requests);
  return requests;
}

std::vector<Words> covering_array_requests() {
  std::vector<Words> requests;
  cover(array_space(), requests);
  cover(carries_space(), requests);
  return requests;
}

}  // namespace fp8forge::testing_tb
