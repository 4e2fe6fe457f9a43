// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An error handler that throws through Z3.
#include "common.h"
#include <stdexcept>

static void fail(Z3_context c, Z3_error_code code) {
  throw std::runtime_error(Z3_get_error_msg(c, code));
}

int main() {
  Z3_context c = counting_context();
  Z3_ast x = held_const(c, "x");
  Z3_set_error_handler(c, fail);
  for (int i = 0; i < 10; ++i)
    try {
      Z3_mk_not(c, x);
    } catch (const std::runtime_error &e) {
      std::printf("%s\n", e.what());
    }
  Z3_dec_ref(c, x);
  Z3_del_context(c);
}
