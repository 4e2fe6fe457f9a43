// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver-independent layer as verifiers have it: abstract sorts, terms and
// solvers, a backend on the C API with a handle template, interning of terms,
// scopes, models, tactics, and a portfolio of threads with contexts of their own.
// build: -pthread
#include <array>
#include <atomic>
#include <cassert>
#include <cstdint>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>
#include <z3.h>

// --- The interface -------------------------------------------------------------

namespace smt {

class Error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

enum class Op { Add, Sub, Mul, And, Or, Not, Eq, Ult, Ite };
enum class Answer { Sat, Unsat, Unknown };

class AbsTerm {
public:
  virtual ~AbsTerm() = default;
  virtual std::string text() const = 0;
};
using Term = std::shared_ptr<const AbsTerm>;

class AbsSolver {
public:
  virtual ~AbsSolver() = default;
  virtual Term symbol(const std::string &Name, unsigned Width) = 0;
  virtual Term flag(const std::string &Name) = 0;
  virtual Term value(std::uint64_t Value, unsigned Width) = 0;
  virtual Term make(Op O, const std::vector<Term> &Args) = 0;
  virtual void push() = 0;
  virtual void pop() = 0;
  virtual void require(const Term &Fact) = 0;
  virtual Answer check() = 0;
  virtual Answer checkUnder(const std::vector<Term> &Assumptions) = 0;
  virtual std::vector<Term> core() = 0;
  virtual Term valueOf(const Term &T) = 0;
};

} // namespace smt

// --- Handles ---------------------------------------------------------------------

namespace backend {

struct AstTraits {
  using Raw = Z3_ast;
  static void retain(Z3_context C, Raw R) { Z3_inc_ref(C, R); }
  static void release(Z3_context C, Raw R) { Z3_dec_ref(C, R); }
};

#define COUNTED(NAME, RAW, PREFIX)                                             \
  struct NAME {                                                                \
    using Raw = RAW;                                                           \
    static void retain(Z3_context C, Raw R) { PREFIX##_inc_ref(C, R); }        \
    static void release(Z3_context C, Raw R) { PREFIX##_dec_ref(C, R); }       \
  };
COUNTED(SolverTraits, Z3_solver, Z3_solver)
COUNTED(ModelTraits, Z3_model, Z3_model)
COUNTED(TacticTraits, Z3_tactic, Z3_tactic)
COUNTED(VectorTraits, Z3_ast_vector, Z3_ast_vector)
COUNTED(ParamsTraits, Z3_params, Z3_params)
#undef COUNTED

template <typename Traits> class Handle {
  using Raw = typename Traits::Raw;
  Z3_context Ctx = nullptr;
  Raw R = nullptr;

public:
  Handle() = default;
  Handle(Z3_context C, Raw New) : Ctx(C), R(New) {
    if (!R)
      throw smt::Error(Z3_get_error_msg(C, Z3_get_error_code(C)));
    Traits::retain(Ctx, R);
  }
  Handle(const Handle &Other) : Ctx(Other.Ctx), R(Other.R) {
    if (R)
      Traits::retain(Ctx, R);
  }
  Handle(Handle &&Other) noexcept
      : Ctx(Other.Ctx), R(std::exchange(Other.R, nullptr)) {}
  Handle &operator=(Handle Other) noexcept {
    std::swap(Ctx, Other.Ctx);
    std::swap(R, Other.R);
    return *this;
  }
  ~Handle() {
    if (R)
      Traits::release(Ctx, R);
  }

  Raw get() const { return R; }
  Z3_context context() const { return Ctx; }
  explicit operator bool() const { return R != nullptr; }
};

using Ast = Handle<AstTraits>;
using Solver = Handle<SolverTraits>;
using Model = Handle<ModelTraits>;
using Tactic = Handle<TacticTraits>;
using AstVector = Handle<VectorTraits>;
using Params = Handle<ParamsTraits>;

class Context {
  Z3_context C;

public:
  Context() {
    Z3_config Config = Z3_mk_config();
    C = Z3_mk_context_rc(Config);
    Z3_del_config(Config);
    if (!C)
      throw smt::Error("no context");
    Z3_set_error_handler(C, nullptr);
  }
  Context(const Context &) = delete;
  Context &operator=(const Context &) = delete;
  ~Context() { Z3_del_context(C); }
  Z3_context get() const { return C; }
};

// --- Terms and the solver ----------------------------------------------------------

class Z3Term final : public smt::AbsTerm {
  std::shared_ptr<const Context> Home; // first: the last to go
  Ast A;

public:
  Z3Term(std::shared_ptr<const Context> H, Ast T)
      : Home(std::move(H)), A(std::move(T)) {}
  std::string text() const override {
    return Z3_ast_to_string(A.context(), A.get());
  }
  Z3_ast raw() const { return A.get(); }
  const Context *home() const { return Home.get(); }
};

class Z3Solver final : public smt::AbsSolver {
  std::shared_ptr<const Context> Home;
  Z3_context C;
  Solver S;
  Model Last;
  std::map<std::pair<std::string, unsigned>, smt::Term> Symbols;

  smt::Term wrap(Z3_ast A) {
    return std::make_shared<Z3Term>(Home, Ast(C, A));
  }

  Z3_ast raw(const smt::Term &T) const {
    const auto &Mine = dynamic_cast<const Z3Term &>(*T);
    if (Mine.home() != Home.get())
      throw smt::Error("a term of another solver");
    return Mine.raw();
  }

  smt::Answer answer(Z3_lbool R) {
    Last = Model();
    if (R == Z3_L_TRUE)
      Last = Model(C, Z3_solver_get_model(C, S.get()));
    return R == Z3_L_TRUE    ? smt::Answer::Sat
           : R == Z3_L_FALSE ? smt::Answer::Unsat
                             : smt::Answer::Unknown;
  }

  static Solver makeSolver(Z3_context C, const std::vector<std::string> &Steps) {
    if (Steps.empty())
      return Solver(C, Z3_mk_simple_solver(C));
    Tactic All;
    for (const std::string &Step : Steps) {
      Tactic Next(C, Z3_mk_tactic(C, Step.c_str()));
      if (All)
        All = Tactic(C, Z3_tactic_and_then(C, All.get(), Next.get()));
      else
        All = std::move(Next);
    }
    return Solver(C, Z3_mk_solver_from_tactic(C, All.get()));
  }

public:
  explicit Z3Solver(const std::vector<std::string> &Steps = {},
                    unsigned Milliseconds = 5000)
      : Home(std::make_shared<Context>()), C(Home->get()),
        S(makeSolver(C, Steps)) {
    Params P(C, Z3_mk_params(C));
    Z3_params_set_uint(C, P.get(), Z3_mk_string_symbol(C, "timeout"),
                       Milliseconds);
    Z3_solver_set_params(C, S.get(), P.get());
  }

  smt::Term symbol(const std::string &Name, unsigned Width) override {
    smt::Term &Slot = Symbols[{Name, Width}];
    if (!Slot)
      Slot = wrap(Z3_mk_const(C, Z3_mk_string_symbol(C, Name.c_str()),
                              Z3_mk_bv_sort(C, Width)));
    return Slot;
  }

  smt::Term flag(const std::string &Name) override {
    return wrap(Z3_mk_const(C, Z3_mk_string_symbol(C, Name.c_str()),
                            Z3_mk_bool_sort(C)));
  }

  smt::Term value(std::uint64_t Value, unsigned Width) override {
    return wrap(Z3_mk_unsigned_int64(C, Value, Z3_mk_bv_sort(C, Width)));
  }

  smt::Term make(smt::Op O, const std::vector<smt::Term> &Args) override {
    std::vector<Z3_ast> Raw;
    for (const smt::Term &T : Args)
      Raw.push_back(raw(T));
    auto Count = static_cast<unsigned>(Raw.size());
    auto Need = [&](unsigned N) {
      if (Count != N)
        throw smt::Error("wrong number of arguments");
    };
    switch (O) {
    case smt::Op::And:
      return wrap(Z3_mk_and(C, Count, Raw.data()));
    case smt::Op::Or:
      return wrap(Z3_mk_or(C, Count, Raw.data()));
    case smt::Op::Not:
      Need(1);
      return wrap(Z3_mk_not(C, Raw[0]));
    case smt::Op::Ite:
      Need(3);
      return wrap(Z3_mk_ite(C, Raw[0], Raw[1], Raw[2]));
    default:
      break;
    }
    Need(2);
    using Maker = Z3_ast (*)(Z3_context, Z3_ast, Z3_ast);
    static const std::map<smt::Op, Maker> Makers = {
        {smt::Op::Add, Z3_mk_bvadd}, {smt::Op::Sub, Z3_mk_bvsub},
        {smt::Op::Mul, Z3_mk_bvmul}, {smt::Op::Eq, Z3_mk_eq},
        {smt::Op::Ult, Z3_mk_bvult}};
    return wrap(Makers.at(O)(C, Raw[0], Raw[1]));
  }

  void push() override { Z3_solver_push(C, S.get()); }
  void pop() override { Z3_solver_pop(C, S.get(), 1); }
  void require(const smt::Term &Fact) override {
    Z3_solver_assert(C, S.get(), raw(Fact));
  }
  smt::Answer check() override { return answer(Z3_solver_check(C, S.get())); }

  smt::Answer checkUnder(const std::vector<smt::Term> &Assumptions) override {
    std::vector<Z3_ast> Raw;
    for (const smt::Term &T : Assumptions)
      Raw.push_back(raw(T));
    return answer(Z3_solver_check_assumptions(
        C, S.get(), static_cast<unsigned>(Raw.size()), Raw.data()));
  }

  std::vector<smt::Term> core() override {
    AstVector V(C, Z3_solver_get_unsat_core(C, S.get()));
    std::vector<smt::Term> Result;
    for (unsigned I = 0; I != Z3_ast_vector_size(C, V.get()); ++I)
      Result.push_back(wrap(Z3_ast_vector_get(C, V.get(), I)));
    return Result;
  }

  smt::Term valueOf(const smt::Term &T) override {
    if (!Last)
      throw smt::Error("no model");
    Z3_ast Value = nullptr;
    if (!Z3_model_eval(C, Last.get(), raw(T), true, &Value))
      throw smt::Error("no value of " + T->text());
    return wrap(Value);
  }
};

} // namespace backend

// --- A client ------------------------------------------------------------------------

namespace {

using smt::Op;

struct Race {
  std::mutex Lock;
  std::string Winner;
  smt::Answer Answer = smt::Answer::Unknown;
};

// Is (x ^ 2) - (y ^ 2) == (x + y) * (x - y) wrong for some x, y of this width?
smt::Answer identity(smt::AbsSolver &S, unsigned Width) {
  smt::Term X = S.symbol("x", Width), Y = S.symbol("y", Width);
  smt::Term Left = S.make(
      Op::Sub, {S.make(Op::Mul, {X, X}), S.make(Op::Mul, {Y, Y})});
  smt::Term Right =
      S.make(Op::Mul, {S.make(Op::Add, {X, Y}), S.make(Op::Sub, {X, Y})});
  S.require(S.make(Op::Not, {S.make(Op::Eq, {Left, Right})}));
  return S.check();
}

void race(unsigned Width) {
  const std::array<std::pair<const char *, std::vector<std::string>>, 3>
      Strategies = {{{"simple", {}},
                     {"bit-blasting", {"simplify", "bit-blast", "sat"}},
                     {"default", {"simplify", "smt"}}}};
  Race Shared;
  std::vector<std::thread> Threads;
  for (const auto &Strategy : Strategies)
    Threads.emplace_back([&Shared, &Strategy, Width] {
      try {
        backend::Z3Solver S(Strategy.second);
        smt::Answer A = identity(S, Width);
        std::lock_guard<std::mutex> Hold(Shared.Lock);
        if (Shared.Answer == smt::Answer::Unknown) {
          Shared.Answer = A;
          Shared.Winner = Strategy.first;
        }
      } catch (const smt::Error &E) {
        std::lock_guard<std::mutex> Hold(Shared.Lock);
        std::cerr << Strategy.first << ": " << E.what() << '\n';
      }
    });
  for (std::thread &T : Threads)
    T.join();
  std::cout << "identity "
            << (Shared.Answer == smt::Answer::Unsat ? "holds" : "is open")
            << (Shared.Winner.empty() ? "" : ", somebody won") << '\n';
}

void explain(smt::AbsSolver &S) {
  smt::Term Small = S.flag("small"), Large = S.flag("large"),
            Even = S.flag("even");
  smt::Term N = S.symbol("n", 8), Ten = S.value(10, 8), Zero = S.value(0, 8);
  smt::Term Odd = S.make(Op::Sub, {N, S.value(1, 8)});
  S.push();
  S.require(S.make(Op::Or, {S.make(Op::Not, {Small}), S.make(Op::Ult, {N, Ten})}));
  S.require(S.make(Op::Or, {S.make(Op::Not, {Large}), S.make(Op::Ult, {Ten, N})}));
  S.require(S.make(Op::Or, {S.make(Op::Not, {Even}), S.make(Op::Ult, {Zero, Odd})}));
  if (S.checkUnder({Small, Large, Even}) == smt::Answer::Unsat)
    for (const smt::Term &T : S.core())
      std::cout << "because " << T->text() << '\n';
  if (S.checkUnder({Small, Even}) == smt::Answer::Sat)
    std::cout << "n has a value of " << S.valueOf(N)->text().size()
              << " characters\n";
  S.pop();
}

} // namespace

int main() {
  race(4);
  smt::Term Kept;
  {
    auto S = std::make_unique<backend::Z3Solver>();
    explain(*S);
    Kept = S->make(Op::Ite, {S->flag("c"), S->symbol("n", 8), S->value(3, 8)});
    backend::Z3Solver Other;
    try {
      Other.require(Kept);
    } catch (const smt::Error &E) {
      std::cout << E.what() << '\n';
    }
  }
  std::cout << "kept " << Kept->text() << '\n';
  return 0;
}
