// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler compares algebraic costs.
// The older of two costs is deleted after the comparison.
#include <stdio.h>
#include <z3.h>

static Z3_rcf_num doubled(Z3_context c, Z3_rcf_num a) {
  return Z3_rcf_add(c, a, a);
}

static const char *cheaper(Z3_context c) {
  Z3_rcf_num train = Z3_rcf_mk_rational(c, "7/2");
  Z3_rcf_num ship = Z3_rcf_mk_pi(c);
  Z3_rcf_num twice = doubled(c, ship);
  Z3_rcf_num reserve = Z3_rcf_mk_small_int(c, 11);
  bool less = Z3_rcf_lt(c, ship, train);
  Z3_rcf_del(c, ship);
  if (Z3_rcf_gt(c, twice, reserve))
    less = false;
  Z3_rcf_del(c, reserve);
  Z3_rcf_del(c, twice);
  Z3_rcf_del(c, train);
  return less ? "ship" : "train";
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("cheaper: %s\n", cheaper(c));
  Z3_del_context(c);
  return 0;
}
