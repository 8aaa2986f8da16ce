// A clock period on the command line, and the fewest register stages that meet it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "generator/base/result.hpp"
#include "generator/config/request.hpp"
#include "synth/liberty.hpp"

namespace fp8forge::cli {

// Nothing for an empty text. Error: not a number of nanoseconds from 0.001 to 1000000.
Result<std::optional<double>> parse_period(const std::string& text);

// The library of that file. Error: it is not one; of the default library the hint names its Debian package.
Result<synth::Liberty> read_library(const std::string& liberty);

struct Stages {
  int count = 0;
  double period_ns = 0;  // what the unit reaches with so many
};

// Synthesises the scalar unit of the request with 0, 1, 2 ... stages until one meets the period, as `synth`
// would time it. `on_step` is told what goes on.
// Error: none does (the hint names the shortest period that some number of stages reaches), or a tool fails.
Result<Stages> fewest_stages(Request request, double period_ns, const synth::Liberty& liberty,
                             const std::function<void(std::string_view)>& on_step);

}  // namespace fp8forge::cli
