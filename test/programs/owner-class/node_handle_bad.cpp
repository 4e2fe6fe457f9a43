// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An executor's handle for all kinds of terms, as a template.
// Its assignment counts the new term, but never gives the old one back.
#include <cstdio>
#include <vector>
#include <z3.h>

template <typename T> class NodeHandle {
  Z3_context Ctx = nullptr;
  T Node = nullptr;

public:
  NodeHandle() = default;
  NodeHandle(Z3_context C, T N) : Ctx(C), Node(N) {
    Z3_inc_ref(Ctx, reinterpret_cast<Z3_ast>(Node));
  }
  NodeHandle(const NodeHandle &Other) : Ctx(Other.Ctx), Node(Other.Node) {
    if (Node)
      Z3_inc_ref(Ctx, reinterpret_cast<Z3_ast>(Node));
  }
  NodeHandle &operator=(const NodeHandle &Other) { // report: z3-owner-class
    if (Other.Node)
      Z3_inc_ref(Other.Ctx, reinterpret_cast<Z3_ast>(Other.Node));
    Ctx = Other.Ctx;
    Node = Other.Node;
    return *this;
  }
  ~NodeHandle() {
    if (Node)
      Z3_dec_ref(Ctx, reinterpret_cast<Z3_ast>(Node));
  }
  operator T() const { return Node; }
};

using Term = NodeHandle<Z3_ast>;
using Sort = NodeHandle<Z3_sort>;

static unsigned fold(Z3_context C, const std::vector<unsigned> &Bytes) {
  Sort Byte(C, Z3_mk_bv_sort(C, 8));
  Term Sum(C, Z3_mk_unsigned_int(C, 0, Byte)); // trace: leak
  for (unsigned B : Bytes) {
    Term Next(C, Z3_mk_unsigned_int(C, B, Byte));
    Term Added(C, Z3_mk_bvadd(C, Sum, Next)); // trace: leak
    Sum = Added;
  }
  return Z3_get_ast_id(C, Sum);
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  std::printf("%d\n", fold(C, {11, 22, 33}) != 0);
  Z3_del_context(C);
  return 0;
}
