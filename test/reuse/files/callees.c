// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What callees do: who never comes back, who is called by a pointer, what Z3
// is given to call, what a cleanup does.

#include <stdlib.h>
#include <z3.h>

typedef void (*hook)(Z3_context c, Z3_solver s);

static void die(void) {
  abort();
}

static void stop(void) {
  die();
}

static void drop(Z3_context c, Z3_solver s) {
  Z3_solver_dec_ref(c, s);
}

static void keep(Z3_context c, Z3_solver s) {
  Z3_solver_push(c, s);
}

static struct {
  hook end;
} ops;

void choose(void) {
  ops.end = drop;
}

void by_member(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  ops.end(c, s);
}

static Z3_ast newest;

static void on_fixed(void *data, Z3_solver_callback cb, unsigned id,
                     Z3_ast v) {
  (void)data;
  (void)cb;
  (void)id;
  newest = v;
}

Z3_lbool ask(Z3_context c, int bad) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  if (bad)
    stop();
  Z3_lbool answer = Z3_solver_check(c, s);
  drop(c, s);
  return answer;
}

void by_pointer(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  hook end = drop;
  keep(c, s);
  end(c, s);
}

static void run(Z3_context c, Z3_solver s, hook f) {
  f(c, s);
}

void by_parameter(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  run(c, s, keep);
  run(c, s, drop);
}

void handled(Z3_context c, Z3_solver s) {
  Z3_solver_propagate_fixed(c, s, on_fixed);
  Z3_solver_check(c, s);
}

struct held {
  Z3_context c;
  Z3_solver s;
};

static void close(struct held *h) {
  Z3_solver_dec_ref(h->c, h->s);
}

Z3_lbool cleaned(Z3_context c) {
  __attribute__((cleanup(close))) struct held h = {c, Z3_mk_solver(c)};
  Z3_solver_inc_ref(h.c, h.s);
  return Z3_solver_check(h.c, h.s);
}
