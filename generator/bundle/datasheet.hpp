// A bundle's datasheet as generate writes it and synth takes it up: its name, and the section that is left to
// synthesis.
#pragma once

namespace fp8forge {

inline constexpr const char* kDatasheet = "DATASHEET.md";

// Heading of its last section.
inline constexpr const char* kAreaHeading = "## Area and clock";

}  // namespace fp8forge
