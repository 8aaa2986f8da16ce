#include "synth/stages.hpp"

#include <algorithm>

#include "synth/figures.hpp"
#include "synth/hierarchy.hpp"
#include "synth/inventory.hpp"
#include "synth/mapper.hpp"
#include "synth/ready.hpp"

namespace fp8forge::synth {

namespace {

constexpr std::string_view kRegisters = "registers";
constexpr std::string_view kOther = "other";

// A name that ends in "_" stands for all that begin so.
constexpr struct {
  std::string_view module, stage;
} kStages[] = {{"fp8_pipe", kRegisters},
               {"fp8_decode_", "unpack"},
               {"fp8_product", "multiply"},
               {"fp8_normal_product", "multiply"},
               {"int8_product", "multiply"},
               {"fp8_fixed_product", "align"},
               {"fp8_align", "align"},
               {"fp8_shift_right", "align"},
               {"fp8_denormalize", "align"},
               {"fp8_mac_cell", "add"},
               {"fp8_stationary_cell", "add"},
               {"int8_cell", "add"},
               {"fp8_add", "add"},
               {"fp8_add_aligned", "add"},
               {"fp8_sum", "add"},
               {"fp8_settle_sum", "add"},
               {"fp8_magnitude", "add"},
               {"fp8_normalize", "round"},
               {"fp8_place_product", "round"},
               {"fp8_fixed_normalize", "round"},
               {"fp8_fixed_to_float", "round"},
               {"fp8_round", "round"},
               {"fp8_round_status", "round"},
               {"fp8_pack", "round"},
               {"fp8_encode_", "round"}};

// What the module to be mapped is called.
constexpr const char* kTop = "design";

}  // namespace

double Stages::area() const {
  double sum = 0;
  for (const Share& share : shares) sum += share.area;
  return sum;
}

nlohmann::ordered_json to_json(const std::vector<Share>& shares) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const Share& share : shares)
    json.push_back({{"name", share.name}, {"area", rounded(share.area, 100)}});
  return json;
}

std::vector<std::string_view> stage_names() {
  return {kRegisters, "unpack", "multiply", "align", "add", "round", kOther};
}

std::string_view stage_of(const std::string& module) {
  const std::size_t fp8 = module.rfind("fp8_");
  const std::size_t start = fp8 == std::string::npos ? module.rfind("int8_") : fp8;
  if (start == std::string::npos) return kOther;
  const std::string_view name = std::string_view(module).substr(start);
  const auto found = std::find_if(std::begin(kStages), std::end(kStages), [&](const auto& entry) {
    return entry.module.ends_with('_') ? name.starts_with(entry.module) : name == entry.module;
  });
  return found == std::end(kStages) ? kOther : found->stage;
}

Result<Stages> measure_stages(const Bundle& bundle, const Liberty& liberty) {
  const Result<Workspace> workspace = Workspace::create(bundle);
  if (!workspace) return workspace.error();
  if (Status status = workspace->put("usable.lib", liberty.text); !status) return status.error();
  Result<Netlist> design = elaborate(*workspace, bundle.top, bundle.files.size());
  if (!design) return design.error();
  ReadyDesign ready;
  ready.top = kTop;
  const Netlist marked = every_module_apart(*design, bundle.top, kTop);
  if (Status status = make_ready_apart(*workspace, liberty, marked, false, ready); !status)
    return status.error();
  const TimedPorts no_clock;  // nothing is timed, nor buffered
  const Mapper mapper(*workspace, liberty, no_clock, ready, {});
  const Attempt attempt = first_attempts({kSingle}).front();
  if (const auto points = mapper.sweep({attempt}, false); !points) return points.error();
  const Result<Netlist> mapped = workspace->get_netlist(attempt.name() + ".json");
  if (!mapped) return mapped.error();

  Stages stages{source_name(kTop, marked.at("modules").at(kTop)), {}};
  for (const std::string_view name : stage_names()) stages.shares.push_back({std::string(name), 0});
  const auto add = [&](std::string_view stage, double area) {
    std::ranges::find(stages.shares, stage, &Share::name)->area += area;
  };
  for (const ModuleRow& row : take_inventory(*mapped, kTop, liberty).rows) {
    add(kRegisters, row.flip_flop_area);
    add(stage_of(row.name == kTop ? stages.module : row.name), row.area - row.flip_flop_area);
  }
  return stages;
}

}  // namespace fp8forge::synth
