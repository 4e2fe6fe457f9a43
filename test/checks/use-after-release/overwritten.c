// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A release moves behind the last use also where the place gets another handle,
// or null, behind it.

#include <z3.h>

struct session {
  Z3_context c;
  Z3_solver s;
};

void dropBad(struct session *se) {
  // fix: Z3_solver_dec_ref(se->c, se->s);
  // fix: Z3_del_context(se->c);
  // fix: se->s = NULL;
  Z3_del_context(se->c);
  Z3_solver_dec_ref(se->c, se->s); // warn: 'se->c' is used after it was released
  se->s = NULL;
  se->c = NULL;
}

struct slot {
  Z3_context c;
  Z3_ast term;
  unsigned evicted;
};

void replaceBad(struct slot *slot, Z3_ast term) {
  Z3_inc_ref(slot->c, term);
  if (slot->term) {
    // fix: if (!Z3_is_eq_ast(slot->c, slot->term, term))
    // fix: ++slot->evicted;
    // fix: Z3_dec_ref(slot->c, slot->term);
    Z3_dec_ref(slot->c, slot->term);
    if (!Z3_is_eq_ast(slot->c, slot->term, term)) // warn: 'slot->term' is used after it was released
      ++slot->evicted;
  }
  slot->term = term;
}

// What is used behind the block is still the dead one.
unsigned usedBehindBad(struct slot *slot, Z3_ast term) {
  if (slot->evicted) {
    Z3_dec_ref(slot->c, slot->term);
    if (!Z3_is_eq_ast(slot->c, slot->term, term)) // warn-nofix: 'slot->term' is used after it was released
      ++slot->evicted;
  }
  unsigned hash = Z3_get_ast_hash(slot->c, slot->term);
  slot->term = term;
  return hash;
}
