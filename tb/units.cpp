#include "tb/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>

namespace fp8forge::tb {

namespace {

// Reads the request; a key that is missing or odd throws, and becomes an Error in reading().
class Request {
 public:
  explicit Request(const Bundle& bundle) : bundle_(bundle) {}

  Format format(const std::string& key) const { return format_named(key, bundle_.request_text(key)); }

  // Formats between commas.
  std::vector<Format> formats(const std::string& key) const {
    std::vector<Format> all;
    std::istringstream names(bundle_.request_text(key));
    for (std::string name; std::getline(names, name, ',');) all.push_back(format_named(key, name));
    if (all.empty()) throw bad(key, "");
    return all;
  }

  bool has(const std::string& key) const { return bundle_.manifest.at("request").contains(key); }

  Format format_named(const std::string& key, const std::string& name) const {
    const Format* found = find_format(name);
    if (found == nullptr) throw bad(key, name);
    Format format = *found;
    if (format.name == kE5m2.name) format.canonical_nan = nan_e5m2();
    return format;
  }

  // Every mode that the unit has: those of its ports, where codes without a meaning of their own are RNE.
  std::vector<conformance::Mode> modes(int random_bits) const {
    std::vector<conformance::Mode> all;
    for (const Overflow overflow : overflows()) {
      const std::string name = bundle_.request_text("rounding");
      if (name == "runtime") {
        for (std::uint32_t code = 0; code < 8; ++code) {
          const bool is_rne = code == 7 || (code == 6 && random_bits == 0);
          all.push_back({is_rne ? Rounding::kRne : static_cast<Rounding>(code), overflow, code});
        }
      } else if (const auto rounding = find_rounding(name)) {
        all.push_back({*rounding, overflow, static_cast<std::uint32_t>(*rounding)});
      } else {
        throw bad("rounding", name);
      }
    }
    return all;
  }

  std::vector<Overflow> overflows() const {
    const std::string name = bundle_.request_text("overflow");
    std::vector<Overflow> all;
    for (const OverflowName& entry : kOverflowNames) {
      if (name == "runtime" || name == entry.name) all.push_back(entry.overflow);
    }
    if (all.empty()) throw bad("overflow", name);
    return all;
  }

  bool is_choice(const std::string& key) const { return bundle_.request_text(key) == "e4m3,e5m2"; }
  bool is_runtime(const std::string& key) const { return bundle_.request_text(key) == "runtime"; }
  bool flag(const std::string& key) const { return bundle_.manifest.at("request").at(key).get<bool>(); }

  int number(const std::string& key, int min, int max) const {
    const std::int64_t value = bundle_.request_number(key);
    if (value < min || value > max) throw bad(key, std::to_string(value));
    return static_cast<int>(value);
  }

 private:
  std::uint32_t nan_e5m2() const {
    const nlohmann::json& request = bundle_.manifest.at("request");
    return request.value("nan_e5m2", "7f") == "7e" ? 0x7E : 0x7F;
  }

  static std::invalid_argument bad(const std::string& key, const std::string& value) {
    return std::invalid_argument(fmt::format("request.{} is '{}'", key, value));
  }

  const Bundle& bundle_;
};

template <typename Unit, typename Read>
Result<Unit> reading(const Bundle& bundle, const Read& read) {
  try {
    return read();
  } catch (const nlohmann::json::exception& problem) {
    return Error{fmt::format("the manifest does not describe the unit ({})", told(problem)),
                 (bundle.directory / "manifest.json").string(), "remove the bundle and generate it again"};
  } catch (const std::exception& problem) {
    return Error{fmt::format("the manifest does not describe the unit ({})", problem.what()),
                 (bundle.directory / "manifest.json").string(), "generate the bundle again, with --force"};
  }
}

// By name from the manifest; none where it lists none, as those of earlier versions.
std::optional<conformance::RegisterMap> registers_of(const Bundle& bundle) {
  const nlohmann::json list = bundle.manifest.value("counters", nlohmann::json::array());
  if (list.empty()) return std::nullopt;
  std::map<std::string, std::uint32_t> addresses;
  for (const nlohmann::json& each : list) addresses[each.at("name")] = each.at("address");
  for (const nlohmann::json& port : bundle.manifest.at("ports")) {
    if (port.at("name") == "s_axil_araddr") addresses["address bits"] = port.at("width");
  }
  return conformance::RegisterMap{addresses.at("CONTROL"), addresses.at("STATUS"),
                                  addresses.at("BUSY"),    addresses.at("STARVED"),
                                  addresses.at("HELD"),    addresses.at("BLOCKED"),
                                  addresses.at("TILES"),   static_cast<int>(addresses.at("address bits"))};
}

}  // namespace

Result<conformance::ScalarUnit> scalar_unit(const Bundle& bundle) {
  using conformance::Operation;
  return reading<conformance::ScalarUnit>(bundle, [&] {
    const Request request(bundle);
    conformance::ScalarUnit unit;
    const std::pair<const char*, Operation> names[] = {
        {"multiplier", Operation::kMul}, {"adder", Operation::kAdd}, {"fma", Operation::kFma},
        {"dot", Operation::kDot},        {"mac", Operation::kMac},   {"converter", Operation::kConvert}};
    const auto found = std::find_if(std::begin(names), std::end(names),
                                    [&](const auto& name) { return bundle.unit == name.first; });
    if (found == std::end(names))
      throw std::invalid_argument(fmt::format("no unit is called '{}'", bundle.unit));
    unit.operation = found->second;
    unit.a = request.format(unit.operation == Operation::kConvert ? "from" : "a");
    if (unit.operation != Operation::kConvert) unit.b = request.format("b");
    if (unit.operation == Operation::kFma || unit.operation == Operation::kDot) unit.c = request.format("c");
    unit.to = request.format("to");
    unit.random_bits = request.number("random_bits", 0, 24);
    unit.modes = request.modes(unit.random_bits);
    unit.rounding_is_port = request.is_runtime("rounding");
    unit.overflow_is_port = request.is_runtime("overflow");
    unit.has_flags = request.flag("flags");
    if (unit.operation == Operation::kDot || unit.operation == Operation::kConvert) {
      unit.lanes = request.number("lanes", 1, 64);
    }
    if (unit.operation == Operation::kConvert) {
      unit.has_scale = request.flag("scale");
      unit.has_amax = request.flag("amax");
    }
    if (unit.operation == Operation::kMac) {
      if (bundle.request_text("acc") == "exact") {
        unit.max_terms = request.number("max_terms", 1, 1 << 20);
      } else {
        unit.accumulator = request.format("acc");
      }
    }
    unit.latency = bundle.manifest.at("latency");
    unit.is_clocked = bundle.manifest.at("interval") != 0;
    return unit;
  });
}

Result<conformance::ArrayUnit> array_unit(const Bundle& bundle) {
  return reading<conformance::ArrayUnit>(bundle, [&] {
    const Request request(bundle);
    conformance::ArrayUnit unit;
    unit.a = request.is_choice("a") ? kE4m3 : request.format("a");
    unit.b = request.is_choice("b") ? kE4m3 : request.format("b");
    const std::vector<Format> results = request.formats("to");
    // Products show best in the widest.
    unit.to = *std::ranges::max_element(results, {}, &Format::bits);
    if (results.size() > 1) unit.tos = results;
    if (request.has("d")) unit.d = request.format("d");
    unit.has_amax = request.flag("amax");
    unit.modes = request.modes(0);
    nlohmann::json fields = bundle.manifest.at("tuser");
    for (const nlohmann::json& field : bundle.manifest.at("tuser_b")) fields.push_back(field);
    for (const nlohmann::json& field : fields) {
      const std::string name = field.at("name");
      const std::pair<const char*, conformance::UserField&> known[] = {
          {"format_a", unit.format_a}, {"format_b", unit.format_b}, {"keep", unit.keep},
          {"rounding", unit.rounding}, {"saturate", unit.saturate}, {"to", unit.to_field},
          {"scale", unit.scale}};
      const auto found = std::find_if(std::begin(known), std::end(known),
                                      [&](const auto& entry) { return entry.first == name; });
      if (found == std::end(known)) throw std::invalid_argument(fmt::format("tuser has a field '{}'", name));
      found->second = {field.at("lsb"), field.at("width")};
    }
    unit.registers = registers_of(bundle);
    unit.rows = request.number("rows", 1, 256);
    unit.cols = request.number("cols", 1, 256);
    const std::string dataflow = bundle.request_text("dataflow");
    unit.is_weight_stationary = dataflow == "weight-stationary";
    if (!unit.is_weight_stationary && dataflow != "output-stationary") {
      throw std::invalid_argument(fmt::format("request.dataflow is '{}'", dataflow));
    }
    if (bundle.request_text("acc") != "exact") unit.accumulator = request.format("acc");
    if (unit.is_weight_stationary && !request.flag("keep")) {
      unit.max_terms = unit.rows;  // a sum that is not kept has one product a row
    } else if (unit.accumulator) {
      unit.max_terms = conformance::kAnyTerms;
    } else {
      unit.max_terms = bundle.request_number("max_terms");
    }
    if (unit.is_weight_stationary && request.flag("keep")) {
      unit.tile_rows = request.number("tile_rows", 1, 4096);
    }
    if (request.has("acc_segments")) unit.segments = request.number("acc_segments", 1, 4);
    unit.latency = bundle.manifest.at("latency");
    unit.interval = bundle.manifest.at("interval");
    if (unit.max_terms < 1 || unit.latency < 0 || unit.interval < 0) {
      throw std::invalid_argument("max_terms, latency or interval is out of range");
    }
    return unit;
  });
}

}  // namespace fp8forge::tb
