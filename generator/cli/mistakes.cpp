#include "generator/cli/mistakes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

namespace fp8forge::cli {

namespace {

// Fewest insertions, deletions and substitutions from one word to the other (Levenshtein).
std::size_t distance(const std::string& from, const std::string& to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t substituted = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, substituted});
    }
  }
  return row.back();
}

// `did you mean X` where a candidate is near; otherwise `otherwise`.
std::string nearest(const std::string& word, const std::vector<std::string>& candidates,
                    std::string otherwise) {
  const auto best = std::ranges::min_element(
      candidates, {}, [&word](const std::string& candidate) { return distance(word, candidate); });
  if (best == candidates.end() || distance(word, *best) > 2) return otherwise;
  return fmt::format("did you mean {}?", *best);
}

std::vector<std::string> subcommand_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    if (option->nonpositional()) names.push_back("--" + option->get_lnames().at(0));
  }
  return names;
}

std::string without_value(const std::string& word) { return word.substr(0, word.find('=')); }

bool is_flag(const CLI::Option& option) { return option.get_expected_max() == 0; }

// Help shows a flag that may have a value as `--pareto{all}`. CLI11 would take one for the others too,
// `--power=no`.
bool has_default_value(const CLI::Option& flag) {
  return flag.get_name(false, true).find('{') != std::string::npos;
}

// The word that stands before the first `word`, or nothing.
std::string word_before(const std::string& word, const std::vector<std::string>& words) {
  const auto at = std::ranges::find(words, word);
  return at == words.begin() || at == words.end() ? "" : *(at - 1);
}

Error empty_value(const std::string& option) {
  return {"the option's value is empty", option, "give it a value, or leave it out"};
}

}  // namespace

Error explain(const CLI::ParseError& problem, const CLI::App& app, const std::vector<std::string>& words) {
  const std::vector<std::string> commands = subcommand_names(app);
  const std::string known = fmt::format("one of {}", fmt::join(commands, ", "));
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  if (chosen.empty()) {
    const auto word = std::ranges::find_if(words, [](const std::string& w) { return !w.starts_with('-'); });
    if (word != words.end()) {
      return {fmt::format("unknown command '{}'", *word), "fp8forge", nearest(*word, commands, known)};
    }
    if (words.empty()) return {"no command is given", "fp8forge", known};
    return {fmt::format("unknown option '{}'", without_value(words[0])), "fp8forge", "see fp8forge --help"};
  }
  const std::string where = fmt::format("fp8forge {}", chosen[0]->get_name());
  const std::string help = fmt::format("see {} --help", where);
  // With leftover words, whatever else is missing probably stands there misspelt.
  for (const std::string& word : app.remaining(true)) {
    const std::vector<std::string> options = option_names(*chosen[0]);
    if (std::ranges::count(options, without_value(word)) > 0) {
      return {fmt::format("misplaced option '{}'", without_value(word)), where,
              "the command comes before its options"};
    }
    if (word.starts_with('-')) {
      return {fmt::format("unknown option '{}'", without_value(word)), where,
              nearest(without_value(word), options, help)};
    }
  }
  std::string what = problem.what();
  std::ranges::replace(what, '\n', ' ');
  if (problem.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    const std::string extra = what.substr(what.rfind(": ") + 2);
    const std::string before = word_before(extra, words);
    const CLI::Option* option = chosen[0]->get_option_no_throw(before);
    const bool is_value = option != nullptr && is_flag(*option) && has_default_value(*option);
    return {fmt::format("'{}' is one word too many", extra), where,
            is_value ? fmt::format("{}={} if it is that option's value", before, extra) : help};
  }
  if (problem.get_exit_code() == static_cast<int>(CLI::ExitCodes::ArgumentMismatch)) {
    const std::string option = what.substr(0, what.find(':'));
    const auto times =
        std::ranges::count_if(words, [&](const std::string& word) { return without_value(word) == option; });
    if (option.starts_with("--") && times > 1)
      return {fmt::format("the option is given {} times", times), option, "once is enough"};
    if (option.starts_with("--")) return {"the option has no value, or too many", option, help};
  }
  return {what, where, help};
}

Status check_values(const CLI::App& command, const std::vector<std::string>& words) {
  // CLI11 takes a flag with an empty value for one without.
  for (const std::string& word : words) {
    if (!word.starts_with("--") || word.find('=') == std::string::npos) continue;
    const std::string name = without_value(word);
    if (word.ends_with('=')) return empty_value(name);
    const CLI::Option* option = command.get_option_no_throw(name);
    if (option != nullptr && is_flag(*option) && !has_default_value(*option)) {
      return Error{fmt::format("the option takes no value, and got '{}'", word.substr(name.size() + 1)), name,
                   "give it alone, or leave it away"};
    }
  }
  for (const CLI::Option* option : command.get_options()) {
    if (is_flag(*option)) continue;
    for (const std::string& value : option->results()) {
      if (!value.empty()) continue;
      if (option->get_positional()) return Error{"an empty word", option->get_name(true), "give it a value"};
      return empty_value(option->get_name());
    }
  }
  return Done{};
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      line += "\\n";
    } else if (c == '\t') {
      line += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      line += fmt::format("\\x{:02x}", byte);
    } else {
      line += c;
    }
  }
  return line;
}

}  // namespace fp8forge::cli
