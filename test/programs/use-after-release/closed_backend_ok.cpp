// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier has one back end for each logic, over a common base class.
// One back end tells its statistics, and closes the base after that.
#include <cstdio>
#include <memory>
#include <vector>
#include <z3.h>

namespace {

class Backend {
protected:
  Z3_context Ctx;
  Z3_solver Solver;

public:
  explicit Backend(Z3_context C) : Ctx(C), Solver(Z3_mk_simple_solver(C)) {
    Z3_solver_inc_ref(Ctx, Solver);
  }
  Backend(const Backend &) = delete;
  Backend &operator=(const Backend &) = delete;
  virtual ~Backend() = default;

  virtual void prepare() {}
  bool holds(Z3_ast Claim) {
    Z3_ast Refuted = Z3_mk_not(Ctx, Claim);
    Z3_inc_ref(Ctx, Refuted);
    Z3_solver_push(Ctx, Solver);
    Z3_solver_assert(Ctx, Solver, Refuted);
    bool Holds = Z3_solver_check(Ctx, Solver) == Z3_L_FALSE;
    Z3_solver_pop(Ctx, Solver, 1);
    Z3_dec_ref(Ctx, Refuted);
    return Holds;
  }
  virtual void close() { Z3_solver_dec_ref(Ctx, Solver); }
};

class ScopedBackend : public Backend {
  const char *Logic;

public:
  ScopedBackend(Z3_context C, const char *L) : Backend(C), Logic(L) {}
  void prepare() override { Z3_solver_push(Ctx, Solver); }
  void close() override {
    std::printf("%s: %u scopes\n", Logic, Z3_solver_get_num_scopes(Ctx, Solver));
    Backend::close();
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Claim =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "safe"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Claim);
  std::vector<std::unique_ptr<Backend>> Backends;
  Backends.push_back(std::make_unique<ScopedBackend>(C, "QF_BV"));
  for (auto &B : Backends) {
    B->prepare();
    std::printf("%d\n", B->holds(Claim));
    B->close();
  }
  Z3_dec_ref(C, Claim);
  Z3_del_context(C);
  return 0;
}
