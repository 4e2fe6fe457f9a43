// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A front end owns its goal by a unique_ptr, and hands it raw to what it calls.
// The goal is asked for its size after its owner has let it go.
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <z3.h>

namespace {

struct GoalDeleter {
  Z3_context Ctx;
  void operator()(Z3_goal G) const { Z3_goal_dec_ref(Ctx, G); }
};
using GoalPtr = std::unique_ptr<std::remove_pointer_t<Z3_goal>, GoalDeleter>;

GoalPtr makeGoal(Z3_context C) {
  Z3_goal G = Z3_mk_goal(C, true, false, false);
  Z3_goal_inc_ref(C, G);
  return GoalPtr(G, GoalDeleter{C});
}

class FrontEnd {
  Z3_context Ctx;
  GoalPtr Goal;
  unsigned Largest = 0;

public:
  explicit FrontEnd(Z3_context C) : Ctx(C), Goal(makeGoal(C)) {}

  void require(Z3_ast Fact) {
    if (!Goal)
      Goal = makeGoal(Ctx);
    Z3_goal_assert(Ctx, Goal.get(), Fact);
  }

  std::string finish() {
    Z3_goal Done = Goal.get();
    if (!Done)
      throw std::logic_error("nothing to finish");
    std::string Text = Z3_goal_to_string(Ctx, Done);
    Goal.reset();
    if (Z3_goal_size(Ctx, Done) > Largest) // report: z3-use-after-release; trace: use-after-release
      Largest = Z3_goal_size(Ctx, Done);
    return Text;
  }

  unsigned largest() const { return Largest; }
};

Z3_ast named(Z3_context C, const char *Name) {
  return Z3_mk_const(C, Z3_mk_string_symbol(C, Name), Z3_mk_bool_sort(C));
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    FrontEnd Front(C);
    Front.require(named(C, "declared"));
    Front.require(named(C, "assigned"));
    std::cout << Front.finish() << '\n';
    Front.require(named(C, "used"));
    std::cout << Front.finish() << '\n';
    std::cout << "largest: " << Front.largest() << '\n';
  }
  Z3_del_context(C);
  return 0;
}
