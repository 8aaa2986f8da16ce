// DATASHEET.md: what a bundle computes, how fast, and what it makes of corner cases, on a page. Pure text;
// see docs/bundle.md.
#pragma once

#include <string>
#include <vector>

#include "generator/bundle/datasheet.hpp"
#include "generator/emit/bundle_writer.hpp"

namespace fp8forge {

// `files`: all others of the bundle.
SourceFile datasheet(const Request& request, const Design& design, const std::vector<SourceFile>& files);

}  // namespace fp8forge
