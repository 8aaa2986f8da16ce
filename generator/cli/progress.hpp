// One line on a terminal that is written over and over while something long goes on; nothing elsewhere.
#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <string_view>

namespace fp8forge::cli {

class Progress {
 public:
  Progress() = default;
  Progress(const Progress&) = delete;
  ~Progress() { clear(); }
  void show(std::string_view text) const {
    if (terminal_) fmt::print(stderr, "\r\033[K{}", text);
    std::fflush(stderr);
  }
  void clear() const { show(""); }

 private:
  bool terminal_ = isatty(STDERR_FILENO) == 1;
};

}  // namespace fp8forge::cli
