// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library walks the clauses of a problem and tells the user about each; the
// user's data comes as void *.
// The user's function drops the clause, which the library then still counts.
#include <stdio.h>
#include <z3.h>

struct clause {
  Z3_ast term;
  int dropped;
};

struct problem {
  Z3_context c;
  struct clause clauses[4];
  unsigned n;
};

typedef int (*clause_fn)(struct problem *p, struct clause *cl, void *user);

struct stats {
  unsigned seen, depth;
};

static void drop_clause(struct problem *p, struct clause *cl) {
  Z3_dec_ref(p->c, cl->term);
  cl->dropped = 1;
}

static unsigned walk(struct problem *p, clause_fn fn, void *user) {
  unsigned ids = 0;
  for (unsigned i = 0; i < p->n; i++) {
    struct clause *cl = &p->clauses[i];
    int keep = fn(p, cl, user);
    ids += Z3_get_app_num_args(p->c, Z3_to_app(p->c, cl->term)); // report: z3-use-after-release; trace: use-after-release
    (void)keep;
  }
  return ids;
}

static int forget_units(struct problem *p, struct clause *cl, void *user) {
  struct stats *st = user;
  st->seen++;
  unsigned n = Z3_get_app_num_args(p->c, Z3_to_app(p->c, cl->term));
  if (n > st->depth)
    st->depth = n;
  if (n > 1)
    return 1;
  drop_clause(p, cl);
  return 0;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct problem p = {.c = Z3_mk_context_rc(cfg), .n = 4};
  Z3_del_config(cfg);
  for (int i = 0; i < 4; i++) {
    Z3_ast lits[2];
    lits[0] = Z3_mk_const(p.c, Z3_mk_int_symbol(p.c, i), Z3_mk_bool_sort(p.c));
    Z3_inc_ref(p.c, lits[0]);
    lits[1] = Z3_mk_false(p.c);
    p.clauses[i] = (struct clause){Z3_mk_or(p.c, i % 2 ? 2 : 1, lits), 0};
    Z3_inc_ref(p.c, p.clauses[i].term);
    Z3_dec_ref(p.c, lits[0]);
  }
  struct stats st = {0, 0};
  unsigned args = walk(&p, forget_units, &st);
  printf("%u seen, %u arguments\n", st.seen, args > 0);
  for (unsigned i = 0; i < p.n; i++)
    if (!p.clauses[i].dropped)
      drop_clause(&p, &p.clauses[i]);
  Z3_del_context(p.c);
  return 0;
}
