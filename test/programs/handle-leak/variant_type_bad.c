// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler's front end turns a tagged union of its language into a datatype.
// When a field has a type that cannot be encoded, the constructors made so far are lost.
#include <stdio.h>
#include <string.h>
#include <z3.h>

enum { MAX_CASES = 8 };

struct variant_case {
  const char *name;
  const char *field;
  const char *type;
};

static Z3_sort sort_named(Z3_context ctx, const char *type) {
  if (strcmp(type, "int") == 0)
    return Z3_mk_int_sort(ctx);
  if (strcmp(type, "bool") == 0)
    return Z3_mk_bool_sort(ctx);
  return NULL;
}

static Z3_constructor encode_case(Z3_context ctx, const struct variant_case *vc,
                                  Z3_sort field_sort) {
  char tester[32];
  snprintf(tester, sizeof tester, "is_%s", vc->name);
  Z3_symbol field = Z3_mk_string_symbol(ctx, vc->field);
  unsigned no_ref = 0;
  return Z3_mk_constructor(ctx, Z3_mk_string_symbol(ctx, vc->name), // trace: leak
                           Z3_mk_string_symbol(ctx, tester), 1, &field,
                           &field_sort, &no_ref);
}

static void delete_cases(Z3_context ctx, Z3_constructor *made, unsigned n) {
  while (n > 0)
    Z3_del_constructor(ctx, made[--n]);
}

static Z3_sort encode_variant(Z3_context ctx, const char *name,
                              const struct variant_case *cases, unsigned n) {
  Z3_constructor made[MAX_CASES];
  for (unsigned i = 0; i < n; ++i) {
    Z3_sort field = sort_named(ctx, cases[i].type);
    if (!field) {
      fprintf(stderr, "%s.%s: no encoding\n", name, cases[i].field);
      return NULL;
    }
    made[i] = encode_case(ctx, &cases[i], field); // report: z3-loop-creation leak
  }
  Z3_sort sort = Z3_mk_datatype(ctx, Z3_mk_string_symbol(ctx, name), n, made);
  Z3_inc_ref(ctx, Z3_sort_to_ast(ctx, sort));
  delete_cases(ctx, made, n);
  return sort;
}

int main(void) {
  static const struct variant_case shape[] = {{"circle", "radius", "int"},
                                              {"open", "closed", "bool"}};
  static const struct variant_case value[] = {{"number", "n", "int"},
                                              {"text", "chars", "string"}};
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_sort shapes = encode_variant(ctx, "shape", shape, 2);
  Z3_sort values = encode_variant(ctx, "value", value, 2);
  printf("%d %d\n", shapes != NULL, values != NULL);
  if (values)
    Z3_dec_ref(ctx, Z3_sort_to_ast(ctx, values));
  if (shapes)
    Z3_dec_ref(ctx, Z3_sort_to_ast(ctx, shapes));
  Z3_del_context(ctx);
  return 0;
}
