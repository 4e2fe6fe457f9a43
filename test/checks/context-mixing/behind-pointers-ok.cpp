// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-context-mixing
// An object behind a pointer is not its context: what is made with its ctx() is
// of the same context as it is.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <z3++.h>

static z3::expr raisedOk(z3::solver *s, const z3::expr &x) {
  return s->ctx().bv_val(1, 8) + x;
}

static z3::expr ownedOk(const std::unique_ptr<z3::solver> &s, z3::expr x) {
  return s->ctx().bv_val(1, 8) + x;
}

static z3::expr firstOk(z3::expr *e, z3::expr x) {
  return e[0].ctx().bv_val(1, 8) + e[0] + x;
}

static z3::expr maybeOk(const std::optional<z3::expr> &e, z3::expr x) {
  return e->ctx().bv_val(1, 8) + x;
}

static z3::expr listedOk(z3::expr_vector *v, z3::expr x) {
  return v->ctx().bv_val(1, 8) + (*v)[0] + x;
}

static z3::expr anyOk(z3::object &o, z3::expr x) {
  return o.ctx().bv_val(1, 8) + x;
}

static Z3_ast rawOk(z3::solver *s, Z3_ast x) {
  Z3_context c = s->ctx();
  return Z3_mk_bvneg(c, x);
}

static void decidedOk(z3::model *m, z3::expr x) {
  z3::expr v = m->eval(x);
  z3::expr zero = m->ctx().bv_val(0, 8);
  z3::expr same = v == zero;
}

struct Query {
  z3::solver *Solver;
  z3::expr one() const { return Solver->ctx().bv_val(1, 8); }
  z3::expr raised(z3::expr x) const { return one() + x; }
};

struct Backend {
  virtual ~Backend() = default;
  virtual z3::context &ctx() = 0;
  z3::expr one() { return ctx().bv_val(1, 8); }
};

struct OwnBackend : Backend {
  z3::context C;
  z3::context &ctx() override { return C; }
};

int main() {
  z3::context c;
  z3::solver s(c);
  z3::expr x = c.bv_const("x", 8);
  s.add(raisedOk(&s, x) != x);
  auto own = std::make_unique<z3::solver>(c);
  own->add(ownedOk(own, x) != x);
  z3::expr all[] = {x, x};
  s.add(firstOk(all, x) != x);
  std::optional<z3::expr> maybe = x;
  s.add(maybeOk(maybe, x) != x);
  z3::expr_vector list(c);
  list.push_back(x);
  s.add(listedOk(&list, x) != x);
  s.add(anyOk(s, x) != x);
  s.add(z3::expr(c, rawOk(&s, x)) != x);
  Query q{&s};
  s.add(q.raised(x) != x);
  if (s.check() == z3::sat) {
    z3::model m = s.get_model();
    decidedOk(&m, x);
  }
  OwnBackend b;
  z3::expr y = b.ctx().bv_const("y", 8);
  z3::expr z = y + b.one();
}
