// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A dispatcher keeps its routes in a linked list and asks for each whether the
// truck can carry its load; a visitor does the asking.
// The visitor opens a scope for every route.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct route {
  int load;
  struct route *next;
};

typedef void (*route_visitor)(const struct route *r, void *data);

static void each_route(const struct route *list, route_visitor visit,
                       void *data) {
  for (const struct route *r = list; r; r = r->next)
    visit(r, data);
}

struct dispatch {
  Z3_context c;
  Z3_solver s;
  Z3_ast capacity;
  int feasible;
};

static void check_route(const struct route *r, void *data) {
  struct dispatch *d = data;
  Z3_ast load = Z3_mk_int(d->c, r->load, Z3_get_sort(d->c, d->capacity));
  Z3_inc_ref(d->c, load);
  Z3_ast fits = Z3_mk_le(d->c, load, d->capacity);
  Z3_inc_ref(d->c, fits);
  Z3_solver_push(d->c, d->s);
  Z3_solver_assert(d->c, d->s, fits);
  d->feasible += Z3_solver_check(d->c, d->s) == Z3_L_TRUE;
  Z3_solver_pop(d->c, d->s, 1);
  Z3_dec_ref(d->c, fits);
  Z3_dec_ref(d->c, load);
}

int main(void) {
  enum { NUM_ROUTES = 30 };
  struct route routes[NUM_ROUTES];
  for (int i = 0; i < NUM_ROUTES; ++i) {
    routes[i].load = 40 + 5 * i;
    routes[i].next = i + 1 < NUM_ROUTES ? &routes[i + 1] : NULL;
  }
  Z3_config config = Z3_mk_config();
  struct dispatch d = {0};
  d.c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  d.s = Z3_mk_simple_solver(d.c);
  Z3_solver_inc_ref(d.c, d.s);
  d.capacity = Z3_mk_const(d.c, Z3_mk_string_symbol(d.c, "capacity"),
                           Z3_mk_int_sort(d.c));
  Z3_inc_ref(d.c, d.capacity);
  each_route(routes, check_route, &d);
  printf("%d routes fit some truck\n", d.feasible);
  Z3_dec_ref(d.c, d.capacity);
  Z3_solver_dec_ref(d.c, d.s);
  Z3_del_context(d.c);
  return 0;
}
