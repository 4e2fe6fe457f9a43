// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects that keep the context of their members alive by a shared pointer, and
// let go of it before the members.

#ifndef Z3TIDY_LOWER_SHAREDCONTEXTS_H
#define Z3TIDY_LOWER_SHAREDCONTEXTS_H

#include "lower/MemberOrder.h"

namespace z3tidy::lower {

class HeldObjects;

/// Members that are declared before the shared pointer to their context, in
/// classes whose objects may be the last to have it: a function gives one back
/// in which the context was made.
std::vector<EarlyMember> membersOfLastHolders(clang::ASTContext &Ctx,
                                              const HeldObjects &Held,
                                              const TypeInfo &Types);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_SHAREDCONTEXTS_H
