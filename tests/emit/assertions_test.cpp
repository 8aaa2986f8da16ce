// The assertions of a bundle: silent where a unit is used as it asks, and each mistake brings its message.
// Verilator has no unknown bits, and no other simulator here reads concurrent assertions: that the *_known
// assertions fail is not shown.
#include "generator/emit/assertions.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "generator/emit/bundle_writer.hpp"
#include "generator/emit/printer.hpp"
#include "tests/emit/configurations.hpp"
#include "tests/emit/lint_tools.hpp"

namespace fp8forge {
namespace {

namespace fs = std::filesystem;

std::vector<SourceFile> files_of(const Request& request) {
  auto files = bundle_files(request, design_of(request), FP8FORGE_LIBRARY);
  EXPECT_TRUE(files);
  if (!files) return {};
  std::erase_if(*files, [](const SourceFile& file) {
    return file.list != std::string_view("files") && file.list != std::string_view("assertions");
  });
  return *files;
}

// A model of the files with --assert and a bench, built once.
class Bench {
 public:
  Bench(const std::vector<SourceFile>& files, const std::string& top, const std::string& name) {
    auto made = TemporaryDirectory::create();
    EXPECT_TRUE(made);
    folder_.emplace(std::move(*made));
    std::vector<std::string> command = {"verilator", "--cc",     "--exe",        "--build",
                                        "--assert",  "-Wall",    "-MAKEFLAGS",   "OPT_FAST=-O0 OPT_SLOW=-O0",
                                        "--prefix",  "V" + name, "--top-module", top,
                                        "--Mdir",    "model"};
    for (const SourceFile& file : files) {
      EXPECT_TRUE(write_file(folder_->path() / file.path, file.text));
      command.push_back(file.path);
    }
    command.push_back(fmt::format("{}/{}_bench.cpp", FP8FORGE_BENCHES, name));
    program_ = folder_->path() / "model" / ("V" + name);
    const auto built = run_process(command, {folder_->path(), {}});
    EXPECT_TRUE(built && built->exit_code == 0) << (built ? built->output : built.error().what);
  }

  void expect_silence() const {
    const auto run = run_process({program_.string(), "none"});
    ASSERT_TRUE(run);
    EXPECT_EQ(run->exit_code, 0);
    EXPECT_EQ(run->output, "");
  }

  void expect_message(const std::string& mistake, const std::string& label, const std::string& text) const {
    SCOPED_TRACE(mistake);
    const auto run = run_process({program_.string(), mistake});
    ASSERT_TRUE(run);
    EXPECT_NE(run->exit_code, 0);
    // The first message is that of the mistake.
    const std::string line = run->output.substr(0, run->output.find('\n'));
    EXPECT_NE(line.find("u_assertions." + label + ": " + text), std::string::npos) << run->output;
  }

 private:
  std::optional<TemporaryDirectory> folder_;
  fs::path program_;
};

// Adds a fault to the assignment `sound`, which the argument +`name` of the bench switches on. What a unit
// offers is its own duty, so that only a broken unit shows these assertions failing.
void seed(std::vector<SourceFile>& files, const std::string& sound, const std::string& name,
          const std::string& fault) {
  int found = 0;
  for (SourceFile& file : files) {
    const std::size_t at = file.text.find(sound);
    if (at == std::string::npos) continue;
    ++found;
    const std::size_t value = sound.find("= ") + 2;
    const std::string good = sound.substr(value, sound.size() - value - 1);
    file.text.replace(at, sound.size(),
                      fmt::format("{}($test$plusargs(\"{}\") != 0) ? {} : ({});", sound.substr(0, value),
                                  name, fault, good));
  }
  EXPECT_EQ(found, 1) << sound;
}

Request small_array() {
  Request request = array_request(kE4m3, kE4m3, kBf16, 2, 2);
  request.max_terms = 3;
  request.keep = true;
  request.rounding.reset();
  return request;
}

TEST(Assertions, OfAnArray) {
  std::vector<SourceFile> files = files_of(small_array());
  // In the buffer of C, the only one that has a reserve.
  seed(files, "assign out_valid_o = count_q != '0;", "valid",
       "(count_q != '0) && !(Reserve != 0 && in_valid_i)");
  seed(files, "assign out_data_o  = slot[Width-1:0];", "data",
       "slot[Width-1:0] ^ Width'(Reserve != 0 && in_valid_i)");
  const Bench bench(files, "fp8_array", "array");
  if (testing::Test::HasFailure()) return;
  bench.expect_silence();
  for (const std::string s : {"a", "b"}) {
    const std::string port = "s_axis_" + s + "_t";
    const std::string user = s == "a" ? " or s_axis_a_tuser" : "";
    const std::string payload =
        fmt::format("{0}data or {0}last{1} changed before {0}ready took the beat", port, user);
    bench.expect_message(s + "_valid", s + "_valid_held",
                         fmt::format("{0}valid fell before {0}ready took the beat", port));
    bench.expect_message(s + "_data", s + "_payload_held", payload);
    bench.expect_message(s + "_last", s + "_payload_held", payload);
    if (s == "a") bench.expect_message("a_user", "a_payload_held", payload);
  }
  for (const char* order : {"tlast", "tlast, a first", "tlast, b first"}) {
    bench.expect_message(order, "tlast_agree", "s_axis_a_tlast 0 and s_axis_b_tlast 1 disagree on a pair");
  }
  for (const char* terms : {"terms", "kept terms"}) {
    bench.expect_message(terms, "term_limit", "a sum gets more than MaxTerms = 3 terms: its results are NaN");
  }
  bench.expect_message("no reset", "after_reset", "a beat is offered, and aresetn was never low");
  bench.expect_message("+valid", "c_valid_held", "m_axis_c_tvalid fell before m_axis_c_tready took the beat");
  bench.expect_message("+data", "c_payload_held",
                       "m_axis_c_tdata or m_axis_c_tlast changed before m_axis_c_tready took the beat");
}

TEST(Assertions, OfAWeightStationaryArray) {
  Request request = array_request(kE4m3, kE5m2, kBf16, 2, 2);
  request.dataflow = Dataflow::kWeightStationary;
  request.keep = request.choose_b = true;
  request.tile_rows = 3;
  const Bench bench(files_of(request), "fp8_array", "stationary");
  if (testing::Test::HasFailure()) return;
  bench.expect_silence();
  bench.expect_message("surplus", "weight_rows",
                       "a tile of B has more than Rows = 2 rows: the others are dropped");
  bench.expect_message("long", "kept_tile_rows",
                       "a kept tile has more than TileRows = 3 rows: the others are lost");
  for (const char* rows : {"fewer", "more"}) {
    bench.expect_message(rows, "kept_rows_agree", "a tile that adds to 2 kept rows has more or fewer");
  }
  bench.expect_message(
      "b_user", "b_payload_held",
      "s_axis_b_tdata or s_axis_b_tlast or s_axis_b_tuser changed before s_axis_b_tready took "
      "the beat");
}

TEST(Assertions, OfARegisterPort) {
  Request request = array_request(kE4m3, kE4m3, kBf16, 1, 1);
  request.counters = true;
  std::vector<SourceFile> files = files_of(request);
  seed(files, "bvalid_o      <= write_o || (bvalid_o && !bready_i);", "b_valid", "write_o");
  seed(files, "rvalid_o      <= read_o || (rvalid_o && !rready_i);", "r_valid", "read_o");
  seed(files, "assign write_o       = has_address_q && has_data_q && !bvalid_o;", "b_payload",
       "has_address_q && has_data_q");
  seed(files, "assign read_o        = has_read_q && !rvalid_o;", "r_payload", "has_read_q");
  seed(files, "assign has_data_d    = (has_data_q && !write_o) || (wvalid_i && wready_o);", "b_early",
       "1'b1");
  seed(files, "assign has_read_d    = (has_read_q && !read_o) || (arvalid_i && arready_o);", "r_early",
       "1'b1");
  const Bench bench(files, "fp8_array", "registers");
  if (testing::Test::HasFailure()) return;
  bench.expect_silence();
  struct Channel {
    std::string name, payload, sign;
  };
  for (const auto& [name, payload, sign] :
       std::initializer_list<Channel>{{"aw", "s_axil_awaddr", ""},
                                      {"w", "s_axil_wdata or s_axil_wstrb", ""},
                                      {"ar", "s_axil_araddr", ""},
                                      {"b", "s_axil_bresp", "+"},
                                      {"r", "s_axil_rdata or s_axil_rresp", "+"}}) {
    const std::string before = fmt::format("before s_axil_{}ready took the beat", name),
                      label = "axil_" + name;
    bench.expect_message(sign + name + "_valid", label + "_valid_held",
                         fmt::format("s_axil_{}valid fell {}", name, before));
    bench.expect_message(sign + name + "_payload", label + "_payload_held",
                         fmt::format("{} changed {}", payload, before));
  }
  bench.expect_message("w_strobe", "axil_w_payload_held", "s_axil_wdata or s_axil_wstrb changed before");
  bench.expect_message("no reset", "after_reset", "a beat is offered, and aresetn was never low");
  bench.expect_message("+b_early", "axil_b_has_request", "a response to a write that was not asked for");
  bench.expect_message("+r_early", "axil_r_has_request", "a response to a read that was not asked for");
}

TEST(Assertions, OfAMac) {
  Request request = unit_request(Unit::kMac, kE4m3, kE4m3, kE4m3, kBf16);
  request.max_terms = 3;
  request.stages = 1;
  request.rounding.reset();
  request.random_bits = 4;
  std::vector<SourceFile> files = files_of(request);
  seed(files, "assign valid_o = has_beat && reads;", "valid", "has_beat && reads && !valid_i");
  const Bench bench(files, "fp8_mac", "mac");
  if (testing::Test::HasFailure()) return;
  bench.expect_silence();
  const std::string payload =
      "a_i or b_i or clear_i or read_i or rounding_i changed before ready_o took the beat";
  bench.expect_message("operand", "in_payload_held", payload);
  bench.expect_message("mode", "in_payload_held", payload);
  bench.expect_message("valid", "in_valid_held", "valid_i fell before ready_o took the beat");
  bench.expect_message("terms", "term_limit", "a sum gets more than 3 products: it is NaN until clear_i");
  bench.expect_message("no reset", "after_reset", "a beat is offered, and rst_ni was never low");
  bench.expect_message("+valid", "out_valid_held", "valid_o fell before ready_i took the beat");
}

// Verilator -Wall on RTL and assertions together.
void expect_clean(const std::vector<Request>& requests, const std::string& top = "") {
  SCOPED_TRACE(command_line(requests[0]));
  const auto folder = TemporaryDirectory::create();
  ASSERT_TRUE(folder);
  std::vector<std::string> command = {"verilator", "--lint-only", "--assert", "-Wall"};
  const auto add = [&](const fs::path& file, const std::string& text) {
    ASSERT_TRUE(write_file(folder->path() / file, text));
    command.push_back((folder->path() / file).string());
  };
  for (const Request& request : requests) {
    for (const SourceFile& file : files_of(request)) add(file.path, file.text);
    std::istringstream lines(assertions_text(request, design_of(request)));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), static_cast<std::size_t>(sv::kLineWidth)) << line;
    }
  }
  if (!top.empty()) add("top.sv", top);
  expect_silent(command);
}

TEST(Assertions, AreFreeOfWarnings) {
  for (const NamedRequest& named : named_requests()) {
    Request request = named.request;
    if (request.unit == Unit::kArray) request.rows = 2;
    if (request.unit == Unit::kConverter) request.amax = true;
    if (assertions_text(request, design_of(request)).empty()) request.stages = 1;
    expect_clean({request});
  }
  Request request = array_request(kE4m3, kE4m3, kE4m3, 1, 1);
  request.max_terms = 1;
  expect_clean({request});
  request.max_terms = kMaxTermsLimit;
  request.keep = true;
  request.prefix = "x__";
  expect_clean({request});
}

TEST(Assertions, OfTwoPrefixedUnitsLiveInOneDesign) {
  Request one = unit_request(Unit::kMac, kE4m3, kE4m3, kE4m3, kBf16);
  Request other = one;
  one.prefix = "p_";
  other.prefix = "q_";
  other.max_terms = 7;
  std::string top =
      "module top (input logic clk, input logic rst_n, input logic valid, input logic [7:0] a,\n"
      "            output logic [1:0] ready, output logic [1:0] valids, output logic [1:0] errors,\n"
      "            output logic [31:0] results);\n";
  for (const int n : {0, 1}) {
    top += fmt::format(
        "  {0}fp8_mac u_{1} (.clk_i(clk), .rst_ni(rst_n), .valid_i(valid), .ready_o(ready[{1}]), .a_i(a),\n"
        "    .b_i(a), .clear_i(1'b0), .read_i(1'b1), .valid_o(valids[{1}]), .ready_i(1'b1),\n"
        "    .result_o(results[{1}*16 +: 16]), .error_o(errors[{1}]));\n",
        n == 0 ? "p_" : "q_", n);
  }
  expect_clean({one, other}, top + "endmodule\n");
}

TEST(Assertions, AreNamedInTheManifest) {
  Request request = array_request(kE4m3, kE4m3, kBf16, 2, 2);
  request.prefix = "my_";
  const std::vector<SourceFile> files = files_of(request);
  const auto manifest = manifest_of(request, design_of(request), files);
  ASSERT_EQ(manifest["assertions"], nlohmann::json({"sva/my_fp8_array_assertions.sv"}));
  EXPECT_EQ(manifest["files"].size() + 1, files.size());
  EXPECT_EQ(manifest["files"].back(), "rtl/my_fp8_array.sv");
  EXPECT_EQ(manifest["sha256"]["sva/my_fp8_array_assertions.sv"], sha256_hex(files.back().text));
  EXPECT_NE(files.back().text.find("bind my_fp8_array my_fp8_array_assertions #(.Rows(Rows), .Cols(Cols), "
                                   ".MaxTerms(MaxTerms)) u_assertions (.*);"),
            std::string::npos);
}

// It is not always the lowest bit.
TEST(Assertions, LookForKeepWhereItLies) {
  Request request = array_request(kE5m2, kE5m2, kBf16, 2, 2);
  request.choose_a = request.choose_b = request.keep = true;
  EXPECT_NE(files_of(request).back().text.find("first_q ? s_axis_a_tuser[2] : keep_q"), std::string::npos);
}

TEST(Assertions, OfACombinationalUnitAreNone) {
  const Request request = multiplier_request(kE4m3, kE4m3, kE4m3);
  const auto manifest = manifest_of(request, design_of(request), files_of(request));
  EXPECT_EQ(manifest["assertions"], nlohmann::json::array());
}

}  // namespace
}  // namespace fp8forge
