// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A converter object owns the context of the terms that it makes.
// A helper returns a term of a converter that is local to it.
#include <cstdio>
#include <memory>
#include <string>
#include <z3++.h>

namespace {

class Converter {
  std::string Prefix;
  z3::context Ctx;

public:
  explicit Converter(const char *P) : Prefix(P) {}
  z3::context &context() { return Ctx; }
  z3::expr number(int N) { return Ctx.int_val(N); }
  z3::expr name(const char *N) { return Ctx.int_const((Prefix + N).c_str()); }
};

z3::expr bound(const char *Name, int Limit) {
  auto Local = std::make_unique<Converter>("in.");
  return Local->name(Name) < Local->number(Limit); // report: z3-outlives-context; trace: unreleased-at-context-delete
}

} // namespace

int main() {
  Converter Shared("out.");
  z3::expr Positive = Shared.name("x") > 0;
  z3::expr Bound = bound("x", 10);
  bool Boolean = Bound.is_bool(); // trace: use-after-context-delete
  std::printf("%d %d\n", Boolean, Positive.is_bool());
  return 0;
}
