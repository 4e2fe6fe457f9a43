// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A network checker answers which hosts a packet gets to; links are rules of one
// fixedpoint object.
// The start of a question is part of the query, and no fact is added for it.
#include <stdio.h>
#include <z3.h>

struct network {
  Z3_context ctx;
  Z3_fixedpoint fp;
  Z3_func_decl reach;
};

static Z3_ast host(struct network *n, unsigned id) {
  Z3_ast h = Z3_mk_unsigned_int(n->ctx, id, Z3_mk_bv_sort(n->ctx, 6));
  Z3_inc_ref(n->ctx, h);
  return h;
}

static Z3_ast reaches(struct network *n, unsigned from, unsigned to) {
  Z3_ast args[2] = {host(n, from), host(n, to)};
  Z3_ast fact = Z3_mk_app(n->ctx, n->reach, 2, args);
  Z3_inc_ref(n->ctx, fact);
  Z3_dec_ref(n->ctx, args[0]);
  Z3_dec_ref(n->ctx, args[1]);
  return fact;
}

static void add_link(struct network *n, unsigned from, unsigned to) {
  Z3_ast fact = reaches(n, from, to);
  Z3_fixedpoint_add_rule(n->ctx, n->fp, fact, Z3_mk_int_symbol(n->ctx, 1));
  Z3_dec_ref(n->ctx, fact);
}

static Z3_lbool answer(struct network *n, unsigned from, unsigned to) {
  if (from == to)
    return Z3_L_TRUE;
  Z3_ast goal = reaches(n, from, to);
  Z3_lbool found = Z3_fixedpoint_query(n->ctx, n->fp, goal);
  Z3_dec_ref(n->ctx, goal);
  return found;
}

static void serve(struct network *n, const unsigned (*questions)[2], int count) {
  for (int i = 0; i < count; i++)
    printf("%u -> %u: %d\n", questions[i][0], questions[i][1],
           answer(n, questions[i][0], questions[i][1]));
}

static void open_network(struct network *n) {
  Z3_config config = Z3_mk_config();
  n->ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  n->fp = Z3_mk_fixedpoint(n->ctx);
  Z3_fixedpoint_inc_ref(n->ctx, n->fp);
  Z3_sort id = Z3_mk_bv_sort(n->ctx, 6);
  Z3_sort domain[2] = {id, id};
  n->reach = Z3_mk_func_decl(n->ctx, Z3_mk_string_symbol(n->ctx, "reach"), 2,
                             domain, Z3_mk_bool_sort(n->ctx));
  Z3_inc_ref(n->ctx, Z3_func_decl_to_ast(n->ctx, n->reach));
  Z3_fixedpoint_register_relation(n->ctx, n->fp, n->reach);
}

static void close_network(struct network *n) {
  Z3_dec_ref(n->ctx, Z3_func_decl_to_ast(n->ctx, n->reach));
  Z3_fixedpoint_dec_ref(n->ctx, n->fp);
  Z3_del_context(n->ctx);
}

int main(void) {
  unsigned questions[12][2];
  for (unsigned i = 0; i < 12; i++) {
    questions[i][0] = i;
    questions[i][1] = (i * 5) % 12;
  }
  struct network n;
  open_network(&n);
  add_link(&n, 1, 5);
  add_link(&n, 2, 10);
  serve(&n, questions, 12);
  close_network(&n);
  return 0;
}
