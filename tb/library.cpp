#include "tb/library.hpp"

#include <dlfcn.h>

#include <atomic>

#include "sim/conformance/planes.hpp"
#include "tb/verilator/model_abi.h"

namespace fp8forge::tb {

namespace fs = std::filesystem;

struct Library::Loaded {
  void* handle = nullptr;
  mutable std::atomic<std::uint32_t> next_seed{1};
  decltype(&fp8_create) create = nullptr;
  decltype(&fp8_destroy) destroy = nullptr;
  decltype(&fp8_evaluate) evaluate = nullptr;  // of scalar units
  decltype(&fp8_sweep) sweep = nullptr;        // of bit-parallel ones
  decltype(&fp8_play) play = nullptr;          // of clocked ones
  decltype(&fp8_reset) reset = nullptr;        // of arrays
  decltype(&fp8_drive) drive = nullptr;

  ~Loaded() {
    if (handle != nullptr) dlclose(handle);
  }

  template <typename Function>
  void find(const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(handle, name));
  }
};

namespace {

constexpr std::uint64_t kResetCycles = 4;

// A model with its library held; destroyed in that order.
template <typename Loaded>
class Instance {
 public:
  explicit Instance(std::shared_ptr<const Loaded> loaded)
      : loaded_(std::move(loaded)), model_(loaded_->create(loaded_->next_seed++)) {}
  Instance(const Instance&) = delete;
  ~Instance() { loaded_->destroy(model_); }

  const Loaded& operator*() const { return *loaded_; }
  void* model() const { return model_; }

 private:
  std::shared_ptr<const Loaded> loaded_;
  void* model_;
};

template <typename Loaded>
class LoadedScalar : public conformance::ScalarModel {
 public:
  LoadedScalar(std::shared_ptr<const Loaded> loaded, const conformance::ScalarUnit& unit)
      : instance_(std::move(loaded)), unit_(unit) {}

  void evaluate(const conformance::Batch& batch, conformance::Results& results) override {
    Fp8Input inputs[FP8_INPUTS];
    point(batch, inputs);
    const std::uint32_t saturate = batch.mode.overflow == Overflow::kSaturate;
    inputs[FP8_ROUNDING] = {&batch.mode.port_code, 0};
    inputs[FP8_SATURATE] = {&saturate, 0};
    (*instance_)
        .evaluate(instance_.model(), inputs, batch.cases, results.result.data(), results.status.data());
  }

  bool agrees(const conformance::Sweep& sweep, const golden::ConversionRuns& expected) override {
    constexpr std::size_t kGroups = 64;  // so many planes stay in the first cache
    constexpr std::size_t kCases = kGroups * conformance::kPlaneCases;
    if ((*instance_).sweep == nullptr || sweep.first % kCases != 0 || sweep.cases % kCases != 0) {
      return ScalarModel::agrees(sweep, expected);
    }
    const std::uint32_t saturate = sweep.mode.overflow == Overflow::kSaturate;
    Fp8Input inputs[FP8_INPUTS] = {};
    inputs[FP8_ROUNDING] = {&sweep.mode.port_code, 0};
    inputs[FP8_SATURATE] = {&saturate, 0};
    std::vector<std::uint64_t> planes(kGroups * static_cast<std::size_t>(unit_.to.bits()));
    for (std::size_t done = 0; done < sweep.cases; done += kCases) {
      const std::uint32_t first = sweep.first + static_cast<std::uint32_t>(done);
      (*instance_).sweep(instance_.model(), inputs, first, kGroups, planes.data());
      if (!conformance::planes_agree(expected, first, planes, unit_.to.bits())) return false;
    }
    return true;
  }

  void play(const conformance::BeatStimulus& stimulus, conformance::BeatTrace& trace) override {
    static_assert(sizeof(conformance::BeatCycle) == 1);
    const std::size_t words = unit_.result_words() + unit_.status_words();
    std::vector<std::uint32_t> rounding, saturate;
    for (const conformance::Mode& mode : stimulus.modes) {
      rounding.push_back(mode.port_code);
      saturate.push_back(mode.overflow == Overflow::kSaturate);
    }
    std::vector<conformance::BeatCycle> cycles(kResetCycles + stimulus.max_cycles);
    trace.payloads.resize(stimulus.max_cycles * words);
    trace.amax.resize(unit_.has_amax ? stimulus.max_cycles : 0);
    Fp8Play play{};
    point(stimulus.beats, play.inputs);
    play.inputs[FP8_ROUNDING] = {rounding.data(), 1};
    play.inputs[FP8_SATURATE] = {saturate.data(), 1};
    play.gap = stimulus.gaps.data();
    play.beats = stimulus.beats.cases;
    play.ready = stimulus.ready.data();
    play.ready_length = stimulus.ready.size();
    play.amax_clear = stimulus.amax_clear.data();
    play.amax_clear_length = stimulus.amax_clear.size();
    play.reset_cycles = kResetCycles;
    play.max_cycles = stimulus.max_cycles;
    play.cycles = reinterpret_cast<std::uint8_t*>(cycles.data());
    play.payloads = trace.payloads.data();
    play.amax = trace.amax.data();
    (*instance_).play(instance_.model(), &play);
    trace.reset.assign(cycles.begin(), cycles.begin() + kResetCycles);
    trace.cycles.assign(cycles.begin() + kResetCycles, cycles.end());
    trace.payloads.resize(play.payload_count * words);
  }

 private:
  void point(const conformance::Batch& batch, Fp8Input* inputs) const {
    for (std::size_t slot = 0; slot < conformance::kSlots; ++slot) {
      inputs[slot] = {batch.inputs[slot].data(), unit_.words(static_cast<conformance::Slot>(slot))};
    }
  }

  Instance<Loaded> instance_;
  conformance::ScalarUnit unit_;
};

Fp8Stream view(const conformance::Stream& stream, int bytes) {
  return {stream.data.data(), stream.last.data(), stream.gaps.data(),
          stream.user.data(), stream.beats(),     static_cast<std::uint32_t>(bytes)};
}

// Reads and writes apart, each with the number of responses that it waits for.
class PortAccesses {
 public:
  explicit PortAccesses(const conformance::RegisterTraffic& traffic) {
    std::uint32_t before = 0;
    for (const conformance::RegisterAccess& access : traffic.accesses) {
      (access.is_write ? writes_ : reads_)
          .push_back({access.address, access.data, access.waits ? before : 0, access.gap, access.data_gap,
                      access.strobe, access.after_run});
      ++before;
    }
  }

  void point(const conformance::RegisterTraffic& traffic, Fp8Registers& registers) const {
    registers.writes = writes_.data();
    registers.write_count = writes_.size();
    registers.reads = reads_.data();
    registers.read_count = reads_.size();
    registers.b_ready = traffic.b_ready.data();
    registers.b_ready_length = traffic.b_ready.size();
    registers.r_ready = traffic.r_ready.data();
    registers.r_ready_length = traffic.r_ready.size();
  }

 private:
  std::vector<Fp8Access> writes_, reads_;
};

template <typename Loaded>
class LoadedArray : public conformance::ArrayModel {
 public:
  LoadedArray(std::shared_ptr<const Loaded> loaded, const conformance::ArrayUnit& unit)
      : instance_(std::move(loaded)),
        rows_(unit.rows),
        cols_(unit.cols),
        c_bytes_(unit.c_bytes()),
        d_bytes_(unit.d_bytes()),
        user_bits_(unit.user_bits()),
        b_user_bits_(unit.b_user_bits()),
        address_bits_(unit.registers ? unit.registers->address_bits : 0) {}

  void play(const conformance::Stimulus& stimulus, conformance::Trace& trace) override {
    static_assert(sizeof(conformance::Cycle) == sizeof(std::uint16_t));
    trace.reset.resize(kResetCycles);
    trace.cycles.resize(stimulus.max_cycles);
    trace.payloads.resize(stimulus.max_payloads * static_cast<std::uint64_t>(c_bytes_));
    static_assert(sizeof(conformance::RegisterCycle) == sizeof(std::uint16_t));
    trace.register_reset.resize(address_bits_ > 0 ? kResetCycles : 0);
    trace.register_cycles.resize(address_bits_ > 0 ? stimulus.max_cycles : 0);
    trace.read_data.resize(trace.register_cycles.size());
    (*instance_)
        .reset(instance_.model(), kResetCycles, reinterpret_cast<std::uint16_t*>(trace.reset.data()),
               reinterpret_cast<std::uint16_t*>(trace.register_reset.data()));
    const PortAccesses accesses(stimulus.registers);
    Fp8Drive drive{};
    accesses.point(stimulus.registers, drive.registers);
    drive.registers.address_mask = (1U << address_bits_) - 1;
    drive.registers.cycles = reinterpret_cast<std::uint16_t*>(trace.register_cycles.data());
    drive.registers.read_data = trace.read_data.data();
    drive.a = view(stimulus.a, rows_);
    drive.b = view(stimulus.b, cols_);
    drive.d = view(stimulus.d, d_bytes_);
    drive.a_user_mask = (1U << user_bits_) - 1;
    drive.b_user_mask = (1U << b_user_bits_) - 1;
    drive.c_ready = stimulus.ready.data();
    drive.c_ready_length = stimulus.ready.size();
    drive.c_bytes = static_cast<std::uint32_t>(c_bytes_);
    drive.c_beats = stimulus.c_beats;
    drive.tail_cycles = stimulus.tail_cycles;
    drive.max_cycles = stimulus.max_cycles;
    drive.max_payloads = stimulus.max_payloads;
    drive.cycles = reinterpret_cast<std::uint16_t*>(trace.cycles.data());
    drive.payloads = trace.payloads.data();
    (*instance_).drive(instance_.model(), &drive);
    trace.cycles.resize(drive.cycle_count);
    if (address_bits_ > 0) {
      trace.register_cycles.resize(drive.cycle_count);
      trace.read_data.resize(drive.cycle_count);
    }
    trace.payloads.resize(drive.payload_count * static_cast<std::uint64_t>(c_bytes_));
  }

 private:
  Instance<Loaded> instance_;
  int rows_, cols_, c_bytes_, d_bytes_, user_bits_, b_user_bits_, address_bits_;
};

}  // namespace

Result<Library> Library::load(const fs::path& path) {
  auto loaded = std::make_shared<Loaded>();
  // RTLD_LOCAL: two models in one program have the same names inside.
  loaded->handle = dlopen(fs::absolute(path).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (loaded->handle == nullptr) return Error{"the built model cannot be loaded", path.string(), dlerror()};
  loaded->find("fp8_create", loaded->create);
  loaded->find("fp8_destroy", loaded->destroy);
  loaded->find("fp8_evaluate", loaded->evaluate);
  loaded->find("fp8_sweep", loaded->sweep);
  loaded->find("fp8_play", loaded->play);
  loaded->find("fp8_reset", loaded->reset);
  loaded->find("fp8_drive", loaded->drive);
  const bool whole =
      loaded->create && loaded->destroy && (loaded->evaluate || (loaded->reset && loaded->drive));
  if (!whole) return Error{"not a built model", path.string(), "remove it; it is built again when needed"};
  return Library(std::move(loaded));
}

conformance::ScalarFactory Library::scalar_models(const conformance::ScalarUnit& unit) const {
  return [loaded = loaded_, unit] { return std::make_unique<LoadedScalar<Loaded>>(loaded, unit); };
}

conformance::ArrayFactory Library::array_models(const conformance::ArrayUnit& unit) const {
  return [loaded = loaded_, unit] { return std::make_unique<LoadedArray<Loaded>>(loaded, unit); };
}

}  // namespace fp8forge::tb
