// Each device of the table is one that nextpnr has, in a package that it has.
#include <gtest/gtest.h>

#include "generator/base/files.hpp"
#include "synth/fpga.hpp"
#include "tests/synth/tiny_bundle.hpp"

namespace fp8forge::synth {
namespace {

TEST(FpgaDevices, AreKnownToNextpnr) {
  const TemporaryDirectory folder = std::move(*TemporaryDirectory::create());
  write_tiny_bundle(folder.path(), tiny_rtl("2'd0"));
  const Bundle bundle = *load_bundle(folder.path());
  for (const Ice40Device& device : kIce40Devices) {
    const Result<FpgaReport> report = synthesise_fpga(bundle, kFpgaFamilies[0], device);
    ASSERT_TRUE(report) << device.name;
    EXPECT_TRUE(report->placement) << device.name << ": " << report->not_placed;
  }
}

}  // namespace
}  // namespace fp8forge::synth
