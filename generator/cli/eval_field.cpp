#include "generator/cli/eval_field.hpp"

#include <fmt/format.h>

namespace fp8forge::cli {

std::string Field::name() const { return lane < 0 ? std::string(stem) : fmt::format("{}{}", stem, lane); }

std::string Field::description() const {
  switch (kind) {
    case Kind::kCode:
      return fmt::format("a code of {}", format.name);
    case Kind::kScale:
      return "a scale of 9 bits";
    case Kind::kClear:
      return "a bit";
    case Kind::kRandom:
      return fmt::format("a random number of {} bit{}", bits, bits == 1 ? "" : "s");
    case Kind::kFlags:
      return "a set of flags";
  }
  return "";
}

std::string Field::hint() const {
  switch (kind) {
    case Kind::kCode:
      return fmt::format("1 to {} hex digits", hex_digits());
    case Kind::kScale:
      return "hex digits of a two's complement number: 0 to ff, or 100 to 1ff for -256 to -1";
    case Kind::kClear:
      return "0 or 1";
    case Kind::kRandom:
    case Kind::kFlags:
      return fmt::format("hex digits, 0 to {:x}", mask());
  }
  return "";
}

}  // namespace fp8forge::cli
