// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A contract checker over the C API, in C++: an expression language with a
// parser, owners for every kind of handle, a translation with memo, weakest
// preconditions of small programs, counterexamples as values, and a report that is
// written when all contexts are gone.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>
#include <z3.h>

namespace {

// --- Owners -------------------------------------------------------------------

class Context {
  Z3_context Raw;

public:
  Context() {
    Z3_config Config = Z3_mk_config();
    Z3_set_param_value(Config, "model", "true");
    Raw = Z3_mk_context_rc(Config);
    Z3_del_config(Config);
    Z3_set_error_handler(Raw, nullptr);
  }
  Context(const Context &) = delete;
  Context &operator=(const Context &) = delete;
  ~Context() { Z3_del_context(Raw); }

  operator Z3_context() const { return Raw; }
  void check() const {
    if (Z3_error_code E = Z3_get_error_code(Raw))
      throw std::runtime_error(Z3_get_error_msg(Raw, E));
  }
};

template <typename Handle> struct Counting;

template <> struct Counting<Z3_ast> {
  static void retain(Z3_context C, Z3_ast A) { Z3_inc_ref(C, A); }
  static void release(Z3_context C, Z3_ast A) { Z3_dec_ref(C, A); }
};
template <> struct Counting<Z3_solver> {
  static void retain(Z3_context C, Z3_solver S) { Z3_solver_inc_ref(C, S); }
  static void release(Z3_context C, Z3_solver S) { Z3_solver_dec_ref(C, S); }
};
template <> struct Counting<Z3_model> {
  static void retain(Z3_context C, Z3_model M) { Z3_model_inc_ref(C, M); }
  static void release(Z3_context C, Z3_model M) { Z3_model_dec_ref(C, M); }
};
template <> struct Counting<Z3_params> {
  static void retain(Z3_context C, Z3_params P) { Z3_params_inc_ref(C, P); }
  static void release(Z3_context C, Z3_params P) { Z3_params_dec_ref(C, P); }
};

template <typename Handle> class Owner {
  Z3_context Ctx = nullptr;
  Handle Raw = nullptr;

public:
  Owner() = default;
  Owner(Z3_context C, Handle H) : Ctx(C), Raw(H) {
    if (Raw)
      Counting<Handle>::retain(Ctx, Raw);
  }
  Owner(const Owner &O) : Owner(O.Ctx, O.Raw) {}
  Owner(Owner &&O) noexcept : Ctx(O.Ctx), Raw(std::exchange(O.Raw, nullptr)) {}
  Owner &operator=(Owner O) noexcept {
    std::swap(Ctx, O.Ctx);
    std::swap(Raw, O.Raw);
    return *this;
  }
  ~Owner() {
    if (Raw)
      Counting<Handle>::release(Ctx, Raw);
  }

  Handle get() const { return Raw; }
  explicit operator bool() const { return Raw != nullptr; }
};

using Term = Owner<Z3_ast>;

// --- Expressions ----------------------------------------------------------------

struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;

struct Expr {
  enum Kind { Number, Name, Add, Sub, Less, Equal, And, Not } Op;
  int Value = 0;
  std::string Text;
  std::vector<ExprPtr> Args;
};

ExprPtr node(Expr::Kind Op, std::vector<ExprPtr> Args) {
  auto E = std::make_shared<Expr>();
  E->Op = Op;
  E->Args = std::move(Args);
  return E;
}

ExprPtr negated(ExprPtr E) { return node(Expr::Not, {std::move(E)}); }

// Replaces a name by an expression.
ExprPtr replaced(const ExprPtr &E, const std::string &Name, const ExprPtr &By) {
  if (E->Op == Expr::Name)
    return E->Text == Name ? By : E;
  if (E->Args.empty())
    return E;
  auto Copy = std::make_shared<Expr>(*E);
  for (ExprPtr &A : Copy->Args)
    A = replaced(A, Name, By);
  return Copy;
}

class Parser {
  const std::string &Text;
  size_t At = 0;

public:
  explicit Parser(const std::string &T) : Text(T) {}

  ExprPtr parse() {
    ExprPtr E = conjunction();
    skip();
    if (At != Text.size())
      throw std::runtime_error("text behind the expression: " + Text.substr(At));
    return E;
  }

private:
  void skip() {
    while (At < Text.size() && std::isspace(static_cast<unsigned char>(Text[At])))
      ++At;
  }
  bool take(const char *Token) {
    skip();
    std::string T(Token);
    if (Text.compare(At, T.size(), T) != 0)
      return false;
    At += T.size();
    return true;
  }
  ExprPtr conjunction() {
    ExprPtr E = comparison();
    while (take("&"))
      E = node(Expr::And, {E, comparison()});
    return E;
  }
  ExprPtr comparison() {
    if (take("!"))
      return negated(comparison());
    ExprPtr E = sum();
    if (take("<"))
      return node(Expr::Less, {E, sum()});
    if (take("="))
      return node(Expr::Equal, {E, sum()});
    return E;
  }
  ExprPtr sum() {
    ExprPtr E = atom();
    for (;;) {
      if (take("+"))
        E = node(Expr::Add, {E, atom()});
      else if (take("-"))
        E = node(Expr::Sub, {E, atom()});
      else
        return E;
    }
  }
  ExprPtr atom() {
    skip();
    auto E = std::make_shared<Expr>();
    size_t Begin = At;
    while (At < Text.size() && std::isalnum(static_cast<unsigned char>(Text[At])))
      ++At;
    E->Text = Text.substr(Begin, At - Begin);
    if (E->Text.empty())
      throw std::runtime_error("a name or number is missing");
    bool IsNumber = std::isdigit(static_cast<unsigned char>(E->Text[0]));
    E->Op = IsNumber ? Expr::Number : Expr::Name;
    if (IsNumber)
      E->Value = std::stoi(E->Text);
    return E;
  }
};

// --- Terms ----------------------------------------------------------------------

class Translator {
  const Context &Ctx;
  std::map<std::string, Term> Variables;
  std::unordered_map<const Expr *, Term> Memo;
  std::vector<ExprPtr> Alive;

public:
  explicit Translator(const Context &C) : Ctx(C) {}

  Term variable(const std::string &Name) {
    auto Found = Variables.find(Name);
    if (Found != Variables.end())
      return Found->second;
    Z3_symbol Symbol = Z3_mk_string_symbol(Ctx, Name.c_str());
    Term V(Ctx, Z3_mk_const(Ctx, Symbol, Z3_mk_int_sort(Ctx)));
    Ctx.check();
    return Variables.emplace(Name, std::move(V)).first->second;
  }

  Term translate(const ExprPtr &E) {
    auto Known = Memo.find(E.get());
    if (Known != Memo.end())
      return Known->second;
    std::vector<Term> Held;
    std::vector<Z3_ast> Args;
    for (const ExprPtr &A : E->Args) {
      Held.push_back(translate(A));
      Args.push_back(Held.back().get());
    }
    Term Result(Ctx, make(*E, Args));
    Ctx.check();
    Alive.push_back(E);
    Memo[E.get()] = Result;
    return Result;
  }

  const std::map<std::string, Term> &variables() const { return Variables; }

private:
  Z3_ast make(const Expr &E, const std::vector<Z3_ast> &Args) {
    unsigned N = static_cast<unsigned>(Args.size());
    switch (E.Op) {
    case Expr::Number:
      return Z3_mk_int(Ctx, E.Value, Z3_mk_int_sort(Ctx));
    case Expr::Name:
      return variable(E.Text).get();
    case Expr::Add:
      return Z3_mk_add(Ctx, N, Args.data());
    case Expr::Sub:
      return Z3_mk_sub(Ctx, N, Args.data());
    case Expr::Less:
      return Z3_mk_lt(Ctx, Args[0], Args[1]);
    case Expr::Equal:
      return Z3_mk_eq(Ctx, Args[0], Args[1]);
    case Expr::And:
      return Z3_mk_and(Ctx, N, Args.data());
    case Expr::Not:
      return Z3_mk_not(Ctx, Args[0]);
    }
    throw std::logic_error("no such operator");
  }
};

// --- Programs ---------------------------------------------------------------------

struct Statement {
  std::string Target;
  std::string Source;
};

struct Procedure {
  std::string Name;
  std::string Requires;
  std::vector<Statement> Body;
  std::string Ensures;
};

ExprPtr parsed(const std::string &Text) { return Parser(Text).parse(); }

ExprPtr weakestPrecondition(const Procedure &P) {
  ExprPtr Goal = parsed(P.Ensures);
  for (auto S = P.Body.rbegin(); S != P.Body.rend(); ++S)
    Goal = replaced(Goal, S->Target, parsed(S->Source));
  return Goal;
}

// --- Checking ---------------------------------------------------------------------

struct Counterexample {
  std::map<std::string, int> Values;
};

struct Verdict {
  enum Kind { Proved, Refuted, Undecided, Malformed } K = Undecided;
  std::string Detail;
  std::optional<Counterexample> Witness;
};

class Checker {
  Context Ctx;
  Translator Terms{Ctx};
  Owner<Z3_solver> Solver;

  struct Scope {
    Checker &C;
    explicit Scope(Checker &K) : C(K) { Z3_solver_push(C.Ctx, C.Solver.get()); }
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;
    ~Scope() { Z3_solver_pop(C.Ctx, C.Solver.get(), 1); }
  };

public:
  Checker() : Solver(Ctx, Z3_mk_simple_solver(Ctx)) {
    Owner<Z3_params> Params(Ctx, Z3_mk_params(Ctx));
    Z3_params_set_uint(Ctx, Params.get(), Z3_mk_string_symbol(Ctx, "timeout"), 3000);
    Z3_solver_set_params(Ctx, Solver.get(), Params.get());
    Ctx.check();
  }

  Verdict check(const Procedure &P) {
    Verdict V;
    try {
      ExprPtr Start = parsed(P.Requires);
      ExprPtr Goal = negated(weakestPrecondition(P));
      Scope Here(*this);
      assertTerm(Start);
      assertTerm(Goal);
      V = decide();
    } catch (const std::runtime_error &E) {
      V.K = Verdict::Malformed;
      V.Detail = E.what();
    }
    return V;
  }

private:
  void assertTerm(const ExprPtr &E) {
    Term T = Terms.translate(E);
    Z3_solver_assert(Ctx, Solver.get(), T.get());
    Ctx.check();
  }

  Verdict decide() {
    Verdict V;
    switch (Z3_solver_check(Ctx, Solver.get())) {
    case Z3_L_FALSE:
      V.K = Verdict::Proved;
      break;
    case Z3_L_UNDEF:
      V.Detail = Z3_solver_get_reason_unknown(Ctx, Solver.get());
      break;
    case Z3_L_TRUE:
      V.K = Verdict::Refuted;
      V.Witness = read(Owner<Z3_model>(Ctx, Z3_solver_get_model(Ctx, Solver.get())));
      break;
    }
    return V;
  }

  std::optional<Counterexample> read(const Owner<Z3_model> &Model) {
    if (!Model)
      return std::nullopt;
    Counterexample C;
    for (const auto &[Name, Variable] : Terms.variables()) {
      Z3_ast Value = nullptr;
      if (!Z3_model_eval(Ctx, Model.get(), Variable.get(), true, &Value))
        continue;
      Term Held(Ctx, Value);
      int Number = 0;
      if (Z3_get_numeral_int(Ctx, Held.get(), &Number))
        C.Values[Name] = Number;
    }
    return C;
  }
};

// --- The report ---------------------------------------------------------------------

class Report {
  std::vector<std::pair<std::string, Verdict>> Lines;

public:
  void add(const std::string &Name, Verdict V) {
    Lines.emplace_back(Name, std::move(V));
  }
  void print() const {
    static const char *const Words[] = {"proved", "refuted", "undecided", "malformed"};
    for (const auto &[Name, V] : Lines) {
      std::printf("%-10s %s %s\n", Name.c_str(), Words[V.K], V.Detail.c_str());
      if (V.Witness)
        for (const auto &[Variable, Value] : V.Witness->Values)
          std::printf("  %s = %d\n", Variable.c_str(), Value);
    }
  }
};

std::vector<Procedure> procedures() {
  return {
      {"increase", "0 < x", {{"x", "x + 1"}}, "1 < x"},
      {"swap", "a < b", {{"t", "a"}, {"a", "b"}, {"b", "t"}}, "b < a"},
      {"lost", "0 < x", {{"y", "x - 2"}}, "0 < y"},
      {"broken", "0 < x", {{"x", "x +"}}, "0 < x"},
  };
}

Report checkAll(const std::vector<Procedure> &All) {
  Report R;
  Checker C;
  for (const Procedure &P : All)
    R.add(P.Name, C.check(P));
  return R;
}

} // namespace

int main() {
  Report R = checkAll(procedures());
  R.print();
  return 0;
}
