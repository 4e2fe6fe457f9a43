// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects that leave the function in which their context ends.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>
#include <z3++.h>

z3::expr returnedBad() {
  z3::context c;
  return c.int_const("x"); // warn-nofix: a Z3 AST is returned and outlives its context
}

z3::expr returnedVariableBad(bool negate) {
  z3::context c;
  z3::expr e = c.bool_const("b");
  if (negate)
    return !e; // warn-nofix: is returned and outlives its context
  return e;    // warn-nofix: is returned and outlives its context
}

std::unique_ptr<z3::solver> returnedPointerBad() {
  z3::context c;
  return std::make_unique<z3::solver>(c); // warn-nofix: a Z3 solver is returned and outlives its context
}

void storedBad(z3::expr &out) {
  z3::context c;
  out = c.int_const("x"); // warn-nofix: a Z3 AST is stored in 'out' and outlives its context
}

void storedAndReplacedOk(z3::expr &out, z3::context &outer) {
  z3::context c;
  out = c.int_const("x");
  out = outer.int_const("y");
}

z3::expr ofCallersContextOk(z3::context &c) { return c.int_const("x"); }

z3::expr ofStaticContextOk() {
  static z3::context c;
  return c.int_const("x");
}

z3::expr translatedOk(z3::context &to) {
  z3::context c;
  z3::expr e = c.int_const("x");
  return z3::to_expr(to, Z3_translate(c, e, to));
}

std::string textOk() {
  z3::context c;
  return c.int_const("x").to_string();
}

bool answerOk() {
  z3::context c;
  z3::solver s(c);
  return s.check() == z3::sat;
}

// The context lives on in a container.
std::vector<std::unique_ptr<z3::context>> contexts;

z3::expr contextIsKeptOk() {
  auto own = std::make_unique<z3::context>();
  z3::context &c = *own;
  contexts.push_back(std::move(own));
  return c.int_const("x");
}

z3::expr contextIsEmplacedOk() {
  auto own = std::make_unique<z3::context>();
  z3::context &c = *own;
  contexts.emplace_back(std::move(own));
  return c.int_const("x");
}

struct Failure {
  z3::expr Witness;
  explicit Failure(const z3::expr &E) : Witness(E) {}
};

void thrownBad(bool Fails) {
  z3::context c;
  z3::expr e = c.int_const("x");
  if (Fails)
    throw Failure(e); // warn-nofix: a Z3 AST is thrown and outlives its context
}

void thrownWithTheCallersContextOk(z3::context &c, bool Fails) {
  z3::expr e = c.int_const("x");
  if (Fails)
    throw Failure(e);
}

void caughtBeforeTheContextEndsOk(bool Fails) {
  z3::context c;
  z3::expr e = c.int_const("x");
  try {
    if (Fails)
      throw Failure(e);
  } catch (const Failure &) {
  }
}

std::function<bool()> closureBad() {
  z3::context c;
  z3::expr e = c.bool_const("b");
  return [e] { return e.is_bool(); }; // warn-nofix: is returned and outlives its context
}

std::function<bool()> closureOk(z3::context &c) {
  z3::expr e = c.bool_const("b");
  return [e] { return e.is_bool(); };
}

std::optional<z3::expr> Last; // warn-nofix: a Z3 AST is stored in 'Last' and outlives its context

void remember() {
  z3::context c;
  Last = c.int_const("last");
}
