// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A configuration checker prints which option excludes which.
// Both names come out of the context's one buffer, through a helper.
#include <stdio.h>
#include <string.h>
#include <z3.h>

struct edge {
  Z3_ast from, to;
};

struct checker {
  Z3_context ctx;
  struct edge edges[4];
  unsigned num_edges;
};

static const char *label_of(const struct checker *k, Z3_ast option) {
  Z3_func_decl d = Z3_get_app_decl(k->ctx, Z3_to_app(k->ctx, option));
  return Z3_get_symbol_string(k->ctx, Z3_get_decl_name(k->ctx, d));
}

static void print_edge(const struct checker *k, const struct edge *e) {
  const char *from = label_of(k, e->from);
  const char *to = label_of(k, e->to);
  if (strcmp(from, to) != 0) // report: z3-dangling-handle
    printf("%s excludes %s\n", from, to);
}

static Z3_ast option(Z3_context ctx, const char *name) {
  Z3_ast o =
      Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, name), Z3_mk_bool_sort(ctx));
  Z3_inc_ref(ctx, o);
  return o;
}

static void exclude(struct checker *k, const char *a, const char *b) {
  struct edge *e = &k->edges[k->num_edges++];
  e->from = option(k->ctx, a);
  e->to = option(k->ctx, b);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  struct checker k = {.ctx = Z3_mk_context_rc(config)};
  Z3_del_config(config);
  exclude(&k, "static", "plugins");
  exclude(&k, "tiny", "debug");
  for (unsigned i = 0; i < k.num_edges; i++)
    print_edge(&k, &k.edges[i]);
  for (unsigned i = 0; i < k.num_edges; i++) {
    Z3_dec_ref(k.ctx, k.edges[i].from);
    Z3_dec_ref(k.ctx, k.edges[i].to);
  }
  Z3_del_context(k.ctx);
  return 0;
}
