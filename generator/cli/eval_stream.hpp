// Cases in, results out, as bytes: the text and the binary form of `fp8forge eval`. Pure: the caller reads
// and writes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "generator/cli/eval_compute.hpp"
#include "generator/cli/eval_plan.hpp"

namespace fp8forge::cli {

// Lines of text, one case each: operands in hex, either case, separated by blanks or tabs, each with no more
// digits than its field has. The answer is the same line with the results appended, zero-padded and lower
// case; the line's own end (LF or CR LF) is kept. A line of blanks only is no case and is passed on as it is.
class TextEvaluator {
 public:
  // keep_going: a malformed line is left out of the answer, and the lines after it go on; else they do not.
  TextEvaluator(const EvalPlan& plan, bool keep_going)
      : plan_(plan), computation_(plan), keep_going_(keep_going) {}

  // Evaluates whole lines (the last one may lack its end), and appends the answer to `output`. Gives one
  // Error, naming line and field, for each malformed line.
  std::vector<Error> evaluate(std::string_view lines, std::string& output);

  // The number of the line that comes next, from 1.
  std::int64_t line_number() const { return line_number_; }

 private:
  struct Line {
    std::string_view text, end;
    bool is_case;
  };

  // Appends the operands of a line that is not blank to operands_.
  Status parse(std::string_view text);
  void answer(std::string& output);

  const EvalPlan& plan_;
  Computation computation_;
  bool keep_going_;
  std::int64_t line_number_ = 1;
  std::vector<Line> lines_;                        // of the present call, like
  std::vector<std::uint32_t> operands_, results_;  // these
};

// Whole cases in binary: each operand little-endian in as many bytes as its field needs, bits above the field
// ignored.
class BinaryEvaluator {
 public:
  explicit BinaryEvaluator(const EvalPlan& plan) : plan_(plan), computation_(plan) {}

  // Appends the results, in the same manner, to `output`. `cases` is a multiple of plan.case_bytes() long.
  void evaluate(std::string_view cases, std::string& output);

 private:
  const EvalPlan& plan_;
  Computation computation_;
  std::vector<std::uint32_t> operands_, results_;  // of the present call
};

}  // namespace fp8forge::cli
