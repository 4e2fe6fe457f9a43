// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A type checker that declares each record type of a module as a Z3 datatype.
// Z3_mk_datatype does not take over the constructors: all of them are lost.
#include <stdio.h>
#include <z3.h>

enum { MAX_VARIANTS = 4 };

struct sum_type {
  const char *name;
  unsigned num_variants;
  const char *variants[MAX_VARIANTS];
};

static unsigned declare_types(Z3_context ctx, const struct sum_type *types,
                              unsigned n) {
  unsigned declared = 0;
  for (unsigned t = 0; t < n; ++t) {
    Z3_constructor variants[MAX_VARIANTS];
    for (unsigned v = 0; v < types[t].num_variants; ++v) {
      char tester[64];
      snprintf(tester, sizeof tester, "is-%s", types[t].variants[v]);
      Z3_symbol payload = Z3_mk_string_symbol(ctx, "payload");
      Z3_sort sort = Z3_mk_int_sort(ctx);
      unsigned no_sort_ref = 0;
      Z3_symbol name = Z3_mk_string_symbol(ctx, types[t].variants[v]);
      Z3_symbol is_name = Z3_mk_string_symbol(ctx, tester);
      variants[v] = Z3_mk_constructor( // report: z3-loop-creation leak; trace: leak
          ctx, name, is_name, 1, &payload, &sort, &no_sort_ref);
    }
    Z3_symbol type_name = Z3_mk_string_symbol(ctx, types[t].name);
    Z3_sort type =
        Z3_mk_datatype(ctx, type_name, types[t].num_variants, variants);
    Z3_inc_ref(ctx, Z3_sort_to_ast(ctx, type));
    if (Z3_get_datatype_sort_num_constructors(ctx, type) ==
        types[t].num_variants)
      ++declared;
    Z3_dec_ref(ctx, Z3_sort_to_ast(ctx, type));
  }
  return declared;
}

int main(void) {
  const struct sum_type module[] = {
      {"option", 2, {"none", "some"}},
      {"result", 2, {"value", "error"}},
      {"token", 4, {"number", "name", "operator", "end"}},
      {"command", 3, {"add", "remove", "list"}},
      {"event", 4, {"key", "mouse", "resize", "quit"}},
      {"shape", 3, {"circle", "square", "triangle"}},
      {"state", 3, {"ready", "running", "blocked"}},
      {"reply", 2, {"accepted", "refused"}},
  };
  unsigned n = sizeof module / sizeof *module;

  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("%u of %u types declared\n", declare_types(ctx, module, n), n);
  Z3_del_context(ctx);
  return 0;
}
