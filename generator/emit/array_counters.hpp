// An array's counters (--counters): the AXI4-Lite port of its top, the registers behind it, and what the top
// tells fp8_array_counters. docs/array.md says what they count.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "generator/emit/array_shape.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// A part of a register.
struct RegisterField {
  std::string name;
  int lsb = 0;
  int bits = 1;
  std::string meaning;
};

// A register of 32 bits, or a counter in two of them, the lower word first.
struct CounterRegister {
  std::string name;
  int address = 0;  // of a byte
  int bits = 32;
  bool is_writable = false;
  std::string meaning;
  std::vector<RegisterField> fields = {};
};

// By address; none without --counters.
std::vector<CounterRegister> counter_registers(const Request& request);

// As the manifest has them.
nlohmann::ordered_json to_json(const std::vector<CounterRegister>& registers);

// The header's line; empty without counters.
std::string counters_line(const Request& request);

// The ports s_axil_….
void append_register_port(const Request& request, std::vector<sv::Port>& ports);

// What a column's bottom says of its result: the port, and its connection in the top.
sv::Port marks_port();
sv::Connection column_marks();
// The columns' marks together; nothing without counters.
std::vector<sv::Item> marks_signal(const ArrayShape& shape);

// When what happens in a top, as expressions.
struct CountedEvents {
  std::string take;     // beats are taken
  std::string present;  // they are there
  std::string blocked;  // rows of C are not taken
  std::string row;      // a row leaves the rounders
};

// The instance that counts; nothing without counters.
std::vector<sv::Item> counters_side(const ArrayShape& shape, const CountedEvents& events);

// Its modules of the library.
std::vector<std::string> counters_library(const Request& request);

}  // namespace fp8forge
