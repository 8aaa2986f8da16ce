// An array in plain C++ that obeys docs/ports.md, with faults to choose from: what the checks must find.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

#include "sim/conformance/model.hpp"
#include "sim/conformance/products.hpp"
#include "sim/conformance/unit.hpp"
#include "sim/golden/mac.hpp"
#include "tests/conformance/fake_output.hpp"

namespace fp8forge::conformance {

class FakeArray : public ArrayModel {
 public:
  explicit FakeArray(const ArrayUnit& unit, Fault fault = Fault::kNone);
  void play(const Stimulus& stimulus, Trace& trace) override;

 private:
  struct Row {
    std::vector<std::uint32_t> codes;
    bool last;
    std::int64_t due;  // the cycle in which it may show
    std::uint32_t amax = 0;
  };
  void add(const std::uint8_t* a, const std::uint8_t* b);
  void forget();
  void finish_tile(std::int64_t cycle, std::deque<Row>& rows);
  golden::Number sum(int row, int col);

  ArrayUnit unit_;
  Fault fault_;
  golden::Mac sum_;
  Units limit_ = 0;                  // of an accumulator one bit short
  std::vector<std::uint8_t> a_, b_;  // operands of the running tile
  std::int64_t terms_ = 0;           // of the sum, kept tiles included
  std::int64_t counted_ = 0;         // of them, for the limit
  TileControl control_;
  FakeOutput output_;
  bool begins_ = true;  // the next beat is a tile's first
};

ArrayFactory fakes(const ArrayUnit& unit, Fault fault);

}  // namespace fp8forge::conformance
