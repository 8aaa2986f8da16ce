// Programs are run without a shell, and their end and output come back as they were.
#include "generator/base/process.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "generator/base/files.hpp"
#include "generator/base/interrupt.hpp"

namespace fp8forge {
namespace {

TEST(RunProcess, GivesOutputAndExitStatus) {
  const auto run = run_process({"sh", "-c", "echo out; echo err >&2; exit 3"});
  ASSERT_TRUE(run);
  EXPECT_EQ(run->exit_code, 3);
  EXPECT_EQ(run->output, "out\nerr\n");
}

TEST(RunProcess, ArgumentsReachTheProgramAsTheyAre) {
  const std::string odd = "a b;$(x) 'q' \"d\" [ä] \\ *";
  const auto run = run_process({"printf", "%s|%s", odd, ""});
  ASSERT_TRUE(run);
  EXPECT_EQ(run->output, odd + "|");
}

TEST(RunProcess, StandardInputIsEmpty) {
  const auto run = run_process({"cat"});
  ASSERT_TRUE(run);
  EXPECT_EQ(run->output, "");
}

TEST(RunProcess, RunsWhereItIsTold) {
  const auto folder = TemporaryDirectory::create();
  ASSERT_TRUE(folder);
  const auto run = run_process({"pwd", "-P"}, {.directory = folder->path(), .on_line = {}});
  ASSERT_TRUE(run);
  EXPECT_EQ(run->output, std::filesystem::canonical(folder->path()).string() + "\n");
}

TEST(RunProcess, HandsOutLinesWithoutTheirEnds) {
  std::vector<std::string> lines;
  const auto run =
      run_process({"printf", "one\n\ntwo"},
                  {.directory = {}, .on_line = [&](std::string_view line) { lines.emplace_back(line); }});
  ASSERT_TRUE(run);
  EXPECT_EQ(lines, (std::vector<std::string>{"one", "", "two"}));
}

TEST(RunProcess, LargeOutputIsWhole) {
  const auto run = run_process({"head", "-c", "3000000", "/dev/zero"});
  ASSERT_TRUE(run);
  EXPECT_EQ(run->output.size(), 3000000U);
}

TEST(RunProcess, ASignalIs128AndItsNumber) {
  const auto run = run_process({"sh", "-c", "kill -KILL $$"});
  ASSERT_TRUE(run);
  EXPECT_EQ(run->exit_code, 128 + SIGKILL);
}

TEST(RunProcess, AMissingProgramIsAnError) {
  const auto run = run_process({"no-such-program-of-fp8forge"});
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error(),
            (Error{"cannot run 'no-such-program-of-fp8forge'", "PATH", "No such file or directory"}));
  EXPECT_FALSE(run_process({"true"}, {.directory = "/no/such/folder", .on_line = {}}));
}

TEST(ProgramExists, LooksOnPathOrAtAPath) {
  EXPECT_TRUE(program_exists("sh"));
  EXPECT_TRUE(program_exists("/bin/sh"));
  EXPECT_FALSE(program_exists("no-such-program-of-fp8forge"));
  EXPECT_FALSE(program_exists("/etc/passwd"));
  EXPECT_FALSE(program_exists("/tmp"));
}

// In a process of its own: the flag stays set.
class RunProcessDeathTest : public testing::TestWithParam<int> {};

INSTANTIATE_TEST_SUITE_P(Signals, RunProcessDeathTest, testing::Values(SIGINT, SIGTERM, SIGHUP));

TEST_P(RunProcessDeathTest, AnInterruptEndsTheChildToo) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        std::signal(SIGHUP, SIG_DFL);  // as a terminal leaves it, whatever runs this test
        catch_interrupts();
        std::thread interrupter([] {
          std::this_thread::sleep_for(std::chrono::milliseconds(100));
          kill(getpid(), GetParam());
        });
        const auto run = run_process({"sleep", "60"});
        interrupter.join();
        std::exit(interrupted() && run && run->exit_code == 128 + SIGTERM ? 42 : 1);
      },
      testing::ExitedWithCode(42), "");
}

}  // namespace
}  // namespace fp8forge
