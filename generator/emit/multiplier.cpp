// fp8_multiplier: decode both operands, multiply exactly, round once.
#include <fmt/format.h>

#include "generator/emit/design.hpp"
#include "generator/emit/examples.hpp"
#include "generator/emit/operands.hpp"
#include "generator/emit/scalar_top.hpp"

namespace fp8forge {

Design multiplier_of(const Request& request) {
  const Format& a = request.a;
  const Format& b = request.b;
  Datapath datapath(request, unit_path(request));
  add_handshake(datapath);
  datapath.part("Unpack.");
  const Operand operand_a = add_operand(datapath, a, "a", "a_i");
  const Operand operand_b = add_operand(datapath, b, "b", "b_i");
  ExactResult product =
      add_product(datapath, operand_a, operand_b, datapath.path().rounding.is_always_normal());
  cut(datapath, Cut::kProduct, {&product});
  add_result(datapath, product);

  const bool has_infinity = a.has_infinity() || b.has_infinity();
  const HeaderText header{
      fmt::format("{} x {} multiplier, result in {}", a.name, b.name, request.to.name),
      fmt::format("result_o = round(a_i * b_i), the exact product rounded once; NaN from a NaN operand{}; "
                  "the sign of "
                  "zeros{} too is the xor of the operands' signs",
                  has_infinity ? " and infinity times zero" : "", has_infinity ? " and infinities" : ""),
      describe_pair(a, b),
      fmt::format("a_i {}, b_i {} gives {}: 1.5 * 2.0 = 3.0", code_of(a, 1.5), code_of(b, 2.0),
                  code_of(request.to, 3.0))};
  return datapath.finish({scalar_header(request, header),
                          top_name(request.unit),
                          {},
                          scalar_ports(request, operand_ports(request)),
                          {}});
}

}  // namespace fp8forge
