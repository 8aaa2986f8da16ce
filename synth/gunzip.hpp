// Compressed cell libraries: foundries hand them out gzipped.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fp8forge::synth {

// True when the bytes begin as a gzip file does (RFC 1952 §2.3.1), whatever the file's name.
bool is_gzip(std::string_view bytes);

// The text inside a gzip file, all its members one after another. Nothing when it is truncated or damaged
// (the CRC-32 at its end is checked).
std::optional<std::string> gunzip(std::string_view bytes);

}  // namespace fp8forge::synth
