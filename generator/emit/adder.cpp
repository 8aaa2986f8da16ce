// fp8_adder: decode both operands, add them, round once.
#include <fmt/format.h>

#include "generator/emit/design.hpp"
#include "generator/emit/examples.hpp"
#include "generator/emit/operands.hpp"
#include "generator/emit/scalar_top.hpp"

namespace fp8forge {

Design adder_of(const Request& request) {
  const Format& a = request.a;
  const Format& b = request.b;
  Datapath datapath(request, unit_path(request));
  const SumPath& path = *datapath.path().sum;
  add_handshake(datapath);
  datapath.part("Unpack.");
  ExactResult x = exact_operand(datapath, add_operand(datapath, a, "a", "a_i"), "a");
  ExactResult y = exact_operand(datapath, add_operand(datapath, b, "b", "b_i"), "b");
  datapath.part(exponent_part(request.to));
  condition(datapath, x, path.x, path.exp_bits, "a");
  condition(datapath, y, path.y, path.exp_bits, "b");
  const ExactResult sum = add_sum(datapath, x, y, path);
  add_result(datapath, sum);

  const bool has_infinity = a.has_infinity() && b.has_infinity();
  const HeaderText header{fmt::format("{} + {} adder, result in {}", a.name, b.name, request.to.name),
                          fmt::format("result_o = round(a_i + b_i), the exact sum rounded once; NaN from a "
                                      "NaN operand{}; an exact zero of "
                                      "different signs is +0, in RDN -0",
                                      has_infinity ? " and from Inf - Inf" : ""),
                          describe_pair(a, b),
                          fmt::format("a_i {}, b_i {} gives {}: 1.5 + 2.0 = 3.5", code_of(a, 1.5),
                                      code_of(b, 2.0), code_of(request.to, 3.5))};
  return datapath.finish({scalar_header(request, header),
                          top_name(request.unit),
                          {},
                          scalar_ports(request, operand_ports(request)),
                          {}});
}

}  // namespace fp8forge
