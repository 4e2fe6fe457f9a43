// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A type checker binds names in nested scopes; a scope's end gives its bindings back.
// The type of the last binding is told after its scope was left.
#include <stdio.h>
#include <string.h>
#include <z3.h>

enum { MAX_BINDINGS = 16, MAX_SCOPES = 4 };

struct binding {
  const char *name;
  Z3_ast term;
};

struct checker {
  Z3_context ctx;
  struct binding bindings[MAX_BINDINGS];
  unsigned count;
  unsigned marks[MAX_SCOPES];
  unsigned depth;
};

static void enter(struct checker *k) { k->marks[k->depth++] = k->count; }

static void leave(struct checker *k) {
  unsigned mark = k->marks[--k->depth];
  while (k->count > mark) {
    struct binding *b = &k->bindings[--k->count];
    Z3_dec_ref(k->ctx, b->term);
    b->name = NULL;
  }
}

static Z3_ast bind(struct checker *k, const char *name, Z3_sort sort) {
  struct binding *b = &k->bindings[k->count++];
  b->name = name;
  b->term = Z3_mk_const(k->ctx, Z3_mk_string_symbol(k->ctx, name), sort);
  Z3_inc_ref(k->ctx, b->term);
  return b->term;
}

static unsigned check_block(struct checker *k, const char *const *names,
                            unsigned n) {
  Z3_ast last = NULL;
  enter(k);
  for (unsigned i = 0; i < n; i++)
    last = bind(k, names[i], i % 2 ? Z3_mk_real_sort(k->ctx)
                                   : Z3_mk_string_sort(k->ctx));
  leave(k);
  unsigned hash = last ? Z3_get_ast_hash(k->ctx, last) : 0; // missed: z3-use-after-release; trace: use-after-release
  return hash;
}

int main(void) {
  static const char *const names[] = {"width", "title"};
  Z3_config config = Z3_mk_config();
  struct checker k = {.ctx = Z3_mk_context_rc(config)};
  Z3_del_config(config);
  enter(&k);
  bind(&k, "global", Z3_mk_string_sort(k.ctx));
  printf("%d\n", check_block(&k, names, 2) != 0);
  fflush(stdout);
  leave(&k);
  Z3_del_context(k.ctx);
  return 0;
}
