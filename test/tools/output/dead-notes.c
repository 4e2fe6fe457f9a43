// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The path to the use of a dead handle: across the loop, and through a callee.
// RUN: z3-tidy --config={} --quiet --checks=-*,z3-use-after-release %s -- 2>&1 | grep -E ': (warning|note): ' | FileCheck %s
#include <z3.h>

void nextIteration(Z3_context ctx, Z3_ast *goals, unsigned n) {
  Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0);
  Z3_goal_inc_ref(ctx, g);
  for (unsigned i = 0; i < n; i++) {
    Z3_goal_assert(ctx, g, goals[i]);
    Z3_goal_dec_ref(ctx, g);
  }
}
// CHECK: dead-notes.c:10:5: warning: 'g' is used after it was released [z3-use-after-release]
// CHECK-NEXT: dead-notes.c:7:15: note: made here; reference count is now 0
// CHECK-NEXT: dead-notes.c:8:3: note: retained here; reference count is now 1
// CHECK-NEXT: dead-notes.c:11:5: note: released here; reference count is now 0
// CHECK-NEXT: dead-notes.c:9:3: note: the loop goes round here
// CHECK-NEXT: note: release it behind its last use

static void drop(Z3_context ctx, Z3_goal g) { Z3_goal_dec_ref(ctx, g); }

void callee(Z3_context ctx, Z3_ast f) {
  Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0);
  Z3_goal_inc_ref(ctx, g);
  drop(ctx, g);
  Z3_goal_assert(ctx, g, f);
}
// CHECK-NEXT: dead-notes.c:27:3: warning: 'g' is used after it was released [z3-use-after-release]
// CHECK-NEXT: dead-notes.c:24:15: note: made here; reference count is now 0
// CHECK-NEXT: dead-notes.c:25:3: note: retained here; reference count is now 1
// CHECK-NEXT: dead-notes.c:26:3: note: 'drop' releases it; reference count is now 0
// CHECK-NEXT: note: release it behind its last use

void withContext(Z3_config cfg) {
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_params p = Z3_mk_params(ctx);
  Z3_params_inc_ref(ctx, p);
  Z3_del_context(ctx);
  Z3_params_dec_ref(ctx, p);
}
// CHECK-NEXT: dead-notes.c:40:3: warning: 'p' is used after its context was deleted [z3-use-after-release]
// CHECK-NEXT: dead-notes.c:37:17: note: made here; reference count is now 0
// CHECK-NEXT: dead-notes.c:38:3: note: retained here; reference count is now 1
// CHECK-NEXT: dead-notes.c:39:3: note: its context is deleted here, with all that is in it
// CHECK-NEXT: note: delete the context behind the last use of what is in it
// CHECK-NOT: warning
