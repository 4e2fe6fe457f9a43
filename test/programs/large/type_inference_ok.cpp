// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A refinement checker for a small functional language with z3++: optional and
// stored terms, environments as persistent lists, functions that are stored, a
// datatype, quantified axioms with patterns, unique and shared solvers, exceptions
// that carry texts, and an own iterator over the arguments of a term.
#include <algorithm>
#include <cassert>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>
#include <z3++.h>

namespace {

// --- Terms ---------------------------------------------------------------------------

class ArgumentIterator {
  const z3::expr *Parent;
  unsigned Index;

public:
  using iterator_category = std::input_iterator_tag;
  using value_type = z3::expr;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = z3::expr;

  ArgumentIterator(const z3::expr &P, unsigned I) : Parent(&P), Index(I) {}
  z3::expr operator*() const { return Parent->arg(Index); }
  ArgumentIterator &operator++() {
    ++Index;
    return *this;
  }
  bool operator!=(const ArgumentIterator &O) const { return Index != O.Index; }
  bool operator==(const ArgumentIterator &O) const { return Index == O.Index; }
};

struct Arguments {
  const z3::expr &Parent;
  ArgumentIterator begin() const { return {Parent, 0}; }
  ArgumentIterator end() const { return {Parent, Parent.num_args()}; }
};

unsigned depthOf(const z3::expr &E) {
  unsigned Deepest = 0;
  if (E.is_app())
    for (const z3::expr &A : Arguments{E})
      Deepest = std::max(Deepest, depthOf(A));
  return Deepest + 1;
}

// --- The language -----------------------------------------------------------------------

struct Syntax;
using SyntaxPtr = std::unique_ptr<Syntax>;

struct Syntax {
  enum Kind { Literal, Variable, Plus, Let, If, Length, Cons, Nil } K;
  int Number = 0;
  std::string Name;
  std::vector<SyntaxPtr> Parts;
};

template <typename... Parts>
SyntaxPtr make(Syntax::Kind K, std::string Name, Parts... P) {
  auto S = std::make_unique<Syntax>();
  S->K = K;
  S->Name = std::move(Name);
  (S->Parts.push_back(std::move(P)), ...);
  return S;
}

SyntaxPtr literal(int N) {
  SyntaxPtr S = make(Syntax::Literal, "");
  S->Number = N;
  return S;
}

SyntaxPtr variable(std::string Name) { return make(Syntax::Variable, std::move(Name)); }

// --- Environments -------------------------------------------------------------------------

class Environment {
  struct Node {
    std::string Name;
    z3::expr Value;
    std::shared_ptr<const Node> Rest;
  };
  std::shared_ptr<const Node> Head;

public:
  Environment with(const std::string &Name, const z3::expr &Value) const {
    Environment E;
    E.Head = std::make_shared<const Node>(Node{Name, Value, Head});
    return E;
  }
  std::optional<z3::expr> find(const std::string &Name) const {
    for (const Node *N = Head.get(); N; N = N->Rest.get())
      if (N->Name == Name)
        return N->Value;
    return std::nullopt;
  }
};

class TypeError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

// --- The theory ---------------------------------------------------------------------------

class Theory {
  z3::context &Ctx;
  z3::sort List;
  z3::func_decl Nil, Cons, Length;
  std::vector<z3::expr> Axioms;

public:
  explicit Theory(z3::context &C)
      : Ctx(C), List(Ctx.uninterpreted_sort("List")),
        Nil(Ctx.function("nil", 0, nullptr, List)),
        Cons(Ctx.function("cons", Ctx.int_sort(), List, List)),
        Length(Ctx.function("length", List, Ctx.int_sort())) {
    z3::expr Head = Ctx.int_const("head");
    z3::expr Tail = Ctx.constant("tail", List);
    z3::expr Whole = Cons(Head, Tail);
    Axioms.push_back(Length(Nil()) == 0);
    Axioms.push_back(z3::forall(Tail, Length(Tail) >= 0));
    Axioms.push_back(z3::forall(Head, Tail, Length(Whole) == Length(Tail) + 1));
  }

  const z3::sort &list() const { return List; }
  z3::expr nil() const { return Nil(); }
  z3::expr cons(const z3::expr &H, const z3::expr &T) const { return Cons(H, T); }
  z3::expr length(const z3::expr &L) const { return Length(L); }
  const std::vector<z3::expr> &axioms() const { return Axioms; }
};

// --- Inference ------------------------------------------------------------------------------

struct Obligation {
  std::string Place;
  z3::expr Path;
  z3::expr Goal;
};

class Inference {
  z3::context &Ctx;
  const Theory &T;
  std::vector<Obligation> Obligations;
  std::unordered_map<std::string, std::function<z3::expr(const std::vector<z3::expr> &)>>
      Operators;

public:
  Inference(z3::context &C, const Theory &Lists) : Ctx(C), T(Lists) {
    Operators["+"] = [](const std::vector<z3::expr> &A) { return A[0] + A[1]; };
    Operators["<"] = [](const std::vector<z3::expr> &A) { return A[0] < A[1]; };
    Operators["length"] = [this](const std::vector<z3::expr> &A) { return T.length(A[0]); };
    Operators["cons"] = [&Lists](const std::vector<z3::expr> &A) {
      return Lists.cons(A[0], A[1]);
    };
  }

  z3::expr infer(const Syntax &S, const Environment &E, const z3::expr &Path) {
    switch (S.K) {
    case Syntax::Literal:
      return Ctx.int_val(S.Number);
    case Syntax::Variable: {
      std::optional<z3::expr> Found = E.find(S.Name);
      if (!Found)
        throw TypeError("unbound: " + S.Name);
      return *Found;
    }
    case Syntax::Nil:
      return T.nil();
    case Syntax::Let: {
      z3::expr Value = infer(*S.Parts[0], E, Path);
      return infer(*S.Parts[1], E.with(S.Name, Value), Path);
    }
    case Syntax::If: {
      z3::expr Test = infer(*S.Parts[0], E, Path);
      if (!Test.is_bool())
        throw TypeError("the test of an 'if' is no truth value");
      z3::expr Then = infer(*S.Parts[1], E, Path && Test);
      z3::expr Else = infer(*S.Parts[2], E, Path && !Test);
      return z3::ite(Test, Then, Else);
    }
    case Syntax::Plus:
    case Syntax::Length:
    case Syntax::Cons:
      return apply(S, E, Path);
    }
    throw std::logic_error("no such syntax");
  }

  std::vector<Obligation> take() { return std::exchange(Obligations, {}); }

private:
  z3::expr apply(const Syntax &S, const Environment &E, const z3::expr &Path) {
    std::vector<z3::expr> Args;
    Args.reserve(S.Parts.size());
    std::transform(S.Parts.begin(), S.Parts.end(), std::back_inserter(Args),
                   [&](const SyntaxPtr &P) { return infer(*P, E, Path); });
    auto Found = Operators.find(S.Name);
    if (Found == Operators.end())
      throw TypeError("no operator " + S.Name);
    z3::expr Result = Found->second(Args);
    if (S.K == Syntax::Plus && Result.is_int())
      Obligations.push_back({"sum at depth " + std::to_string(depthOf(Result)), Path,
                             Result < 1000});
    return Result;
  }
};

// --- Proving -----------------------------------------------------------------------------------

class Prover {
  std::shared_ptr<z3::context> Ctx;
  std::unique_ptr<z3::solver> Solver;
  unsigned Restarts = 0;

public:
  Prover(std::shared_ptr<z3::context> C, const Theory &T) : Ctx(std::move(C)) {
    restart(T);
  }

  void restart(const Theory &T) {
    Solver = std::make_unique<z3::solver>(*Ctx, z3::solver::simple());
    z3::params P(*Ctx);
    P.set("timeout", 2000u);
    Solver->set(P);
    for (const z3::expr &A : T.axioms())
      Solver->add(A);
    ++Restarts;
  }

  std::optional<std::string> refutation(const Obligation &O) {
    Solver->push();
    std::optional<std::string> Text;
    Solver->add(O.Path);
    Solver->add(!O.Goal);
    switch (Solver->check()) {
    case z3::unsat:
      break;
    case z3::sat:
      Text = describe(Solver->get_model());
      break;
    case z3::unknown:
      Text = "perhaps: " + Solver->reason_unknown();
      break;
    }
    Solver->pop();
    return Text;
  }

private:
  static std::string describe(const z3::model &M) {
    std::map<std::string, std::string> Values;
    for (unsigned I = 0; I < M.num_consts(); ++I) {
      z3::func_decl D = M.get_const_decl(I);
      z3::expr Value = M.get_const_interp(D);
      if (Value)
        Values[D.name().str()] = Value.to_string();
    }
    std::ostringstream Out;
    for (const auto &[Name, Value] : Values)
      Out << Name << " = " << Value << "; ";
    return Out.str();
  }
};

// --- The front end --------------------------------------------------------------------------------

struct Unit {
  std::string Name;
  SyntaxPtr Body;
};

struct Outcome {
  std::string Name;
  std::vector<std::string> Complaints;
};

class Checker {
  std::shared_ptr<z3::context> Ctx = std::make_shared<z3::context>();
  Theory Lists{*Ctx};
  Inference Types{*Ctx, Lists};
  Prover Proofs{Ctx, Lists};
  Environment Globals;

public:
  Checker() {
    z3::expr Input = Ctx->int_const("input");
    z3::expr Items = Ctx->constant("items", Lists.list());
    Globals = Globals.with("input", Input).with("items", Items);
  }

  Outcome check(const Unit &U) {
    Outcome O{U.Name, {}};
    try {
      z3::expr Start = Ctx->bool_val(true);
      z3::expr Body = Types.infer(*U.Body, Globals, Start);
      for (const Obligation &Ob : Types.take())
        if (std::optional<std::string> Why = Proofs.refutation(Ob))
          O.Complaints.push_back(Ob.Place + ": " + *Why);
    } catch (const TypeError &E) {
      O.Complaints.push_back(E.what());
      Types.take();
    } catch (const z3::exception &E) {
      O.Complaints.push_back(std::string("solver: ") + E.msg());
      Proofs.restart(Lists);
    }
    return O;
  }
};

std::vector<Unit> units() {
  std::vector<Unit> All;
  All.push_back({"small", make(Syntax::Plus, "+", literal(1), literal(2))});
  All.push_back({"input", make(Syntax::Plus, "+", variable("input"), literal(1))});
  All.push_back(
      {"guarded",
       make(Syntax::If, "",
            make(Syntax::Length, "<", variable("input"), literal(10)),
            make(Syntax::Let, "x", make(Syntax::Plus, "+", variable("input"), literal(5)),
                 variable("x")),
            literal(0))});
  All.push_back({"unbound", variable("nobody")});
  All.push_back({"ill", make(Syntax::Length, "length", literal(3))});
  All.push_back({"list", make(Syntax::Length, "length",
                              make(Syntax::Cons, "cons", literal(1), variable("items")))});
  return All;
}

} // namespace

int main() {
  std::vector<Outcome> Outcomes;
  {
    Checker C;
    for (const Unit &U : units())
      Outcomes.push_back(C.check(U));
  }
  for (const Outcome &O : Outcomes) {
    std::cout << O.Name << (O.Complaints.empty() ? ": good" : ":") << "\n";
    for (const std::string &Complaint : O.Complaints)
      std::cout << "  " << Complaint << "\n";
  }
  return 0;
}
