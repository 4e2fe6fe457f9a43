// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An object of z3++ that is used after it was moved is copied instead.
#include <utility>
#include <vector>
#include <z3++.h>

struct Path {
  z3::expr condition;
  unsigned next;
};

void branchBad(std::vector<Path> &open, const z3::expr &test, unsigned next) {
  z3::expr taken = !test;
  // fix: open.push_back({taken, next});
  open.push_back({std::move(taken), next});
  z3::expr other = !taken; // warn: 'taken' is used after it was moved from
  open.push_back({std::move(other), next + 1});
}

void branchOk(std::vector<Path> &open, const z3::expr &test, unsigned next) {
  z3::expr taken = test;
  z3::expr other = !taken;
  open.push_back({std::move(taken), next});
  open.push_back({std::move(other), next + 1});
}
