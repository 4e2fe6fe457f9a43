// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A type checker keeps the term of each variable in a scope's table; the lookup
// hands out what the table owns.
// The caller only looks at the term.
#include <stdio.h>
#include <string.h>
#include <z3.h>

struct binding {
  const char *name;
  Z3_ast term;
};

struct scope {
  Z3_context ctx;
  struct binding bindings[8];
  unsigned count;
};

static void bind(struct scope *s, const char *name, Z3_sort sort) {
  struct binding *b = &s->bindings[s->count++];
  b->name = name;
  b->term = Z3_mk_const(s->ctx, Z3_mk_string_symbol(s->ctx, name), sort);
  Z3_inc_ref(s->ctx, b->term);
}

static Z3_ast lookup(const struct scope *s, const char *name) {
  for (unsigned i = s->count; i-- > 0;)
    if (strcmp(s->bindings[i].name, name) == 0)
      return s->bindings[i].term;
  return NULL;
}

static void leave(struct scope *s) {
  while (s->count > 0)
    Z3_dec_ref(s->ctx, s->bindings[--s->count].term);
}

static int is_nonnegative(struct scope *s, const char *name) {
  Z3_ast term = lookup(s, name);
  if (!term)
    return 0;
  Z3_ast zero = Z3_mk_int(s->ctx, 0, Z3_mk_int_sort(s->ctx));
  Z3_inc_ref(s->ctx, zero);
  Z3_ast claim = Z3_mk_ge(s->ctx, term, zero);
  Z3_inc_ref(s->ctx, claim);
  Z3_ast known = Z3_simplify(s->ctx, claim);
  int yes = Z3_get_bool_value(s->ctx, known) == Z3_L_TRUE;
  Z3_dec_ref(s->ctx, claim);
  Z3_dec_ref(s->ctx, zero);
  return yes;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  struct scope s = {.ctx = Z3_mk_context_rc(config)};
  Z3_del_config(config);
  bind(&s, "length", Z3_mk_int_sort(s.ctx));
  bind(&s, "empty", Z3_mk_bool_sort(s.ctx));
  printf("%d\n", is_nonnegative(&s, "length"));
  fflush(stdout);
  leave(&s);
  Z3_del_context(s.ctx);
  return 0;
}
