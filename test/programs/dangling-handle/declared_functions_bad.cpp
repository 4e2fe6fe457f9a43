// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A front-end declares the functions of a program by name.
// The table keeps what the temporary declarations held.
#include <iostream>
#include <map>
#include <string>
#include <vector>
#include <z3++.h>

struct Signature {
  std::string Name;
  unsigned Arity;
};

class Declarations {
  z3::context &Ctx;
  std::map<std::string, Z3_func_decl> Table;

public:
  explicit Declarations(z3::context &C) : Ctx(C) {}

  void declare(const Signature &S) {
    z3::sort Word = Ctx.bv_sort(32);
    z3::sort_vector Domain(Ctx);
    for (unsigned I = 0; I < S.Arity; ++I)
      Domain.push_back(Word);
    Table[S.Name] = Ctx.function(S.Name.c_str(), Domain, Word); // report: z3-dangling-handle
  }
  unsigned arity(const std::string &Name) const {
    auto Found = Table.find(Name);
    if (Found == Table.end())
      return 0;
    return Z3_get_arity(Ctx, Found->second); // trace: use-after-release
  }
};

int main() {
  z3::context C;
  Declarations D(C);
  const std::vector<Signature> Program = {{"load", 1}, {"store", 2}, {"select", 3}};
  for (const Signature &S : Program)
    D.declare(S);
  std::cout << D.arity("load") << D.arity("store") << "\n";
  return 0;
}
