#include "synth/ready.hpp"

#include <fmt/format.h>

#include "generator/base/parallel.hpp"
#include "synth/composition.hpp"
#include "synth/hierarchy.hpp"
#include "synth/mapper.hpp"
#include "synth/yosys.hpp"

namespace fp8forge::synth {

namespace {

Status run(const Workspace& workspace, const Liberty& liberty, const std::string& name,
           const std::string& script) {
  Status status = workspace.yosys(name, script);
  if (status || status.error().what.find("cannot be legalized") == std::string::npos) return status;
  return Error{"the library lacks a flip-flop that the design needs", liberty.name, kNeededCells};
}

}  // namespace

Result<Netlist> elaborate(const Workspace& workspace, const std::string& top, std::size_t files) {
  if (Status status = workspace.yosys("elaborate", elaborate_script(top, files)); !status)
    return status.error();
  return workspace.get_netlist("elaborated.json");
}

Status make_ready_flat(const Workspace& workspace, const Liberty& liberty, const std::string& top,
                       std::size_t files) {
  return run(workspace, liberty, "ready", flat_ready_script(top, files));
}

Status make_ready_apart(const Workspace& workspace, const Liberty& liberty, const Netlist& marked,
                        bool may_compose, ReadyDesign& ready) {
  if (Status status = workspace.put("marked.json", marked.dump()); !status) return status;
  if (Status status = workspace.yosys("flatten", flatten_script(ready.top)); !status) return status;
  Result<Netlist> flat = workspace.get_netlist("flat.json");
  if (!flat) return flat.error();
  specialise_boundaries(*flat, ready.top);
  ready.is_composed = may_compose && compose(*flat);
  if (Status status = workspace.put("specialised.json", flat->dump()); !status) return status;
  ready.parts = equal_parts(*flat, thread_count());
  std::vector<Status> results(ready.parts.size(), Done{});
  side_by_side(ready.parts.size(), [&](std::size_t i) {
    std::vector<std::string> others;
    for (std::size_t other = 0; other < ready.parts.size(); ++other) {
      if (other != i) others.insert(others.end(), ready.parts[other].begin(), ready.parts[other].end());
    }
    const std::string script = part_ready_script(std::to_string(i), others);
    results[i] = run(workspace, liberty, fmt::format("ready{}", i), script);
  });
  for (const Status& result : results) {
    if (!result) return result;
  }
  return Done{};
}

}  // namespace fp8forge::synth
