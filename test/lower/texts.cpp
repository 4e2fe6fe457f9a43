// RUN: %dump-c++ | %check
// Names that are put together from numbers.
#include <cstdio>
#include <sstream>
#include <string>
#include <z3++.h>

struct Variable {
  std::string name;
  unsigned id;
};

// CHECK-LABEL: func @forms(
void forms(z3::context &c, int i, const Variable &v) {
  // CHECK: use %i role name @[[#@LINE+1]]:3 "z3::context::int_const"
  c.int_const(("x" + std::to_string(i)).c_str());
  std::string name = "y";
  name += std::to_string(i);
  // CHECK: use %i role name @[[#@LINE+1]]:3 "z3::context::bool_const"
  c.bool_const(name.c_str());
  std::ostringstream os;
  os << "z" << i << '!';
  // CHECK: use %i role name @[[#@LINE+1]]:3 "z3::context::real_const"
  c.real_const(os.str().c_str());
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "w%d", i);
  // CHECK: use %i role name @[[#@LINE+1]]:3 "Z3_mk_string_symbol"
  Z3_mk_string_symbol(c, buffer);
  // CHECK: use %v.*.id role name @[[#@LINE+1]]:3
  c.int_const(("v" + std::to_string(v.id)).c_str());
  // A name from data is none of these.
  // CHECK-NOT: role name
  c.int_const(v.name.c_str());
  c.int_const("x");
  // CHECK: ret
}

static z3::expr named(z3::context &c, const std::string &name, int id) {
  // CHECK-LABEL: func @named(
  // CHECK: use %name role name
  return c.int_const(name.c_str());
}

// CHECK-LABEL: func @through(
void through(z3::context &c, int n) {
  // CHECK: [[T:\$[0-9]+]] = use %n role text
  // CHECK: [[A:\$[0-9]+]] = addr [[T]]
  // CHECK: [[U:\$[0-9]+]] = use %n role text
  // CHECK: call @named(%c, [[A]], [[U]])
  named(c, "n" + std::to_string(n), n + 1);
}
