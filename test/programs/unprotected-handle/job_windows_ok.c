// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler places jobs: each starts after its release and ends before its
// deadline.
// The end of a job is counted while the deadline is made.
#include <stdio.h>
#include <z3.h>

struct job {
  const char *name;
  int release, length, deadline;
};

struct planner {
  Z3_context ctx;
  Z3_optimize opt;
  Z3_sort time;
};

static Z3_ast moment(struct planner *p, int at) {
  return Z3_mk_int(p->ctx, at, p->time);
}

static Z3_ast start_of(struct planner *p, const struct job *j) {
  return Z3_mk_const(p->ctx, Z3_mk_string_symbol(p->ctx, j->name), p->time);
}

static void place(struct planner *p, const struct job *j) {
  Z3_context c = p->ctx;
  Z3_ast start = start_of(p, j);
  Z3_inc_ref(c, start);
  Z3_ast bound = moment(p, j->release);
  Z3_inc_ref(c, bound);
  Z3_optimize_assert(c, p->opt, Z3_mk_ge(c, start, bound));
  Z3_dec_ref(c, bound);

  Z3_ast parts[2] = {start, moment(p, j->length)};
  Z3_inc_ref(c, parts[1]);
  Z3_ast end = Z3_mk_add(c, 2, parts);
  Z3_inc_ref(c, end);
  Z3_ast deadline = moment(p, j->deadline);
  Z3_inc_ref(c, deadline);
  Z3_optimize_assert(c, p->opt, Z3_mk_le(c, end, deadline));
  Z3_dec_ref(c, deadline);
  Z3_dec_ref(c, end);
  Z3_dec_ref(c, parts[1]);
  Z3_optimize_minimize(c, p->opt, start);
  Z3_dec_ref(c, start);
}

int main(void) {
  static const struct job jobs[] = {{"link", 120, 45, 200}, {"pack", 150, 20, 300}};
  Z3_config cfg = Z3_mk_config();
  struct planner p;
  p.ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  p.opt = Z3_mk_optimize(p.ctx);
  Z3_optimize_inc_ref(p.ctx, p.opt);
  p.time = Z3_mk_int_sort(p.ctx);
  for (unsigned i = 0; i < sizeof jobs / sizeof *jobs; i++)
    place(&p, &jobs[i]);
  if (Z3_optimize_check(p.ctx, p.opt, 0, NULL) == Z3_L_TRUE)
    puts("planned");
  Z3_optimize_dec_ref(p.ctx, p.opt);
  Z3_del_context(p.ctx);
  return 0;
}
