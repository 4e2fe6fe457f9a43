// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The special members of a class with a raw handle: what fits together, and
// what does not.
#include <utility>
#include <z3.h>

class Uncopied {
public:
  explicit Uncopied(Z3_context c) : C(c), S(Z3_mk_solver(c)) {
    Z3_solver_inc_ref(C, S);
  }
  ~Uncopied() { Z3_solver_dec_ref(C, S); }
  Z3_lbool check() const { return Z3_solver_check(C, S); }

private:
  Z3_context C;
  Z3_solver S;
};

Z3_lbool implicitCopyBad(Z3_context c) {
  Uncopied first(c);
  Uncopied second(first); // warn-nofix: a copy of 'Uncopied' shares 'S' (a Z3 solver), and both objects release it
  return second.check();
}

Z3_lbool implicitAssignmentBad(Z3_context c) {
  Uncopied first(c), second(c);
  second = first; // warn-nofix: an assignment of 'Uncopied' forgets the old 'S' (a Z3 solver)
  return second.check();
}

class Shared {
public:
  explicit Shared(Z3_context c) : C(c), S(Z3_mk_solver(c)) {
    Z3_solver_inc_ref(C, S);
  }
  Shared(const Shared &o) : C(o.C), S(o.S) {} // warn-nofix: this copy of 'Shared' does not retain 'S' (a Z3 solver)
  Shared &operator=(const Shared &o) = delete;
  ~Shared() { Z3_solver_dec_ref(C, S); }

private:
  Z3_context C;
  Z3_solver S;
};

class Moved {
public:
  Moved(Z3_context c, Z3_model m) : C(c), M(m) { Z3_model_inc_ref(C, M); }
  Moved(Moved &&o) : C(o.C), M(o.M) {} // warn-nofix: this move of 'Moved' leaves 'M' (a Z3 model) in its source
  ~Moved() {
    if (M)
      Z3_model_dec_ref(C, M);
  }

private:
  Z3_context C;
  Z3_model M;
};

class Assigned {
public:
  Assigned(Z3_context c, Z3_ast a) : C(c), A(a) { Z3_inc_ref(C, A); }
  Assigned(const Assigned &o) : C(o.C), A(o.A) { Z3_inc_ref(C, A); }
  Assigned &operator=(const Assigned &o) { // warn-nofix: this assignment of 'Assigned' overwrites 'A' (a Z3 AST) without releasing it
    Z3_inc_ref(o.C, o.A);
    C = o.C;
    A = o.A;
    return *this;
  }
  ~Assigned() { Z3_dec_ref(C, A); }

private:
  Z3_context C;
  Z3_ast A;
};

class Selfish {
public:
  Selfish(Z3_context c, Z3_ast a) : C(c), A(a) { Z3_inc_ref(C, A); }
  Selfish(const Selfish &o) : C(o.C), A(o.A) { Z3_inc_ref(C, A); }
  Selfish &operator=(const Selfish &o) { // warn-nofix: releases 'A' (a Z3 AST) before it retains the new one
    Z3_dec_ref(C, A);
    C = o.C;
    A = o.A;
    Z3_inc_ref(C, A);
    return *this;
  }
  ~Selfish() { Z3_dec_ref(C, A); }

private:
  Z3_context C;
  Z3_ast A;
};

class Never { // warn-nofix: 'Never' retains 'S' (a Z3 solver) and never releases it
public:
  explicit Never(Z3_context c) : C(c), S(Z3_mk_solver(c)) {
    Z3_solver_inc_ref(C, S);
  }
  Z3_lbool check() const { return Z3_solver_check(C, S); }

private:
  Z3_context C;
  Z3_solver S;
};

class WholeOk {
public:
  explicit WholeOk(Z3_context c) : C(c), S(Z3_mk_solver(c)) {
    Z3_solver_inc_ref(C, S);
  }
  WholeOk(const WholeOk &o) : C(o.C), S(o.S) {
    if (S)
      Z3_solver_inc_ref(C, S);
  }
  WholeOk(WholeOk &&o) noexcept : C(o.C), S(std::exchange(o.S, nullptr)) {}
  WholeOk &operator=(const WholeOk &o) {
    if (o.S)
      Z3_solver_inc_ref(o.C, o.S);
    if (S)
      Z3_solver_dec_ref(C, S);
    C = o.C;
    S = o.S;
    return *this;
  }
  WholeOk &operator=(WholeOk &&o) noexcept {
    std::swap(C, o.C);
    std::swap(S, o.S);
    return *this;
  }
  ~WholeOk() {
    if (S)
      Z3_solver_dec_ref(C, S);
  }

private:
  Z3_context C;
  Z3_solver S;
};

class TestsSelfOk {
public:
  TestsSelfOk(Z3_context c, Z3_ast a) : C(c), A(a) { Z3_inc_ref(C, A); }
  TestsSelfOk(const TestsSelfOk &o) : C(o.C), A(o.A) { Z3_inc_ref(C, A); }
  TestsSelfOk &operator=(const TestsSelfOk &o) {
    if (this != &o) {
      Z3_dec_ref(C, A);
      C = o.C;
      A = o.A;
      Z3_inc_ref(C, A);
    }
    return *this;
  }
  ~TestsSelfOk() { Z3_dec_ref(C, A); }

private:
  Z3_context C;
  Z3_ast A;
};

class CopyAndSwapOk {
public:
  CopyAndSwapOk(Z3_context c, Z3_ast a) : C(c), A(a) { Z3_inc_ref(C, A); }
  CopyAndSwapOk(const CopyAndSwapOk &o) : C(o.C), A(o.A) { Z3_inc_ref(C, A); }
  CopyAndSwapOk &operator=(CopyAndSwapOk o) {
    std::swap(C, o.C);
    std::swap(A, o.A);
    return *this;
  }
  ~CopyAndSwapOk() { Z3_dec_ref(C, A); }

private:
  Z3_context C;
  Z3_ast A;
};

class DeletedOk {
public:
  explicit DeletedOk(Z3_context c) : C(c), S(Z3_mk_solver(c)) {
    Z3_solver_inc_ref(C, S);
  }
  DeletedOk(const DeletedOk &) = delete;
  DeletedOk &operator=(const DeletedOk &) = delete;
  ~DeletedOk() { Z3_solver_dec_ref(C, S); }

private:
  Z3_context C;
  Z3_solver S;
};

// Not an owner: it looks at what somebody else owns.
class ViewOk {
public:
  ViewOk(Z3_context c, Z3_solver s) : C(c), S(s) {}
  Z3_lbool check() const { return Z3_solver_check(C, S); }

private:
  Z3_context C;
  Z3_solver S;
};

ViewOk copiedViewOk(const ViewOk &v) { return v; }

// Closed by hand.
class ClosedOk {
public:
  explicit ClosedOk(Z3_context c) : C(c), S(Z3_mk_solver(c)) {
    Z3_solver_inc_ref(C, S);
  }
  void close() {
    Z3_solver_dec_ref(C, S);
    S = nullptr;
  }

private:
  Z3_context C;
  Z3_solver S;
};

// One member is wrong, for two handles: one report.
class Edge {
public:
  Edge(Z3_context c, Z3_ast from, Z3_ast to) : C(c), From(from), To(to) {
    Z3_inc_ref(C, From);
    Z3_inc_ref(C, To);
  }
  Edge(const Edge &o) : C(o.C), From(o.From), To(o.To) {} // warn-nofix: this copy of 'Edge' does not retain 'From' (a Z3 AST) and 'To' (a Z3 AST), which both objects release
  Edge &operator=(const Edge &o) = delete;
  ~Edge() {
    Z3_dec_ref(C, From);
    Z3_dec_ref(C, To);
  }

private:
  Z3_context C;
  Z3_ast From, To;
};
