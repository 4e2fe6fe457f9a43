// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor applies the summary of a function to its arguments; the
// application itself is made with the C API.
// The arguments are kept raw beside the terms that own them.
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>
#include <z3++.h>

namespace {

struct Operand {
  enum { Constant, Register } Kind;
  int Value;
};

class Executor {
  z3::context &Ctx;
  z3::sort Word;
  std::unordered_map<int, int> Offsets;

public:
  explicit Executor(z3::context &C) : Ctx(C), Word(C.bv_sort(32)) {}

  void bump(int Register, int By) { Offsets[Register] += By; }

  z3::expr read(const Operand &O) {
    if (O.Kind == Operand::Constant)
      return Ctx.bv_val(O.Value, 32);
    z3::expr Base =
        Ctx.constant(("r" + std::to_string(O.Value)).c_str(), Word);
    auto It = Offsets.find(O.Value);
    return It == Offsets.end() ? Base : Base + It->second;
  }

  z3::expr call(const std::string &Callee, const std::vector<Operand> &Ops) {
    std::vector<z3::expr> Owners;
    std::vector<Z3_sort> Domain;
    std::vector<Z3_ast> Args;
    for (const Operand &O : Ops) {
      Domain.push_back(Word);
      Owners.push_back(read(O));
      Args.push_back(Owners.back());
    }
    Z3_symbol Name = Z3_mk_string_symbol(Ctx, Callee.c_str());
    z3::func_decl Summary(Ctx, Z3_mk_func_decl(Ctx, Name, Domain.size(),
                                               Domain.data(), Word));
    return z3::expr(Ctx, Z3_mk_app(Ctx, Summary, Args.size(), Args.data()));
  }
};

} // namespace

int main() {
  z3::context C;
  Executor E(C);
  E.bump(1, 4);
  E.bump(2, 8);
  z3::expr Result = E.call("memcmp", {{Operand::Register, 1},
                                      {Operand::Register, 2},
                                      {Operand::Constant, 16}});
  std::cout << Result << '\n';
  return 0;
}
