// An array behind the interface of model_abi.h: AXI4-Stream sources, one sink, one clock. HAS_USER says that
// there is s_axis_a_tuser, HAS_B_USER s_axis_b_tuser, HAS_D s_axis_d, HAS_C_USER m_axis_c_tuser.
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

extern "C" void fp8_reset(void* model, uint64_t count, uint16_t* cycles) {
  Vmodel& top = *static_cast<Model*>(model)->top;
  top.s_axis_a_tvalid = 0;
  top.s_axis_b_tvalid = 0;
#ifdef HAS_D
  top.s_axis_d_tvalid = 0;
#endif
  top.m_axis_c_tready = 1;
  top.aresetn = 0;
  for (uint64_t n = 0; n < count; ++n) {
    settle(top);
    cycles[n] = record(top);
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
  uint64_t cycle = 0, payloads = 0, taken = 0, tail = 0, pattern = 0;
  while (cycle < drive->max_cycles && payloads < drive->max_payloads && tail < drive->tail_cycles) {
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
