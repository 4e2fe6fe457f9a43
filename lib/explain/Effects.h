// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a piece of source does, of what matters when it changes places with
// another. Calls of the file's own functions are looked into.

#ifndef Z3TIDY_EXPLAIN_EFFECTS_H
#define Z3TIDY_EXPLAIN_EFFECTS_H

#include "lower/ModuleContext.h"

namespace z3tidy::explain {

struct Effects {
  bool Visible = false;    ///< may write or read what others see: prints, files
  bool Counts = false;     ///< a release or retain of something
  bool Jumps = false;      ///< control leaves it, or comes into it
  bool ReadsError = false; ///< asks for the error code, which counting resets
  bool MayThrow = false;   ///< control may leave it by an exception
  bool DeletesContext = false; ///< a Z3_del_context
};

Effects effectsOf(lower::ModuleContext &M, const clang::Stmt *S);

/// Whether it may write a field.
bool mayWrite(lower::ModuleContext &M, const clang::Stmt *S,
              const clang::FieldDecl *Field);

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_EFFECTS_H
