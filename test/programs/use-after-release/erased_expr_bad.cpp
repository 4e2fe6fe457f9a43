// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor binds program variables to z3++ terms by name.
// A variable leaves scope, then its raw term is asked for its hash.
#include <cstdio>
#include <map>
#include <string>
#include <z3++.h>

namespace {

class Environment {
  z3::context &Ctx;
  std::map<std::string, z3::expr> Values;

public:
  explicit Environment(z3::context &Ctx) : Ctx(Ctx) {}
  void bind(const std::string &Name, unsigned Width) {
    Values.emplace(Name, Ctx.bv_const(Name.c_str(), Width));
  }
  Z3_ast raw(const std::string &Name) const { return Values.at(Name); }
  void leave(const std::string &Name) { Values.erase(Name); }
};

} // namespace

int main() {
  z3::context Ctx;
  Environment Env(Ctx);
  Env.bind("length", 32);
  Env.bind("offset", 32);

  Z3_ast Length = Env.raw("length");
  Env.leave("length");
  bool Hashed = Z3_get_ast_hash(Ctx, Length) != 0; // report: z3-use-after-release; trace: use-after-release
  std::printf("hashed: %d\n", Hashed);
  return 0;
}
