#include "sim/conformance/model.hpp"

#include <algorithm>
#include <numeric>

namespace fp8forge::conformance {

bool ScalarModel::agrees(const Sweep& sweep, const golden::ConversionRuns& expected) {
  constexpr std::size_t kBlock = 1 << 12;  // operands and both results stay in the first cache
  Batch batch;
  batch.mode = sweep.mode;
  auto& operands = batch.of(Slot::kA);
  Results got;
  std::vector<std::uint32_t> wanted;
  for (std::size_t done = 0; done < sweep.cases; done += batch.cases) {
    batch.cases = std::min(kBlock, sweep.cases - done);
    const std::uint32_t first = sweep.first + static_cast<std::uint32_t>(done);
    operands.resize(batch.cases);
    std::iota(operands.begin(), operands.end(), first);
    wanted.resize(batch.cases);
    expected.fill(first, wanted);
    got.result.assign(batch.cases, ~0U);
    evaluate(batch, got);
    if (got.result != wanted) return false;
  }
  return true;
}

}  // namespace fp8forge::conformance
