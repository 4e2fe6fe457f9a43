// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What z3raii costs, against counting by hand and against z3++. Run by
// bench/runtime, which compiles it in several modes. With COUNT_CALLS it counts
// inc_ref and dec_ref of terms and solvers instead of taking time.

#include "z3raii/z3raii.h"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <utility>
#include <vector>
#include <z3++.h>

#ifdef COUNT_CALLS
#include <dlfcn.h>
static std::size_t Calls = 0;
#define COUNT(Function, Type)                                                  \
  extern "C" void Function(Z3_context C, Type X) {                             \
    static auto *const Real =                                                  \
        reinterpret_cast<decltype(&Function)>(dlsym(RTLD_NEXT, #Function));    \
    ++Calls;                                                                   \
    Real(C, X);                                                                \
  }
COUNT(Z3_inc_ref, Z3_ast)
COUNT(Z3_dec_ref, Z3_ast)
COUNT(Z3_solver_inc_ref, Z3_solver)
COUNT(Z3_solver_dec_ref, Z3_solver)
#else
static constexpr std::size_t Calls = 0;
#endif

namespace {

z3::context &context() {
  static auto *C = new z3::context;
  return *C;
}

/// Runs body(), and says how many counting calls it made each time.
template <class Function> void measure(benchmark::State &State, Function Body) {
  std::size_t Before = Calls;
  for (auto _ : State)
    Body();
  State.counters["calls"] = benchmark::Counter(
      static_cast<double>(Calls - Before), benchmark::Counter::kAvgIterations);
}

//===-- Making: a reference of one's own to a term, and its end -----------===//

void make_hand(benchmark::State &State) {
  Z3_context C = context();
  z3::expr Term = context().int_const("x");
  Z3_ast Raw = Term;
  measure(State, [&] {
    Z3_inc_ref(C, Raw);
    benchmark::DoNotOptimize(Raw);
    Z3_dec_ref(C, Raw);
  });
}
void make_z3raii(benchmark::State &State) {
  Z3_context C = context();
  z3::expr Term = context().int_const("x");
  Z3_ast Raw = Term;
  measure(State, [&] {
    z3raii::ast A = z3raii::ast::share(C, Raw);
    benchmark::DoNotOptimize(A);
  });
}
void make_zpp(benchmark::State &State) {
  z3::expr Term = context().int_const("x");
  Z3_ast Raw = Term;
  measure(State, [&] {
    z3::expr A(context(), Raw);
    benchmark::DoNotOptimize(A);
  });
}

//===-- Copying
//------------------------------------------------------------===//

void copy_z3raii(benchmark::State &State) {
  z3::expr Term = context().int_const("x");
  z3raii::ast Of = z3raii::ast::share(context(), Term);
  measure(State, [&] {
    z3raii::ast A = Of;
    benchmark::DoNotOptimize(A);
  });
}
void copy_zpp(benchmark::State &State) {
  z3::expr Of = context().int_const("x");
  measure(State, [&] {
    z3::expr A = Of;
    benchmark::DoNotOptimize(A);
  });
}

//===-- Moving: there and back
//---------------------------------------------===//

/// Both are in memory from now on, whoever owns them.
void escape(void *Of, void *A) {
  benchmark::DoNotOptimize(Of);
  benchmark::DoNotOptimize(A);
}

void move_hand(benchmark::State &State) {
  Z3_context C = context();
  z3::expr Term = context().int_const("x");
  Z3_ast Of = Term, A = nullptr;
  auto Assign = [C](Z3_ast &To, Z3_ast &From) {
    if (To)
      Z3_dec_ref(C, To);
    To = std::exchange(From, nullptr);
  };
  escape(&Of, &A);
  measure(State, [&] {
    Assign(A, Of);
    benchmark::ClobberMemory();
    Assign(Of, A);
    benchmark::ClobberMemory();
  });
}
void move_z3raii(benchmark::State &State) {
  z3::expr Term = context().int_const("x");
  z3raii::ast Of = z3raii::ast::share(context(), Term), A;
  escape(&Of, &A);
  measure(State, [&] {
    A = std::move(Of);
    benchmark::ClobberMemory();
    Of = std::move(A);
    benchmark::ClobberMemory();
  });
}
// z3::solver: the move assignment of z3::expr forgets a term in some versions.
void move_zpp(benchmark::State &State) {
  z3::solver Of(context()), A(context());
  escape(&Of, &A);
  measure(State, [&] {
    A = std::move(Of);
    benchmark::ClobberMemory();
    Of = std::move(A);
    benchmark::ClobberMemory();
  });
}

//===-- A vector that grows to 1,000 solvers
//-------------------------------===//

constexpr int Many = 1000;

void vector_hand(benchmark::State &State) {
  Z3_context C = context();
  z3::solver One(context());
  Z3_solver Raw = One;
  measure(State, [&] {
    std::vector<Z3_solver> V;
    for (int I = 0; I != Many; ++I) {
      Z3_solver_inc_ref(C, Raw);
      V.push_back(Raw);
    }
    for (Z3_solver S : V)
      Z3_solver_dec_ref(C, S);
  });
}
void vector_z3raii(benchmark::State &State) {
  Z3_context C = context();
  z3::solver One(context());
  measure(State, [&] {
    std::vector<z3raii::solver> V;
    for (int I = 0; I != Many; ++I)
      V.push_back(z3raii::solver::share(C, One));
  });
}
void vector_zpp(benchmark::State &State) {
  z3::solver One(context());
  Z3_solver Raw = One;
  measure(State, [&] {
    std::vector<z3::solver> V;
    for (int I = 0; I != Many; ++I)
      V.push_back(z3::solver(context(), Raw));
  });
}

//===-- Work: 20 queries on one solver
//--------------------------------------===//

constexpr int Queries = 20;

void queries_hand(benchmark::State &State) {
  z3::context Own;
  Z3_context C = Own;
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_sort Int = Z3_mk_int_sort(C);
  measure(State, [&] {
    for (int I = 0; I != Queries; ++I) {
      Z3_solver_push(C, S);
      Z3_ast X = Z3_mk_const(C, Z3_mk_string_symbol(C, "x"), Int);
      Z3_inc_ref(C, X);
      Z3_ast Low = Z3_mk_int(C, I, Int);
      Z3_inc_ref(C, Low);
      Z3_ast Above = Z3_mk_gt(C, X, Low);
      Z3_inc_ref(C, Above);
      Z3_solver_assert(C, S, Above);
      benchmark::DoNotOptimize(Z3_solver_check(C, S));
      Z3_dec_ref(C, Above);
      Z3_dec_ref(C, Low);
      Z3_dec_ref(C, X);
      Z3_solver_pop(C, S, 1);
    }
  });
  Z3_solver_dec_ref(C, S);
}
void queries_z3raii(benchmark::State &State) {
  z3raii::context C;
  z3raii::solver S = z3raii::solver::share(C, Z3_mk_simple_solver(C));
  z3raii::sort Int = z3raii::sort::share(C, Z3_mk_int_sort(C));
  using z3raii::ast;
  measure(State, [&] {
    for (int I = 0; I != Queries; ++I) {
      z3raii::solver_scope Scope(C, S);
      ast X = ast::share(C, Z3_mk_const(C, Z3_mk_string_symbol(C, "x"), Int));
      ast Low = ast::share(C, Z3_mk_int(C, I, Int));
      ast Above = ast::share(C, Z3_mk_gt(C, X, Low));
      Z3_solver_assert(C, S, Above);
      benchmark::DoNotOptimize(Z3_solver_check(C, S));
    }
  });
}
void queries_zpp(benchmark::State &State) {
  z3::context C;
  z3::solver S(C, z3::solver::simple());
  measure(State, [&] {
    for (int I = 0; I != Queries; ++I) {
      S.push();
      z3::expr X = C.int_const("x");
      S.add(X > I);
      benchmark::DoNotOptimize(S.check());
      S.pop();
    }
  });
}

/// As often as ITERATIONS in the environment says, where that is set: then
/// instructions can be counted.
void fixed(benchmark::internal::Benchmark *Of) {
  if (const char *Iterations = std::getenv("ITERATIONS"))
    Of->Iterations(std::atoll(Iterations));
}

BENCHMARK(make_hand)->Apply(fixed);
BENCHMARK(make_z3raii)->Apply(fixed);
BENCHMARK(make_zpp)->Apply(fixed);
BENCHMARK(copy_z3raii)->Apply(fixed);
BENCHMARK(copy_zpp)->Apply(fixed);
BENCHMARK(move_hand)->Apply(fixed);
BENCHMARK(move_z3raii)->Apply(fixed);
BENCHMARK(move_zpp)->Apply(fixed);
BENCHMARK(vector_hand)->Apply(fixed);
BENCHMARK(vector_z3raii)->Apply(fixed);
BENCHMARK(vector_zpp)->Apply(fixed);
BENCHMARK(queries_hand)->Apply(fixed);
BENCHMARK(queries_z3raii)->Apply(fixed);
BENCHMARK(queries_zpp)->Apply(fixed);

} // namespace

BENCHMARK_MAIN();
