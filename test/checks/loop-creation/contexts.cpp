// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// A context in which only terms and one solver are made is made before the loop.
#include <iostream>
#include <vector>
#include <z3++.h>

static z3::expr below(const z3::expr &X, int Limit) {
  return X < X.ctx().int_val(Limit);
}

static int solverBad(const std::vector<int> &Limits) {
  int Count = 0;
  // fix: z3::context C;
  // fix: z3::solver S(C);
  for (int Limit : Limits) {
    z3::context C; // warn: 'C' (a Z3 context) is made anew in each iteration
    z3::solver S(C);
    // fix: S.push();
    z3::expr X = C.int_const("x");
    S.add(X > 3 && below(X, Limit));
    if (Limit < 0)
      continue;
    // fix: S.pop();
    // fix: continue;
    Count += S.check() == z3::sat;
    // fix: S.pop();
  }
  return Count;
}

static int termsBad(const std::vector<int> &Limits) {
  int Count = 0;
  // fix: z3::context C;
  for (int Limit : Limits) {
    z3::context C; // warn: 'C' (a Z3 context) is made anew in each iteration
    Count += below(C.int_val(5), Limit).simplify().is_true();
  }
  return Count;
}

template <class F> static int each(const std::vector<int> &Limits, F Run) {
  int Count = 0;
  for (int Limit : Limits)
    Count += Run(Limit);
  return Count;
}

static int closureBad(const std::vector<int> &Limits) {
  // fix: z3::context C;
  // fix: return each(Limits, [&](int Limit) {
  return each(Limits, [](int Limit) {
    z3::context C; // warn: 'C' (a Z3 context) is made anew in each iteration
    return below(C.int_val(5), Limit).simplify().is_true();
  });
}

// An enumeration of that name would be there already.
static int sortsBad(const std::vector<int> &Limits) {
  int Count = 0;
  for (int Limit : Limits) {
    z3::context C; // warn-nofix: 'C' (a Z3 context) is made anew in each iteration
    const char *Names[] = {"red", "green"};
    z3::func_decl_vector Consts(C), Testers(C);
    z3::sort Colour = C.enumeration_sort("colour", 2, Names, Consts, Testers);
    Count += Limit > 3 && Colour.is_datatype();
  }
  return Count;
}

// The second solver would be made anew.
static int twoBad(const std::vector<int> &Limits) {
  int Count = 0;
  for (int Limit : Limits) {
    z3::context C; // warn-nofix: 'C' (a Z3 context) is made anew in each iteration
    z3::solver S(C), T(C);
    S.add(below(C.int_const("x"), Limit));
    T.add(!below(C.int_const("x"), Limit));
    Count += S.check() == T.check();
  }
  return Count;
}

int main() {
  const std::vector<int> Limits = {-1, 3, 5, 7};
  // prints: 2 1 1
  std::cout << solverBad(Limits) << " " << termsBad(Limits) << " "
            << closureBad(Limits) << "\n";
  // prints: 2 4
  std::cout << sortsBad(Limits) << " " << twoBad(Limits) << "\n";
}
