#include "generator/cli/eval_plan.hpp"

#include <numeric>

namespace fp8forge::cli {

namespace {

std::size_t bytes_of(const std::vector<Field>& fields) {
  return std::accumulate(fields.begin(), fields.end(), std::size_t{0},
                         [](std::size_t total, const Field& field) { return total + field.bytes(); });
}

// `field(lane)` for every lane; a single one has no number.
template <typename MakeField>
void append_lanes(std::vector<Field>& fields, int lanes, MakeField field) {
  for (int lane = 0; lane < lanes; ++lane) fields.push_back(field(lane));
}

// The formats of the operands, as they are known once the options are looked at.
struct Formats {
  Format a, b, c, from;
};

std::vector<Field> operand_fields(const EvalPlan& plan, const Formats& formats) {
  const auto& [a, b, c, from] = formats;
  std::vector<Field> fields;
  const bool numbered = plan.op == EvalOp::kDot || plan.lanes > 1;
  const auto codes = [&](std::string_view stem, const Format& format) {
    append_lanes(fields, plan.lanes,
                 [&](int lane) { return code_field(stem, format, numbered ? lane : -1); });
  };
  codes("a", plan.op == EvalOp::kConvert ? from : a);
  if (plan.op != EvalOp::kConvert) codes("b", b);
  if (plan.op == EvalOp::kFma || plan.op == EvalOp::kDot) fields.push_back(code_field("c", c));
  if (plan.op == EvalOp::kMac) fields.push_back(clear_field());
  if (plan.scale) fields.push_back(scale_field());
  if (plan.target.rounding == Rounding::kSr) {
    append_lanes(fields, plan.roundings(), [&](int lane) {
      return random_field(plan.target.random_bits, plan.roundings() > 1 ? lane : -1);
    });
  }
  return fields;
}

std::vector<Field> result_fields(const EvalPlan& plan, const Format& from) {
  std::vector<Field> fields;
  const int count = plan.roundings();
  append_lanes(fields, count,
               [&](int lane) { return code_field("r", plan.target.to, count > 1 ? lane : -1); });
  if (plan.flags) append_lanes(fields, count, [&](int lane) { return flags_field(count > 1 ? lane : -1); });
  if (plan.amax) fields.push_back(code_field("amax", from));
  return fields;
}

}  // namespace

std::string EvalPlan::operand_names() const {
  std::string names;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Field& field = operands[i];
    const bool last = i + 1 == operands.size() || operands[i + 1].stem != field.stem;
    if (lanes > 3 && field.lane > 0 && !last) {
      if (field.lane == 1) names += " ...";
      continue;
    }
    if (!names.empty()) names += ' ';
    names += field.name();
  }
  return names;
}

std::size_t EvalPlan::case_bytes() const { return bytes_of(operands); }
std::size_t EvalPlan::result_bytes() const { return bytes_of(results); }

Result<EvalPlan> make_plan(const EvalOptions& options) {
  const Result<EvalOp> op = parse_op(options.op);
  if (!op) return op.error();
  if (const Status status = check_applicable(options, *op); !status) return status.error();

  const Result<Format> a = parse_fp8(options.a, "--a");
  if (!a) return a.error();
  const Result<Format> b = parse_fp8(options.b, "--b");
  if (!b) return b.error();
  const Result<Format> from = parse_format(options.from, "--from", kFp32);
  if (!from) return from.error();
  // In an fma the result follows c, so c is looked at first; without --c, c follows the result.
  const Result<Format> given_c = parse_format(options.c, "--c", *a);
  if (!given_c) return given_c.error();
  Result<Format> to = parse_format(options.to, "--to", *op == EvalOp::kFma ? *given_c : *a);
  if (!to) return to.error();
  const Format c = options.c ? *given_c : *to;

  const Result<Rounding> rounding = parse_rounding(options.rounding);
  if (!rounding) return rounding.error();
  const Result<Overflow> overflow = parse_overflow(options.overflow, *to);
  if (!overflow) return overflow.error();
  if (const Status status = choose_nan(options.nan_e5m2, *to); !status) return status.error();

  const Result<int> random_bits = parse_random_bits(options.random_bits, *rounding);
  if (!random_bits) return random_bits.error();
  const Result<int> lanes = parse_lanes(options.lanes, *op);
  if (!lanes) return lanes.error();
  const Result<std::optional<Format>> accumulator = parse_accumulator(options.acc);
  if (!accumulator) return accumulator.error();
  const Result<int> max_terms = parse_max_terms(options.max_terms);
  if (!max_terms) return max_terms.error();

  EvalPlan plan{.op = *op,
                .target = {*to, *rounding, *overflow, *random_bits},
                .accumulator = *accumulator,
                .max_terms = *max_terms,
                .lanes = *lanes,
                .flags = options.flags,
                .scale = options.scale,
                .amax = options.amax};
  plan.operands = operand_fields(plan, {*a, *b, c, *from});
  plan.results = result_fields(plan, *from);
  return plan;
}

}  // namespace fp8forge::cli
