// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A linker script checker: do any two sections overlap? The address arithmetic
// is given to Z3.
// Each pair is checked in a context of its own, made and deleted in the callee.
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

struct section {
  const char *name;
  unsigned start, size;
};

static bool overlap(const struct section *a, const struct section *b) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config); // trace: churn
  Z3_del_config(config);
  char query[256];
  snprintf(query, sizeof query,
           "(declare-const at (_ BitVec 32))"
           "(assert (and (bvule (_ bv%u 32) at) (bvult at (_ bv%u 32))))"
           "(assert (and (bvule (_ bv%u 32) at) (bvult at (_ bv%u 32))))",
           a->start, a->start + a->size, b->start, b->start + b->size);
  Z3_solver solver = Z3_mk_simple_solver(ctx); // trace: churn
  Z3_solver_inc_ref(ctx, solver);
  Z3_solver_from_string(ctx, solver, query);
  bool found = Z3_solver_check(ctx, solver) == Z3_L_TRUE;
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return found;
}

static int count_overlaps(const struct section *sections, int n) {
  int overlaps = 0;
  for (int i = 0; i < n; ++i)
    for (int j = i + 1; j < n; ++j)
      if (overlap(&sections[i], &sections[j])) { // report: z3-loop-creation churn
        printf("%s overlaps %s\n", sections[i].name, sections[j].name);
        ++overlaps;
      }
  return overlaps;
}

int main(void) {
  const struct section sections[] = {
      {"text", 0x1000, 0x4000},
      {"rodata", 0x5000, 0x1000},
      {"data", 0x5800, 0x1000},
      {"bss", 0x7000, 0x2000},
      {"stack", 0x9000, 0x1000},
      {"heap", 0xa000, 0x8000},
      {"mmio", 0x10000, 0x1000},
  };
  int n = (int)(sizeof sections / sizeof *sections);
  printf("%d overlaps\n", count_overlaps(sections, n));
  return 0;
}
