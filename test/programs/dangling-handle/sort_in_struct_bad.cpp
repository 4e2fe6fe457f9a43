// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A memory model keeps its array sort in a plain struct.
// The struct is filled from the temporary that array_sort() returns.
#include <cstdio>
#include <z3++.h>

namespace {

struct MemoryModel {
  unsigned Width;
  Z3_sort Sort;
};

MemoryModel model(z3::context &C, unsigned Width) {
  return MemoryModel{Width, C.array_sort(C.bv_sort(Width), C.bv_sort(8))}; // report: z3-dangling-handle
}

} // namespace

int main() {
  z3::context C;
  MemoryModel M = model(C, 24);
  z3::expr Pointer = C.bv_const("pointer", M.Width);
  bool Array = Z3_get_sort_kind(C, M.Sort) == Z3_ARRAY_SORT; // trace: use-after-release
  std::printf("%u %s\n", Pointer.get_sort().bv_size(), Array ? "array" : "other");
  std::fflush(stdout);
  return 0;
}
