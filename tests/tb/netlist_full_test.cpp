// The bit-parallel netlist finds what the plain RTL finds, and gives the same results case by case.
#include "generator/bundle/bundle.hpp"
#include "sim/conformance/fp32_inputs.hpp"
#include "synth/flow.hpp"
#include "synth/gate_model.hpp"
#include "tb/build.hpp"
#include "tb/units.hpp"
#include "tests/tb/netlist_case.hpp"

namespace fp8forge::testing_tb {
namespace {

using conformance::Batch;
using conformance::Results;
using conformance::Slot;

class NetlistMutations : public testing::TestWithParam<MutationCase> {};

TEST_P(NetlistMutations, AreCaught) { expect_caught_in_netlist(GetParam()); }

const std::vector<std::string> kNonsaturating = {"converter", "--from",     "fp32",       "--to",
                                                 "e4m3",      "--overflow", "nonsaturate"};
constexpr const char* kDefaultRounding = "default: increment = guard && (sticky || is_odd);";
constexpr const char* kFinite = "else                result_o = finite;";

INSTANTIATE_TEST_SUITE_P(
    Full, NetlistMutations,
    testing::Values(
        MutationCase{"StickyDropped", kConverter, "rtl/fp8_converter.sv", "sig_a[18:0] != '0}", "1'b0}",
                     "mismatch in boundaries"},
        MutationCase{"TieRoundedUp", kConverter, "rtl/fp8_round.sv", kDefaultRounding,
                     "default: increment = guard;", "mismatch in boundaries"},
        MutationCase{"Truncated", kConverter, "rtl/fp8_round.sv", kDefaultRounding,
                     "default: increment = 1'b0;", "mismatch in boundaries"},
        MutationCase{"Exponent15TakenAsNan", kConverter, "rtl/fp8_encode_e4m3.sv", kFinite,
                     "else result_o = (code_i[6:3] == '1) ? CanonicalNan : finite;", "got 7f (NaN)"},
        MutationCase{"SubnormalFlushed", kConverter, "rtl/fp8_encode_e4m3.sv", kFinite,
                     "else result_o = (code_i[6:3] == '0) ? {sign_i, 7'd0} : finite;", "got 00 (0)"},
        MutationCase{"SaturationBeforeRounding", kConverter, "rtl/fp8_encode_e4m3.sv",
                     "exceeds_i || (code_i > {1'b0, MaxFinite});", "exceeds_i || (code_i > 8'h7f);",
                     "expected 7e (448), got 7f (NaN)"},
        MutationCase{"OverflowClipped", kNonsaturating, "rtl/fp8_encode_e4m3.sv",
                     "(saturate_i || stays_finite) ? largest : infinite", "largest",
                     "expected 7f (NaN), got 7e (448)"},
        MutationCase{"InfinityClipped", kNonsaturating, "rtl/fp8_encode_e4m3.sv",
                     "result_o = saturate_i ? largest : infinite;", "result_o = largest;",
                     "expected 7f (NaN), got 7e (448)"},
        MutationCase{"QuietNanOnly", kConverter, "rtl/fp8_decode_fp32.sv",
                     "assign is_nan_o = (exp_field == '1) && (man_field != '0);",
                     "assign is_nan_o = (exp_field == '1) && man_field[22];", "mismatch in boundaries"},
        MutationCase{"StickyDroppedInMultiplier", kMultiplier, "rtl/fp8_round.sv",
                     "assign sticky   = (fraction[FractionWidth-2:0] != '0) || sticky_i;",
                     "assign sticky   = 1'b0;", "mismatch in pairs"},
        MutationCase{"SubnormalFlushedInMultiplier", kMultiplier, "rtl/fp8_decode_e4m3.sv",
                     "assign sig_o    = {!is_subnormal, man_field};",
                     "assign sig_o    = is_subnormal ? 4'd0 : {1'b1, man_field};", "got 00 (0)"},
        MutationCase{"TieRoundedUpInFma",
                     {"fma"},
                     "rtl/fp8_round.sv",
                     kDefaultRounding,
                     "default: increment = guard;",
                     "mismatch in triples"}),
    name_of);

// One wrong input of 2^32, far from every boundary.
TEST(NetlistSweep, CatchesASingleInput) {
  expect_caught_in_netlist(
      {"OneInput", kConverter, "rtl/fp8_converter.sv", ".sign_i     (sign_a),\n    .code_i",
       ".sign_i     (sign_a ^ (a_i == 32'h3f9abcde)),\n    .code_i",
       "rne, saturate: expected 3a (1.25), got ba (-1.25)"},
      {"--full", "--check", "all"});
}

// Too wide for words of 64 cases, so one case at a time.
TEST(NetlistVector, Passes) {
  const GeneratedBundle bundle({"converter", "--from", "fp16", "--to", "e4m3", "--lanes", "3"});
  const ProcessResult result = verify(bundle.path(), {"--netlist"});
  EXPECT_EQ(result.exit_code, 0) << result.output;
}

// Arrays as cells of the library: the whole conformance suite, pairs through the fp32 sibling's cells too.
TEST(NetlistArray, Passes) {
  for (const std::vector<std::string>& request :
       {std::vector<std::string>{"array", "--rows", "2", "--cols", "3", "--to", "e4m3"},
        {"array", "--rows", "2", "--cols", "1", "--a", "e5m2", "--b", "e5m2", "--max-terms", "1", "--carries",
         "ripple"},
        {"array", "--rows", "3", "--cols", "2", "--dataflow", "weight-stationary", "--keep"}}) {
    const GeneratedBundle bundle(request);
    const ProcessResult result = verify(bundle.path(), {"--netlist"});
    EXPECT_EQ(result.exit_code, 0) << result.output;
  }
}

TEST(NetlistArray, OfAWrongCellIsCaught) {
  expect_caught_in_netlist({"ClearIgnored",
                            {"array", "--rows", "1", "--cols", "2"},
                            "rtl/fp8_mac_cell.sv",
                            "assign previous = clear_i ? '0 : ~complement_q;",
                            "assign previous = ~complement_q;",
                            "mismatch in"});
}

struct Models {
  conformance::ScalarUnit unit;
  std::unique_ptr<conformance::ScalarModel> plain, sliced;
};

Models models_of(const std::filesystem::path& directory) {
  const Bundle bundle = *load_bundle(directory);
  const tb::ModelSource plain = *tb::read_source(bundle);
  const synth::GateModel netlist = *synth::gate_model(bundle, *synth::read_liberty(synth::kDefaultLiberty));
  EXPECT_TRUE(netlist.is_sliced);
  tb::ModelSource sliced{
      tb::kSliced, synth::kSlicedTop, {{"fp8_sliced.sv", netlist.modules.front().text}}, plain.ports};
  const auto library = [](const tb::ModelSource& source) {
    return tb::build_model(source, {FP8FORGE_WORK, 2, {}})->library;
  };
  const conformance::ScalarUnit unit = *tb::scalar_unit(bundle);
  return {unit, library(plain).scalar_models(unit)(), library(sliced).scalar_models(unit)()};
}

// Half of the cases are consecutive operands, all binades among them; half are random.
void make_batch(const Models& models, std::uint32_t number, std::uint32_t batches, Batch& batch) {
  batch.mode = models.unit.modes.front();
  batch.cases = 1 << 16;
  auto& operands = batch.of(Slot::kA);
  operands.resize(batch.cases);
  conformance::Random random(1, 0, number);
  std::uint32_t code = number * (0xFFFFFFFFU / batches);
  for (std::uint32_t& operand : operands) {
    operand = number % 2 == 0 ? code++ : conformance::random_input(models.unit.to, random);
  }
}

std::uint64_t differences(Models& models, std::uint32_t batches) {
  Batch batch;
  Results plain, sliced;
  std::uint64_t count = 0;
  for (std::uint32_t number = 0; number < batches; ++number) {
    make_batch(models, number, batches, batch);
    plain.result.assign(batch.cases, 1);
    sliced.result.assign(batch.cases, 2);
    models.plain->evaluate(batch, plain);
    models.sliced->evaluate(batch, sliced);
    for (std::size_t i = 0; i < batch.cases; ++i) count += plain.result[i] != sliced.result[i];
  }
  return count;
}

// That the sweep of each model agrees with a table of runs in the same blocks.
void expect_same_sweeps(Models& models, const golden::ConversionRuns& table, bool all_agree) {
  bool agreed = true;
  for (std::uint32_t block = 0; block < 1024; ++block) {
    const conformance::Sweep sweep{models.unit.modes.front(), block << 22, 1 << 16};
    const bool plain = models.plain->agrees(sweep, table);
    EXPECT_EQ(plain, models.sliced->agrees(sweep, table)) << block;
    agreed = agreed && plain;
  }
  EXPECT_EQ(agreed, all_agree);
}

TEST(NetlistPaths, AreEqualOn2To26Cases) {
  const GeneratedBundle bundle(kConverter);
  Models models = models_of(bundle.path());
  EXPECT_EQ(differences(models, 1024), 0U);
  const golden::Target right = models.unit.target(models.unit.modes.front());
  expect_same_sweeps(models, {kFp32, right}, true);
  expect_same_sweeps(models, {kFp32, {right.to, Rounding::kRmm, right.overflow}}, false);
}

// Of a broken design too: the two have the same faults.
TEST(NetlistPaths, AreEqualInABrokenDesign) {
  const GeneratedBundle sound(kConverter), broken(kConverter);
  ASSERT_NO_FATAL_FAILURE(
      mutate(broken.path(), "rtl/fp8_round.sv", kDefaultRounding, "default: increment = guard;"));
  Models models = models_of(broken.path());
  EXPECT_EQ(differences(models, 128), 0U);
  models.plain = models_of(sound.path()).plain;
  EXPECT_GT(differences(models, 128), 0U);
}

}  // namespace
}  // namespace fp8forge::testing_tb
