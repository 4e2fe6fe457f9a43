// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-*,-z3-use-raii,-z3-owner-class
// Containers of unique_ptrs to handles: an element that leaves is released.
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>
#include <z3.h>

struct SolverRelease {
  Z3_context ctx;
  void operator()(Z3_solver s) const { Z3_solver_dec_ref(ctx, s); }
};
using SolverPtr = std::unique_ptr<std::remove_pointer_t<Z3_solver>, SolverRelease>;

static SolverPtr make(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  return SolverPtr(s, SolverRelease{c});
}

struct Pool {
  Z3_context ctx;
  std::vector<SolverPtr> free;

  SolverPtr take() {
    if (free.empty())
      return make(ctx);
    SolverPtr s = std::move(free.back());
    free.pop_back();
    return s;
  }
  void give(SolverPtr s) {
    Z3_solver_reset(ctx, s.get());
    free.push_back(std::move(s));
  }
};

unsigned poolOk(Pool &p, unsigned n) {
  unsigned scopes = 0;
  for (unsigned i = 0; i < n; i++) {
    SolverPtr s = p.take();
    scopes += Z3_solver_get_num_scopes(p.ctx, s.get());
    p.give(std::move(s));
  }
  return scopes;
}

struct Cache {
  Z3_context ctx;
  std::map<std::string, SolverPtr> by;

  Z3_solver get(const std::string &key) {
    SolverPtr &s = by[key];
    if (!s)
      s = make(ctx);
    return s.get();
  }
  void drop(const std::string &key) { by.erase(key); }
};

unsigned keyBad(Cache &cache) {
  Z3_solver s = cache.get("main");
  cache.drop("main");
  return Z3_solver_get_num_scopes(cache.ctx, s); // warn-nofix: 's' is used after it was released
}

unsigned keyOk(Cache &cache) {
  Z3_solver s = cache.get("main");
  unsigned n = Z3_solver_get_num_scopes(cache.ctx, s);
  cache.drop("main");
  return n;
}

// Another one is dropped.
unsigned otherKeyOk(Cache &cache) {
  Z3_solver s = cache.get("main");
  cache.drop("loop");
  return Z3_solver_get_num_scopes(cache.ctx, s);
}

struct Newest {
  std::deque<SolverPtr> all;
  size_t limit;

  Z3_solver oldest() const { return all.empty() ? nullptr : all.back().get(); }
  void shrink() {
    while (all.size() > limit)
      all.pop_back();
  }
};

unsigned shrunkBad(Z3_context c, Newest &newest) {
  Z3_solver s = newest.oldest();
  if (!s)
    return 0;
  newest.shrink();
  return Z3_solver_get_num_scopes(c, s); // warn-nofix: 's' is used after it was released
}

unsigned shrunkOk(Z3_context c, Newest &newest) {
  newest.shrink();
  Z3_solver s = newest.oldest();
  return s ? Z3_solver_get_num_scopes(c, s) : 0;
}

unsigned clearedBad(Z3_context c, unsigned n) {
  std::vector<SolverPtr> all;
  for (unsigned i = 0; i < n; i++)
    all.push_back(make(c));
  Z3_solver s = all.back().get();
  all.clear();
  return Z3_solver_get_num_scopes(c, s); // warn: 's' is used after it was released
}

unsigned movedOk(Z3_context c, unsigned n) {
  std::vector<SolverPtr> all;
  for (unsigned i = 0; i < n; i++)
    all.push_back(make(c));
  std::vector<SolverPtr> others = std::move(all);
  unsigned scopes = 0;
  for (const SolverPtr &s : others)
    scopes += Z3_solver_get_num_scopes(c, s.get());
  others.erase(others.begin());
  others.resize(1);
  return scopes;
}

void countedTwiceBad(Z3_context c) {
  std::vector<SolverPtr> all;
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  all.emplace_back(s, SolverRelease{c});
  Z3_solver_dec_ref(c, s); // warn-nofix: 's' is released by hand, but a wrapper releases it
}

void countedOnceOk(Z3_context c) {
  std::vector<SolverPtr> all;
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  all.emplace_back(s, SolverRelease{c});
  Z3_solver_push(c, s);
}

// Taken out by hand.
void givenUpOk(Z3_context c, std::vector<SolverPtr> &all) {
  while (!all.empty()) {
    Z3_solver s = all.back().release();
    all.pop_back();
    Z3_solver_dec_ref(c, s);
  }
}
