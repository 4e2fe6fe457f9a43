// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak,z3-use-after-release
// build: -std=c++20
// A coroutine is no function with ways out that one can see: no edits.
#include <coroutine>
#include <z3.h>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

Task FN_lostBad(Z3_context c, bool early) {
  Z3_goal g = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, g);
  if (early)
    co_return;
  Z3_goal_dec_ref(c, g);
}

Task FN_usedBad(Z3_context c) {
  Z3_goal g = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, g);
  Z3_goal_dec_ref(c, g);
  Z3_goal_depth(c, g);
  co_return;
}
