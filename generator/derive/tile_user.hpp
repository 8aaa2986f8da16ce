// What s_axis_a_tuser and s_axis_b_tuser carry: the choices that an array leaves to each of its tiles. Fields
// lie from the lowest bit up in the order below, without gaps; a choice that the request has made has no
// field.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/config/request.hpp"

namespace fp8forge {

struct UserField {
  std::string name;  // "format_a", "format_b", "keep", "rounding", "saturate", "to", "scale"
  int lsb = 0;
  int bits = 1;
  std::string meaning;

  bool operator==(const UserField&) const = default;
};

// The fields of s_axis_a_tuser of an array's request; empty: there is no such port.
std::vector<UserField> tile_user(const Request& request);
// Likewise those of s_axis_b_tuser: weights need to know their format before A's first beat comes.
std::vector<UserField> weight_user(const Request& request);

// Bits of all fields.
int bits_of(const std::vector<UserField>& fields);

// The field of that name in a vector of `copies` times the bits of tuser, in the copy `index` from the
// lowest: "user[3:1]"; the vector itself where the field is all there is. Empty: there is no such field.
std::string field_of(const std::vector<UserField>& fields, std::string_view name, const std::string& vector,
                     int index = 0, int copies = 1);

}  // namespace fp8forge
