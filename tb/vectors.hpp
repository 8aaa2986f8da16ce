// A run and its expected rows as text that $readmemh reads (docs/vectors.md has the lines).
#pragma once

#include <string>
#include <vector>

#include "sim/conformance/expected.hpp"

namespace fp8forge::tb {

struct VectorFile {
  std::string name;
  std::string text;
};

// a.hex, b.hex, c.hex and ready.hex, of an array with D d.hex too. The same run gives the same text.
std::vector<VectorFile> vector_files(const conformance::ArrayUnit& unit, const conformance::Run& run,
                                     const conformance::Expected& expected);

}  // namespace fp8forge::tb
