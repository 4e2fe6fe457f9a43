// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translation unit as text: the bodies of functions that are written out in
// the main file, and all the rest, its surroundings.

#ifndef Z3TIDY_LOWER_SOURCEPARTS_H
#define Z3TIDY_LOWER_SOURCEPARTS_H

#include "lower/Candidates.h"

#include <optional>
#include <string>
#include <vector>

namespace z3tidy::lower {

class SourceParts {
public:
  /// Nothing if not all of it can be read. Borrows from the ASTContext.
  static std::optional<SourceParts> of(clang::ASTContext &Ctx,
                                       llvm::ArrayRef<Candidate> Functions);

  std::string Surroundings;
  std::vector<llvm::StringRef> Bodies; ///< in the order of the file
  /// Of each of the functions its body; none if that is in the surroundings.
  std::vector<std::optional<size_t>> BodyOf;

  /// Where a declaration stands; the same as long as nothing changes but other
  /// bodies.
  std::string placeOf(const clang::Decl *D) const;

private:
  SourceParts() = default;
  bool addHeaders(clang::ASTContext &Ctx);
  void cut(clang::ASTContext &Ctx, llvm::ArrayRef<Candidate> Functions);

  const clang::SourceManager *SM = nullptr;
  std::vector<unsigned> Begins; ///< of Bodies, offsets in the main file
};

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_SOURCEPARTS_H
