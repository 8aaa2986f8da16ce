// The files beside the RTL by which other tools take a bundle up: a file list, a FuseSoC core, a Bender
// manifest and timing constraints. Pure text; see docs/bundle.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "generator/emit/bundle_writer.hpp"

namespace fp8forge {

// Clock period of the constraints, in ns, where the request names none.
inline constexpr double kDefaultPeriodNs = 10;

// `<top>.f`, `<top>.core`, `Bender.yml` and `<top>.sdc` for the RTL `files`, in compile order.
std::vector<SourceFile> flow_files(const Request& request, const Design& design,
                                   const std::vector<SourceFile>& files, std::optional<double> period_ns);

}  // namespace fp8forge
