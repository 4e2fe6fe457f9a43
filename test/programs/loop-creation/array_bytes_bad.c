// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor writes the bytes of its symbolic buffers as a test case.
// The interpretation of a buffer that has no entries is never released.
#include <stdio.h>
#include <z3.h>

enum { BUFFERS = 12 };

struct memory {
  Z3_context ctx;
  Z3_sort byte;
  Z3_func_decl buffers[BUFFERS];
};

static void memory_init(struct memory *mem, Z3_context ctx) {
  char name[16];
  mem->ctx = ctx;
  mem->byte = Z3_mk_bv_sort(ctx, 8);
  Z3_sort index = Z3_mk_bv_sort(ctx, 32);
  for (int i = 0; i < BUFFERS; ++i) {
    snprintf(name, sizeof name, "buf%d", i);
    mem->buffers[i] = Z3_mk_func_decl(ctx, Z3_mk_string_symbol(ctx, name), 1,
                                      &index, mem->byte);
    Z3_inc_ref(ctx, Z3_func_decl_to_ast(ctx, mem->buffers[i]));
  }
}

static void memory_free(struct memory *mem) {
  for (int i = 0; i < BUFFERS; ++i)
    Z3_dec_ref(mem->ctx, Z3_func_decl_to_ast(mem->ctx, mem->buffers[i]));
}

static void constrain(struct memory *mem, Z3_solver solver, int which,
                      unsigned at, unsigned value) {
  Z3_ast index = Z3_mk_unsigned_int(mem->ctx, at, Z3_mk_bv_sort(mem->ctx, 32));
  Z3_ast byte = Z3_mk_app(mem->ctx, mem->buffers[which], 1, &index);
  Z3_inc_ref(mem->ctx, byte);
  Z3_ast wanted = Z3_mk_unsigned_int(mem->ctx, value, mem->byte);
  Z3_solver_assert(mem->ctx, solver, Z3_mk_eq(mem->ctx, byte, wanted));
  Z3_dec_ref(mem->ctx, byte);
}

static unsigned write_test(struct memory *mem, Z3_model model) {
  unsigned written = 0;
  for (int i = 0; i < BUFFERS; ++i) {
    Z3_func_interp bytes =
        Z3_model_get_func_interp(mem->ctx, model, mem->buffers[i]); // report: z3-loop-creation leak; trace: leak
    if (!bytes)
      continue;
    Z3_func_interp_inc_ref(mem->ctx, bytes);
    unsigned entries = Z3_func_interp_get_num_entries(mem->ctx, bytes);
    if (entries == 0) {
      printf("buf%d: default only\n", i);
      continue;
    }
    written += entries;
    printf("buf%d: %u bytes\n", i, entries);
    Z3_func_interp_dec_ref(mem->ctx, bytes);
  }
  return written;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  struct memory mem;
  memory_init(&mem, ctx);
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  for (int i = 0; i < BUFFERS; ++i)
    constrain(&mem, solver, i, 3, 65 + i);
  constrain(&mem, solver, 2, 4, 7);
  if (Z3_solver_check(ctx, solver) == Z3_L_TRUE) {
    Z3_model model = Z3_solver_get_model(ctx, solver);
    Z3_model_inc_ref(ctx, model);
    printf("%u\n", write_test(&mem, model));
    Z3_model_dec_ref(ctx, model);
  }
  Z3_solver_dec_ref(ctx, solver);
  memory_free(&mem);
  Z3_del_context(ctx);
  return 0;
}
