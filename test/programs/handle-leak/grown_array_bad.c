// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loader collects declarations in an array that grows; a wrong line ends it.
// The declarations so far are not given back when a line is wrong.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct decls {
  Z3_context c;
  Z3_func_decl *items;
  size_t n, room;
};

static int grow(struct decls *d) {
  size_t room = d->room ? 2 * d->room : 2;
  Z3_func_decl *items = realloc(d->items, room * sizeof *items);
  if (!items)
    return -1;
  d->items = items;
  d->room = room;
  return 0;
}

static int add(struct decls *d, const char *name, char type) {
  Z3_sort sort;
  switch (type) {
  case 'i':
    sort = Z3_mk_int_sort(d->c);
    break;
  case 'b':
    sort = Z3_mk_bool_sort(d->c);
    break;
  default:
    return -1;
  }
  if (d->n == d->room && grow(d) < 0)
    return -1;
  Z3_func_decl f = Z3_mk_func_decl(d->c, Z3_mk_string_symbol(d->c, name), 0, NULL, sort); // trace: leak
  Z3_inc_ref(d->c, Z3_func_decl_to_ast(d->c, f));
  d->items[d->n++] = f;
  return 0;
}

static void drop(struct decls *d) {
  for (size_t i = 0; i < d->n; i++)
    Z3_dec_ref(d->c, Z3_func_decl_to_ast(d->c, d->items[i]));
  free(d->items);
}

static long load(Z3_context c, const char *const names[], const char *types) {
  struct decls d = {c, NULL, 0, 0};
  for (size_t i = 0; types[i]; i++) {
    if (add(&d, names[i], types[i]) < 0) { // report: z3-loop-creation leak
      free(d.items);
      return -(long)i - 1;
    }
  }
  long n = (long)d.n;
  drop(&d);
  return n;
}

int main(void) {
  static const char *const names[] = {"speed", "brake", "gear", "lamp"};
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  printf("%ld\n", load(c, names, "ibib"));
  printf("%ld\n", load(c, names, "ibxb"));
  Z3_del_context(c);
  return 0;
}
