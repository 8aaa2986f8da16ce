// The accumulator named `exact`: two's-complement fixed point that holds every sum of products without
// rounding, with sticky NaN, +Inf and -Inf beside it. Products in any order give the same sum.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "generator/format/format.hpp"
#include "sim/golden/codec.hpp"
#include "sim/golden/specials.hpp"

namespace fp8forge::golden {

// Not thread-safe. A copy shares its constant tables: to fill a matrix of accumulators, make one and copy it.
class ExactAccumulator {
 public:
  // Sums of up to `max_terms` products a * b, both 8-bit formats; max_terms in 1 ... 2^40.
  ExactAccumulator(const Format& a, const Format& b, std::int64_t max_terms)
      : ExactAccumulator(std::vector{a}, std::vector{b}, max_terms) {}
  // The same for products of several formats in one sum; select() says which.
  ExactAccumulator(std::vector<Format> a, std::vector<Format> b, std::int64_t max_terms);

  // Products from here on are of the constructor's a[index_a] and b[index_b]; of the first ones until then.
  void select(std::size_t index_a, std::size_t index_b) {
    a_ = &tables_->a[index_a];
    b_ = &tables_->b[index_b];
  }

  // Back to +0 without terms.
  void clear() {
    sum_ = 0;
    terms_ = 0;
    specials_ = {};
  }

  // Adds the product of two codes (their low 8 bits). A product of zeros counts as a term too.
  void add_product(std::uint32_t code_a, std::uint32_t code_b) {
    const Operand& x = a_->operands[code_a & 0xFF];
    const Operand& y = b_->operands[code_b & 0xFF];
    sum_ += static_cast<__int128>(x.units) * y.units;
    ++terms_;
    if (x.kind >= Kind::kInfinite || y.kind >= Kind::kInfinite) [[unlikely]]
      add_special(code_a, code_b);
  }

  // The sum. NaN for more than max_terms products; a NaN operand, 0 * Inf and infinities of both signs, of
  // which all but a quiet NaN are invalid. Zero is +0: the accumulator remembers no signs.
  Number value() const;

  // The sum, rounded once. `random`: R of stochastic rounding.
  std::uint32_t read(const Target& target, std::uint32_t random = 0) const {
    return round_to(target, value(), random);
  }

 private:
  struct Operand {
    std::int64_t units;  // the value in units of the lowest subnormal bit of its side; 0 unless finite
    Kind kind;
  };
  struct Table {
    Format format;
    std::array<Operand, 256> operands;
  };
  struct Tables {
    std::vector<Table> a, b;
    std::int64_t max_terms;
    int lowest;  // exponent of the sum's lowest bit
  };
  static Table table_of(const Format& format, int lowest);
  void add_special(std::uint32_t code_a, std::uint32_t code_b);

  std::shared_ptr<const Tables> tables_;
  const Table* a_;  // of tables_
  const Table* b_;
  __int128 sum_ = 0;
  std::int64_t terms_ = 0;
  Specials specials_;
};

}  // namespace fp8forge::golden
