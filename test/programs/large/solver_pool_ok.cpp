// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A query service over the C API in C++: a pool that lends solvers by unique_ptr
// with a returning deleter, intrusive pointers found by argument-dependent lookup,
// a visitor over a variant of queries, a least-recently-used cache by list and map,
// scope guards, a private implementation, and workers with a context each.
// build: -pthread
#include <cstdio>
#include <functional>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
#include <z3.h>

namespace {

// --- Tools ----------------------------------------------------------------------

template <typename F> class Finally {
  F Action;
  bool Active = true;

public:
  explicit Finally(F A) : Action(std::move(A)) {}
  Finally(const Finally &) = delete;
  Finally &operator=(const Finally &) = delete;
  ~Finally() {
    if (Active)
      Action();
  }
  void dismiss() { Active = false; }
};

struct ContextDeleter {
  void operator()(Z3_context C) const { Z3_del_context(C); }
};
using ContextPtr = std::unique_ptr<std::remove_pointer_t<Z3_context>, ContextDeleter>;

ContextPtr makeContext() {
  Z3_config Config = Z3_mk_config();
  Finally Cleanup([Config] { Z3_del_config(Config); });
  Z3_set_param_value(Config, "model", "true");
  return ContextPtr(Z3_mk_context_rc(Config));
}

// --- Intrusive terms ----------------------------------------------------------------

struct TermRef {
  Z3_context Ctx;
  Z3_ast Raw;
};

void addRef(const TermRef &T) { Z3_inc_ref(T.Ctx, T.Raw); }
void dropRef(const TermRef &T) { Z3_dec_ref(T.Ctx, T.Raw); }

template <typename Ref> class Intrusive {
  Ref R{};
  bool Set = false;

public:
  Intrusive() = default;
  explicit Intrusive(const Ref &N) : R(N), Set(true) { addRef(R); }
  Intrusive(const Intrusive &O) : R(O.R), Set(O.Set) {
    if (Set)
      addRef(R);
  }
  Intrusive(Intrusive &&O) noexcept : R(O.R), Set(std::exchange(O.Set, false)) {}
  Intrusive &operator=(const Intrusive &O) {
    if (this != &O) {
      Intrusive Copy(O);
      swap(Copy);
    }
    return *this;
  }
  Intrusive &operator=(Intrusive &&O) noexcept {
    Intrusive Taken(std::move(O));
    swap(Taken);
    return *this;
  }
  ~Intrusive() {
    if (Set)
      dropRef(R);
  }
  void swap(Intrusive &O) noexcept {
    std::swap(R, O.R);
    std::swap(Set, O.Set);
  }
  const Ref *operator->() const { return &R; }
  explicit operator bool() const { return Set; }
};

using Term = Intrusive<TermRef>;

Term wrap(Z3_context C, Z3_ast Raw) { return Term(TermRef{C, Raw}); }

// --- Queries --------------------------------------------------------------------------

struct Range {
  std::string Name;
  int Low, High;
};
struct Equal {
  std::string Left, Right;
};
struct Text {
  std::string Smt;
};
using Query = std::variant<Range, Equal, Text>;

std::string keyOf(const Query &Q) {
  struct Visitor {
    std::string operator()(const Range &R) const {
      return R.Name + ":" + std::to_string(R.Low) + ".." + std::to_string(R.High);
    }
    std::string operator()(const Equal &E) const { return E.Left + "=" + E.Right; }
    std::string operator()(const Text &T) const { return T.Smt; }
  };
  return std::visit(Visitor{}, Q);
}

class Builder {
  Z3_context Ctx;
  std::unordered_map<std::string, Term> Names;

public:
  explicit Builder(Z3_context C) : Ctx(C) {}

  const Term &name(const std::string &N) {
    auto [It, New] = Names.try_emplace(N);
    if (New)
      It->second = wrap(Ctx, Z3_mk_const(Ctx, Z3_mk_string_symbol(Ctx, N.c_str()),
                                         Z3_mk_int_sort(Ctx)));
    return It->second;
  }
  Term number(int N) { return wrap(Ctx, Z3_mk_int(Ctx, N, Z3_mk_int_sort(Ctx))); }

  std::vector<Term> build(const Query &Q) {
    return std::visit([this](const auto &Q) { return make(Q); }, Q);
  }

private:
  std::vector<Term> make(const Range &R) {
    const Term &X = name(R.Name);
    Term Low = number(R.Low), High = number(R.High);
    std::vector<Term> Both;
    Both.push_back(wrap(Ctx, Z3_mk_le(Ctx, Low->Raw, X->Raw)));
    Both.push_back(wrap(Ctx, Z3_mk_le(Ctx, X->Raw, High->Raw)));
    return Both;
  }
  std::vector<Term> make(const Equal &E) {
    Term Left = name(E.Left);
    Term Right = name(E.Right);
    return {wrap(Ctx, Z3_mk_eq(Ctx, Left->Raw, Right->Raw))};
  }
  std::vector<Term> make(const Text &T) {
    Z3_ast_vector Parsed = Z3_parse_smtlib2_string(Ctx, T.Smt.c_str(), 0, nullptr,
                                                   nullptr, 0, nullptr, nullptr);
    if (Z3_get_error_code(Ctx) != Z3_OK || !Parsed)
      throw std::runtime_error("malformed: " + T.Smt);
    Z3_ast_vector_inc_ref(Ctx, Parsed);
    Finally Cleanup([this, Parsed] { Z3_ast_vector_dec_ref(Ctx, Parsed); });
    std::vector<Term> All;
    for (unsigned I = 0, E = Z3_ast_vector_size(Ctx, Parsed); I != E; ++I)
      All.push_back(wrap(Ctx, Z3_ast_vector_get(Ctx, Parsed, I)));
    return All;
  }
};

// --- A pool of solvers -------------------------------------------------------------------

class Pool {
  Z3_context Ctx;
  std::vector<Z3_solver> Idle;
  unsigned Made = 0;

public:
  struct Return {
    Pool *Home;
    void operator()(Z3_solver S) const { Home->takeBack(S); }
  };
  using Loan = std::unique_ptr<std::remove_pointer_t<Z3_solver>, Return>;

  explicit Pool(Z3_context C) : Ctx(C) {}
  Pool(const Pool &) = delete;
  Pool &operator=(const Pool &) = delete;
  ~Pool() {
    for (Z3_solver S : Idle)
      Z3_solver_dec_ref(Ctx, S);
  }

  Loan lend() {
    if (Idle.empty()) {
      Z3_solver S = Z3_mk_simple_solver(Ctx);
      Z3_solver_inc_ref(Ctx, S);
      ++Made;
      return Loan(S, Return{this});
    }
    Z3_solver S = Idle.back();
    Idle.pop_back();
    return Loan(S, Return{this});
  }
  unsigned made() const { return Made; }

private:
  void takeBack(Z3_solver S) {
    unsigned Open = Z3_solver_get_num_scopes(Ctx, S);
    if (Open > 0)
      Z3_solver_pop(Ctx, S, Open);
    Idle.push_back(S);
  }
};

// --- A cache -----------------------------------------------------------------------------

class Cache {
  struct Entry {
    std::string Key;
    std::vector<Term> Terms;
    bool Possible;
  };
  std::list<Entry> Entries;
  std::map<std::string, std::list<Entry>::iterator> Index;
  size_t Limit;

public:
  explicit Cache(size_t L) : Limit(L) {}

  const bool *find(const std::string &Key) {
    auto It = Index.find(Key);
    if (It == Index.end())
      return nullptr;
    Entries.splice(Entries.begin(), Entries, It->second);
    return &Entries.front().Possible;
  }
  void add(const std::string &Key, std::vector<Term> Terms, bool Possible) {
    Entries.push_front({Key, std::move(Terms), Possible});
    Index[Key] = Entries.begin();
    if (Entries.size() > Limit) {
      Index.erase(Entries.back().Key);
      Entries.pop_back();
    }
  }
};

// --- The service, behind a pointer -----------------------------------------------------------

class Service {
  struct Impl;
  std::unique_ptr<Impl> P;

public:
  Service();
  Service(Service &&) noexcept;
  ~Service();
  bool possible(const Query &Q);
  unsigned solvers() const;
};

struct Service::Impl {
  ContextPtr Ctx = makeContext();
  Builder Terms{Ctx.get()};
  Pool Solvers{Ctx.get()};
  Cache Known{2};

  Impl() { Z3_set_error_handler(Ctx.get(), nullptr); }

  bool possible(const Query &Q) {
    std::string Key = keyOf(Q);
    if (const bool *Answer = Known.find(Key))
      return *Answer;
    std::vector<Term> All = Terms.build(Q);
    Pool::Loan Solver = Solvers.lend();
    Z3_solver_push(Ctx.get(), Solver.get());
    for (const Term &T : All)
      Z3_solver_assert(Ctx.get(), Solver.get(), T->Raw);
    bool Possible = Z3_solver_check(Ctx.get(), Solver.get()) == Z3_L_TRUE;
    if (Possible && !confirmed(Solver.get(), All))
      throw std::runtime_error("the model does not fit");
    Known.add(Key, std::move(All), Possible);
    return Possible;
  }

  bool confirmed(Z3_solver S, const std::vector<Term> &All) {
    Z3_model M = Z3_solver_get_model(Ctx.get(), S);
    if (!M)
      return false;
    Z3_model_inc_ref(Ctx.get(), M);
    Finally Cleanup([this, M] { Z3_model_dec_ref(Ctx.get(), M); });
    for (const Term &T : All) {
      Z3_ast Value = nullptr;
      if (!Z3_model_eval(Ctx.get(), M, T->Raw, true, &Value))
        return false;
      Term Held = wrap(Ctx.get(), Value);
      if (Z3_get_bool_value(Ctx.get(), Held->Raw) != Z3_L_TRUE)
        return false;
    }
    return true;
  }
};

Service::Service() : P(std::make_unique<Impl>()) {}
Service::Service(Service &&) noexcept = default;
Service::~Service() = default;
bool Service::possible(const Query &Q) { return P->possible(Q); }
unsigned Service::solvers() const { return P->Solvers.made(); }

// --- Workers ----------------------------------------------------------------------------------

struct Summary {
  unsigned Possible = 0, Impossible = 0, Failed = 0, Solvers = 0;

  Summary &operator+=(const Summary &O) {
    Possible += O.Possible;
    Impossible += O.Impossible;
    Failed += O.Failed;
    Solvers += O.Solvers;
    return *this;
  }
};

Summary answerAll(Service Own, const std::vector<Query> &Queries) {
  Summary S;
  for (const Query &Q : Queries) {
    try {
      ++(Own.possible(Q) ? S.Possible : S.Impossible);
    } catch (const std::runtime_error &E) {
      ++S.Failed;
    }
  }
  S.Solvers = Own.solvers();
  return S;
}

} // namespace

int main() {
  const std::vector<Query> First = {Range{"x", 1, 5}, Range{"x", 5, 1}, Equal{"x", "y"},
                                    Range{"x", 1, 5}};
  const std::vector<Query> Second = {Text{"(declare-const p Bool) (assert p)"},
                                     Text{"(assert"}, Equal{"a", "a"}};
  std::future<Summary> Other = std::async(
      std::launch::async, [&Second] { return answerAll(Service(), Second); });
  Service Mine;
  Summary Sum = answerAll(std::move(Mine), First);
  Sum += Other.get();
  std::printf("%u possible, %u impossible, %u failed, %u solvers\n", Sum.Possible,
              Sum.Impossible, Sum.Failed, Sum.Solvers);
  return 0;
}
