// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One template owns every kind of object; traits name the two functions.
// The copy constructor is the compiler's: two owners, one reference.
#include <iostream>
#include <utility>
#include <z3.h>

template <class T> struct Traits;
template <> struct Traits<Z3_solver> {
  static void up(Z3_context C, Z3_solver S) { Z3_solver_inc_ref(C, S); }
  static void down(Z3_context C, Z3_solver S) { Z3_solver_dec_ref(C, S); } // trace: release-after-release
};
template <> struct Traits<Z3_model> {
  static void up(Z3_context C, Z3_model M) { Z3_model_inc_ref(C, M); }
  static void down(Z3_context C, Z3_model M) { Z3_model_dec_ref(C, M); }
};

template <class T> class Owner {
  Z3_context C = nullptr;
  T Raw = nullptr;

public:
  Owner(Z3_context C, T Raw) : C(C), Raw(Raw) { Traits<T>::up(C, Raw); }
  ~Owner() {
    if (Raw)
      Traits<T>::down(C, Raw);
  }
  T get() const { return Raw; }
};

struct Prover {
  Z3_context C;
  Owner<Z3_solver> S;
};

static int holds(Prover P, Z3_ast Claim) {
  Z3_solver_assert(P.C, P.S.get(), Z3_mk_not(P.C, Claim));
  return Z3_solver_check(P.C, P.S.get()) == Z3_L_FALSE;
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  int Answer = 0;
  {
    Prover P{C, Owner<Z3_solver>(C, Z3_mk_simple_solver(C))};
    Answer = holds(P, Z3_mk_true(C)); // report: z3-owner-class
  }
  std::cout << Answer << "\n";
  Z3_del_context(C);
  return 0;
}
