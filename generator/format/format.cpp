#include "generator/format/format.hpp"

namespace fp8forge {

namespace {
constexpr Format kTable[] = {kE4m3, kE5m2, kFp16, kBf16, kFp32};
}  // namespace

std::span<const Format> all_formats() { return kTable; }

const Format* find_format(std::string_view name) {
  for (const Format& format : kTable) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace fp8forge
