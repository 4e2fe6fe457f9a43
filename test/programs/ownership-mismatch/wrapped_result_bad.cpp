// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An adapter turns results of a C helper, which come with a reference, into z3++
// terms.
// The z3++ term takes a reference of its own, and the helper's is never given back.
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

// From the C part: the result comes with a reference.
Z3_ast renamed(Z3_context C, Z3_ast Term, const char *Suffix) {
  Z3_app App = Z3_to_app(C, Term);
  Z3_symbol Old = Z3_get_decl_name(C, Z3_get_app_decl(C, App));
  std::string Name = Z3_get_symbol_string(C, Old);
  Name += Suffix;
  Z3_ast New = Z3_mk_const(C, Z3_mk_string_symbol(C, Name.c_str()), Z3_get_sort(C, Term)); // trace: leak
  Z3_inc_ref(C, New);
  return New;
}

class Relation {
  z3::context &Ctx;
  std::vector<z3::expr> Now, Next;

public:
  explicit Relation(z3::context &C) : Ctx(C) {}

  void add(const char *Name) {
    z3::expr V = Ctx.int_const(Name);
    Z3_ast Raw = renamed(Ctx, V, "'");
    Now.push_back(V);
    Next.push_back(z3::expr(Ctx, Raw)); // report: z3-ownership-mismatch
  }

  z3::expr unchanged() const {
    z3::expr_vector Same(Ctx);
    for (size_t I = 0; I < Now.size(); ++I)
      Same.push_back(Now[I] == Next[I]);
    return z3::mk_and(Same);
  }
};

} // namespace

int main() {
  z3::context Ctx;
  Relation R(Ctx);
  R.add("level");
  R.add("valve");
  z3::solver Solver(Ctx, z3::solver::simple());
  Solver.add(R.unchanged());
  std::cout << Solver.check() << std::endl;
  return 0;
}
