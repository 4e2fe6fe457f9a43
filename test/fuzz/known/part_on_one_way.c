// A term that is counted merges with one that is counted and a part of something, too: who
// asserts a term under a condition would double the states. So its release ends nothing.
// fuzz: rc; fails: missed use-released; where: part\d+; and: _push\(c, \w+, part\d+\);\n +\}
int p0(Z3_context c) {
  int r = 0;
  while (more()) {
    Z3_ast_vector a7 = NULL;
    a7 = Z3_mk_ast_vector(c);
    Z3_ast_vector_push(c, a7, Z3_mk_true(c));
    Z3_ast_vector_inc_ref(c, a7);
    Z3_ast part8 = Z3_mk_const(c, Z3_mk_int_symbol(c, 9), Z3_mk_bool_sort(c));
    Z3_inc_ref(c, part8);
    if (more()) {
      Z3_ast_vector_push(c, a7, part8);
    }
    Z3_dec_ref(c, part8);
    r += Z3_get_ast_kind(c, part8);
    Z3_ast_vector_dec_ref(c, a7);
  }
  return r;
}
