// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unprotected-handle
// In C++ an object that counts has a fresh handle as soon as it is made.
#include <vector>
#include <z3++.h>

z3::sort objectBad(z3::context &C, z3::sort &Index) {
  Z3_sort Raw = Z3_mk_array_sort(C, Index, Index);
  // fix: z3::sort Memory(C, Raw);
  z3::expr Zero = C.int_val(1000);
  z3::sort Memory(C, Raw); // warn: is used after a call that may have collected it
  return Memory;
}

void temporaryBad(z3::expr_vector &All, z3::expr &A, z3::expr &B) {
  z3::context &C = A.ctx();
  Z3_ast Sum = Z3_mk_bvadd(C, A, B);
  // fix: z3::expr kept(C, Sum);
  z3::expr Product = A * B;
  All.push_back(z3::expr(C, Sum)); // warn: is used after a call that may have collected it
  // fix: All.push_back(kept);
  All.push_back(Product);
}

// Between the two the function may be left; a label would be jumped to.
bool leftBetweenBad(z3::context &C, z3::expr &A, z3::expr &B, bool Wanted) {
  Z3_ast Sum = Z3_mk_bvadd(C, A, B);
  z3::expr Product = A * B;
  if (!Wanted)
    return false;
  z3::expr E(C, Sum); // warn-nofix: is used after a call that may have collected it
  return E.is_app() && Product.is_app();
}

Z3_ast listedBad(Z3_context C, Z3_ast A, Z3_ast B) {
  // fix: const z3raii::ast kept[] = {z3raii::ast::share(C, Z3_mk_le(C, A, B)), z3raii::ast::share(C, Z3_mk_lt(C, B, A))};
  // fix: Z3_ast Both[] = {kept[0], kept[1]};
  Z3_ast Both[] = {Z3_mk_le(C, A, B), Z3_mk_lt(C, B, A)};
  Z3_ast All = Z3_mk_and(C, 2, Both); // warn: is used after a call that may have collected it
  Z3_inc_ref(C, All);
  return All;
}

// Somebody keeps the array.
void keep(Z3_ast *);
Z3_ast listGivenBad(Z3_context C, Z3_ast A, Z3_ast B) {
  Z3_ast Both[] = {Z3_mk_le(C, A, B), Z3_mk_lt(C, B, A)};
  Z3_ast All = Z3_mk_and(C, 2, Both); // warn-nofix: is used after a call that may have collected it
  Z3_inc_ref(C, All);
  keep(Both);
  return All;
}

Z3_ast vectorBad(Z3_context C, Z3_sort S, unsigned N) {
  // fix: std::vector<z3raii::ast> kept;
  std::vector<Z3_ast> Args;
  for (unsigned I = 0; I != N; ++I) {
    Z3_ast Number = Z3_mk_int(C, 1000 + (int)I, S);
    Args.push_back(Number);
    // fix: kept.push_back(z3raii::ast::share(C, Args.back()));
  }
  Z3_ast Sum = Z3_mk_add(C, N, Args.data()); // warn: is used after a call that may have collected it
  Z3_inc_ref(C, Sum);
  return Sum;
}

// By the other vector, they are given back.
Z3_ast vectorAndOtherBad(Z3_context C, Z3_sort S, unsigned N) {
  std::vector<Z3_ast> Args, Later;
  for (unsigned I = 0; I != N; ++I) {
    Z3_ast Number = Z3_mk_int(C, 1000 + (int)I, S);
    Later.push_back(Number);
    Args.push_back(Number);
  }
  Z3_ast Sum = Z3_mk_add(C, N, Args.data()); // warn-nofix: is used after a call that may have collected it
  Z3_inc_ref(C, Sum);
  return Sum;
}

// Two places fill it.
Z3_ast vectorOfTwoBad(Z3_context C, Z3_sort S, unsigned N) {
  std::vector<Z3_ast> Args;
  Args.push_back(Z3_mk_int(C, 999, S));
  for (unsigned I = 0; I != N; ++I) {
    Z3_ast Number = Z3_mk_int(C, 1000 + (int)I, S);
    Args.push_back(Number);
  }
  Z3_ast Sum = Z3_mk_add(C, N, Args.data()); // warn-nofix: is used after a call that may have collected it
  Z3_inc_ref(C, Sum);
  return Sum;
}

static Z3_ast mul(Z3_context C, Z3_ast A, Z3_ast B) {
  Z3_ast Both[] = {A, B};
  return Z3_mk_mul(C, 2, Both);
}

static Z3_ast add(Z3_context C, Z3_ast A, Z3_ast B) {
  Z3_ast Both[] = {A, B};
  return Z3_mk_add(C, 2, Both);
}

z3::expr argumentBad(z3::expr &A, z3::expr &B) {
  z3::context &C = A.ctx();
  // fix: const z3raii::ast operand = z3raii::ast::share(C, mul(C, A, B));
  // fix: return z3::expr(C, add(C, operand, mul(C, B, B)));
  return z3::expr(C, add(C, mul(C, A, B), mul(C, B, B))); // warn: is used after a call that may have collected it
}

// It is not made on all ways.
z3::expr choiceBad(z3::expr &A, z3::expr &B, bool Square) {
  z3::context &C = A.ctx();
  return Square ? z3::expr(C, add(C, mul(C, A, B), mul(C, B, B))) : A; // warn-nofix: is used after a call that may have collected it
}
