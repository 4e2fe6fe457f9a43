// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elements of a local array that nobody gives back: the loop that has filled
// the array runs once more, and releases.

#include <stdlib.h>
#include <z3.h>

unsigned goalsBad(Z3_context c, Z3_ast *facts, unsigned n) {
  Z3_goal *goals = malloc(n * sizeof *goals);
  unsigned size = 0;
  for (unsigned i = 0; i < n; ++i) {
    goals[i] = Z3_mk_goal(c, 1, 0, 0); // warn: 'goals[...]' (a Z3 goal) is made in each iteration and never released
    Z3_goal_inc_ref(c, goals[i]);
    Z3_goal_assert(c, goals[i], facts[i]);
  }
  for (unsigned i = 0; i < n; ++i)
    size += Z3_goal_size(c, goals[i]);
  // fix: for (unsigned i = 0; i < n; ++i)
  // fix: Z3_goal_dec_ref(c, goals[i]);
  // fix: free(goals);
  free(goals);
  return size;
}

struct frame {
  Z3_ast now, next;
};

unsigned fieldsBad(Z3_context c, Z3_sort word, int depth) {
  struct frame frames[64];
  for (int i = 0; i < depth; i++) {
    frames[i].now = Z3_mk_const(c, Z3_mk_int_symbol(c, i), word);
    Z3_inc_ref(c, frames[i].now);
    frames[i].next = Z3_mk_bvneg(c, frames[i].now); // warn: 'frames[...].next' (a Z3 AST) is made in each iteration and never released
    Z3_inc_ref(c, frames[i].next);
  }
  unsigned equal = 0;
  for (int i = 1; i < depth; i++)
    equal += Z3_is_eq_ast(c, frames[i - 1].next, frames[i].now);
  for (int i = 0; i < depth; i++)
    Z3_dec_ref(c, frames[i].now);
  // fix: for (int i = 0; i < depth; i++)
  // fix: Z3_dec_ref(c, frames[i].next);
  // fix: return equal;
  return equal;
}

// Which of them were made is not known.
unsigned someBad(Z3_context c, Z3_ast *facts, unsigned n) {
  Z3_goal *goals = calloc(n, sizeof *goals);
  unsigned size = 0;
  for (unsigned i = 0; i < n; ++i) {
    if (!facts[i])
      break;
    goals[i] = Z3_mk_goal(c, 1, 0, 0); // warn-nofix: 'goals[...]' (a Z3 goal) is made in each iteration and never released
    Z3_goal_inc_ref(c, goals[i]);
    Z3_goal_assert(c, goals[i], facts[i]);
    size += Z3_goal_size(c, goals[i]);
  }
  free(goals);
  return size;
}

// How many there were is forgotten.
unsigned countedDownBad(Z3_context c, Z3_ast *facts, unsigned n) {
  Z3_goal *goals = malloc(n * sizeof *goals);
  unsigned size = 0;
  for (unsigned i = 0; i < n; ++i) {
    goals[i] = Z3_mk_goal(c, 1, 0, 0); // warn-nofix: 'goals[...]' (a Z3 goal) is made in each iteration and never released
    Z3_goal_inc_ref(c, goals[i]);
    Z3_goal_assert(c, goals[i], facts[i]);
  }
  while (n-- > 0)
    size += Z3_goal_size(c, goals[n]);
  free(goals);
  return size;
}

unsigned goalsOk(Z3_context c, Z3_ast *facts, unsigned n) {
  Z3_goal *goals = malloc(n * sizeof *goals);
  unsigned size = 0;
  for (unsigned i = 0; i < n; ++i) {
    goals[i] = Z3_mk_goal(c, 1, 0, 0);
    Z3_goal_inc_ref(c, goals[i]);
    Z3_goal_assert(c, goals[i], facts[i]);
  }
  for (unsigned i = 0; i < n; ++i) {
    size += Z3_goal_size(c, goals[i]);
    Z3_goal_dec_ref(c, goals[i]);
  }
  free(goals);
  return size;
}
