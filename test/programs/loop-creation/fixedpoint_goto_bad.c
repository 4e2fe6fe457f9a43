// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bounded reachability with Z3's Datalog engine: deepens until the error state
// is reached, the way state machines generated from protocols do.
// Each deeper attempt leaves the last attempt's engine behind.
#include <stdio.h>
#include <z3.h>

static void write_rules(char *out, size_t size, int depth) {
  int used = snprintf(out, size,
                      "(declare-rel at (Int))(declare-rel error ())"
                      "(declare-var s Int)(rule (at 0))");
  for (int step = 0; step < depth; ++step)
    used += snprintf(out + used, size - used,
                     "(rule (=> (and (at s) (= s %d)) (at %d)))", step,
                     step + 1);
  snprintf(out + used, size - used, "(rule (=> (and (at s) (= s 21)) error))");
}

static int error_depth(Z3_context ctx, int max_depth) {
  char rules[4096];
  int depth = 1;
  Z3_fixedpoint engine;
  Z3_ast_vector queries;
  Z3_lbool reached;

deeper:
  engine = Z3_mk_fixedpoint(ctx); // report: z3-loop-creation leak; trace: leak
  Z3_fixedpoint_inc_ref(ctx, engine);
  write_rules(rules, sizeof rules, depth);
  queries = Z3_fixedpoint_from_string(ctx, engine, rules);
  Z3_ast_vector_inc_ref(ctx, queries);
  Z3_ast_vector_dec_ref(ctx, queries);
  {
    Z3_symbol name = Z3_mk_string_symbol(ctx, "error");
    Z3_func_decl error =
        Z3_mk_func_decl(ctx, name, 0, NULL, Z3_mk_bool_sort(ctx));
    Z3_inc_ref(ctx, Z3_func_decl_to_ast(ctx, error));
    reached = Z3_fixedpoint_query_relations(ctx, engine, 1, &error);
    Z3_dec_ref(ctx, Z3_func_decl_to_ast(ctx, error));
  }
  if (reached != Z3_L_TRUE && depth < max_depth) {
    depth += 2;
    goto deeper;
  }
  Z3_fixedpoint_dec_ref(ctx, engine);
  return reached == Z3_L_TRUE ? depth : -1;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("error at depth %d\n", error_depth(ctx, 40));
  Z3_del_context(ctx);
  return 0;
}
