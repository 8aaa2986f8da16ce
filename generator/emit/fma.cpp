// fp8_fma: an exact product and an addend, added and rounded once. The product has 8 bits or fewer and is
// normalized but for one bit before the addition, so that the adder is no wider than the addend and the
// result ask for.
#include <fmt/format.h>

#include "generator/emit/design.hpp"
#include "generator/emit/examples.hpp"
#include "generator/emit/operands.hpp"
#include "generator/emit/scalar_top.hpp"

namespace fp8forge {

Design fma_of(const Request& request) {
  const Format& a = request.a;
  const Format& b = request.b;
  Datapath datapath(request, unit_path(request));
  const SumPath& path = *datapath.path().sum;
  add_handshake(datapath);
  datapath.part("Unpack.");
  const Operand operand_a = add_operand(datapath, a, "a", "a_i");
  const Operand operand_b = add_operand(datapath, b, "b", "b_i");
  ExactResult addend = exact_operand(datapath, add_operand(datapath, request.c, "c", "c_i"), "c");
  ExactResult product = add_product_addend(datapath, operand_a, operand_b, path);
  condition(datapath, addend, path.y, path.exp_bits, "c");
  cut(datapath, Cut::kProduct, {&product, &addend});
  const ExactResult sum = add_sum(datapath, product, addend, path);
  add_result(datapath, sum);

  const HeaderText header{
      fmt::format("{} x {} + {} fused multiply-add, result in {}", a.name, b.name, request.c.name,
                  request.to.name),
      "result_o = round(a_i * b_i + c_i), the exact result rounded once; NaN from a NaN operand, infinity "
      "times zero, "
      "Inf - Inf; an exact zero of addends with different signs is +0, in RDN -0",
      fmt::format("{}; c: {}", describe_pair(a, b), describe(request.c)),
      fmt::format("a_i {}, b_i {}, c_i {} gives {}: 1.5 * 2.0 + 0.5 = 3.5", code_of(a, 1.5), code_of(b, 2.0),
                  code_of(request.c, 0.5), code_of(request.to, 3.5))};
  std::vector<sv::Port> operands = operand_ports(request);
  operands.push_back(sv::input("c_i", request.c.bits(), fmt::format("{} code", request.c.name)));
  return datapath.finish({scalar_header(request, header),
                          top_name(request.unit),
                          {},
                          scalar_ports(request, std::move(operands)),
                          {}});
}

}  // namespace fp8forge
