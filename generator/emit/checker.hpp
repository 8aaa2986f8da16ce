// Writes the body of a checker: concurrent assertions, and the registers that they look at. The subset is the
// one of Verilator 5.006: one clock, `|->`, $stable and $isunknown. What has to be remembered from an earlier
// cycle is a register with the unit's reset, so that no assertion reaches back into a reset.
#pragma once

#include <string>
#include <vector>

#include "generator/emit/module.hpp"

namespace fp8forge {

class Checker {
 public:
  using Names = std::vector<std::string>;

  // A handshake at the edge of the unit.
  struct Stream {
    std::string name;  // begins the labels
    std::string valid;
    std::string ready;
    Names stable;  // what holds from valid until ready
    Names known;   // what is known while valid
  };

  // Adds to `body`, which outlives it. `reset` is asynchronous and active low.
  Checker(std::vector<sv::Item>& body, std::string clock, std::string reset);

  void add(sv::Item item) { body_.push_back(std::move(item)); }

  // `arguments` are those of $error: the message in quotes, and values.
  void check(const std::string& label, const std::string& property, const std::string& arguments);

  // An always_ff of `resets` in reset, and of `lines` at other edges.
  void registers(const Names& resets, const Names& lines);

  // Declares in_reset, which check() needs: a reset comes before `any_valid`.
  void reset(const std::string& any_valid);

  // What is offered stays until it is taken, and is known.
  void stream(const Stream& stream);

  // While `condition`, which may be empty, no bit of `names` is X or Z.
  void known(const std::string& name, const std::string& condition, const Names& names);

 private:
  std::vector<sv::Item>& body_;
  std::string clock_;
  std::string reset_;
};

}  // namespace fp8forge
