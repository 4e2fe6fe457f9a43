// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// An object that keeps the handle would be known in the next case, which passes
// its declaration by.
#include <cstdio>
#include <z3.h>

struct Box {
  Z3_goal goal;
};

static void drop(Z3_context c, Box *box) {
  Z3_goal_dec_ref(c, box->goal);
  std::puts("dropped");
}

unsigned askBad(Z3_context c, Box *box, int how) {
  unsigned depth = 0;
  switch (how) {
  case 0:
    depth = 1;
    drop(c, box);
    std::printf("%u\n", Z3_goal_depth(c, box->goal)); // warn-nofix: is used after it was released
    break;
  case 1:
    depth = 2;
    break;
  }
  return depth;
}
