// fp8_dot: the exact fixed-point sum of all products, and of the addend where that fits; rounded once.
#include <fmt/format.h>

#include "generator/emit/design.hpp"
#include "generator/emit/examples.hpp"
#include "generator/emit/fixed_point.hpp"
#include "generator/emit/operands.hpp"
#include "generator/emit/scalar_top.hpp"

namespace fp8forge {

Design dot_of(const Request& request) {
  Datapath datapath(request, unit_path(request));
  const UnitPath& path = datapath.path();
  const FixedSum& fixed = *path.fixed;
  add_handshake(datapath);
  FixedTerms terms = add_terms(datapath, fixed, request.lanes, true);
  datapath.part("Unpack the addend.");
  const Operand operand_c = add_operand(datapath, request.c, "c", "c_i");
  ExactResult addend;
  if (fixed.adds_c) {
    add_addend(datapath, terms, operand_c);
  } else {
    addend = exact_operand(datapath, operand_c, "c");
  }
  cut_terms(datapath, terms, fixed.adds_c ? nullptr : &addend);
  const Net total = sum_of(datapath, terms, fixed, request.lanes);
  ExactResult sum = sign_and_magnitude(datapath, total, fixed, terms, zero_sign_of(datapath, terms));
  if (fixed.adds_c) {
    cut(datapath, Cut::kFixedSum, {&sum});
  } else {
    const SumPath& wide = *path.sum;
    datapath.part(exponent_part(request.to));
    condition(datapath, sum, wide.x, wide.exp_bits, "p");
    condition(datapath, addend, wide.y, wide.exp_bits, "c");
    cut(datapath, Cut::kFixedSum, {&sum, &addend});
    sum = add_sum(datapath, sum, addend, wide);
  }
  add_result(datapath, sum);

  const HeaderText header{
      fmt::format("{} lanes of {} x {}, plus {}, result in {}", request.lanes, request.a.name, request.b.name,
                  request.c.name, request.to.name),
      "result_o = round(c_i + sum over lanes of a_i * b_i), the exact sum rounded once; NaN from a NaN "
      "operand, "
      "infinity times zero, Inf - Inf; zeros of one sign keep it, any other exact zero is +0, in RDN -0",
      fmt::format("{}; c: {}", describe_pair(request.a, request.b), describe(request.c)),
      fmt::format("all a_i {}, all b_i {}, c_i {} gives {}: {} * 1.0 * 1.0 + 0.5", code_of(request.a, 1.0),
                  code_of(request.b, 1.0), code_of(request.c, 0.5), "the rounded sum", request.lanes)};
  std::vector<sv::Port> operands = {
      sv::input("a_i", request.lanes * 8, fmt::format("{} codes, lane 0 lowest", request.a.name)),
      sv::input("b_i", request.lanes * 8, fmt::format("{} codes, lane 0 lowest", request.b.name)),
      sv::input("c_i", request.c.bits(), fmt::format("{} code", request.c.name))};
  return datapath.finish({scalar_header(request, header),
                          top_name(request.unit),
                          {},
                          scalar_ports(request, std::move(operands)),
                          {}});
}

}  // namespace fp8forge
