// The operands of scalar units: decoded, multiplied, and made ready for an addition.
#pragma once

#include <initializer_list>

#include "generator/derive/sum_path.hpp"
#include "generator/emit/rounding_tail.hpp"

namespace fp8forge {

// A decoded operand: what decode_operand declares. is_inf is constant where the format has no infinity.
struct Operand {
  Format format;
  Net sign, exp, sig, is_nan, is_inf;

  // Conditions, as expressions. A signalling NaN has a clear top mantissa bit; e4m3's NaN is quiet, so that
  // there the expression is empty.
  std::string is_signaling() const;
  std::string is_zero() const;
};

// The operand whose fields decode_operand(format, suffix, ...) declares.
Operand decoded(const Format& format, const std::string& suffix);

// Infinity times zero of two operands, as a condition; never holds of NaN, whose significand is not zero.
std::string zero_times_infinity(const Operand& a, const Operand& b);

// Declares and decodes operand `name` ("a") from the expression `code`.
Operand add_operand(Datapath& datapath, const Format& format, const std::string& name,
                    const std::string& code);

// a * b, exact: fp8_normal_product and its special values. is_invalid is for flags, and constant without
// them; so is is_zero, but where `asks_for_zero`.
ExactResult add_product(Datapath& datapath, const Operand& a, const Operand& b, bool asks_for_zero);

// The same as a sum's first addend, with the exponent of its top bit above the smallest normal of the format
// that is summed in, as `condition` gives it.
ExactResult add_product_addend(Datapath& datapath, const Operand& a, const Operand& b, const SumPath& path);

// An operand as it is. `is_quiet`: its NaN is never a signalling one.
ExactResult exact_operand(Datapath& datapath, const Operand& operand, const std::string& name,
                          bool is_quiet = false);

// Gives a number the exponent of its top bit above the destination's smallest normal, as a signed net of
// `exp_bits`, and normalizes it where the addend says so. New names end in _`name`.
void condition(Datapath& datapath, ExactResult& number, const Addend& addend, int exp_bits,
               const std::string& name);

// Two numbers on their way to their sum. What is known of the sum by then, its exponent and special values,
// goes with the number that stays.
struct AlignedPair {
  ExactResult staying;
  Net moved;                             // the other's significand, as wide
  Net subtracts;                         // it has the other sign
  Net inf_sign = Net::constant("1'b0");  // of an infinite sum
};

// Two conditioned numbers brought to one exponent, and their exact sum. `is_rdn`: the mode that makes an
// exact zero negative.
AlignedPair align(Datapath& datapath, const ExactResult& x, const ExactResult& y, const SumPath& path);
ExactResult add_aligned(Datapath& datapath, const AlignedPair& pair, const std::string& is_rdn);

// Both, in the unit's mode, with the natural cuts between and behind.
ExactResult add_sum(Datapath& datapath, const ExactResult& x, const ExactResult& y, const SumPath& path);

// Both conditions; 1'b0 if one of them is that.
std::string all_of(const std::string& condition, const std::string& other);

// The conditions that are neither empty nor the constant 0, joined by ||; 1'b0 if none is left.
std::string any_of(std::initializer_list<std::string> conditions);

}  // namespace fp8forge
