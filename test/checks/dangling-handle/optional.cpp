// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle
// A field that is null, or has the raw handle of a temporary, becomes an optional
// object.
#include <iostream>
#include <z3++.h>

struct Outcome {
  bool Safe = true;
  Z3_model Counterexample = nullptr;
  // fix: std::optional<z3::model> Counterexample;
};

Outcome checkBad(z3::solver &S) {
  Outcome Result;
  if (S.check() == z3::sat) {
    Result.Safe = false;
    Result.Counterexample = S.get_model(); // warn: a raw handle is kept of a temporary
  }
  return Result;
}

void report(z3::context &C, const Outcome &O) {
  if (O.Counterexample)
    std::cout << Z3_model_to_string(C, O.Counterexample);
  // fix: std::cout << Z3_model_to_string(C, *O.Counterexample);
}

// It is read without a test: null would be read of nothing.
struct Answer {
  Z3_model Model = nullptr;
};

Answer answerBad(z3::solver &S) {
  Answer Result;
  if (S.check() == z3::sat)
    Result.Model = S.get_model(); // warn-nofix: a raw handle is kept of a temporary
  return Result;
}

unsigned constants(z3::context &C, const Answer &A) {
  return Z3_model_get_num_consts(C, A.Model);
}
