// What the SystemC model is told by a bundle, and which bundles it refuses.
#include "tb/systemc/unit.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/tb/program.hpp"

namespace fp8forge::testing_systemc {
namespace {

// What systemc_unit says of a small array whose manifest was changed; "" where it takes it.
template <typename Change>
std::string said_of(const Change& change) {
  const testing_tb::GeneratedBundle bundle({"array", "--rows", "2", "--cols", "3", "--keep"});
  auto manifest = nlohmann::ordered_json::parse(*read_file(bundle.path() / "manifest.json"));
  change(manifest);
  EXPECT_TRUE(write_file(bundle.path() / "manifest.json", manifest.dump(2)));
  const auto unit = tb::systemc_unit(bundle.path());
  return unit ? "" : unit.error().what;
}

TEST(SystemcUnit, OfAnArray) {
  const testing_tb::GeneratedBundle bundle(
      {"array", "--rows", "2", "--cols", "3", "--keep", "--max-terms", "99"});
  const auto unit = tb::systemc_unit(bundle.path());
  ASSERT_TRUE(unit) << unit.error().what;
  EXPECT_EQ(unit->rows, 2);
  EXPECT_EQ(unit->cols, 3);
  EXPECT_EQ(unit->max_terms, 99);
  EXPECT_EQ(unit->user_bits(), 1);
}

TEST(SystemcUnit, RefusesWhatTheModelDoesNotKnow) {
  using Json = nlohmann::ordered_json;
  EXPECT_EQ(said_of([](Json&) {}), "");
  EXPECT_EQ(said_of([](Json& json) { json["request"]["later"] = false; }), "") << "an option that is off";
  EXPECT_EQ(said_of([](Json& json) { json["request"]["later"] = "some"; }),
            "the SystemC model does not know 'later' \"some\"");
  EXPECT_EQ(said_of([](Json& json) { json["tuser"][0]["name"] = "later"; }),
            "the manifest does not describe the unit (tuser has a field 'later')");
  EXPECT_EQ(said_of([](Json& json) {
              json["ports"].push_back({{"name", "d"}, {"direction", "input"}, {"width", 8}});
            }),
            "the SystemC model does not know the port d");
  EXPECT_EQ(said_of([](Json& json) { json["ports"].back()["width"] = 3; }),
            "the SystemC model does not know 3 bits of error_o");
  EXPECT_EQ(said_of([](Json& json) { json["ports"].erase(json["ports"].size() - 1); }),
            "the SystemC model does not know an array without error_o");
  EXPECT_EQ(said_of([](Json& json) { json["latency"] = 7; }),
            "the SystemC model does not know a latency of 7 cycles");
  EXPECT_EQ(said_of([](Json& json) { json["interval"] = 3; }),
            "the SystemC model does not know tiles 3 cycles apart");
}

TEST(SystemcUnit, RefusesWhatIsNoArray) {
  const testing_tb::GeneratedBundle bundle({"multiplier"});
  const auto unit = tb::systemc_unit(bundle.path());
  ASSERT_FALSE(unit);
  EXPECT_EQ(unit.error().what, "there is no SystemC model of a multiplier");
  EXPECT_FALSE(tb::systemc_unit("/nowhere"));
}

}  // namespace
}  // namespace fp8forge::testing_systemc
