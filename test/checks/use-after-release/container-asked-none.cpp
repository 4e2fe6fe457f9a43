// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release,z3-dangling-handle
// What is asked of the container would have another answer before the element
// has left it.
#include <cstdio>
#include <deque>
#include <z3++.h>

struct Job {
  z3::expr goal;
  int number;
};

void showBad(z3::context &c) {
  std::deque<Job> open;
  open.push_back(Job{c.int_const("x"), 3});
  Job *first = &open.front();
  open.pop_front();
  std::printf("%d\n", int(open.size()));
  std::printf("%s\n", Z3_ast_to_string(c, first->goal)); // warn-nofix: is used after
}
