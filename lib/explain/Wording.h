// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The words of a finding: the warning, and a note for each event of its path.
// The texts are an interface: they stay the same for the same defect.

#ifndef Z3TIDY_EXPLAIN_WORDING_H
#define Z3TIDY_EXPLAIN_WORDING_H

#include "explain/Explain.h"

namespace z3tidy::explain {

/// What z3-dangling-handle says (DanglingWording.cpp).
std::string danglingWarning(const analysis::Finding &F,
                            const std::string &Subject);
std::string danglingWayOut(const analysis::Finding &F);

/// The warning and the notes along the path, without edits; the last note says
/// the way out.
Explanation wording(const analysis::Finding &F, const lower::Lowered &L);

/// Of a Defect::OwnerClass.
Explanation ownerWording(const analysis::Finding &F);

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_WORDING_H
