// A SystemVerilog module as data, for print() to lay out. It knows declarations, instances and generate
// blocks, and no arithmetic: expressions and the bodies of processes are text. It is not an expression IR,
// and nothing here checks that the text is legal; the lint tests of the emitted bundles do.
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace fp8forge::sv {

// How many bits a port or signal has: a number, or an expression in the module's parameters.
struct Bits {
  int count = 1;           // for the parameters' default values; 1: a scalar unless `expression` is set
  std::string expression;  // e.g. "Rows*8"; empty: `count`

  Bits(int number) : count(number) {}
  Bits(std::string text, int number) : count(number), expression(std::move(text)) {}
  bool operator==(const Bits&) const = default;
};

struct Param {
  std::string name;
  std::string value;
  std::string comment;
  std::string type = "int";
  bool is_local = false;  // localparam: follows from others
};

enum class Direction { kInput, kOutput };

struct Port {
  Direction direction = Direction::kInput;
  std::string name;
  Bits bits = 1;
  std::string comment = {};
  bool opens_group = false;  // a blank line stands above
};

// Items of a module's body.

struct Comment {
  std::string text;  // wrapped when printed; a line break stays one
};

struct Signal {
  std::string name;
  Bits bits = 1;
  std::string comment = {};
  bool is_signed = false;
  std::string dimensions = {};  // unpacked, e.g. "[Rows]"
};

struct LocalParam {
  std::string name;
  std::string value;
  std::string comment = {};
  std::string type = "int";
};

struct Assign {
  std::string target;
  std::string value;  // after a line break, printed below the first line's start
};

// A parameter or port of an instance, and what it is set or connected to.
struct Connection {
  std::string name;
  std::string value;
};

struct Instance {
  std::string module;
  std::string name;
  std::vector<Connection> parameters;
  std::vector<Connection> ports;
};

// `head begin`, the lines, `end`: always_comb, always_ff @(…), initial.
struct Process {
  std::string head;
  std::vector<std::string> lines;  // indented relative to the process
};

// Lines as they are: a typedef, a function.
struct Lines {
  std::vector<std::string> lines;
};

// A blank line between declarations or assignments.
struct Blank {};

struct Item;

struct GenerateIf {
  std::string condition;
  std::string label;
  std::vector<Item> body;
  std::string else_label = {};  // empty: no else
  std::vector<Item> else_body = {};
};

struct GenerateFor {
  std::string variable;  // a genvar, counting from 0
  std::string limit;     // up to below this
  std::string label;
  std::vector<Item> body;
};

using ItemVariant = std::variant<Comment, Signal, LocalParam, Assign, Instance, Process, Lines, Blank,
                                 GenerateIf, GenerateFor>;
struct Item : ItemVariant {
  using ItemVariant::ItemVariant;
};

template <typename T>
void append(std::vector<T>& all, std::vector<std::type_identity_t<T>> more) {
  for (T& each : more) all.push_back(std::move(each));
}

struct Module {
  std::string header;  // comment above the module; line breaks stay
  std::string name;
  std::vector<Param> parameters;
  std::vector<Port> ports;
  std::vector<Item> body;
};

inline Port input(std::string name, Bits bits, std::string comment, bool opens_group = false) {
  return {Direction::kInput, std::move(name), std::move(bits), std::move(comment), opens_group};
}
inline Port output(std::string name, Bits bits, std::string comment, bool opens_group = false) {
  return {Direction::kOutput, std::move(name), std::move(bits), std::move(comment), opens_group};
}

// A check of an int parameter that stops every tool: outside of min … max a module is instantiated that does
// not exist and whose name is the message, e.g. rows_must_be_1_to_64 for ("Rows", 1, 64).
Item range_check(const std::string& parameter, int min, int max);

}  // namespace fp8forge::sv
