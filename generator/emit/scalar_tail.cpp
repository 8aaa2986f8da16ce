#include "generator/emit/scalar_tail.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "generator/emit/encode.hpp"
#include "generator/emit/policy.hpp"

namespace fp8forge {

namespace {

void append(std::vector<sv::Item>& items, std::vector<sv::Item> more) {
  items.insert(items.end(), more.begin(), more.end());
}

// `exp` relative to the destination's smallest normal, less `shift` where that is not empty.
std::string relative_exp(const std::string& exp, const ScalarPath& path, const std::string& shift) {
  const int bits = path.exp_bits;
  std::string text = fmt::format("{}'({})", bits, exp);
  if (path.offset != 0) {
    text += fmt::format(" {} {}'d{}", path.offset < 0 ? '-' : '+', bits, std::abs(path.offset));
  }
  if (!shift.empty()) text += fmt::format(" - {}'({})", bits, shift);
  return text;
}

// Makes the significand as wide as the denormalizer: `sig` becomes the name of the fitted one.
void fit_significand(const ScalarPath& path, std::vector<sv::Item>& items, std::string& sig) {
  const int bits = path.denormal_sig_bits;
  if (bits < path.sig_bits) {
    const int low = path.sig_bits - bits + 1;  // the bits joined into one
    append(items,
           {
               sv::Comment{fmt::format(
                   "Below the guard bit only matters whether any bit is set. Joined into one, they let the "
                   "shifter be {} bits wide.",
                   bits)},
               sv::Signal{"narrow_sig", bits},
               sv::Assign{"narrow_sig", fmt::format("{{{0}[{1}:{2}], {0}[{3}:0] != '0}}", sig,
                                                    path.sig_bits - 1, low, low - 1)},
           });
    sig = "narrow_sig";
  } else if (bits > path.sig_bits) {
    append(items, {
                      sv::Comment{"The result's subnormals have room for bits that move down."},
                      sv::Signal{"wide_sig", bits},
                      sv::Assign{"wide_sig", fmt::format("{{{}, {}'d0}}", sig, bits - path.sig_bits)},
                  });
    sig = "wide_sig";
  }
}

}  // namespace

std::vector<sv::Item> scalar_tail(const ExactResult& exact, const ScalarPath& path, const Request& request) {
  const Format to = request.result_format();
  const int shift_bits = unsigned_bits(static_cast<std::uint64_t>(path.sig_bits - 1));
  std::vector<sv::Item> items;
  std::string sig = exact.sig;
  std::string exp = "exp";
  std::string sticky = "1'b0";
  int sig_bits = path.sig_bits;

  const sv::Signal exp_signal{"exp", path.exp_bits,
                              fmt::format("binades above {}'s smallest normal 2^{}: {} to {}", to.name,
                                          to.min_exp(), path.min_normalized_exp(), path.max_exp),
                              path.denormalizes};
  if (path.normalizes) {
    append(items,
           {
               sv::Comment{
                   "Normalize: the top bit to the top. Zero has none, and the rounder then ignores exp."},
               sv::Signal{"norm_sig", sig_bits},
               sv::Signal{"shift", shift_bits},
               exp_signal,
               sv::Instance{"fp8_normalize",
                            "u_normalize",
                            {{"SigWidth", std::to_string(sig_bits)}},
                            {{"sig_i", sig}, {"sig_o", "norm_sig"}, {"shift_o", "shift"}}},
               sv::Assign{"exp", relative_exp(exact.exp, path, "shift")},
           });
    sig = "norm_sig";
  } else {
    append(items,
           {
               sv::Comment{"Nothing is to be normalized: what is subnormal here stays so in the result."},
               exp_signal,
               sv::Assign{"exp", relative_exp(exact.exp, path, "")},
           });
  }

  if (path.denormalizes) {
    fit_significand(path, items, sig);
    sig_bits = path.denormal_sig_bits;
    append(
        items,
        {
            sv::Comment{"Gradual underflow: the significand moves down to the smallest normal's exponent."},
            sv::Signal{"final_exp", path.round_exp_bits()},
            sv::Signal{"final_sig", sig_bits},
            sv::Signal{"sticky", 1},
            sv::Instance{
                "fp8_denormalize",
                "u_denormalize",
                {{"SigWidth", std::to_string(sig_bits)}, {"ExpWidth", std::to_string(path.exp_bits)}},
                {{"exp_i", "exp"},
                 {"sig_i", sig},
                 {"exp_o", "final_exp"},
                 {"sig_o", "final_sig"},
                 {"sticky_o", "sticky"}}},
        });
    sig = "final_sig";
    exp = "final_exp";
    sticky = "sticky";
  }

  items.push_back(sv::Comment{"Round once; then resolve overflow and specials."});
  append(items, policy_constants(request));
  const std::string rounding = request.rounding ? "Rounding" : "rounding_i";
  const std::string saturate = request.overflow ? "Saturate" : "saturate_i";
  append(items, {
                    sv::Signal{"rounded_code", to.bits(), "{carry, exponent field, mantissa}"},
                    sv::Signal{"exceeds", 1},
                    sv::Instance{"fp8_round",
                                 "u_round",
                                 {{"SigWidth", std::to_string(sig_bits)},
                                  {"ExpWidth", std::to_string(path.round_exp_bits())},
                                  {"DstExpWidth", std::to_string(to.exp_bits)},
                                  {"DstManWidth", std::to_string(to.man_bits)}},
                                 {{"sign_i", exact.sign},
                                  {"exp_i", exp},
                                  {"sig_i", sig},
                                  {"sticky_i", sticky},
                                  {"rounding_i", rounding},
                                  {"code_o", "rounded_code"},
                                  {"exceeds_o", "exceeds"}}},
                    sv::Instance{encode_name(to),
                                 "u_encode",
                                 {},
                                 {{"sign_i", exact.sign},
                                  {"code_i", "rounded_code"},
                                  {"exceeds_i", "exceeds"},
                                  {"is_nan_i", exact.is_nan},
                                  {"is_inf_i", exact.is_inf},
                                  {"rounding_i", rounding},
                                  {"saturate_i", saturate},
                                  {"result_o", "result_o"}}},
                });
  return items;
}

std::vector<std::string> scalar_tail_library(const ScalarPath& path) {
  std::vector<std::string> modules;
  if (path.normalizes) modules.push_back("fp8_normalize");
  if (path.denormalizes) modules.push_back("fp8_denormalize");
  modules.push_back("fp8_round");
  return modules;
}

}  // namespace fp8forge
