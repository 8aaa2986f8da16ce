#include "generator/emit/rounded_step.hpp"

namespace fp8forge {

RoundedResult add_rounded_step(Datapath& datapath, const ExactResult& product, const std::string& previous) {
  const Format& format = *datapath.request().accumulator;
  const UnitPath& path = datapath.path();
  ExactResult addend =
      exact_operand(datapath, add_operand(datapath, format, "previous", previous), "previous", true);
  condition(datapath, addend, path.sum->y, path.sum->exp_bits, "previous");
  const ExactResult exact = add_aligned(datapath, align(datapath, product, addend, *path.sum), "1'b0");
  return add_rounding_tail(
      datapath, exact,
      {format, *path.loop, Net::constant("3'd0", 3), Net::constant("1'b0"), Net::constant("1'b0"), 0,
       datapath.request().flags, false, "fp8_encode_accumulator", "acc_"});
}

}  // namespace fp8forge
