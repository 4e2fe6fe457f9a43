// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A debugger for constraints remembers the last answer, for its `model` command.
// A new constraint leaves the answer of the constraints before it standing.
#include <iostream>
#include <sstream>
#include <string>
#include <z3++.h>

namespace {

class Shell {
  z3::context Ctx;
  z3::solver Solver{Ctx, z3::solver::simple()};
  z3::check_result Last = z3::unknown;

  z3::expr var(const std::string &Name) { return Ctx.int_const(Name.c_str()); }

  void require(const z3::expr &Constraint) {
    Solver.add(Constraint);
  }

  void check(std::ostream &Out) {
    Last = Solver.check();
    Out << Last << '\n';
  }

  void showModel(std::ostream &Out) {
    if (Last != z3::sat) {
      Out << "no model\n";
      return;
    }
    z3::model M = Solver.get_model();
    for (unsigned I = 0; I < M.num_consts(); ++I) {
      z3::func_decl D = M.get_const_decl(I);
      Out << D.name().str() << " = " << M.get_const_interp(D) << '\n';
    }
  }

public:
  void run(std::istream &In, std::ostream &Out) {
    std::string Command, Name;
    int Bound;
    while (In >> Command) {
      if (Command == "above" && In >> Name >> Bound)
        require(var(Name) > Bound);
      else if (Command == "below" && In >> Name >> Bound)
        require(var(Name) < Bound);
      else if (Command == "check")
        check(Out);
      else if (Command == "model")
        showModel(Out); // report: z3-unchecked-result
      else
        Out << "what is " << Command << "?\n";
    }
  }
};

} // namespace

int main() {
  std::istringstream Script("above x 10 below x 20 check model\n"
                            "below x 0 model check model\n");
  Shell().run(Script, std::cout);
  return 0;
}
