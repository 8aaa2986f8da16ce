// A design as Yosys writes it in JSON (`write_json`), and the few questions asked of it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "generator/base/result.hpp"

namespace fp8forge::synth {

// {"modules": {name: {"attributes", "ports", "cells", "netnames"}}}, in the order Yosys wrote it.
using Netlist = nlohmann::ordered_json;

// The text as JSON. Takes it that no object has a key twice: looking for one is what makes the library's own
// parser slow, quadratic in the cells of a module. Error: it is no JSON.
Result<Netlist> parse_netlist(const std::string& text);

// Appends a member, whose key must be new.
void append(Netlist& object, std::string key, Netlist value);

// The name a module has in its source; Yosys renames what it elaborates with parameters.
std::string source_name(const std::string& name, const Netlist& module);

// True when `cell` is an instance of a module of the design, not a gate.
bool is_instance(const Netlist& design, const Netlist& cell);

}  // namespace fp8forge::synth
