// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checker for a small language with refinement types, on z3++: scopes,
// conditions on paths, obligations with explanations by unsat cores, counter-
// examples, a cache of the translated expressions, a server that takes several
// programs. Written as a compiler's pass would be.
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>
#include <z3++.h>

namespace {

// --- The language ------------------------------------------------------------

enum class Kind { Number, Name, Add, Sub, Mul, Less, Equal, And, Not };

struct Node {
  Kind K;
  int Value = 0;
  std::string Name;
  std::vector<std::shared_ptr<const Node>> Kids;
};
using NodePtr = std::shared_ptr<const Node>;

NodePtr number(int Value) {
  auto N = std::make_shared<Node>();
  N->K = Kind::Number;
  N->Value = Value;
  return N;
}

NodePtr name(std::string Text) {
  auto N = std::make_shared<Node>();
  N->K = Kind::Name;
  N->Name = std::move(Text);
  return N;
}

NodePtr apply(Kind K, std::vector<NodePtr> Kids) {
  auto N = std::make_shared<Node>();
  N->K = K;
  N->Kids = std::move(Kids);
  return N;
}

struct Statement {
  enum { Let, Assume, Assert, If } What;
  std::string Name;
  NodePtr Expr;
  std::vector<Statement> Then, Else;
};

struct Program {
  std::string Name;
  std::vector<std::string> Parameters;
  std::vector<NodePtr> Requires;
  std::vector<Statement> Body;
};

// --- Translation ---------------------------------------------------------------

class Unbound : public std::exception {
  std::string Text;

public:
  explicit Unbound(const std::string &Name) : Text("unbound name " + Name) {}
  const char *what() const noexcept override { return Text.c_str(); }
};

class Scopes {
  std::vector<std::map<std::string, z3::expr>> Frames{1};

public:
  class Frame {
    Scopes &S;

  public:
    explicit Frame(Scopes &Of) : S(Of) { S.Frames.emplace_back(); }
    Frame(const Frame &) = delete;
    Frame &operator=(const Frame &) = delete;
    ~Frame() { S.Frames.pop_back(); }
  };

  void bind(const std::string &Name, const z3::expr &Term) {
    auto &Top = Frames.back();
    Top.erase(Name);
    Top.emplace(Name, Term);
  }

  const z3::expr &look(const std::string &Name) const {
    for (auto It = Frames.rbegin(); It != Frames.rend(); ++It) {
      auto Found = It->find(Name);
      if (Found != It->end())
        return Found->second;
    }
    throw Unbound(Name);
  }
};

class Translator {
  z3::context &Ctx;
  const Scopes &Names;
  unsigned Translated = 0;

  z3::expr kid(const Node &N, unsigned I) { return translate(*N.Kids[I]); }

public:
  Translator(z3::context &C, const Scopes &S) : Ctx(C), Names(S) {}

  unsigned translated() const { return Translated; }

  z3::expr translate(const Node &N) {
    ++Translated;
    switch (N.K) {
    case Kind::Number:
      return Ctx.int_val(N.Value);
    case Kind::Name:
      return Names.look(N.Name);
    case Kind::Add:
      return kid(N, 0) + kid(N, 1);
    case Kind::Sub:
      return kid(N, 0) - kid(N, 1);
    case Kind::Mul:
      return kid(N, 0) * kid(N, 1);
    case Kind::Less:
      return kid(N, 0) < kid(N, 1);
    case Kind::Equal:
      return kid(N, 0) == kid(N, 1);
    case Kind::Not:
      return !kid(N, 0);
    case Kind::And: {
      z3::expr_vector Parts(Ctx);
      for (const NodePtr &Kid : N.Kids)
        Parts.push_back(translate(*Kid));
      return z3::mk_and(Parts);
    }
    }
    return Ctx.bool_val(false);
  }
};

// --- Checking ------------------------------------------------------------------

struct Complaint {
  std::string Where;
  std::map<std::string, std::string> Example;
};

struct Verdict {
  std::vector<Complaint> Complaints;
  std::vector<std::string> Unneeded; // assumptions that no proof has used
  unsigned Proved = 0;
};

class PathScope {
  z3::solver &S;

public:
  explicit PathScope(z3::solver &Of) : S(Of) { S.push(); }
  PathScope(const PathScope &) = delete;
  PathScope &operator=(const PathScope &) = delete;
  ~PathScope() { S.pop(); }
};

class Checker {
  z3::context &Ctx;
  z3::solver Solver;
  Scopes Names;
  Translator Terms;
  std::vector<std::pair<z3::expr, std::string>> Guards;
  std::vector<unsigned> Uses;
  std::vector<z3::expr> Inputs;
  Verdict Result;

  z3::expr guard(const std::string &Text) {
    std::ostringstream Name;
    Name << "assumed " << Guards.size();
    z3::expr G = Ctx.bool_const(Name.str().c_str());
    Guards.emplace_back(G, Text);
    Uses.push_back(0);
    return G;
  }

  void assume(const z3::expr &Fact) {
    z3::expr G = guard(Fact.to_string());
    Solver.add(z3::implies(G, Fact));
  }

  void count(const z3::expr_vector &Core) {
    for (unsigned I = 0; I != Core.size(); ++I)
      for (std::size_t G = 0; G != Guards.size(); ++G)
        if (z3::eq(Guards[G].first, Core[I]))
          ++Uses[G];
  }

  std::map<std::string, std::string> example() {
    std::map<std::string, std::string> Values;
    z3::model M = Solver.get_model();
    for (const z3::expr &In : Inputs)
      Values[In.decl().name().str()] = M.eval(In, true).to_string();
    return Values;
  }

  void prove(const z3::expr &Claim, const std::string &Where) {
    PathScope Scope(Solver);
    Solver.add(!Claim);
    z3::expr_vector Active(Ctx);
    for (const auto &G : Guards)
      Active.push_back(G.first);
    switch (Solver.check(Active)) {
    case z3::unsat:
      ++Result.Proved;
      count(Solver.unsat_core());
      break;
    case z3::sat:
      Result.Complaints.push_back({Where, example()});
      break;
    case z3::unknown:
      Result.Complaints.push_back({Where + ": " + Solver.reason_unknown(), {}});
      break;
    }
  }

  void branch(const z3::expr &Condition, const std::vector<Statement> &Body,
              const std::string &Where) {
    PathScope Scope(Solver);
    Scopes::Frame Frame(Names);
    Solver.add(Condition);
    if (Solver.check() != z3::unsat)
      run(Body, Where);
  }

  void run(const std::vector<Statement> &Body, const std::string &Where) {
    unsigned At = 0;
    for (const Statement &S : Body) {
      std::string Here = Where + "." + std::to_string(++At);
      z3::expr Term = Terms.translate(*S.Expr);
      switch (S.What) {
      case Statement::Let:
        Names.bind(S.Name, Term);
        break;
      case Statement::Assume:
        Solver.add(Term);
        break;
      case Statement::Assert:
        prove(Term, Here);
        break;
      case Statement::If:
        branch(Term, S.Then, Here + " then");
        branch(!Term, S.Else, Here + " else");
        break;
      }
    }
  }

public:
  explicit Checker(z3::context &C)
      : Ctx(C), Solver(C, z3::solver::simple()), Terms(C, Names) {
    z3::params P(Ctx);
    P.set("timeout", 3000u);
    Solver.set(P);
  }

  Verdict check(const Program &P) {
    for (const std::string &Parameter : P.Parameters) {
      Inputs.push_back(Ctx.int_const(Parameter.c_str()));
      Names.bind(Parameter, Inputs.back());
    }
    for (const NodePtr &R : P.Requires)
      assume(Terms.translate(*R));
    run(P.Body, P.Name);
    for (std::size_t G = 0; G != Guards.size(); ++G)
      if (Uses[G] == 0)
        Result.Unneeded.push_back(Guards[G].second);
    return std::move(Result);
  }
};

// --- Serving -------------------------------------------------------------------

class Server {
  z3::context Ctx;
  std::unordered_map<std::string, Verdict> Answers;

public:
  const Verdict &ask(const Program &P) {
    auto It = Answers.find(P.Name);
    if (It == Answers.end())
      It = Answers.emplace(P.Name, Checker(Ctx).check(P)).first;
    return It->second;
  }
};

void tell(const Program &P, const Verdict &V, std::ostream &Out) {
  Out << P.Name << ": " << V.Proved << " proved\n";
  for (const Complaint &C : V.Complaints) {
    Out << "  " << C.Where;
    for (const auto &Value : C.Example)
      Out << ' ' << Value.first << '=' << Value.second;
    Out << '\n';
  }
  for (const std::string &Text : V.Unneeded)
    Out << "  not needed: " << Text << '\n';
}

Program clamp() {
  Program P{"clamp", {"x", "high"}, {}, {}};
  P.Requires = {apply(Kind::Less, {number(0), name("high")}),
                apply(Kind::Less, {number(-100), name("x")})};
  Statement Inside{Statement::Assert, "",
                   apply(Kind::Less, {name("x"), name("high")}), {}, {}};
  Statement Keep{Statement::Let, "y", name("x"), {}, {}};
  Statement Cut{Statement::Let, "y",
                apply(Kind::Sub, {name("high"), number(1)}), {}, {}};
  Statement Below{Statement::Assert, "",
                  apply(Kind::Less, {name("y"), name("high")}), {}, {}};
  Statement Positive{Statement::Assert, "",
                     apply(Kind::Less, {number(-1), name("y")}), {}, {}};
  P.Body = {{Statement::If, "", apply(Kind::Less, {name("x"), name("high")}),
             {Keep, Inside, Below}, {Cut, Below, Positive}}};
  return P;
}

Program wrong() {
  Program P{"wrong", {"a", "b"}, {}, {}};
  P.Requires = {apply(Kind::Less, {name("a"), name("b")})};
  P.Body = {{Statement::Let, "sum", apply(Kind::Add, {name("a"), name("b")}), {}, {}},
            {Statement::Assert, "", apply(Kind::Less, {name("b"), name("sum")}), {}, {}},
            {Statement::Assert, "", apply(Kind::Less, {name("lost"), name("sum")}), {}, {}}};
  return P;
}

} // namespace

int main() {
  Server S;
  for (const auto &Make : {std::function<Program()>(clamp), std::function<Program()>(clamp),
                           std::function<Program()>(wrong)}) {
    Program P = Make();
    try {
      tell(P, S.ask(P), std::cout);
    } catch (const Unbound &E) {
      std::cout << P.Name << ": " << E.what() << '\n';
    } catch (const z3::exception &E) {
      std::cout << P.Name << ": " << E.msg() << '\n';
    }
  }
  return 0;
}
