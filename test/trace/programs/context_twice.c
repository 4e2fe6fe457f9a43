// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A context that is deleted twice.
// CRASHES
#include "common.h"

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config); // MARK: made
  Z3_del_config(config);
  Z3_del_context(c); // MARK: deleted
  Z3_del_context(c); // EVENT: release-after-release context made=made released=deleted
  return 0;
}
