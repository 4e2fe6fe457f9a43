// Where an array is filled or emptied by a variable index, which of its elements has how
// many references is not known (docs/analysis.md, "Objects").
// fuzz: rc; fails: missed [\w-]+; where: arr\d+\[; and: arr\d+\[i
int p0(Z3_context c) {
  Z3_ast_vector arr8[2] = {0};
  for (int i9 = 0; i9 < 2; i9++) {
    arr8[i9] = Z3_mk_ast_vector(c);
    Z3_ast_vector_inc_ref(c, arr8[i9]);
  }
  Z3_ast_vector_dec_ref(c, arr8[0]);
}
