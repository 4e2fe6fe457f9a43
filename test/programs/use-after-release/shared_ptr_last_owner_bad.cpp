// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver pool shares its fixedpoint engine between the queries that run.
// The last query lets the engine go, the pool asks its raw handle after that.
#include <cstdio>
#include <memory>
#include <z3.h>

namespace {

using Engine = std::shared_ptr<_Z3_fixedpoint>;

Engine makeEngine(Z3_context C) {
  Z3_fixedpoint F = Z3_mk_fixedpoint(C);
  Z3_fixedpoint_inc_ref(C, F);
  return Engine(F, [C](Z3_fixedpoint Dead) { Z3_fixedpoint_dec_ref(C, Dead); });
}

struct Query {
  Engine Shared;
  Z3_func_decl Relation;
};

void pose(Z3_context C, const Query &Q) {
  Z3_fixedpoint_register_relation(C, Q.Shared.get(), Q.Relation);
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_sort Int = Z3_mk_int_sort(C);
  Z3_func_decl Edge = Z3_mk_func_decl(C, Z3_mk_string_symbol(C, "edge"), 1,
                                      &Int, Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Z3_func_decl_to_ast(C, Edge));

  Engine First = makeEngine(C);
  Z3_fixedpoint Raw = First.get();
  Query Last{First, Edge};
  pose(C, Last);
  Z3_stats Stats = Z3_fixedpoint_get_statistics(C, Raw);
  Z3_stats_inc_ref(C, Stats);
  std::printf("stats: %s\n", Z3_stats_size(C, Stats) ? "some" : "none");
  std::fflush(stdout);
  Z3_stats_dec_ref(C, Stats);

  First.reset();
  Last.Shared.reset();
  Z3_lbool Answer = Z3_fixedpoint_query_relations(C, Raw, 1, &Edge); // report: z3-use-after-release; trace: use-after-release
  std::printf("answer: %s\n", Answer == Z3_L_FALSE ? "no" : "maybe");

  Z3_dec_ref(C, Z3_func_decl_to_ast(C, Edge));
  Z3_del_context(C);
  return 0;
}
