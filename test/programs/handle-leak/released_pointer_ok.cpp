// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The context is kept by a smart pointer with the API's function for a deleter.
// It stays in the pointer.
#include <cstdio>
#include <memory>
#include <z3.h>

namespace {

using Config = std::unique_ptr<_Z3_config, decltype(&Z3_del_config)>;
using Context = std::unique_ptr<_Z3_context, decltype(&Z3_del_context)>;

unsigned sortId() {
  Config Settings(Z3_mk_config(), &Z3_del_config);
  Context Own(Z3_mk_context_rc(Settings.get()), &Z3_del_context);
  Z3_context C = Own.get();
  Z3_sort Word = Z3_mk_bv_sort(C, 32);
  return Z3_get_bv_sort_size(C, Word);
}

} // namespace

int main() {
  std::printf("%u bits\n", sortId());
  return 0;
}
