// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An encoder of memory keeps the sort of its arrays for the C API.
// The member is a z3::sort.
#include <cstdio>
#include <z3++.h>

namespace {

class MemoryEncoder {
  z3::context &C;
  z3::sort Memory;

public:
  explicit MemoryEncoder(z3::context &C, unsigned Width)
      : C(C), Memory(C.array_sort(C.bv_sort(Width), C.bv_sort(8))) {}
  bool isMemory(const z3::expr &Value) const {
    return Z3_get_sort(C, Value) == Memory;
  }
  unsigned kind() const { return Z3_get_sort_kind(C, Memory); }
};

} // namespace

int main() {
  z3::context C;
  MemoryEncoder Encoder(C, 32);
  z3::expr Address = C.bv_const("address", 32);
  std::printf("kind: %s\n", Encoder.kind() == Z3_ARRAY_SORT ? "array" : "?");
  std::fflush(stdout);
  return Encoder.isMemory(Address);
}
