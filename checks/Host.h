// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a program that carries the checks may set for all of them, and what it
// may listen to: clang-tidy tells of a report neither how sure it is nor that a
// comment silences it.

#ifndef Z3TIDY_CHECKS_HOST_H
#define Z3TIDY_CHECKS_HOST_H

#include "analysis/Finding.h"
#include "analysis/ResultCache.h"
#include "explain/Explain.h"
#include "clang/AST/ASTContext.h"

#include <optional>

namespace z3tidy::lower {
class KeptFiles;
} // namespace z3tidy::lower

namespace z3tidy::checks {

/// One report, as a check hands it to clang-tidy. Borrows from the check.
struct Reported {
  llvm::StringRef Check;
  analysis::Confidence Sure;
  const explain::Explanation &What;
  bool Silenced; ///< by a NOLINT comment
};

class Host {
public:
  virtual ~Host();
  /// Once or more for each translation unit, before anything is reported of it.
  virtual void unit(clang::ASTContext &Ctx) = 0;
  virtual void reported(const Reported &R, clang::ASTContext &Ctx) = 0;
  /// A model file or an annotation is wrong, and is told of as an error.
  virtual void wronglyTaught() {}

  /// Goes before the checks' option of that name.
  std::optional<analysis::Confidence> Level;

  /// The warning's edit goes to a note of its own, whose text says what the
  /// edit does: editors take that for its title. `clang-tidy --fix` applies
  /// edits of warnings only.
  bool EditsInNotes = false;

  /// What clang-tidy says of a wrong value of an option belongs to no place in
  /// a file, and so is lost: the checks say it where the file begins.
  bool TellsWrongValues = false;

  /// For a process that checks the same files again and again: what is kept
  /// from one time to the next. Null: nothing.
  analysis::ResultCache *Results = nullptr;
  lower::KeptFiles *Files = nullptr;
};

/// One for the process, set before the checks are made; null: nobody listens.
void setHost(Host *H);
Host *host();

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_HOST_H
