#include "generator/emit/printer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace fp8forge::sv {

namespace {

using std::string;
using std::string_view;

string indent(int depth) { return string(static_cast<std::size_t>(2 * depth), ' '); }

string padded(string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

std::vector<string_view> split_lines(string_view text) {
  std::vector<string_view> lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

// Where the further pieces of a wrapped line start: below its text; behind a key that two or more blanks set
// off, below what the key tells.
std::size_t hanging_indent(string_view line) {
  constexpr std::size_t kLongestKey = 16;
  const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t gap = line.find("  ", start);
  if (gap >= start + kLongestKey) return start;
  return std::min(line.find_first_not_of(' ', gap), line.size());
}

// `line` broken at blanks into pieces of at most `width`, as far as its words allow it.
std::vector<string> wrap(string_view line, std::size_t width) {
  const std::size_t start = hanging_indent(line);
  const string margin(start, ' ');
  std::vector<string> pieces;
  string rest(line);
  while (rest.size() > width) {
    const std::size_t cut = rest.rfind(' ', width);
    if (cut == string::npos || cut <= start) break;
    pieces.push_back(rest.substr(0, cut));
    rest = margin + rest.substr(cut + 1);
  }
  pieces.push_back(rest);
  return pieces;
}

string comment_block(string_view text, int depth) {
  string out;
  const string margin = indent(depth);
  for (const string_view line : split_lines(text)) {
    for (const string& piece : wrap(line, kLineWidth - margin.size() - 3)) {
      out += piece.empty() ? margin + "//\n" : fmt::format("{}// {}\n", margin, piece);
    }
  }
  return out;
}

string range_of(const Bits& bits) {
  string_view expression = bits.expression;
  if (expression.ends_with("+1")) return fmt::format("[{}:0]", expression.substr(0, expression.size() - 2));
  if (!expression.empty()) return fmt::format("[{}-1:0]", expression);
  return bits.count == 1 ? "" : fmt::format("[{}:0]", bits.count - 1);
}

// Rows of cells: each column as wide as its widest cell; cells of the last column are not padded. An empty
// column takes no room. A row's comment follows two blanks behind the widest row.
struct Row {
  std::vector<string> cells;
  string comment;
  bool opens_group = false;  // a blank line stands above
};

string print_rows(const std::vector<Row>& rows, int depth) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.cells.size()));
    for (std::size_t i = 0; i < row.cells.size(); ++i) widths[i] = std::max(widths[i], row.cells[i].size());
  }
  std::vector<string> lines;
  std::size_t longest = 0;
  for (const Row& row : rows) {
    string line;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (widths[i] == 0) continue;
      if (!line.empty()) line += ' ';
      line += i + 1 < row.cells.size() ? padded(row.cells[i], widths[i]) : row.cells[i];
    }
    longest = std::max(longest, line.size());
    lines.push_back(line);
  }
  string out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].opens_group && i > 0) out += "\n";
    if (rows[i].comment.empty()) {
      out += indent(depth) + lines[i] + "\n";
      continue;
    }
    // A comment that is too long goes on below its own start.
    const std::size_t column = indent(depth).size() + longest + 5;
    const std::size_t room = column + 24 < kLineWidth ? kLineWidth - column : 24;
    const std::vector<string> pieces = wrap(rows[i].comment, room);
    out += fmt::format("{}{}  // {}\n", indent(depth), padded(lines[i], longest), pieces[0]);
    for (std::size_t piece = 1; piece < pieces.size(); ++piece) {
      out += fmt::format("{}{}  // {}\n", indent(depth), string(longest, ' '), pieces[piece]);
    }
  }
  return out;
}

string print_parameters(const std::vector<Param>& parameters) {
  std::vector<Row> rows;
  for (const Param& param : parameters) {
    const bool last = &param == &parameters.back();
    rows.push_back({{param.is_local ? "localparam" : "parameter", param.type, param.name, "=",
                     param.value + (last ? "" : ",")},
                    param.comment});
  }
  return print_rows(rows, 1);
}

// `type [range]` as one cell, so that columns stay narrow.
string typed(string type, const Bits& bits) {
  const string range = range_of(bits);
  return range.empty() ? type : type + " " + range;
}

string print_ports(const std::vector<Port>& ports) {
  std::vector<Row> rows;
  for (const Port& port : ports) {
    const bool last = &port == &ports.back();
    rows.push_back({{typed(port.direction == Direction::kInput ? "input  logic" : "output logic", port.bits),
                     port.name + (last ? "" : ",")},
                    port.comment,
                    port.opens_group});
  }
  return print_rows(rows, 1);
}

string snake_case(string_view name) {
  string out;
  for (const char c : name) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (is_upper && !out.empty()) out += '_';
    out += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

class BodyPrinter {
 public:
  explicit BodyPrinter(int depth) : depth_(depth) {}

  // Runs of declarations and of assignments are set as tables; other items are paragraphs.
  void print(const std::vector<Item>& items) {
    for (std::size_t i = 0; i < items.size();) {
      const std::size_t kind = items[i].index();
      std::size_t end = i + 1;
      while (end < items.size() && items[end].index() == kind) ++end;
      if (std::holds_alternative<Signal>(items[i])) {
        signals(items, i, end);
      } else if (std::holds_alternative<LocalParam>(items[i])) {
        local_params(items, i, end);
      } else if (std::holds_alternative<Assign>(items[i])) {
        assigns(items, i, end);
      } else {
        end = i + 1;
        std::visit([this](const auto& item) { paragraph(item); }, static_cast<const ItemVariant&>(items[i]));
      }
      i = end;
    }
  }

  string text() && { return std::move(out_); }

 private:
  // What the text ends with, which decides whether a blank line has to follow.
  enum class End { kStart, kComment, kBlank, kLocalParams, kSignals, kAssigns, kBlock };

  // Paragraphs are set off by blank lines, except below a comment, which belongs to what follows it.
  void open_paragraph() {
    if (end_ != End::kStart && end_ != End::kComment && end_ != End::kBlank) out_ += "\n";
  }

  // Signals and the assignments to them stand together.
  void open_table(End kind) {
    if (!(kind == End::kAssigns && end_ == End::kSignals)) open_paragraph();
    end_ = kind;
  }

  void close_block() { end_ = End::kBlock; }

  void signals(const std::vector<Item>& items, std::size_t begin, std::size_t end) {
    open_table(End::kSignals);
    std::vector<Row> rows;
    for (std::size_t i = begin; i < end; ++i) {
      const Signal& signal = std::get<Signal>(items[i]);
      rows.push_back(
          {{typed(signal.is_signed ? "logic signed" : "logic", signal.bits),
            fmt::format("{}{}{};", signal.name, signal.dimensions.empty() ? "" : " ", signal.dimensions)},
           signal.comment});
    }
    out_ += print_rows(rows, depth_);
  }

  void local_params(const std::vector<Item>& items, std::size_t begin, std::size_t end) {
    open_table(End::kLocalParams);
    std::vector<Row> rows;
    for (std::size_t i = begin; i < end; ++i) {
      const LocalParam& param = std::get<LocalParam>(items[i]);
      rows.push_back({{"localparam", param.type, param.name, "=", param.value + ";"}, param.comment});
    }
    out_ += print_rows(rows, depth_);
  }

  void assigns(const std::vector<Item>& items, std::size_t begin, std::size_t end) {
    open_table(End::kAssigns);
    std::size_t width = 0;
    for (std::size_t i = begin; i < end; ++i)
      width = std::max(width, std::get<Assign>(items[i]).target.size());
    for (std::size_t i = begin; i < end; ++i) {
      const Assign& assign = std::get<Assign>(items[i]);
      string line = fmt::format("{}assign {} = ", indent(depth_), padded(assign.target, width));
      const string margin(line.size(), ' ');
      bool first = true;
      for (const string_view piece : split_lines(assign.value)) {
        out_ += fmt::format("{}{}{}", first ? "" : "\n", first ? line : margin, piece);
        first = false;
      }
      out_ += ";\n";
    }
  }

  void paragraph(const Comment& comment) {
    open_paragraph();
    out_ += comment_block(comment.text, depth_);
    end_ = End::kComment;
  }

  void connections(const std::vector<Connection>& list, int depth) {
    std::size_t width = 0;
    for (const Connection& connection : list) width = std::max(width, connection.name.size());
    for (const Connection& connection : list) {
      out_ += fmt::format("{}.{} ({}){}\n", indent(depth), padded(connection.name, width), connection.value,
                          &connection == &list.back() ? "" : ",");
    }
  }

  void paragraph(const Instance& instance) {
    open_paragraph();
    out_ += fmt::format("{}{} ", indent(depth_), instance.module);
    if (!instance.parameters.empty()) {
      out_ += "#(\n";
      connections(instance.parameters, depth_ + 1);
      out_ += indent(depth_) + ") ";
    }
    if (instance.ports.empty()) {
      out_ += instance.name + " ();\n";
    } else {
      out_ += instance.name + " (\n";
      connections(instance.ports, depth_ + 1);
      out_ += indent(depth_) + ");\n";
    }
    close_block();
  }

  void lines(const std::vector<string>& texts, int depth) {
    for (const string& text : texts) out_ += text.empty() ? "\n" : indent(depth) + text + "\n";
  }

  void paragraph(const Process& process) {
    open_paragraph();
    out_ += fmt::format("{}{} begin\n", indent(depth_), process.head);
    lines(process.lines, depth_ + 1);
    out_ += indent(depth_) + "end\n";
    close_block();
  }

  void paragraph(const Lines& item) {
    open_paragraph();
    lines(item.lines, depth_);
    close_block();
  }

  void paragraph(const Blank&) {
    open_paragraph();
    end_ = End::kBlank;
  }

  void block(const string& head, const string& label, const std::vector<Item>& body) {
    BodyPrinter inner(depth_ + 1);
    inner.print(body);
    out_ += fmt::format("{} begin : {}\n{}{}end", head, label, std::move(inner).text(), indent(depth_));
  }

  void paragraph(const GenerateIf& item) {
    open_paragraph();
    block(fmt::format("{}if ({})", indent(depth_), item.condition), item.label, item.body);
    if (!item.else_label.empty()) block(" else", item.else_label, item.else_body);
    out_ += "\n";
    close_block();
  }

  void paragraph(const GenerateFor& item) {
    open_paragraph();
    block(fmt::format("{0}for (genvar {1} = 0; {1} < {2}; {1}++)", indent(depth_), item.variable, item.limit),
          item.label, item.body);
    out_ += "\n";
    close_block();
  }

  // Never reached: tables print these.
  void paragraph(const Signal&) {}
  void paragraph(const LocalParam&) {}
  void paragraph(const Assign&) {}

  int depth_;
  string out_;
  End end_ = End::kStart;
};

}  // namespace

Item range_check(const string& parameter, int min, int max) {
  const string name = snake_case(parameter);
  return GenerateIf{fmt::format("{0} < {1} || {0} > {2}", parameter, min, max),
                    "gen_check_" + name,
                    {Instance{fmt::format("{}_must_be_{}_to_{}", name, min, max), "u_error", {}, {}}}};
}

string print(const Module& module) {
  string out = comment_block(module.header, 0);
  out += fmt::format("module {}", module.name);
  if (!module.parameters.empty()) out += fmt::format(" #(\n{})", print_parameters(module.parameters));
  if (!module.ports.empty()) out += fmt::format(" (\n{})", print_ports(module.ports));
  out += ";\n";
  if (!module.body.empty()) {
    BodyPrinter body(1);
    body.print(module.body);
    out += fmt::format("\n{}\n", std::move(body).text());
  }
  return out + "endmodule\n";
}

}  // namespace fp8forge::sv
