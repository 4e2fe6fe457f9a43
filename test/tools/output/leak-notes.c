// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The path of a leak, in order, each event with its count.
// RUN: z3-tidy --config={} --quiet %s -- 2>&1 | grep -E ': (warning|note): ' | FileCheck %s
#include <z3.h>

unsigned leak(Z3_context ctx, Z3_ast *goals, unsigned n) {
  unsigned size = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0);
    Z3_goal_inc_ref(ctx, g);
    Z3_goal_assert(ctx, g, goals[i]);
    size += Z3_goal_size(ctx, g);
  }
  return size;
}
// CHECK: leak-notes.c:9:17: warning: 'g' (a Z3 goal) is made in each iteration and never released [z3-loop-creation]
// CHECK-NEXT: leak-notes.c:9:17: note: made here; reference count is now 0
// CHECK-NEXT: leak-notes.c:10:5: note: retained here; reference count is now 1
// CHECK: note: release it with 'Z3_goal_dec_ref' on every way out of the iteration
// CHECK-NOT: warning
