// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver layer counts every kind of handle with one template.
// The term dies with its reference, its raw handle is printed after that.
#include <cstdio>
#include <string>
#include <z3.h>

namespace {

template <typename T> struct Counting;
template <> struct Counting<Z3_ast> {
  static void retain(Z3_context C, Z3_ast A) { Z3_inc_ref(C, A); }
  static void release(Z3_context C, Z3_ast A) { Z3_dec_ref(C, A); }
};
template <> struct Counting<Z3_solver> {
  static void retain(Z3_context C, Z3_solver S) { Z3_solver_inc_ref(C, S); }
  static void release(Z3_context C, Z3_solver S) { Z3_solver_dec_ref(C, S); }
};

template <typename T> class Ref {
  Z3_context C;
  T Handle;

public:
  Ref(Z3_context C, T Handle) : C(C), Handle(Handle) {
    Counting<T>::retain(C, Handle);
  }
  Ref(const Ref &Other) : Ref(Other.C, Other.Handle) {}
  Ref &operator=(const Ref &) = delete;
  ~Ref() { Counting<T>::release(C, Handle); }
  T get() const { return Handle; }
};

std::string firstWitness(Z3_context C) {
  Z3_sort Word = Z3_mk_bv_sort(C, 32);
  Z3_ast Raw = nullptr;
  {
    Ref<Z3_ast> Address(
        C, Z3_mk_const(C, Z3_mk_string_symbol(C, "address"), Word));
    Raw = Address.get();
  }
  Ref<Z3_ast> Limit(C, Z3_mk_unsigned_int(C, 70000, Word));
  Ref<Z3_solver> Solver(C, Z3_mk_simple_solver(C));
  std::string Text = Z3_ast_to_string(C, Raw); // report: z3-use-after-release; trace: use-after-release
  Text += " < ";
  Text += Z3_ast_to_string(C, Limit.get());
  return Text;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  std::printf("%s\n", firstWitness(C).c_str());
  Z3_del_context(C);
  return 0;
}
