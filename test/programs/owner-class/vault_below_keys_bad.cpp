// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A table of terms and the session that owns their context are two members.
// The table is declared first, and gives its terms back to a context that is gone.
#include <cstdio>
#include <z3.h>

namespace {

class Session {
  Z3_context Ctx;

public:
  Session() {
    Z3_config Config = Z3_mk_config();
    Ctx = Z3_mk_context_rc(Config);
    Z3_del_config(Config);
  }
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;
  ~Session() { Z3_del_context(Ctx); }
  Z3_context context() const { return Ctx; }
};

class Table {
  Z3_context Ctx = nullptr;
  Z3_ast Terms[8];
  unsigned Used = 0;

public:
  Table() = default;
  Table(const Table &) = delete;
  Table &operator=(const Table &) = delete;
  ~Table() {
    for (unsigned I = 0; I < Used; ++I)
      Z3_dec_ref(Ctx, Terms[I]); // trace: use-after-context-delete
  }
  void add(Z3_context C, const char *Name) {
    Ctx = C;
    Z3_symbol Symbol = Z3_mk_string_symbol(C, Name);
    Terms[Used] = Z3_mk_const(C, Symbol, Z3_mk_int_sort(C)); // trace: leak
    Z3_inc_ref(C, Terms[Used++]);
  }
  unsigned size() const { return Used; }
};

class Compiler {
  Table Names; // report: z3-owner-class
  Session Solving;

public:
  void declare(const char *Name) { Names.add(Solving.context(), Name); }
  unsigned declared() const { return Names.size(); }
};

} // namespace

int main() {
  Compiler C;
  C.declare("width");
  C.declare("height");
  std::printf("%u names\n", C.declared());
  std::fflush(stdout);
  return 0;
}
