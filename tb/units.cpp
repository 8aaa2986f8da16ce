#include "tb/units.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fp8forge::tb {

namespace {

// Reads the request; a key that is missing or odd throws, and becomes an Error in reading().
class Request {
 public:
  explicit Request(const Bundle& bundle) : bundle_(bundle) {}

  Format format(const std::string& key) const {
    const std::string name = bundle_.request_text(key);
    const Format* found = find_format(name);
    if (found == nullptr) throw bad(key, name);
    Format format = *found;
    if (format.name == kE5m2.name) format.canonical_nan = nan_e5m2();
    return format;
  }

  std::vector<Rounding> roundings() const {
    const std::string name = bundle_.request_text("rounding");
    std::vector<Rounding> all;
    for (const RoundingName& entry : kRoundingNames) {
      if (name == "runtime" || name == entry.name) all.push_back(entry.rounding);
    }
    if (all.empty()) throw bad("rounding", name);
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

  int size(const std::string& key) const {
    const std::int64_t value = bundle_.request_number(key);
    if (value < 1 || value > 64) throw bad(key, std::to_string(value));
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

}  // namespace

Result<conformance::ScalarUnit> scalar_unit(const Bundle& bundle) {
  return reading<conformance::ScalarUnit>(bundle, [&] {
    const Request request(bundle);
    conformance::ScalarUnit unit;
    if (bundle.unit == "multiplier") {
      unit.a = request.format("a");
      unit.b = request.format("b");
    } else {
      unit.a = request.format("from");
    }
    unit.to = request.format("to");
    unit.roundings = request.roundings();
    unit.overflows = request.overflows();
    return unit;
  });
}

Result<conformance::ArrayUnit> array_unit(const Bundle& bundle) {
  return reading<conformance::ArrayUnit>(bundle, [&] {
    const Request request(bundle);
    conformance::ArrayUnit unit;
    unit.a = request.format("a");
    unit.b = request.format("b");
    unit.target = {request.format("to"), request.roundings().front(), request.overflows().front()};
    unit.rows = request.size("rows");
    unit.cols = request.size("cols");
    unit.max_terms = bundle.request_number("max_terms");
    unit.latency = bundle.manifest.at("latency");
    unit.interval = bundle.manifest.at("interval");
    if (unit.max_terms < 1 || unit.latency < 0 || unit.interval < 0) {
      throw std::invalid_argument("max_terms, latency or interval is out of range");
    }
    return unit;
  });
}

}  // namespace fp8forge::tb
