// A combinational unit behind the interface of model_abi.h. HAS_B, HAS_ROUNDING and HAS_SATURATE say which
// ports the unit has.
#include <verilated.h>

#include <memory>

#include "Vmodel.h"
#include "model_abi.h"

namespace {

struct Model {
  VerilatedContext context;
  std::unique_ptr<Vmodel> top;
};

}  // namespace

extern "C" void* fp8_create(uint32_t seed) {
  auto* model = new Model;
  model->context.randSeed(static_cast<int>(seed));
  model->context.randReset(2);
  model->top = std::make_unique<Vmodel>(&model->context);
  return model;
}

extern "C" void fp8_destroy(void* model) { delete static_cast<Model*>(model); }

extern "C" void fp8_evaluate(void* model, const uint32_t* a, [[maybe_unused]] const uint32_t* b,
                             [[maybe_unused]] uint32_t rounding, [[maybe_unused]] uint32_t saturate,
                             uint32_t* result, uint64_t count) {
  Vmodel& top = *static_cast<Model*>(model)->top;
#ifdef HAS_ROUNDING
  top.rounding_i = static_cast<CData>(rounding);
#endif
#ifdef HAS_SATURATE
  top.saturate_i = static_cast<CData>(saturate);
#endif
  for (uint64_t i = 0; i < count; ++i) {
    top.a_i = a[i];
#ifdef HAS_B
    top.b_i = b[i];
#endif
    top.eval();
    result[i] = top.result_o;
  }
}
