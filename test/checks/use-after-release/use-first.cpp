// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// What makes a handle dead goes behind its use, also where others are named
// behind that; a move, too, and the base's version of a method.
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>
#include <z3.h>

struct Tactics {
  Z3_context C;
  std::map<std::string, Z3_tactic> ByName;
};

static void evict(Tactics &T, const char *Name) {
  auto Found = T.ByName.find(Name);
  if (Found == T.ByName.end())
    return;
  Z3_tactic_dec_ref(T.C, Found->second);
  T.ByName.erase(Found);
}

static unsigned apply(Z3_context C, Z3_tactic T, Z3_goal G) {
  Z3_apply_result R = Z3_tactic_apply(C, T, G);
  Z3_apply_result_inc_ref(C, R);
  unsigned Parts = Z3_apply_result_get_num_subgoals(C, R);
  Z3_apply_result_dec_ref(C, R);
  return Parts;
}

void evictedBad(Tactics &T, Z3_goal G) {
  Z3_tactic Simplify = Z3_mk_tactic(T.C, "simplify");
  Z3_tactic_inc_ref(T.C, Simplify);
  T.ByName.emplace("simplify", Simplify);
  // fix: std::printf("%u\n", apply(T.C, Simplify, G));
  // fix: evict(T, "simplify");
  // fix: evict(T, "solve-eqs");
  evict(T, "simplify");
  std::printf("%u\n", apply(T.C, Simplify, G)); // warn: 'Simplify' is used after it was released
  evict(T, "solve-eqs");
}

// Behind it, what it was evicted from has a new one: it is used twice.
void twiceBad(Tactics &T, Z3_goal G) {
  Z3_tactic Simplify = Z3_mk_tactic(T.C, "simplify");
  Z3_tactic_inc_ref(T.C, Simplify);
  T.ByName.emplace("simplify", Simplify);
  evict(T, "simplify");
  std::printf("%u\n", apply(T.C, Simplify, G)); // warn-nofix: 'Simplify' is used after it was released
  evict(T, "solve-eqs");
  std::printf("%u\n", apply(T.C, Simplify, G));
}

class UniqueSolver {
  Z3_context C;
  Z3_solver S;

public:
  explicit UniqueSolver(Z3_context C) : C(C), S(Z3_mk_simple_solver(C)) {
    Z3_solver_inc_ref(C, S);
  }
  UniqueSolver(UniqueSolver &&Other) noexcept
      : C(Other.C), S(std::exchange(Other.S, nullptr)) {}
  ~UniqueSolver() {
    if (S)
      Z3_solver_dec_ref(C, S);
  }
  unsigned scopes() const { return Z3_solver_get_num_scopes(C, S); }
};

unsigned movedBad(Z3_context C, std::vector<UniqueSolver> &Running) {
  UniqueSolver First(C);
  // fix: unsigned Scopes = First.scopes();
  // fix: Running.push_back(std::move(First));
  Running.push_back(std::move(First));
  unsigned Scopes = First.scopes(); // warn: is used after it was moved from
  return Scopes;
}

unsigned movedOk(Z3_context C, std::vector<UniqueSolver> &Running) {
  UniqueSolver First(C);
  unsigned Scopes = First.scopes();
  Running.push_back(std::move(First));
  return Scopes;
}

class Backend {
protected:
  Z3_context Ctx;
  Z3_solver S;

public:
  explicit Backend(Z3_context C) : Ctx(C), S(Z3_mk_simple_solver(C)) {
    Z3_solver_inc_ref(Ctx, S);
  }
  Backend(const Backend &) = delete;
  Backend &operator=(const Backend &) = delete;
  virtual ~Backend() = default;
  virtual void close() { Z3_solver_dec_ref(Ctx, S); }
  void drop() { Z3_solver_dec_ref(Ctx, S); }
};

class ScopedBad : public Backend {
public:
  using Backend::Backend;
  void close() override {
    // fix: std::printf("%u\n", Z3_solver_get_num_scopes(Ctx, S));
    // fix: Backend::close();
    Backend::close();
    std::printf("%u\n", Z3_solver_get_num_scopes(Ctx, S)); // warn: 'S' is used after it was released
  }
};

// The next call would find it dead as before.
class DroppedBad : public Backend {
public:
  using Backend::Backend;
  unsigned count() {
    drop();
    return Z3_solver_get_num_scopes(Ctx, S); // warn-nofix: 'S' is used after it was released
  }
};
