// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-ownership-mismatch
// Wrappers in a container of the object, around what is counted by hand, too.
#include <map>
#include <string>
#include <vector>
#include <z3++.h>

// The result comes with a reference.
static Z3_ast renamed(Z3_context c, Z3_ast term, const char *name) {
  Z3_ast t = Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_get_sort(c, term));
  Z3_inc_ref(c, t);
  return t;
}

class Relation {
  z3::context &C;
  std::vector<z3::expr> Next;
  std::map<std::string, z3::expr> Named;
  std::vector<Z3_ast> Raw;

public:
  explicit Relation(z3::context &c) : C(c) {}
  ~Relation() {
    for (Z3_ast a : Raw)
      Z3_dec_ref(C, a);
  }
  Relation(const Relation &) = delete;
  Relation &operator=(const Relation &) = delete;

  void addBad(const z3::expr &v) {
    Z3_ast raw = renamed(C, v, "next");
    Next.push_back(z3::expr(C, raw)); // warn-nofix: is counted by a wrapper and by hand
  }
  void addVariableBad(const z3::expr &v) {
    Z3_ast raw = renamed(C, v, "next");
    z3::expr next(C, raw); // warn: is counted by a wrapper and by hand
    // fix: Z3_dec_ref(C, raw);
    Next.push_back(next);
  }
  void addOk(const z3::expr &v) {
    Z3_ast raw = renamed(C, v, "next");
    Next.push_back(z3::expr(C, raw));
    Z3_dec_ref(C, raw);
  }
  // The hand's reference is in the other list.
  void addBothOk(const z3::expr &v) {
    Z3_ast raw = renamed(C, v, "next");
    Raw.push_back(raw);
    Next.push_back(z3::expr(C, raw));
  }
  Z3_ast addAndReturnOk(const z3::expr &v) {
    Z3_ast raw = renamed(C, v, "next");
    Next.push_back(z3::expr(C, raw));
    return raw;
  }
  void addFreshOk(const z3::expr &v) {
    Next.push_back(z3::expr(C, Z3_mk_not(C, v)));
  }
};
