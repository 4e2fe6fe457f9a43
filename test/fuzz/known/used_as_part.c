// A term that is given back lives on as a part of what it was built or put into, and may be
// used. The analysis only knows that of fresh terms.
// fuzz: own; fails: (unconfirmed|inconclusive) z3-use-after-release; where: part\d+
int p0(void) {
  int r = 0;
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_solver s1 = NULL;
  s1 = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s1);
  Z3_ast part2 = Z3_mk_const(c, Z3_mk_int_symbol(c, 9), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, part2);
  Z3_solver_assert(c, s1, part2);
  Z3_dec_ref(c, part2);
  r += Z3_get_ast_hash(c, part2);
  Z3_solver_dec_ref(c, s1);
  Z3_del_context(c);
  return r;
}
