// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner refines an abstract plan: each stage has a goal of its own, and a
// stage that can not be refined is tried once more with a weaker goal.
// The weaker goal takes the place of the first, which stays counted.
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

struct stage {
  const char *place;
  int deadline;
};

struct planner {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast clock;
};

static Z3_ast arrive_by(struct planner *p, int hour) {
  Z3_ast limit = Z3_mk_int(p->ctx, hour, Z3_mk_int_sort(p->ctx));
  Z3_inc_ref(p->ctx, limit);
  Z3_ast goal = Z3_mk_le(p->ctx, p->clock, limit); // trace: leak
  Z3_inc_ref(p->ctx, goal);
  Z3_dec_ref(p->ctx, limit);
  return goal;
}

static bool possible(struct planner *p, Z3_ast goal) {
  return Z3_solver_check_assumptions(p->ctx, p->solver, 1, &goal) == Z3_L_TRUE;
}

static bool refine(struct planner *p, const struct stage *s) {
  Z3_ast goal = arrive_by(p, s->deadline); // report: z3-handle-leak leak
  bool good = possible(p, goal);
  if (!good) {
    goal = arrive_by(p, s->deadline + 4);
    good = possible(p, goal);
  }
  printf("%s: %s\n", s->place, good ? Z3_ast_to_string(p->ctx, goal) : "no");
  Z3_dec_ref(p->ctx, goal);
  return good;
}

static void open_planner(struct planner *p, int start) {
  Z3_config config = Z3_mk_config();
  p->ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  p->solver = Z3_mk_simple_solver(p->ctx);
  Z3_solver_inc_ref(p->ctx, p->solver);
  p->clock = Z3_mk_const(p->ctx, Z3_mk_string_symbol(p->ctx, "clock"),
                         Z3_mk_int_sort(p->ctx));
  Z3_inc_ref(p->ctx, p->clock);
  Z3_ast first = Z3_mk_int(p->ctx, start, Z3_mk_int_sort(p->ctx));
  Z3_inc_ref(p->ctx, first);
  Z3_solver_assert(p->ctx, p->solver, Z3_mk_ge(p->ctx, p->clock, first));
  Z3_dec_ref(p->ctx, first);
}

static void close_planner(struct planner *p) {
  Z3_dec_ref(p->ctx, p->clock);
  Z3_solver_dec_ref(p->ctx, p->solver);
  Z3_del_context(p->ctx);
}

int main(void) {
  struct planner p;
  open_planner(&p, 8);
  struct stage stage = {"harbour", 6};
  refine(&p, &stage);
  close_planner(&p);
  return 0;
}
