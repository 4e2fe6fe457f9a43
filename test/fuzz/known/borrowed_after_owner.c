// A borrowed handle that is used after its owner: not followed yet.
// fuzz: rc; fails: missed use-(collected|released); where: \bb\d+\b
int p0(Z3_context c) {
  Z3_ast_vector a1 = NULL;
  a1 = Z3_mk_ast_vector(c);
  Z3_ast_vector_inc_ref(c, a1);
  Z3_ast b3 = Z3_ast_vector_get(c, a1, 0);
  Z3_ast_vector_dec_ref(c, a1);
  Z3_params p8 = NULL;
  p8 = Z3_mk_params(c);
  Z3_get_ast_kind(c, b3);
}
