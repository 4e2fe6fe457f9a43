// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// Where the deletion can't go behind the use, the use goes before the deletion.

#include <cstdio>
#include <z3++.h>

static z3::context *Context;
static z3::solver *Solver;

static void open() {
  Context = new z3::context();
  Solver = new z3::solver(*Context, z3::solver::simple());
}

static void closeBad() {
  // fix: delete Solver;
  // fix: delete Context;
  // fix: Context = nullptr;
  // fix: Solver = nullptr;
  delete Context;
  Context = nullptr;
  delete Solver; // warn: is used after its context was deleted
  Solver = nullptr;
}

static void closeOk() {
  delete Solver;
  Solver = nullptr;
  delete Context;
  Context = nullptr;
}

int main() {
  open();
  closeBad();
  open();
  closeOk();
  std::puts("closed");
  return 0;
}
// prints: closed
