// What two others hold is taken to be held for good: only one is remembered, and both may go.
// fuzz: rc; inputs 2; fails: missed use-(collected|released); where: part\d+; and: (mk_\w+|_assert|_push)\(.*part(\d+)\b[\s\S]*\n.*(mk_\w+|_assert|_push)\(.*part\2\b
int p0(Z3_context c, int b) {
  int r = 0;
  Z3_ast part4 = Z3_mk_const(c, Z3_mk_int_symbol(c, 3), Z3_mk_bool_sort(c));
  Z3_ast a3 = NULL;
  a3 = Z3_mk_not(c, part4);
  Z3_ast a6 = NULL;
  a6 = Z3_mk_eq(c, part4, a3);
  Z3_inc_ref(c, a6);
  Z3_dec_ref(c, a6);
  r += Z3_get_ast_kind(c, part4);
  return r;
}
