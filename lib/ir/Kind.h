// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a handle is a handle of.

#ifndef Z3TIDY_IR_KIND_H
#define Z3TIDY_IR_KIND_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>

namespace z3tidy::ir {

enum class Kind : uint8_t {
  None, ///< not a handle: a scalar, a pointer, a struct
#define Z3_HANDLE(Enumerator, Spelling, Typedef, Family) Enumerator,
#include "ir/HandleKinds.def"
};

enum class Family : uint8_t { None, Ast, Object, Owned, Free };

/// "solver" for Kind::Solver; "none" for Kind::None.
llvm::StringRef spelling(Kind K);

/// "Z3_solver" for Kind::Solver; empty for Kind::None.
llvm::StringRef cTypedef(Kind K);

Family family(Kind K);

/// The inverse of spelling(); nullopt for an unknown word.
std::optional<Kind> kindFromSpelling(llvm::StringRef Spelling);

/// The kind of a C typedef name such as "Z3_solver"; Kind::None for any other
/// name.
Kind kindFromTypedef(llvm::StringRef Typedef);

/// Has a reference count that the program retains and releases.
inline bool isCounted(Kind K) {
  return family(K) == Family::Ast || family(K) == Family::Object;
}

/// Has to be given back by somebody: counted or owned.
inline bool isManaged(Kind K) {
  return isCounted(K) || family(K) == Family::Owned;
}

} // namespace z3tidy::ir

#endif // Z3TIDY_IR_KIND_H
