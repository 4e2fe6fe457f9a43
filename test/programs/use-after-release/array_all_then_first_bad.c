// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fuzzer mutates through a table of seed terms and drops the table in a loop.
// The first seed is written to the log after the table is dropped.
#include <stdio.h>
#include <z3.h>

#define SEEDS 3

static void make_seeds(Z3_context c, Z3_ast *seeds) {
  Z3_sort word = Z3_mk_bv_sort(c, 16);
  for (unsigned i = 0; i < SEEDS; i++) {
    seeds[i] = Z3_mk_unsigned_int(c, 40000 + 17 * i, word);
    Z3_inc_ref(c, seeds[i]);
  }
}

static unsigned mutate(Z3_context c, Z3_ast seed) {
  unsigned value = 0;
  Z3_get_numeral_uint(c, seed, &value);
  return value ^ (value >> 3);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);

  Z3_ast seeds[SEEDS];
  make_seeds(c, seeds);
  unsigned mixed = 0;
  for (unsigned i = 0; i < SEEDS; i++)
    mixed += mutate(c, seeds[i]);

  for (unsigned i = 0; i < SEEDS; i++)
    Z3_dec_ref(c, seeds[i]);
  printf("mixed %u, first ", mixed);
  printf("%s\n", Z3_ast_to_string(c, seeds[0])); // report: z3-use-after-release; trace: use-after-release

  Z3_del_context(c);
  return 0;
}
