// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier states an axiom about a heap function, with a trigger.
// The trigger is held until the quantifier has it.
#include <stdio.h>
#include <z3.h>

struct theory {
  Z3_context c;
  Z3_sort ref;
  Z3_func_decl owner;
};

static void theory_open(struct theory *t, Z3_context c) {
  t->c = c;
  t->ref = Z3_mk_uninterpreted_sort(c, Z3_mk_string_symbol(c, "Ref"));
  Z3_inc_ref(c, Z3_sort_to_ast(c, t->ref));
  t->owner = Z3_mk_func_decl(c, Z3_mk_string_symbol(c, "owner"), 1, &t->ref, t->ref);
  Z3_inc_ref(c, Z3_func_decl_to_ast(c, t->owner));
}

static void theory_close(struct theory *t) {
  Z3_dec_ref(t->c, Z3_func_decl_to_ast(t->c, t->owner));
  Z3_dec_ref(t->c, Z3_sort_to_ast(t->c, t->ref));
}

static Z3_ast owner_is_stable(const struct theory *t) {
  Z3_context c = t->c;
  Z3_symbol name = Z3_mk_string_symbol(c, "r");
  Z3_ast r = Z3_mk_bound(c, 0, t->ref);
  Z3_inc_ref(c, r);
  Z3_ast once = Z3_mk_app(c, t->owner, 1, &r);
  Z3_inc_ref(c, once);
  Z3_pattern trigger = Z3_mk_pattern(c, 1, &once);
  Z3_inc_ref(c, Z3_pattern_to_ast(c, trigger));
  Z3_ast twice = Z3_mk_app(c, t->owner, 1, &once);
  Z3_ast body = Z3_mk_eq(c, twice, once);
  Z3_ast axiom = Z3_mk_forall(c, 0, 1, &trigger, 1, &t->ref, &name, body);
  Z3_inc_ref(c, axiom);
  Z3_dec_ref(c, Z3_pattern_to_ast(c, trigger));
  Z3_dec_ref(c, once);
  Z3_dec_ref(c, r);
  return axiom;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  struct theory t;
  theory_open(&t, c);
  Z3_ast axiom = owner_is_stable(&t);
  printf("%s\n", Z3_ast_to_string(c, axiom));
  Z3_dec_ref(c, axiom);
  theory_close(&t);
  Z3_del_context(c);
  return 0;
}
