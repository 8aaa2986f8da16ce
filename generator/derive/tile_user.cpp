#include "generator/derive/tile_user.hpp"

#include <fmt/format.h>

#include "generator/derive/width.hpp"

namespace fp8forge {

std::vector<UserField> tile_user(const Request& request) {
  std::vector<UserField> fields;
  const auto add = [&](std::string name, int bits, std::string meaning) {
    fields.push_back({std::move(name), bits_of(fields), bits, std::move(meaning)});
  };
  if (request.choose_a) add("format_a", 1, "0 e4m3, 1 e5m2");
  if (request.choose_b && !request.is_weight_stationary()) add("format_b", 1, "0 e4m3, 1 e5m2");
  if (request.keep) add("keep", 1, "the next tile adds to the sums of this one, which gives no rows");
  if (!request.rounding) add("rounding", 3, "RNE 0, RTZ 1, RDN 2, RUP 3, RMM 4, ROD 5; 6 and 7 act as RNE");
  if (!request.overflow) add("saturate", 1, "1 saturate, 0 nonsaturate");
  if (!request.choose_to.empty()) {
    std::string meaning = "results are";
    for (std::size_t n = 0; n < request.choose_to.size(); ++n) {
      meaning += fmt::format("{} {} {}", n > 0 ? "," : "", n, request.choose_to[n].name);
    }
    add("to", unsigned_bits(request.choose_to.size() - 1), meaning + "; a number past these is the last");
  }
  if (request.scale) add("scale", kScaleBits, "signed: results are times 2^scale, before rounding");
  return fields;
}

std::vector<UserField> weight_user(const Request& request) {
  if (!request.choose_b || !request.is_weight_stationary()) return {};
  return {{"format_b", 0, 1, "0 e4m3, 1 e5m2"}};
}

int bits_of(const std::vector<UserField>& fields) {
  return fields.empty() ? 0 : fields.back().lsb + fields.back().bits;
}

std::string field_of(const std::vector<UserField>& fields, std::string_view name, const std::string& vector,
                     int index, int copies) {
  for (const UserField& field : fields) {
    if (field.name != name) continue;
    if (fields.size() == 1 && copies == 1) return vector;
    const int lsb = index * bits_of(fields) + field.lsb;
    if (field.bits == 1) return fmt::format("{}[{}]", vector, lsb);
    return fmt::format("{}[{}:{}]", vector, lsb + field.bits - 1, lsb);
  }
  return "";
}

}  // namespace fp8forge
