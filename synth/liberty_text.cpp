#include "synth/liberty_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace fp8forge::synth {

namespace {

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// Without blanks around it and without quotes.
std::string_view bare(std::string_view value) {
  while (!value.empty() && is_space(value.front())) value.remove_prefix(1);
  while (!value.empty() && is_space(value.back())) value.remove_suffix(1);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
  }
  return value;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  // One statement that must be a group, and nothing after it.
  std::optional<LibertyGroup> outermost() {
    LibertyGroup holder;
    if (!statement(holder) || holder.groups.size() != 1) return std::nullopt;
    skip_blanks();
    if (at_ < text_.size()) return std::nullopt;
    return std::move(holder.groups.front());
  }

  std::size_t line() const {
    const std::string_view before = text_.substr(0, at_);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  }

 private:
  // Blanks, comments, and the backslash that joins two lines.
  void skip_blanks() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("/*")) {
        at_ = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
      } else if (rest.starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (is_space(rest[0]) || rest[0] == '\\') {
        ++at_;
      } else {
        return;
      }
    }
  }

  bool take(char expected) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != expected) return false;
    ++at_;
    return true;
  }

  std::string_view word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_')) {
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

  // Everything up to one of `stops` outside quotes; the stop itself stays. False at the end of the text.
  bool until(std::string_view stops, std::string_view& taken) {
    const std::size_t begin = at_;
    bool quoted = false;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') quoted = !quoted;
      if (!quoted && stops.find(text_[at_]) != std::string_view::npos) {
        taken = text_.substr(begin, at_ - begin);
        return true;
      }
    }
    return false;
  }

  // One statement into `parent`: an attribute, a list (dropped: no reader needs one) or a group.
  bool statement(LibertyGroup& parent) {
    skip_blanks();
    const std::size_t begin = at_;
    const std::string_view name = word();
    if (name.empty()) return false;
    std::string_view text;
    if (take(':')) {
      if (!until(";\n}", text)) return false;
      if (text_[at_] == ';') ++at_;
      parent.attributes.push_back({name, bare(text), begin, at_});
      return true;
    }
    if (!take('(') || !until(")", text)) return false;
    ++at_;
    if (!take('{')) {
      take(';');
      return true;
    }
    LibertyGroup group{name, bare(text), begin, 0, {}, {}};
    while (!take('}')) {
      if (!statement(group)) return false;
    }
    take(';');
    group.end = at_;
    parent.groups.push_back(std::move(group));
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string_view LibertyGroup::value(std::string_view attribute) const {
  for (const LibertyAttribute& candidate : attributes) {
    if (candidate.name == attribute) return candidate.value;
  }
  return {};
}

Result<LibertyGroup> parse_liberty_text(std::string_view text, const std::string& where) {
  Parser parser(text);
  std::optional<LibertyGroup> group = parser.outermost();
  if (!group) {
    return Error{"not a liberty file", fmt::format("{}, line {}", where, parser.line()),
                 "name a cell library in liberty format (.lib, gzipped or not)"};
  }
  return std::move(*group);
}

}  // namespace fp8forge::synth
