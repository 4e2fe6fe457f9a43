// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// clang-tidy's NOLINT works, also for a part of the checks.
// RUN: z3-tidy --config={} --quiet %s -- 2>&1 | FileCheck --allow-empty %s
#include <z3.h>

void leak(Z3_context ctx, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_params p = Z3_mk_params(ctx); // NOLINT(z3-loop-creation): kept on purpose
    Z3_params_inc_ref(ctx, p);
  }
}
// CHECK-NOT: warning
