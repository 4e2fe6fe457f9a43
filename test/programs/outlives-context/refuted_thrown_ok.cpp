// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A deductive verifier proves each obligation in a context of its own, and
// throws what refutes one.
// The exception carries the number of the term, which needs no context.
#include <cstdio>
#include <exception>
#include <utility>
#include <z3.h>

class Context {
  Z3_context C;

public:
  Context() {
    Z3_config Cfg = Z3_mk_config();
    C = Z3_mk_context_rc(Cfg);
    Z3_del_config(Cfg);
  }
  Context(const Context &) = delete;
  Context &operator=(const Context &) = delete;
  ~Context() { Z3_del_context(C); }
  Z3_context get() const { return C; }
};

class Term {
  Z3_context C;
  Z3_ast A;

public:
  Term(Z3_context Ctx, Z3_ast Ast) : C(Ctx), A(Ast) { Z3_inc_ref(C, A); }
  Term(const Term &T) : Term(T.C, T.A) {}
  Term &operator=(Term T) {
    std::swap(C, T.C);
    std::swap(A, T.A);
    return *this;
  }
  ~Term() { Z3_dec_ref(C, A); }
  operator Z3_ast() const { return A; }
  unsigned id() const { return Z3_get_ast_id(C, A); }
};

class Refuted : public std::exception {
  unsigned Witness;

public:
  explicit Refuted(const Term &W) : Witness(W.id()) {}
  const char *what() const noexcept override { return "refuted"; }
};

static void proveInBounds(int Size, int Index) {
  Context Ctx;
  Term I(Ctx.get(), Z3_mk_int(Ctx.get(), Index, Z3_mk_int_sort(Ctx.get())));
  Term End(Ctx.get(), Z3_mk_int(Ctx.get(), Size, Z3_mk_int_sort(Ctx.get())));
  Term Below(Ctx.get(), Z3_mk_lt(Ctx.get(), I, End));
  Term Simple(Ctx.get(), Z3_simplify(Ctx.get(), Below));
  if (Z3_get_bool_value(Ctx.get(), Simple) != Z3_L_TRUE)
    throw Refuted(Below);
}

int main() {
  int Failures = 0;
  for (int Line = 1; Line < 4; ++Line) {
    try {
      proveInBounds(16, 14 + Line);
    } catch (const Refuted &R) {
      std::printf("line %d: %s\n", Line, R.what());
      ++Failures;
    }
  }
  return Failures == 2 ? 0 : 1;
}
