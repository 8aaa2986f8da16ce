// SHA-256, by which a bundle's manifest names the exact text of each file.
#pragma once

#include <string>
#include <string_view>

namespace fp8forge {

// SHA-256 (FIPS 180-4) of the bytes, in 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace fp8forge
