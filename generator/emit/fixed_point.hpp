// Products as fixed point and their exact sum, for dot and mac: the terms themselves, and beside them what
// the sum has to know of infinities, NaN and signs.
#pragma once

#include "generator/derive/fixed_sum.hpp"
#include "generator/emit/operands.hpp"

namespace fp8forge {

// All terms together. Nets are constant where formats or modes leave nothing to know.
struct FixedTerms {
  Net terms;                // products, lane 0 lowest
  Net carry;                // of a product that fp8_fixed_product splits, to be added; constant if it is whole
  Net addend;               // one value more in the sum; constant if there is none
  Net is_nan;               // a NaN operand, or infinity times zero
  Net pos_inf, neg_inf;     // an infinite product or addend of that sign
  Net is_invalid;           // for flags
  Net all_plus, all_minus;  // every product and the addend have that sign
};

// Multiplies the decoded operands a_i and b_i of all lanes, and gathers the terms. One lane has no generate
// loop, and where fp8_add takes its product at once the product is split. `needs_signs`: a zero sum takes its
// sign from its terms.
FixedTerms add_terms(Datapath& datapath, const FixedSum& fixed, int lanes, bool needs_signs);

// Puts the operand among the terms.
void add_addend(Datapath& datapath, FixedTerms& terms, const Operand& operand);

// A cut behind the terms, for another number too if there is one.
void cut_terms(Datapath& datapath, FixedTerms& terms, ExactResult* other = nullptr);

// Sets how modules of the library add exact sums, unless it is their default.
void set_carries(const Request& request, sv::Instance& instance);

// The sum of the terms, two's complement.
Net sum_of(Datapath& datapath, const FixedTerms& terms, const FixedSum& fixed, int lanes);

// The sum as sign and magnitude, with what is special about it. `zero_sign`: of an exact zero, an expression.
ExactResult sign_and_magnitude(Datapath& datapath, const Net& sum, const FixedSum& fixed,
                               const FixedTerms& specials, const std::string& zero_sign);

// The sign of a zero sum: that of its terms if they agree, else +0, in RDN -0.
std::string zero_sign_of(const Datapath& datapath, const FixedTerms& terms);

}  // namespace fp8forge
