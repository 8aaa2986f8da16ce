// fp8_mac: an accumulator that takes a product a beat; a beat may start a new sum, and may read it.
#include <fmt/format.h>

#include "generator/emit/design.hpp"
#include "generator/emit/examples.hpp"
#include "generator/emit/fixed_point.hpp"
#include "generator/emit/operands.hpp"
#include "generator/emit/rounded_step.hpp"
#include "generator/emit/scalar_top.hpp"

namespace fp8forge {

namespace {

// What a beat says beside its operands.
struct Control {
  Net clear{"clear_i"};
  Net read{"read_i"};
};

// A register of the accumulator: 0 after reset, `next` with each beat.
struct State {
  Net net;
  std::string next;
};

// The stage that holds the accumulator, of the registers `states`. Modes and control go along.
void add_accumulator(Datapath& datapath, const std::vector<State>& states, Control& control) {
  const std::string takes =
      datapath.stage({&datapath.rounding, &datapath.saturate, &datapath.random, &control.read});
  datapath.carry(control.read);
  std::vector<std::string> lines = {"if (!rst_ni) begin"};
  std::size_t width = 0;
  for (const State& state : states) width = std::max(width, state.net.name.size());
  for (const State& state : states) lines.push_back(fmt::format("  {:<{}} <= '0;", state.net.name, width));
  lines.push_back(fmt::format("end else if ({}) begin", takes));
  for (const State& state : states) {
    lines.push_back(fmt::format("  {:<{}} <= {};", state.net.name, width, state.next));
  }
  lines.push_back("end");
  datapath.part("The accumulator.");
  datapath.add(sv::Process{"always_ff @(posedge clk_i or negedge rst_ni)", lines});
}

// (clear ? 0 : state)
std::string kept(const Control& control, const std::string& state) {
  return fmt::format("({} ? '0 : {})", control.clear.name, state);
}

std::string still(const Control& control, const std::string& state) {
  return fmt::format("({} && !{})", state, control.clear.name);
}

// The sum with the product of this beat; `previous`: the sum without.
Net add_product(Datapath& datapath, const FixedSum& fixed, const std::string& previous,
                const FixedTerms& terms) {
  const int bits = fixed.sum_bits;
  datapath.part("The sum with this product.");
  const Net addend = datapath.define("addend", bits, fmt::format("{}'($signed({}))", bits, terms.terms.name));
  const Net before = datapath.define("previous", bits, previous);
  const Net sum = datapath.declare("sum", bits);
  datapath.use({"fp8_add"});
  sv::Instance adder{"fp8_add",
                     "u_add",
                     {{"Width", std::to_string(bits)}},
                     {{"a_i", before.name},
                      {"b_i", addend.name},
                      {"carries_i", terms.carry.is_constant ? terms.carry.name
                                                            : fmt::format("{}'({})", bits, terms.carry.name)},
                      {"sum_o", sum.name}}};
  set_carries(datapath.request(), adder);
  datapath.add(std::move(adder));
  return sum;
}

void build_exact(Datapath& datapath, Control& control) {
  const Request& request = datapath.request();
  const FixedSum& fixed = *datapath.path().fixed;
  FixedTerms terms = add_terms(datapath, fixed, 1, false);
  if (datapath.makes(Cut::kProduct)) {
    datapath.cut(Cut::kProduct, {&terms.terms, &terms.is_nan, &terms.pos_inf, &terms.neg_inf,
                                 &terms.is_invalid, &control.clear, &control.read});
  }

  const int count_bits = unsigned_bits(static_cast<std::uint64_t>(request.max_terms));
  datapath.part(fmt::format("At most {} products make a sum; one more makes it NaN.", request.max_terms));
  const Net count = datapath.declare("count_q", count_bits, "products of the sum so far");
  const Net is_full = datapath.declare("is_full");
  datapath.add(sv::Assign{is_full.name, fmt::format("!{} && ({} == {}'d{})", control.clear.name, count.name,
                                                    count_bits, request.max_terms)});
  std::vector<State> states;
  const Net sum =
      datapath.declare("sum_q", fixed.sum_bits, fmt::format("in units of 2^{}", fixed.lowest), true);
  const Net nan = datapath.declare("nan_q");
  const Net error = datapath.declare("error_q");
  const Net next =
      add_product(datapath, fixed, fmt::format("{} ? '0 : {}", control.clear.name, sum.name), terms);
  states.push_back({sum, next.name});
  states.push_back({count, fmt::format("is_full ? {0} : {1} + {2}'d1", count.name, kept(control, count.name),
                                       count_bits)});
  states.push_back({nan, fmt::format("{} || {} || is_full", still(control, nan.name), terms.is_nan.name)});
  FixedTerms stored = terms;
  stored.is_nan = nan;
  const auto sticky = [&](Net& net, const std::string& name) {
    if (net.is_constant) return;
    const Net state = datapath.declare(name);
    states.push_back({state, fmt::format("{} || {}", still(control, name), net.name)});
    net = state;
  };
  sticky(stored.pos_inf, "pos_inf_q");
  sticky(stored.neg_inf, "neg_inf_q");
  sticky(stored.is_invalid, "invalid_q");
  states.push_back({error, "error_q || is_full"});
  add_accumulator(datapath, states, control);
  datapath.add(sv::Assign{"error_o", error.name});
  add_result(datapath, sign_and_magnitude(datapath, sum, fixed, stored, "1'b0"));
}

void build_rounded(Datapath& datapath, Control& control) {
  const Request& request = datapath.request();
  const Format& format = *request.accumulator;
  datapath.part("Unpack.");
  const Operand a = add_operand(datapath, request.a, "a", "a_i");
  const Operand b = add_operand(datapath, request.b, "b", "b_i");
  ExactResult product = add_product_addend(datapath, a, b, *datapath.path().sum);
  cut(datapath, Cut::kProduct, {&product}, {&control.clear, &control.read});

  datapath.part("The sum so far.");
  const Net sum = datapath.declare("sum_q", format.bits(), fmt::format("{} code", format.name));
  const Net previous = datapath.define("previous", format.bits(), kept(control, sum.name));
  const RoundedResult next = add_rounded_step(datapath, product, previous.name);
  std::vector<State> states = {{sum, next.code.name}};
  Net raised = Net::constant("4'd0", 4);
  if (request.flags) {
    raised = datapath.declare("raised_q", 4, "flags since the sum began");
    states.push_back({raised, fmt::format("{} | {}", kept(control, raised.name), next.status.name)});
  }
  add_accumulator(datapath, states, control);

  datapath.part("To the result's format.");
  ExactResult stored =
      exact_operand(datapath, add_operand(datapath, format, "stored", sum.name), "stored", true);
  stored.raised = raised;
  add_result(datapath, stored);
}

HeaderText header_of(const Request& request) {
  const std::string accumulator = request.accumulator ? std::string(request.accumulator->name) : "exact";
  return {
      fmt::format("{} x {} multiply-accumulate, {} accumulator, result in {}", request.a.name, request.b.name,
                  accumulator, request.to.name),
      request.accumulator
          ? fmt::format(
                "each beat: sum = round(a_i * b_i + (clear_i ? 0 : sum)) to {}, RNE; with read_i a result, "
                "the sum rounded once more",
                request.accumulator->name)
          : fmt::format(
                "each beat: sum = a_i * b_i + (clear_i ? 0 : sum), exact; with read_i a result, the sum "
                "rounded once; more than {} products give NaN and set error_o; a zero sum is +0",
                request.max_terms),
      describe_pair(request.a, request.b),
      fmt::format("a_i {}, b_i {} with clear_i and read_i gives {}: 1.5 * 2.0 = 3.0", code_of(request.a, 1.5),
                  code_of(request.b, 2.0), code_of(request.to, 3.0))};
}

}  // namespace

Design mac_of(const Request& request) {
  Datapath datapath(request, unit_path(request));
  Control control;
  datapath.part("A beat that is not read ends at the last stage.");
  datapath.declare("has_beat");
  datapath.declare("reads");
  datapath.add(sv::Assign{"valid_o", "has_beat && reads"});
  add_handshake(datapath, "has_beat", "ready_i || !reads");
  if (request.accumulator) {
    build_rounded(datapath, control);
  } else {
    build_exact(datapath, control);
  }
  datapath.add(sv::Assign{"reads", control.read.name});

  std::vector<sv::Port> operands = operand_ports(request);
  operands.push_back(sv::input("clear_i", 1, "the product of this beat starts a new sum"));
  operands.push_back(sv::input("read_i", 1, "this beat gives a result, its product included"));
  std::vector<sv::Port> ports = scalar_ports(request, std::move(operands));
  if (!request.accumulator) {
    ports.push_back(sv::output(
        "error_o", 1, fmt::format("sticky until reset: a sum had more than {} products", request.max_terms)));
  }
  return datapath.finish(
      {scalar_header(request, header_of(request)), top_name(request.unit), {}, std::move(ports), {}});
}

}  // namespace fp8forge
