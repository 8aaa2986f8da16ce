#include <cassert>

#include "generator/cli/eval_stream.hpp"

namespace fp8forge::cli {

namespace {

// The codes of operand `operand` in every case, put at the same place of every case of `operands`.
template <int kBytes>
void load(const char* from, std::size_t case_bytes, std::uint32_t* to, std::size_t arity, std::size_t cases) {
  for (std::size_t i = 0; i < cases; ++i, from += case_bytes, to += arity) {
    std::uint32_t code = 0;
    for (int byte = 0; byte < kBytes; ++byte) {
      code |= static_cast<std::uint32_t>(static_cast<unsigned char>(from[byte])) << (8 * byte);
    }
    *to = code;
  }
}

template <int kBytes>
void store(std::span<const std::uint32_t> codes, char* to) {
  for (const std::uint32_t code : codes) {
    for (int byte = 0; byte < kBytes; ++byte) *to++ = static_cast<char>(code >> (8 * byte));
  }
}

}  // namespace

void evaluate_binary(const EvalPlan& plan, std::string_view cases, std::string& output) {
  const std::size_t case_bytes = plan.case_bytes();
  const std::size_t arity = plan.operands.size();
  const std::size_t count = cases.size() / case_bytes;
  assert(cases.size() == count * case_bytes);
  std::vector<std::uint32_t> operands(count * arity);
  const char* from = cases.data();
  for (std::size_t i = 0; i < arity; ++i) {
    const int bytes = plan.operands[i].bytes();
    switch (bytes) {
      case 1:
        load<1>(from, case_bytes, &operands[i], arity, count);
        break;
      case 2:
        load<2>(from, case_bytes, &operands[i], arity, count);
        break;
      default:
        load<4>(from, case_bytes, &operands[i], arity, count);
        break;
    }
    from += bytes;
  }
  std::vector<std::uint32_t> results(count);
  compute(plan, operands, results);
  const std::size_t start = output.size();
  output.resize(start + count * plan.result_bytes());
  switch (plan.result_bytes()) {
    case 1:
      store<1>(results, &output[start]);
      break;
    case 2:
      store<2>(results, &output[start]);
      break;
    default:
      store<4>(results, &output[start]);
      break;
  }
}

}  // namespace fp8forge::cli
