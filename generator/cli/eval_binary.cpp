#include <cassert>
#include <type_traits>

#include "generator/cli/eval_stream.hpp"

namespace fp8forge::cli {

namespace {

// One field of all cases: at `bytes`, `stride` apart, and at `values`, `arity` apart.
template <int kBytes>
void load(const char* bytes, std::size_t stride, std::uint32_t* values, std::size_t arity,
          std::size_t cases) {
  for (std::size_t i = 0; i < cases; ++i, bytes += stride, values += arity) {
    std::uint32_t value = 0;
    for (int byte = 0; byte < kBytes; ++byte) {
      value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[byte])) << (8 * byte);
    }
    *values = value;
  }
}

template <int kBytes>
void store(char* bytes, std::size_t stride, const std::uint32_t* values, std::size_t arity,
           std::size_t cases) {
  for (std::size_t i = 0; i < cases; ++i, bytes += stride, values += arity) {
    for (int byte = 0; byte < kBytes; ++byte) bytes[byte] = static_cast<char>(*values >> (8 * byte));
  }
}

// Calls `transfer(number of bytes, as a constant; offset in a case; index)` for each field.
template <typename Transfer>
void for_each_field(const std::vector<Field>& fields, Transfer transfer) {
  std::size_t offset = 0;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t bytes = fields[i].bytes();
    if (bytes == 1) transfer(std::integral_constant<int, 1>(), offset, i);
    if (bytes == 2) transfer(std::integral_constant<int, 2>(), offset, i);
    if (bytes == 3) transfer(std::integral_constant<int, 3>(), offset, i);
    if (bytes == 4) transfer(std::integral_constant<int, 4>(), offset, i);
    offset += bytes;
  }
}

}  // namespace

void BinaryEvaluator::evaluate(std::string_view cases, std::string& output) {
  const std::size_t case_bytes = plan_.case_bytes(), result_bytes = plan_.result_bytes();
  const std::size_t arity = plan_.operands.size(), answers = plan_.results.size();
  const std::size_t count = cases.size() / case_bytes;
  assert(cases.size() == count * case_bytes);
  operands_.resize(count * arity);
  results_.resize(count * answers);
  for_each_field(plan_.operands, [&](auto bytes, std::size_t offset, std::size_t i) {
    load<bytes()>(cases.data() + offset, case_bytes, operands_.data() + i, arity, count);
  });
  computation_.compute(operands_, results_);
  const std::size_t start = output.size();
  output.resize(start + count * result_bytes);
  for_each_field(plan_.results, [&](auto bytes, std::size_t offset, std::size_t i) {
    store<bytes()>(output.data() + start + offset, result_bytes, results_.data() + i, answers, count);
  });
}

}  // namespace fp8forge::cli
