// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which words and which edits a finding gets.

#include "explain/Explain.h"

#include "explain/Wording.h"

using namespace z3tidy;
using namespace z3tidy::explain;

Explanation explain::explain(const analysis::Finding &F,
                             const lower::Lowered &L, clang::ASTContext &Ctx) {
  return wording(F, L);
}
