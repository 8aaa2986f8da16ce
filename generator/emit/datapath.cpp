#include "generator/emit/datapath.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "generator/emit/concatenation.hpp"

namespace fp8forge {

namespace {

// sum behind the first register is sum_s0, behind the third one sum_s2.
std::string name_behind(const std::string& name, int stage) {
  const std::size_t suffix = name.rfind("_s");
  const bool has_suffix = suffix != std::string::npos && suffix + 2 < name.size() &&
                          name.find_first_not_of("0123456789", suffix + 2) == std::string::npos;
  std::string base = has_suffix ? name.substr(0, suffix) : name;
  if (base.ends_with("_i")) base.resize(base.size() - 2);
  return fmt::format("{}_s{}", base, stage);
}

}  // namespace

Datapath::Datapath(const Request& request, const UnitPath& path)
    : request_(request),
      path_(path),
      chosen_(chosen_cuts(request, path)),
      stages_(request.stages + (request.unit == Unit::kMac ? 1 : 0)) {
  rounding = request.rounding ? Net::constant("Rounding", 3) : Net{"rounding_i", 3};
  saturate = request.overflow ? Net::constant("Saturate") : Net{"saturate_i"};
  random = request.random_bits > 0 ? Net{"random_i", request.random_bits} : Net::constant("1'b0");
}

void Datapath::add(std::vector<sv::Item> items) {
  for (sv::Item& item : items) body_.push_back(std::move(item));
}

Net Datapath::declare(const std::string& name, int bits, const std::string& comment, bool is_signed) {
  body_.push_back(sv::Signal{name, bits, comment, is_signed});
  return {name, bits, is_signed};
}

Net Datapath::define(const std::string& name, int bits, const std::string& value, const std::string& comment,
                     bool is_signed) {
  const Net net = declare(name, bits, comment, is_signed);
  body_.push_back(sv::Assign{name, value});
  return net;
}

void Datapath::use(std::initializer_list<const char*> library) {
  for (const char* name : library) {
    if (std::find(library_.begin(), library_.end(), name) == library_.end()) library_.push_back(name);
  }
}

void Datapath::use(sv::Module module) {
  const auto same = [&](const sv::Module& other) { return other.name == module.name; };
  if (std::none_of(modules_.begin(), modules_.end(), same)) modules_.push_back(std::move(module));
}

void Datapath::use(const Design& part) {
  for (const std::string& name : part.library) use({name.c_str()});
  for (const sv::Module& module : part.modules) use(module);
}

bool Datapath::makes(Cut cut) const {
  return std::find(chosen_.begin(), chosen_.end(), cut) != chosen_.end();
}

void Datapath::cut(Cut cut, std::vector<Net*> live) {
  if (!makes(cut)) return;
  if (cut != Cut::kResult) live.insert(live.end(), {&rounding, &saturate, &random});
  stage(std::move(live));
}

std::string Datapath::stage(std::vector<Net*> live) {
  live.insert(live.end(), along_.begin(), along_.end());
  const std::string takes = stages_ == 1 ? enable : fmt::format("{}[{}]", enable, stage_);
  std::vector<std::string> from, to;
  int width = 0;
  part(fmt::format("Register stage {}.", stage_));
  for (Net* net : live) {
    if (net->is_constant) continue;
    from.push_back(net->name);
    net->name = name_behind(net->name, stage_);
    to.push_back(net->name);
    width += net->bits;
    add(sv::Signal{net->name, net->bits, {}, net->is_signed});
  }
  std::string data = joined(from), held = joined(to);
  if (std::max(data.size(), held.size()) > kShortList) {
    data = declare(fmt::format("stage{}_d", stage_), width).name;
    held = declare(fmt::format("stage{}_q", stage_), width).name;
    add(assigned_list(from, fmt::format("assign {} = ", data), ";"));
    add(assigned_list(to, "assign ", fmt::format(" = {};", held)));
  }
  use({"fp8_pipe"});
  add(sv::Instance{"fp8_pipe",
                   fmt::format("u_stage{}", stage_),
                   {{"Width", std::to_string(width)}},
                   {{"clk_i", "clk_i"}, {"enable_i", takes}, {"data_i", data}, {"data_o", held}}});
  ++stage_;
  return takes;
}

std::string Datapath::is_rdn() const {
  if (!request_.rounding) return fmt::format("{} == 3'd2", rounding.name);
  return request_.rounding == Rounding::kRdn ? "1'b1" : "1'b0";
}

Design Datapath::finish(sv::Module module) const {
  Design design;
  module.body = body_;
  design.library = library_;
  design.modules = modules_;
  design.modules.push_back(std::move(module));
  design.widths = path_.widths;
  design.latency = stages_;
  design.interval = request_.is_clocked() ? 1 : 0;
  return design;
}

}  // namespace fp8forge
