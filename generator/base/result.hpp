// Result<T>: a value, or what the user did wrong. For mistakes that a user can make (a file missing, a wrong
// option); not for broken invariants of the program, which are assertions.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace fp8forge {

// A user's mistake, printed by the command line as one line: `what: where: hint`.
struct Error {
  std::string what;   // what is wrong, e.g. "unknown format 'e4m4'"
  std::string where;  // where it stands, e.g. "--a" or a path with its line
  std::string hint;   // what would be right, e.g. "one of e4m3, e5m2"

  bool operator==(const Error&) const = default;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(value()); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const T& value() const {
    assert(*this);
    return std::get<0>(state_);
  }
  T& value() {
    assert(*this);
    return std::get<0>(state_);
  }
  const Error& error() const {
    assert(!*this);
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

// Success without a value, or an Error.
struct Done {
  bool operator==(const Done&) const = default;
};
using Status = Result<Done>;

}  // namespace fp8forge
