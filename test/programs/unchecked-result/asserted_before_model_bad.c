// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler reads a slot from the model, and forbids the next ones.
// The second model is asked for after a new assertion, without a check.
// The simple solver gives the old model: z3-trace says nothing.
#include <stdio.h>
#include <z3.h>

struct scheduler {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast slot;
};

static void scheduler_open(struct scheduler *sc) {
  Z3_config cfg = Z3_mk_config();
  sc->ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  sc->solver = Z3_mk_simple_solver(sc->ctx);
  Z3_solver_inc_ref(sc->ctx, sc->solver);
  sc->slot = Z3_mk_const(sc->ctx, Z3_mk_string_symbol(sc->ctx, "slot"),
                         Z3_mk_int_sort(sc->ctx));
  Z3_inc_ref(sc->ctx, sc->slot);
}

static void scheduler_close(struct scheduler *sc) {
  Z3_dec_ref(sc->ctx, sc->slot);
  Z3_solver_dec_ref(sc->ctx, sc->solver);
  Z3_del_context(sc->ctx);
}

static int slot_of(struct scheduler *sc, Z3_model model) {
  Z3_ast value = NULL;
  int slot = -1;
  Z3_model_inc_ref(sc->ctx, model);
  if (Z3_model_eval(sc->ctx, model, sc->slot, 1, &value))
    Z3_get_numeral_int(sc->ctx, value, &slot);
  Z3_model_dec_ref(sc->ctx, model);
  return slot;
}

static void after(struct scheduler *sc, int slot) {
  Z3_ast bound = Z3_mk_int(sc->ctx, slot, Z3_mk_int_sort(sc->ctx));
  Z3_solver_assert(sc->ctx, sc->solver, Z3_mk_gt(sc->ctx, sc->slot, bound));
}

static int two_slots(struct scheduler *sc, int slots[2]) {
  if (Z3_solver_check(sc->ctx, sc->solver) != Z3_L_TRUE)
    return 0;
  slots[0] = slot_of(sc, Z3_solver_get_model(sc->ctx, sc->solver));
  after(sc, slots[0]);
  slots[1] = slot_of(sc, Z3_solver_get_model(sc->ctx, sc->solver)); // report: z3-unchecked-result
  return 2;
}

int main(void) {
  struct scheduler sc;
  scheduler_open(&sc);
  int slots[2] = {-1, -1};
  int n = two_slots(&sc, slots);
  printf("%d: %d %d\n", n, slots[0], slots[1]);
  scheduler_close(&sc);
  return 0;
}
