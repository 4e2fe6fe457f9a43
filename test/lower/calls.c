// RUN: %dump | %check
// Each kind of API call, by its effect. Numbers and names are read as well.
#include <z3.h>

// CHECK-LABEL: func @fresh(%c: context, %s: sort)
void fresh(Z3_context c, Z3_sort s) {
  // CHECK: use 1, %s in %c {{.*}}"Z3_mk_int"
  // CHECK-NEXT: %x = new ast keeps %s in %c {{.*}}"Z3_mk_int"
  Z3_ast x = Z3_mk_int(c, 1, s);
  // CHECK-NEXT: use %x in %c {{.*}}"Z3_mk_not"
  // CHECK-NEXT: $0 = new ast keeps %x in %c {{.*}}"Z3_mk_not"
  // CHECK-NEXT: %x = copy $0
  x = Z3_mk_not(c, x);
}

// CHECK-LABEL: func @counts(
void counts(Z3_context c, Z3_sort s, Z3_solver g) {
  // The cast to Z3_ast is the sort itself.
  // CHECK: retain %s in %c {{.*}}"Z3_inc_ref"
  Z3_inc_ref(c, Z3_sort_to_ast(c, s));
  // CHECK-NEXT: retain %s in %c
  Z3_inc_ref(c, (Z3_ast)s);
  // CHECK-NEXT: release %s in %c {{.*}}"Z3_dec_ref"
  Z3_dec_ref(c, (Z3_ast)(void *)s);
  // CHECK-NEXT: release %g in %c {{.*}}"Z3_solver_dec_ref"
  Z3_solver_dec_ref(c, g);
  // CHECK-NEXT: delete %c {{.*}}"Z3_del_context"
  Z3_del_context(c);
}

// CHECK-LABEL: func @owned(
Z3_context owned(void) {
  // CHECK: %cfg = new config count 1 {{.*}}"Z3_mk_config"
  Z3_config cfg = Z3_mk_config();
  // CHECK-NEXT: use %cfg {{.*}}"Z3_mk_context_rc"
  // CHECK-NEXT: %c = new context counting count 1
  Z3_context c = Z3_mk_context_rc(cfg);
  // CHECK: %d = new context keeping count 1
  Z3_context d = Z3_mk_context(cfg);
  // CHECK-NEXT: delete %d {{.*}}"Z3_del_context"
  Z3_del_context(d);
  // CHECK-NEXT: delete %cfg {{.*}}"Z3_del_config"
  Z3_del_config(cfg);
  // CHECK-NEXT: ret = copy %c
  return c;
}

// CHECK-LABEL: func @borrowed(
void borrowed(Z3_context c, Z3_ast_vector v) {
  // CHECK: use %v, 0 in %c {{.*}}"Z3_ast_vector_get"
  // CHECK-NEXT: %a = borrow ast from %v in %c
  Z3_ast a = Z3_ast_vector_get(c, v, 0);
  // Immortal: kept by nobody in particular.
  // CHECK: %b = borrow sort from %c in %c {{.*}}"Z3_mk_bool_sort"
  Z3_sort b = Z3_mk_bool_sort(c);
}

// CHECK-LABEL: func @outs(
void outs(Z3_context c, Z3_model m, Z3_ast t, Z3_constructor k) {
  Z3_ast v;
  // CHECK: $0 = use %m, %t, 1 in %c {{.*}}"Z3_model_eval"
  // CHECK-NEXT: %v = new ast in %c {{.*}}"Z3_model_eval"
  // CHECK-NEXT: branch !null $0,
  if (Z3_model_eval(c, m, t, 1, &v))
    // CHECK: retain %v in %c
    Z3_inc_ref(c, v);
  Z3_func_decl mk, is, acc[2];
  // The results of one call are kept together.
  // CHECK: use %k, 2 in %c {{.*}}"Z3_query_constructor"
  // CHECK-NEXT: %mk = new func_decl in %c @
  // CHECK-NEXT: %is = new func_decl in %c joined
  // CHECK-NEXT: %acc[*] = new func_decl in %c joined
  // CHECK-NEXT: collect last_object in %c
  Z3_query_constructor(c, k, 2, &mk, &is, acc);
}

// CHECK-LABEL: func @arrays(
void arrays(Z3_context c, Z3_ast x, Z3_ast *many) {
  // CHECK: use 1, %x in %c {{.*}}"Z3_mk_and"
  Z3_mk_and(c, 1, &x);
  Z3_ast two[2] = {x, many[1]};
  // CHECK: %two[0] = copy %x
  // CHECK-NEXT: %two[1] = copy %many.*[1]
  // CHECK-NEXT: use 2, %two[*] in %c
  Z3_mk_and(c, 2, two);
  // CHECK: use 1, %two[*] in %c
  Z3_mk_and(c, 1, &two[1]);
  // CHECK: use 3, %many.*[*] in %c
  Z3_mk_and(c, 3, many);
}

// CHECK-LABEL: func @composite(
void composite(Z3_context c, Z3_ast x) {
  // The trail is dropped before the arguments are read.
  // CHECK: collect trail in %c {{.*}}"Z3_mk_bvneg_no_overflow"
  // CHECK-NEXT: use %x in %c
  Z3_mk_bvneg_no_overflow(c, x);
}

// CHECK-LABEL: func @translate(
void translate(Z3_context c, Z3_context d, Z3_ast x) {
  // The result belongs to the target.
  // CHECK: use %x in %c {{.*}}"Z3_translate"
  // CHECK-NEXT: %y = new ast in %d
  Z3_ast y = Z3_translate(c, x, d);
}

// CHECK-LABEL: func @roles(
Z3_lbool roles(Z3_context c, Z3_solver s, Z3_ast x) {
  // CHECK: use %s in %c role push
  Z3_solver_push(c, s);
  // CHECK-NEXT: use %s, %x in %c role assert
  Z3_solver_assert(c, s, x);
  // CHECK-NEXT: %r = use %s in %c role check
  Z3_lbool r = Z3_solver_check(c, s);
  // CHECK-NEXT: use %s, 1 in %c role pop
  Z3_solver_pop(c, s, 1);
  return r;
}

// An answer that nobody looks at says nothing.
// CHECK-LABEL: func @dropped(
void dropped(Z3_context c, Z3_solver s) {
  // CHECK: {{^}} use %s in %c role check
  Z3_solver_check(c, s);
}

Z3_ast elsewhere(Z3_context c, Z3_ast x);
int number(int);

// CHECK-LABEL: func @others(
void others(Z3_context c, Z3_ast x) {
  // CHECK: %y = call @elsewhere(%c, %x)
  Z3_ast y = elsewhere(c, x);
  // No handle gets there: any number comes back.
  // CHECK-NEXT: havoc %n
  int n = number(1);
  // CHECK-NEXT: $0 = call @next(%c, %y)
  // CHECK-NEXT: %y = copy $0
  Z3_ast next(Z3_context, Z3_ast);
  y = next(c, y);
}
Z3_ast next(Z3_context c, Z3_ast x) { return x; }

// CHECK-LABEL: func @wrongKind(
void wrongKind(Z3_context c, Z3_goal g, Z3_sort s) {
  // CHECK: release %g kind ast in %c {{.*}}"Z3_dec_ref"
  Z3_dec_ref(c, (Z3_ast)g);
  // CHECK-NEXT: release %s in %c @
  Z3_dec_ref(c, (Z3_ast)s);
}

// What never comes back: it goes round for ever, or whatever it does ends there.
_Noreturn void quit(int code);
static void park(void) {
  for (;;)
    ;
}
static void giveUp(int code) {
  if (code)
    quit(code);
  park();
}
static void retry(int n) {
  for (; n > 0; --n)
    if (n == 3)
      quit(n);
}

// CHECK-LABEL: func @stops(
void stops(Z3_context c, Z3_solver s) {
  // CHECK: retain %s
  Z3_solver_inc_ref(c, s);
  giveUp(number(1));
  // CHECK-NOT: release
  Z3_solver_dec_ref(c, s);
}

// CHECK-LABEL: func @goesOn(
void goesOn(Z3_context c, Z3_solver s) {
  // CHECK: retain %s
  Z3_solver_inc_ref(c, s);
  retry(number(1));
  // CHECK: release %s
  Z3_solver_dec_ref(c, s);
}
