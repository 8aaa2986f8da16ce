// An array behind the interface of model_abi.h: AXI4-Stream sources, one sink, one clock. HAS_USER says that
// there is s_axis_a_tuser, HAS_B_USER s_axis_b_tuser, HAS_D s_axis_d, HAS_C_USER m_axis_c_tuser,
// HAS_REGISTERS s_axil.
#include <verilated.h>

#include <cstring>
#include <memory>

#include "Vmodel.h"
#include "model_abi.h"

namespace {

struct Model {
  VerilatedContext context;
  std::unique_ptr<Vmodel> top;
};

// Verilator keeps a port of any width as little-endian words without gaps; so does a payload.
template <typename Port>
void set(Port& port, const uint8_t* bytes, uint32_t count) {
  std::memcpy(&port, bytes, count);
}

// Where a source stands in its stream.
class Source {
 public:
  explicit Source(const Fp8Stream& stream) : stream_(stream), wait_(stream.beats ? stream.gap[0] : 0) {}

  bool done() const { return next_ == stream_.beats; }
  bool valid() const { return !done() && wait_ == 0; }

  // Drives the ports for this cycle. Without a beat the payload is all ones, which no unit may look at.
  template <typename Data>
  void drive(Data& data, CData& valid_port, CData& last) const {
    valid_port = valid();
    last = valid() ? stream_.last[next_] : 1;
    if (valid()) {
      set(data, stream_.data + next_ * stream_.bytes, stream_.bytes);
    } else {
      std::memset(static_cast<void*>(&data), 0xFF, stream_.bytes);
    }
  }

  // tuser for this cycle; all ones without a beat.
  uint32_t user() const { return valid() ? stream_.user[next_] : ~uint32_t{0}; }

  // At the rising edge.
  void step(bool ready) {
    if (valid() && ready) {
      if (++next_ < stream_.beats) wait_ = stream_.gap[next_];
    } else if (wait_ > 0) {
      --wait_;
    }
  }

 private:
  const Fp8Stream& stream_;
  uint64_t next_ = 0;
  uint32_t wait_;
};

uint16_t record(const Vmodel& top) {
  return static_cast<uint16_t>(
#ifdef HAS_D
      (top.s_axis_d_tvalid ? FP8_D_VALID : 0) | (top.s_axis_d_tready ? FP8_D_READY : 0) |
#endif
      (top.s_axis_a_tvalid ? FP8_A_VALID : 0) | (top.s_axis_b_tvalid ? FP8_B_VALID : 0) |
      (top.s_axis_a_tready ? FP8_A_READY : 0) | (top.s_axis_b_tready ? FP8_B_READY : 0) |
      (top.m_axis_c_tvalid ? FP8_C_VALID : 0) | (top.m_axis_c_tlast ? FP8_C_LAST : 0) |
      (top.error_o << FP8_ERROR_SHIFT));
}

#ifdef HAS_REGISTERS

uint16_t record_port(const Vmodel& top) {
  return static_cast<uint16_t>(
      (top.s_axil_awvalid ? FP8_AXIL_AW_VALID : 0) | (top.s_axil_awready ? FP8_AXIL_AW_READY : 0) |
      (top.s_axil_wvalid ? FP8_AXIL_W_VALID : 0) | (top.s_axil_wready ? FP8_AXIL_W_READY : 0) |
      (top.s_axil_bvalid ? FP8_AXIL_B_VALID : 0) | (top.s_axil_bready ? FP8_AXIL_B_READY : 0) |
      (top.s_axil_arvalid ? FP8_AXIL_AR_VALID : 0) | (top.s_axil_arready ? FP8_AXIL_AR_READY : 0) |
      (top.s_axil_rvalid ? FP8_AXIL_R_VALID : 0) | (top.s_axil_rready ? FP8_AXIL_R_READY : 0) |
      top.s_axil_bresp << FP8_AXIL_B_RESPONSE_SHIFT | top.s_axil_rresp << FP8_AXIL_R_RESPONSE_SHIFT);
}

// Where one channel stands in its accesses.
class Channel {
 public:
  Channel(const Fp8Access* accesses, uint64_t count, bool is_data)
      : accesses_(accesses), count_(count), is_data_(is_data) {}

  // What is offered in this cycle; NULL: nothing.
  const Fp8Access* offer(uint64_t responses, bool streams_done) {
    if (next_ == count_) return nullptr;
    const Fp8Access& access = accesses_[next_];
    if (responses < access.after || (access.after_streams && !streams_done)) return nullptr;
    if (waited_ < (is_data_ ? access.data_gap : access.gap)) {
      ++waited_;
      return nullptr;
    }
    return &access;
  }

  void take() {
    ++next_;
    waited_ = 0;
  }

 private:
  const Fp8Access* accesses_;
  uint64_t count_, next_ = 0;
  uint32_t waited_ = 0;
  bool is_data_;
};

// Plays the accesses. Without VALID a payload is all ones.
class RegisterPort {
 public:
  explicit RegisterPort(const Fp8Registers& it)
      : it_(it),
        aw_(it.writes, it.write_count, false),
        w_(it.writes, it.write_count, true),
        ar_(it.reads, it.read_count, false) {}

  bool done() const { return responses_ == it_.write_count + it_.read_count; }

  void drive(Vmodel& top, uint64_t cycle, bool streams_done) {
    const Fp8Access* aw = aw_.offer(responses_, streams_done);
    const Fp8Access* w = w_.offer(responses_, streams_done);
    const Fp8Access* ar = ar_.offer(responses_, streams_done);
    top.s_axil_awvalid = aw != nullptr;
    top.s_axil_awaddr = address(aw);
    top.s_axil_wvalid = w != nullptr;
    top.s_axil_wdata = w != nullptr ? w->data : ~uint32_t{0};
    top.s_axil_wstrb = w != nullptr ? w->strobe : 15;
    top.s_axil_arvalid = ar != nullptr;
    top.s_axil_araddr = address(ar);
    top.s_axil_bready = it_.b_ready[cycle % it_.b_ready_length];
    top.s_axil_rready = it_.r_ready[cycle % it_.r_ready_length];
  }

  // Before the rising edge.
  void step(const Vmodel& top, uint64_t cycle) {
    it_.cycles[cycle] = record_port(top);
    it_.read_data[cycle] = top.s_axil_rdata;
    if (top.s_axil_awvalid && top.s_axil_awready) aw_.take();
    if (top.s_axil_wvalid && top.s_axil_wready) w_.take();
    if (top.s_axil_arvalid && top.s_axil_arready) ar_.take();
    responses_ += (top.s_axil_bvalid && top.s_axil_bready) + (top.s_axil_rvalid && top.s_axil_rready);
  }

 private:
  uint32_t address(const Fp8Access* access) const {
    return (access != nullptr ? access->address : ~uint32_t{0}) & it_.address_mask;
  }

  const Fp8Registers& it_;
  Channel aw_, w_, ar_;
  uint64_t responses_ = 0;
};

#endif

void rise(Vmodel& top) {
  top.aclk = 1;
  top.eval();
}

void settle(Vmodel& top) {
  top.aclk = 0;
  top.eval();
}

}  // namespace

extern "C" void* fp8_create(uint32_t seed) {
  auto* model = new Model;
  model->context.randSeed(static_cast<int>(seed));
  model->context.randReset(2);
  model->top = std::make_unique<Vmodel>(&model->context);
  model->top->aresetn = 1;
  settle(*model->top);
  return model;
}

extern "C" void fp8_destroy(void* model) { delete static_cast<Model*>(model); }

extern "C" void fp8_reset(void* model, uint64_t count, uint16_t* cycles, [[maybe_unused]] uint16_t* port) {
  Vmodel& top = *static_cast<Model*>(model)->top;
  top.s_axis_a_tvalid = 0;
  top.s_axis_b_tvalid = 0;
#ifdef HAS_D
  top.s_axis_d_tvalid = 0;
#endif
  top.m_axis_c_tready = 1;
#ifdef HAS_REGISTERS
  top.s_axil_awvalid = 0;
  top.s_axil_wvalid = 0;
  top.s_axil_arvalid = 0;
#endif
  top.aresetn = 0;
  for (uint64_t n = 0; n < count; ++n) {
    settle(top);
    cycles[n] = record(top);
#ifdef HAS_REGISTERS
    port[n] = record_port(top);
#endif
    rise(top);
  }
  top.aresetn = 1;
}

extern "C" void fp8_drive(void* model, Fp8Drive* drive) {
  Vmodel& top = *static_cast<Model*>(model)->top;
  Source a(drive->a), b(drive->b), d(drive->d);
#ifdef HAS_C_USER
  const uint32_t data_bytes = drive->c_bytes - sizeof top.m_axis_c_tuser;
#else
  const uint32_t data_bytes = drive->c_bytes;
#endif
#ifdef HAS_REGISTERS
  RegisterPort registers(drive->registers);
#endif
  uint64_t cycle = 0, payloads = 0, taken = 0, tail = 0, pattern = 0;
  while (cycle < drive->max_cycles && payloads < drive->max_payloads) {
    const bool streams_done = tail >= drive->tail_cycles;
#ifdef HAS_REGISTERS
    if (streams_done && registers.done()) break;
    registers.drive(top, cycle, streams_done);
#else
    if (streams_done) break;
#endif
    if (a.done() && b.done() && d.done() && taken >= drive->c_beats) ++tail;
    a.drive(top.s_axis_a_tdata, top.s_axis_a_tvalid, top.s_axis_a_tlast);
    b.drive(top.s_axis_b_tdata, top.s_axis_b_tvalid, top.s_axis_b_tlast);
#ifdef HAS_D
    d.drive(top.s_axis_d_tdata, top.s_axis_d_tvalid, top.s_axis_d_tlast);
#endif
#ifdef HAS_USER
    top.s_axis_a_tuser = a.user() & drive->a_user_mask;
#endif
#ifdef HAS_B_USER
    top.s_axis_b_tuser = b.user() & drive->b_user_mask;
#endif
    top.m_axis_c_tready = drive->c_ready[pattern];
    if (++pattern == drive->c_ready_length) pattern = 0;
    settle(top);
#ifdef HAS_REGISTERS
    registers.step(top, cycle);
#endif
    drive->cycles[cycle++] = record(top);
    if (top.m_axis_c_tvalid) {
      uint8_t* payload = drive->payloads + payloads * drive->c_bytes;
      std::memcpy(payload, &top.m_axis_c_tdata, data_bytes);
#ifdef HAS_C_USER
      std::memcpy(payload + data_bytes, &top.m_axis_c_tuser, sizeof top.m_axis_c_tuser);
#endif
      ++payloads;
      if (top.m_axis_c_tready) ++taken;
    }
    a.step(top.s_axis_a_tready);
    b.step(top.s_axis_b_tready);
#ifdef HAS_D
    d.step(top.s_axis_d_tready);
#endif
    rise(top);
  }
  drive->cycle_count = cycle;
  drive->payload_count = payloads;
}
