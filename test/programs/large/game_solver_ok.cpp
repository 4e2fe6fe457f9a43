// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A puzzle service with z3++: puzzles as classes over one interface, a cache of
// answers as values, hints from cores, difficulty by counting solutions, a
// generator that takes clues away, preferences with an optimizer, and a
// simplification by tactics.
#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>
#include <z3++.h>

namespace {

// --- Grids --------------------------------------------------------------------

class Grid {
  unsigned Size;
  std::vector<int> Cells;

public:
  explicit Grid(unsigned S) : Size(S), Cells(S * S, 0) {}

  unsigned size() const { return Size; }
  int at(unsigned Row, unsigned Column) const { return Cells[Row * Size + Column]; }
  void set(unsigned Row, unsigned Column, int Value) {
    Cells[Row * Size + Column] = Value;
  }
  unsigned clues() const {
    return static_cast<unsigned>(
        std::count_if(Cells.begin(), Cells.end(), [](int V) { return V != 0; }));
  }
  std::string text() const {
    std::ostringstream Out;
    for (int V : Cells)
      Out << V;
    return Out.str();
  }
  bool operator<(const Grid &Other) const { return Cells < Other.Cells; }
};

// --- The solver's side ------------------------------------------------------------

// A scope of a solver, for as long as the object lives.
class Scope {
  z3::solver &Solver;

public:
  explicit Scope(z3::solver &S) : Solver(S) { Solver.push(); }
  Scope(const Scope &) = delete;
  Scope &operator=(const Scope &) = delete;
  ~Scope() { Solver.pop(); }
};

class Board {
  z3::context &Ctx;
  unsigned Size;
  std::vector<z3::expr> Cells;

public:
  Board(z3::context &C, unsigned S) : Ctx(C), Size(S) {
    Cells.reserve(Size * Size);
    for (unsigned Row = 0; Row < Size; ++Row)
      for (unsigned Column = 0; Column < Size; ++Column) {
        std::string Name =
            "c" + std::to_string(Row) + "_" + std::to_string(Column);
        Cells.push_back(Ctx.int_const(Name.c_str()));
      }
  }

  unsigned size() const { return Size; }
  z3::context &context() const { return Ctx; }
  const z3::expr &at(unsigned Row, unsigned Column) const {
    return Cells[Row * Size + Column];
  }
  z3::expr_vector row(unsigned Row) const {
    z3::expr_vector Result(Ctx);
    for (unsigned Column = 0; Column < Size; ++Column)
      Result.push_back(at(Row, Column));
    return Result;
  }
  z3::expr_vector column(unsigned Column) const {
    z3::expr_vector Result(Ctx);
    for (unsigned Row = 0; Row < Size; ++Row)
      Result.push_back(at(Row, Column));
    return Result;
  }
  const std::vector<z3::expr> &cells() const { return Cells; }

  Grid read(const z3::model &Model) const {
    Grid G(Size);
    for (unsigned Row = 0; Row < Size; ++Row)
      for (unsigned Column = 0; Column < Size; ++Column) {
        z3::expr Value = Model.eval(at(Row, Column), true);
        G.set(Row, Column, Value.get_numeral_int());
      }
    return G;
  }

  // Some cell is other than in the grid.
  z3::expr differsFrom(const Grid &G) const {
    z3::expr_vector Others(Ctx);
    for (unsigned Row = 0; Row < Size; ++Row)
      for (unsigned Column = 0; Column < Size; ++Column)
        Others.push_back(at(Row, Column) != G.at(Row, Column));
    return z3::mk_or(Others);
  }
};

// --- Puzzles ------------------------------------------------------------------------

class Puzzle {
public:
  virtual ~Puzzle() = default;
  virtual const char *name() const = 0;
  virtual void rules(const Board &B, const std::function<void(const z3::expr &)> &Add) const {
    int Largest = static_cast<int>(B.size());
    for (const z3::expr &Cell : B.cells()) {
      Add(Cell >= 1);
      Add(Cell <= Largest);
    }
  }
};

class LatinSquare : public Puzzle {
public:
  const char *name() const override { return "latin square"; }
  void rules(const Board &B, const std::function<void(const z3::expr &)> &Add) const override {
    Puzzle::rules(B, Add);
    for (unsigned I = 0; I < B.size(); ++I) {
      Add(z3::distinct(B.row(I)));
      Add(z3::distinct(B.column(I)));
    }
  }
};

class Diagonals : public LatinSquare {
public:
  const char *name() const override { return "diagonals"; }
  void rules(const Board &B, const std::function<void(const z3::expr &)> &Add) const override {
    LatinSquare::rules(B, Add);
    z3::expr_vector Down(B.context());
    for (unsigned I = 0; I < B.size(); ++I)
      Down.push_back(B.at(I, I));
    Add(z3::distinct(Down));
  }
};

// --- The service ----------------------------------------------------------------------

struct Answer {
  std::optional<Grid> Solution;
  std::vector<std::string> Conflict;
  unsigned Solutions = 0;
};

class Service {
  z3::context Ctx;
  std::unique_ptr<Puzzle> Rules;
  Board Cells;
  z3::solver Solver;
  std::map<Grid, Answer> Cache;
  size_t CacheLimit;
  unsigned Hits = 0;

public:
  Service(std::unique_ptr<Puzzle> P, unsigned Size, size_t Limit)
      : Rules(std::move(P)), Cells(Ctx, Size), Solver(Ctx, z3::solver::simple()),
        CacheLimit(Limit) {
    Rules->rules(Cells, [this](const z3::expr &Rule) { Solver.add(Rule); });
  }

  const char *name() const { return Rules->name(); }
  unsigned hits() const { return Hits; }

  const Answer &solve(const Grid &Clues) {
    auto Known = Cache.find(Clues);
    if (Known != Cache.end()) {
      ++Hits;
      return Known->second;
    }
    if (Cache.size() >= CacheLimit)
      Cache.clear();
    return Cache.emplace(Clues, compute(Clues)).first->second;
  }

  // Takes clues away while the solution stays the only one.
  Grid reduce(Grid Full) {
    for (unsigned Row = 0; Row < Full.size(); ++Row)
      for (unsigned Column = 0; Column < Full.size(); ++Column) {
        int Old = Full.at(Row, Column);
        Full.set(Row, Column, 0);
        if (count(Full, 2) != 1)
          Full.set(Row, Column, Old);
      }
    return Full;
  }

  // The solution with the largest first row.
  std::optional<int> largestRow(const Grid &Clues) {
    z3::optimize Optimizer(Ctx);
    Rules->rules(Cells, [&](const z3::expr &Rule) { Optimizer.add(Rule); });
    for (const auto &[Marker, Clue] : clueTerms(Clues))
      Optimizer.add(Clue);
    z3::expr_vector First = Cells.row(0);
    z3::expr Weight = First[0] * 10 + First[1];
    z3::optimize::handle Goal = Optimizer.maximize(Weight);
    if (Optimizer.check() != z3::sat)
      return std::nullopt;
    return Optimizer.upper(Goal).get_numeral_int();
  }

  // How many facts are left when the clues are propagated.
  unsigned propagated(const Grid &Clues) {
    z3::goal Goal(Ctx);
    for (const auto &[Marker, Clue] : clueTerms(Clues))
      Goal.add(Clue);
    Goal.add(Cells.at(0, 0) < Cells.at(0, 1));
    z3::tactic Simplify = z3::tactic(Ctx, "simplify") & z3::tactic(Ctx, "propagate-values");
    z3::apply_result Result = Simplify(Goal);
    unsigned Facts = 0;
    for (unsigned I = 0; I < Result.size(); ++I)
      Facts += Result[I].size();
    return Facts;
  }

private:
  std::vector<std::pair<z3::expr, z3::expr>> clueTerms(const Grid &Clues) {
    std::vector<std::pair<z3::expr, z3::expr>> Terms;
    for (unsigned Row = 0; Row < Clues.size(); ++Row)
      for (unsigned Column = 0; Column < Clues.size(); ++Column) {
        int Value = Clues.at(Row, Column);
        if (Value == 0)
          continue;
        std::string Name = "row " + std::to_string(Row + 1) + " column " +
                           std::to_string(Column + 1);
        Terms.emplace_back(Ctx.bool_const(Name.c_str()),
                           Cells.at(Row, Column) == Value);
      }
    return Terms;
  }

  unsigned count(const Grid &Clues, unsigned Limit) {
    Scope Here(Solver);
    for (const auto &Clue : clueTerms(Clues))
      Solver.add(Clue.second);
    unsigned Found = 0;
    while (Found < Limit && Solver.check() == z3::sat) {
      ++Found;
      Solver.add(Cells.differsFrom(Cells.read(Solver.get_model())));
    }
    return Found;
  }

  std::vector<std::string> conflict() {
    std::vector<std::string> Names;
    z3::expr_vector Core = Solver.unsat_core();
    for (unsigned I = 0; I < Core.size(); ++I)
      Names.push_back(Core[I].decl().name().str());
    std::sort(Names.begin(), Names.end());
    return Names;
  }

  Answer compute(const Grid &Clues) {
    Answer A;
    {
      Scope Here(Solver);
      z3::expr_vector Markers(Ctx);
      for (const auto &[Marker, Clue] : clueTerms(Clues)) {
        Solver.add(z3::implies(Marker, Clue));
        Markers.push_back(Marker);
      }
      switch (Solver.check(Markers)) {
      case z3::sat:
        A.Solution = Cells.read(Solver.get_model());
        break;
      case z3::unsat:
        A.Conflict = conflict();
        return A;
      case z3::unknown:
        return A;
      }
    }
    A.Solutions = count(Clues, 3);
    return A;
  }
};

// --- Requests -------------------------------------------------------------------------

Grid gridOf(const std::string &Text, unsigned Size) {
  Grid G(Size);
  for (unsigned I = 0; I < Size * Size && I < Text.size(); ++I)
    if (Text[I] != '.')
      G.set(I / Size, I % Size, Text[I] - '0');
  return G;
}

void tell(const std::string &Request, const Answer &A) {
  std::cout << "  " << Request << ": ";
  if (A.Solution) {
    std::cout << A.Solution->text() << " (" << A.Solutions << ")\n";
    return;
  }
  std::cout << "impossible\n";
  for (const std::string &Clue : A.Conflict)
    std::cout << "    because of " << Clue << "\n";
}

bool serve(Service &S, const std::vector<std::string> &Requests, unsigned Size) {
  std::cout << S.name() << "\n";
  std::set<std::string> Done;
  for (const std::string &Request : Requests) {
    try {
      const Answer &A = S.solve(gridOf(Request, Size));
      tell(Request, A);
      if (A.Solution && Done.insert(A.Solution->text()).second) {
        Grid Reduced = S.reduce(*A.Solution);
        std::cout << "    as a puzzle: " << Reduced.text() << "\n";
      }
    } catch (const z3::exception &E) {
      std::cout << "    failed: " << E.msg() << "\n";
      return false;
    }
  }
  return true;
}

} // namespace

int main() {
  const unsigned Size = 3;
  const std::vector<std::string> Requests = {"1........", "11.......", "1........",
                                             "123......"};
  std::vector<std::unique_ptr<Puzzle>> Puzzles;
  Puzzles.push_back(std::make_unique<LatinSquare>());
  Puzzles.push_back(std::make_unique<Diagonals>());
  bool Good = true;
  for (std::unique_ptr<Puzzle> &P : Puzzles) {
    Service S(std::move(P), Size, 8);
    Good &= serve(S, Requests, Size);
    Grid Clues = gridOf(Requests.front(), Size);
    if (std::optional<int> Row = S.largestRow(Clues))
      std::cout << "  largest row " << *Row << "\n";
    std::cout << "  " << S.propagated(Clues) << " facts, " << S.hits()
              << " from the cache\n";
  }
  return Good ? 0 : 1;
}
