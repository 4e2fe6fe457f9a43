// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elements that an object has to give back, and that one of its functions drops
// without a look at them.

#ifndef Z3TIDY_ANALYSIS_FORGOTTENELEMENTS_H
#define Z3TIDY_ANALYSIS_FORGOTTENELEMENTS_H

#include "analysis/Finding.h"

namespace z3tidy::analysis {

/// Of containers of handles that a class, or the functions of a C struct, give
/// back element by element: where a function takes an element out, shortens the
/// container or overwrites an element that is there, and neither it nor who
/// calls it has released, read or moved what was in it.
std::vector<Finding> checkForgottenElements(const ir::Module &M);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_FORGOTTENELEMENTS_H
