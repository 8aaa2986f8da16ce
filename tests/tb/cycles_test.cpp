// Cycles of a product through the RTL: the closed formula of docs/array.md, for K below and above Rows.
#include <gtest/gtest.h>

#include "generator/bundle/bundle.hpp"
#include "sim/accuracy/array_product.hpp"
#include "sim/conformance/random.hpp"
#include "tb/build.hpp"
#include "tb/units.hpp"
#include "tests/tb/program.hpp"

namespace fp8forge::testing_tb {
namespace {

TEST(Cycles, OfAProductAreThoseOfTheFormula) {
  const GeneratedBundle generated({"array", "--rows", "4", "--cols", "3"});
  const auto bundle = load_bundle(generated.path());
  ASSERT_TRUE(bundle);
  const auto unit = tb::array_unit(*bundle);
  const auto source = tb::read_source(*bundle);
  ASSERT_TRUE(unit && source);
  const auto built = tb::build_model(*source, {FP8FORGE_WORK, 1});
  ASSERT_TRUE(built) << built.error().what;
  const auto model = built->library.array_models(*unit)();
  conformance::Random random(5);
  const auto codes = [&](int count) {
    std::vector<std::uint32_t> drawn(static_cast<std::size_t>(count));
    for (std::uint32_t& code : drawn) code = static_cast<std::uint32_t>(random.next() & 0xFF);
    return drawn;
  };
  for (const int k : {1, 2, 3, 4, 5, 6, 17, 40}) {
    for (const int m : {1, 4, 5, 13}) {
      for (const int n : {1, 3, 7}) {
        const accuracy::Problem problem{m, k, n, codes(m * k), codes(k * n)};
        const accuracy::ArrayProduct product = accuracy::array_product(*unit, *model, problem);
        const std::int64_t tiles = ((m + 3) / 4) * ((n + 2) / 3);
        EXPECT_EQ(product.tiles, static_cast<std::uint64_t>(tiles));
        EXPECT_EQ(static_cast<std::int64_t>(product.cycles), unit->cycles(tiles, k))
            << m << " x " << k << " x " << n;
        EXPECT_EQ(product.codes, accuracy::golden_product(*unit, problem)) << m << " x " << k << " x " << n;
      }
    }
  }
}

}  // namespace
}  // namespace fp8forge::testing_tb
