// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each service has a context and what was moved into it; its optimizer is made in
// that context.
#include <memory>
#include <optional>
#include <vector>
#include <z3++.h>
struct Puzzle {
  int Size;
};
class Service {
  z3::context Ctx;
  std::unique_ptr<Puzzle> Rules;
  z3::expr Cell;

public:
  explicit Service(std::unique_ptr<Puzzle> P)
      : Rules(std::move(P)), Cell(Ctx.int_const("c")) {}
  std::optional<int> largest() {
    z3::optimize Optimizer(Ctx);
    Optimizer.add(Cell <= Rules->Size);
    z3::optimize::handle Goal = Optimizer.maximize(Cell);
    if (Optimizer.check() != z3::sat)
      return std::nullopt;
    return Optimizer.upper(Goal).get_numeral_int();
  }
};
int main() {
  std::vector<std::unique_ptr<Puzzle>> Puzzles;
  Puzzles.push_back(std::make_unique<Puzzle>(Puzzle{3}));
  Puzzles.push_back(std::make_unique<Puzzle>(Puzzle{4}));
  int Sum = 0;
  for (std::unique_ptr<Puzzle> &P : Puzzles) {
    Service S(std::move(P));
    if (std::optional<int> Row = S.largest())
      Sum += *Row;
  }
  return Sum;
}
