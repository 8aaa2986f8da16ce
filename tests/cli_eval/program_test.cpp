// The program on its pipes: exit statuses, what goes where, inputs larger than a read.
#include <gtest/gtest.h>

#include <fstream>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"

namespace fp8forge {
namespace {

class EvalProgram : public ::testing::Test {
 protected:
  // Runs `fp8forge eval <arguments>` on `input`; the redirections may be replaced.
  void run(const std::string& arguments, const std::string& input,
           const std::string& pipes = "<in >out 2>err") {
    run_script("\"$0\" eval " + arguments + " " + pipes, input);
  }
  // Runs a shell script that finds the program as $0 and `input` in the file `in`.
  void run_script(const std::string& script, const std::string& input) {
    ASSERT_TRUE(directory_);
    ASSERT_TRUE(write_file(path("in"), input));
    ASSERT_TRUE(write_file(path("out"), ""));
    ASSERT_TRUE(write_file(path("err"), ""));
    ProcessOptions options;
    options.directory = directory_->path();
    const Result<ProcessResult> result = run_process({"sh", "-c", script, FP8FORGE_PROGRAM}, options);
    ASSERT_TRUE(result);
    status_ = result->exit_code;
    output_ = *read_file(path("out"));
    errors_ = *read_file(path("err"));
  }
  std::filesystem::path path(const char* name) const { return directory_->path() / name; }

  Result<TemporaryDirectory> directory_ = TemporaryDirectory::create();
  int status_ = -1;
  std::string output_, errors_;
};

TEST_F(EvalProgram, TheContractsExample) {
  run("mul --a e4m3 --b e4m3 --to e4m3 --rounding rne --overflow saturate", "38 38\n7e 7e\n");
  EXPECT_EQ(status_, 0);
  EXPECT_EQ(output_, "38 38 38\n7e 7e 7e\n");
  EXPECT_EQ(errors_, "");
}

TEST_F(EvalProgram, AMalformedLineEndsTheRun) {
  run("mul", "38 38\n38 zz\n40 38\n");
  EXPECT_EQ(status_, 2);
  EXPECT_EQ(output_, "38 38 38\n");
  EXPECT_EQ(errors_, "fp8forge: 'zz' is not a code of e4m3: line 2, field 2 (b): 1 to 2 hex digits\n");
}

TEST_F(EvalProgram, KeepGoingReportsEachAndStillFails) {
  run("mul --keep-going", "38 38\n38 zz\n40 38\n38\n");
  EXPECT_EQ(status_, 2);
  EXPECT_EQ(output_, "38 38 38\n40 38 40\n");
  EXPECT_EQ(errors_,
            "fp8forge: 'zz' is not a code of e4m3: line 2, field 2 (b): 1 to 2 hex digits\n"
            "fp8forge: a field is missing: line 4, field 2 (b): a line has 2 fields: a b\n");
}

TEST_F(EvalProgram, AWrongRequestWritesNothing) {
  run("mul --to fp64", "38 38\n");
  EXPECT_EQ(status_, 2);
  EXPECT_EQ(output_, "");
  EXPECT_EQ(errors_, "fp8forge: unknown format 'fp64': --to: one of e4m3, e5m2, fp16, bf16, fp32\n");
}

TEST_F(EvalProgram, EveryNewOptionIsOne) {
  run("convert --lanes 2 --scale --amax --flags --rounding sr --random-bits 3", "3f8a0000 c0900000 1 2 0\n");
  EXPECT_EQ(output_, "3f8a0000 c0900000 1 2 0 40 d1 1 0 40900000\n");
  run("mac --acc fp32 --max-terms 9 --to bf16 --flags", "38 38 0\n38 38 0\n");
  EXPECT_EQ(output_, "38 38 0 3f80 0\n38 38 0 4000 0\n");
  run("mul --rounding sr", "38 38 0\n");
  EXPECT_EQ(status_, 2);
  EXPECT_EQ(output_, "");
  EXPECT_EQ(errors_, "fp8forge: the number of random bits is missing: --random-bits: 1 to 24\n");
}

TEST_F(EvalProgram, BinaryInAndOut) {
  run("convert --to e4m3 --binary", std::string("\x00\x00\x80\x3F\x00\x00\x00\xC0", 8));
  EXPECT_EQ(status_, 0);
  EXPECT_EQ(output_, "\x38\xC0");
}

TEST_F(EvalProgram, BinaryCutShortNamesTheByte) {
  run("fma --c fp32 --binary", std::string("\x38\x38\x00\x00\x80\x3F\x38\x40\x01", 9));
  EXPECT_EQ(status_, 2);
  EXPECT_EQ(output_, std::string("\x00\x00\x00\x40", 4));
  EXPECT_EQ(
      errors_,
      "fp8forge: the input ends within a case, after 3 of 6 bytes: byte offset 9: whole cases of 6 bytes: "
      "a b c\n");
}

TEST_F(EvalProgram, KeepGoingIsForText) {
  run("mul --binary --keep-going", "");
  EXPECT_EQ(status_, 2);
  EXPECT_EQ(errors_, "fp8forge: only text has lines to skip: --keep-going: leave it out with --binary\n");
}

// Several reads long, with cases of three bytes that no read ends at; and the last line has no end.
TEST_F(EvalProgram, LongInputs) {
  std::string lines, expected;
  for (int i = 0; i < 200000; ++i) {
    lines += "40 38\n";
    expected += "40 38 40\n";
  }
  lines.pop_back();
  run("mul", lines);
  EXPECT_EQ(status_, 0);
  EXPECT_TRUE(output_ == expected);

  std::string cases;
  for (int i = 0; i < 300001; ++i) cases += "\x40\x38\x38";
  run("fma --binary", cases);
  EXPECT_EQ(status_, 0);
  EXPECT_TRUE(output_ == std::string(300001, '\x44'));
}

TEST_F(EvalProgram, ALineWithoutEndIsRefused) {
  run_script("head -c 20000000 /dev/zero | \"$0\" eval mul >out 2>err", "");
  EXPECT_EQ(status_, 2);
  EXPECT_EQ(
      errors_,
      "fp8forge: the line has no end within 4194304 bytes: line 1: one case a line, or --binary for raw "
      "codes\n");
}

// A line is answered before the next one comes.
TEST_F(EvalProgram, AnswersWithoutWaitingForMore) {
  run_script(
      "mkfifo to from; \"$0\" eval mul <to >from & exec 3>to 4<from; echo 38 38 >&3; read -r answer <&4; "
      "echo \"$answer\" >out; exec 3>&-; wait",
      "");
  EXPECT_EQ(output_, "38 38 38\n");
}

TEST_F(EvalProgram, AReaderThatLeavesIsNoFailure) {
  run_script("{ yes '38 38' | { \"$0\" eval mul 2>err; echo $? >status; } | head -n 1 >out; }", "");
  EXPECT_EQ(output_, "38 38 38\n");
  EXPECT_EQ(errors_, "");
  EXPECT_EQ(*read_file(path("status")), "0\n");
}

TEST_F(EvalProgram, UnusableStreams) {
  run("mul", "38 38\n", "<in >/dev/full 2>err");
  EXPECT_EQ(status_, 2);
  EXPECT_EQ(errors_, "fp8forge: cannot be written: standard output: No space left on device\n");
  run("mul", "", "<. >out 2>err");
  EXPECT_EQ(status_, 2);
  EXPECT_EQ(errors_, "fp8forge: cannot be read: standard input: Is a directory\n");
}

}  // namespace
}  // namespace fp8forge
