// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An object of z3++ that is destroyed after its context.
// CRASHES
#include <optional>
#include <z3++.h>

int main() {
  std::optional<z3::context> c;
  c.emplace();
  std::optional<z3::expr> x = c->int_const("x"); // MARK: made
  c.reset(); // MARK: deleted
  x.reset(); // EVENT: use-after-context-delete ast made=made released=deleted
}
