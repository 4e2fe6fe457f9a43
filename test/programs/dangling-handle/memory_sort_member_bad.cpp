// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An encoder of memory keeps the sort of its arrays for the C API.
// The member is raw, and the sort it is initialised from a temporary.
#include <cstdio>
#include <z3++.h>

namespace {

class MemoryEncoder {
  z3::context &C;
  Z3_sort Memory;

public:
  explicit MemoryEncoder(z3::context &C, unsigned Width)
      : C(C), Memory(C.array_sort(C.bv_sort(Width), C.bv_sort(8))) {} // report: z3-dangling-handle
  bool isMemory(const z3::expr &Value) const {
    return Z3_get_sort(C, Value) == Memory;
  }
  unsigned kind() const { return Z3_get_sort_kind(C, Memory); } // trace: use-after-release
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
