// The sort of a term is mostly that of other terms, too (or immortal, as here): its end with
// one of them is not told of.
// fuzz: rc; inputs 4; fails: missed use-collected; where: Z3_get_sort_id\(c, b\d+\)
int p0(Z3_context c) {
  int r = 0;
  Z3_ast a9 = NULL;
  a9 = Z3_mk_not(c, Z3_mk_true(c));
  Z3_inc_ref(c, a9);
  Z3_sort b12 = Z3_get_sort(c, a9);
  Z3_dec_ref(c, a9);
  r += Z3_get_sort_id(c, b12);
}
