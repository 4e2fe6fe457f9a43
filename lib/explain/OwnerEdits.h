// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits that let what is handed on, kept, or moved be an object that owns it.

#ifndef Z3TIDY_EXPLAIN_OWNEREDITS_H
#define Z3TIDY_EXPLAIN_OWNEREDITS_H

#include "explain/Edits.h"

namespace z3tidy::explain {

/// A function that returns the raw handle of its own object: it returns the
/// object.
Edit returnOwner(EditContext &C);
/// A field that points to a text of the context: it becomes a std::string.
Edit stringField(EditContext &C);
/// An object of z3++ that is used after it was moved: it is copied, not moved.
Edit copyMoved(EditContext &C);

/// A raw handle in a field, counted by the constructor and the destructor: it
/// becomes a z3raii handle.
Edit ownMember(EditContext &C);

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_OWNEREDITS_H
