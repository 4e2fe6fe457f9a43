// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unchecked-result
// What a member says of the last answer.
#include <istream>
#include <string>
#include <z3++.h>
#include <z3.h>

// A command of the user's may come in any order.
class Shell {
  z3::context C;
  z3::solver S{C};
  bool HasModel = false;

  void require(const z3::expr &e) { S.add(e); }
  void check() { HasModel = S.check() == z3::sat; }
  unsigned size() {
    if (!HasModel)
      return 0;
    return S.get_model().size();
  }

public:
  unsigned run(std::istream &in) {
    unsigned sum = 0;
    std::string command;
    while (in >> command) {
      if (command == "add")
        require(C.bool_const("a"));
      else if (command == "check")
        check();
      else
        sum += size(); // warn-nofix: was changed since the last check
      }
    return sum;
  }
};

class ForgettingOk {
  z3::context C;
  z3::solver S{C};
  bool HasModel = false;

  void require(const z3::expr &e) {
    HasModel = false;
    S.add(e);
  }
  void check() { HasModel = S.check() == z3::sat; }
  unsigned size() {
    if (!HasModel)
      return 0;
    return S.get_model().size();
  }

public:
  unsigned run(std::istream &in) {
    unsigned sum = 0;
    std::string command;
    while (in >> command) {
      if (command == "add")
        require(C.bool_const("a"));
      else if (command == "check")
        check();
      else
        sum += size();
      }
    return sum;
  }
};

// It is reset only if it has to be.
class ResetIfSetOk {
  z3::context C;
  z3::solver S{C};
  z3::check_result Last = z3::unknown;

  void require(const z3::expr &e) {
    if (Last == z3::sat)
      Last = z3::unknown;
    S.add(e);
  }
  void check() { Last = S.check(); }
  unsigned size() {
    if (Last != z3::sat)
      return 0;
    return S.get_model().size();
  }

public:
  unsigned run(std::istream &in) {
    unsigned sum = 0;
    std::string command;
    while (in >> command) {
      if (command == "add")
        require(C.bool_const("a"));
      else if (command == "check")
        check();
      else
        sum += size();
      }
    return sum;
  }
};

// The caller checks between a change and a model.
class InOrderOk {
  z3::context C;
  z3::solver S{C};
  z3::check_result Last = z3::unknown;

public:
  void require(const z3::expr &e) { S.add(e); }
  void check() { Last = S.check(); }
  unsigned size() {
    if (Last != z3::sat)
      return 0;
    return S.get_model().size();
  }
  unsigned run(unsigned n) {
    unsigned sum = 0;
    for (unsigned i = 0; i < n; ++i) {
      require(C.int_const("x") != int(i));
      check();
      sum += size();
    }
    return sum;
  }
};

// The member says whether to tell, and nothing of the answer.
class VerboseOk {
  z3::context C;
  z3::solver S{C};
  bool Verbose = false;

  unsigned tell() { return Verbose ? S.get_model().size() : 0; }

public:
  unsigned run(std::istream &in) {
    in >> Verbose;
    S.add(C.bool_const("a"));
    if (S.check() != z3::sat)
      return 0;
    return tell();
  }
};

// By the C API: what is not refuted may be unknown.
class Path {
  Z3_context C;
  Z3_solver S;
  bool Feasible = false;

public:
  explicit Path(Z3_context c) : C(c), S(Z3_mk_solver(c)) { Z3_solver_inc_ref(C, S); }
  Path(const Path &) = delete;
  Path &operator=(const Path &) = delete;
  ~Path() { Z3_solver_dec_ref(C, S); }
  void take(Z3_ast branch) {
    Z3_solver_assert(C, S, branch);
    Feasible = Z3_solver_check(C, S) != Z3_L_FALSE;
  }
  unsigned inputs() const {
    if (!Feasible)
      return 0;
    Z3_model m = Z3_solver_get_model(C, S);
    Z3_model_inc_ref(C, m);
    unsigned n = Z3_model_get_num_consts(C, m);
    Z3_model_dec_ref(C, m);
    return n;
  }
};
unsigned inputsBad(Z3_context c, Z3_ast branch) {
  Path path(c);
  path.take(branch);
  return path.inputs(); // warn-nofix: the answer may be unknown
}

static bool feasible(Z3_context c, Z3_solver s) {
  return Z3_solver_check(c, s) != Z3_L_FALSE;
}
unsigned helperBad(Z3_context c, Z3_solver s) {
  if (!feasible(c, s))
    return 0;
  Z3_model m = Z3_solver_get_model(c, s); // warn-nofix: the answer may be unknown
  Z3_model_inc_ref(c, m);
  unsigned n = Z3_model_get_num_consts(c, m);
  Z3_model_dec_ref(c, m);
  return n;
}
unsigned helperAndTestOk(Z3_context c, Z3_solver s) {
  if (!feasible(c, s))
    return 0;
  Z3_model m = Z3_solver_get_model(c, s);
  if (!m)
    return 0;
  Z3_model_inc_ref(c, m);
  unsigned n = Z3_model_get_num_consts(c, m);
  Z3_model_dec_ref(c, m);
  return n;
}
// The answer itself comes back, too.
static Z3_lbool asked(Z3_context c, Z3_solver s, int *refuted) {
  Z3_lbool r = Z3_solver_check(c, s);
  if (r == Z3_L_FALSE)
    ++*refuted;
  return r;
}
unsigned answerOk(Z3_context c, Z3_solver s, int *refuted) {
  if (asked(c, s, refuted) != Z3_L_TRUE)
    return 0;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  unsigned n = Z3_model_get_num_consts(c, m);
  Z3_model_dec_ref(c, m);
  return n;
}
static bool decided(Z3_context c, Z3_solver s) {
  Z3_lbool r = Z3_solver_check(c, s);
  if (r == Z3_L_UNDEF)
    throw "given up";
  return r != Z3_L_FALSE;
}
unsigned decidedOk(Z3_context c, Z3_solver s) {
  if (!decided(c, s))
    return 0;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  unsigned n = Z3_model_get_num_consts(c, m);
  Z3_model_dec_ref(c, m);
  return n;
}
