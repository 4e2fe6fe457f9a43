// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-owner-class
// Members of a class of the program, whose context the destructor deletes.
#include <z3.h>

class Term {
  Z3_context Ctx;
  Z3_ast Ast;

public:
  Term(Z3_context c, Z3_ast a) : Ctx(c), Ast(a) { Z3_inc_ref(Ctx, Ast); }
  Term(const Term &) = delete;
  Term &operator=(const Term &) = delete;
  ~Term() { Z3_dec_ref(Ctx, Ast); }
};

static Z3_ast number(Z3_context c, int n) {
  return Z3_mk_int(c, n, Z3_mk_int_sort(c));
}

class Deleted {
  Z3_context Ctx;
  Term One; // warn-nofix: member 'One' is destroyed after its context 'Ctx'

public:
  explicit Deleted(Z3_config g) : Ctx(Z3_mk_context_rc(g)), One(Ctx, number(Ctx, 1)) {}
  Deleted(const Deleted &) = delete;
  Deleted &operator=(const Deleted &) = delete;
  ~Deleted() { Z3_del_context(Ctx); }
};

// Who has made the context deletes it.
class Borrowed {
  Z3_context Ctx;
  Term One;

public:
  explicit Borrowed(Z3_context c) : Ctx(c), One(Ctx, number(Ctx, 1)) {}
  Borrowed(const Borrowed &) = delete;
  Borrowed &operator=(const Borrowed &) = delete;
};
