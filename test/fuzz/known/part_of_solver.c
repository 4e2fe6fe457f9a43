// What a solver or goal was given is taken to be kept for good: its assertions, subgoals
// and copies hold it too, and are not followed (lib/analysis/Slots.cpp, keepInFirst). So is
// what was put into two things.
// fuzz: rc; fails: missed [\w-]+; where: part\d+
int p0(Z3_context c) {
  Z3_solver s1 = NULL;
  s1 = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s1);
  Z3_ast part2 = Z3_mk_const(c, Z3_mk_int_symbol(c, 3), Z3_mk_bool_sort(c));
  Z3_solver_assert(c, s1, part2);
  Z3_solver_dec_ref(c, s1);
  Z3_params p3 = NULL;
  p3 = Z3_mk_params(c);
  Z3_ast f4 = Z3_mk_not(c, Z3_mk_true(c));
  Z3_get_ast_kind(c, part2);
}
