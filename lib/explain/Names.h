// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How places and kinds are called in messages.

#ifndef Z3TIDY_EXPLAIN_NAMES_H
#define Z3TIDY_EXPLAIN_NAMES_H

#include "analysis/Finding.h"
#include "lower/Lower.h"

#include <string>

namespace z3tidy::explain {

/// "a Z3 solver", "a Z3 AST vector".
std::string kindNoun(ir::Kind K);

/// The place as the source spells it: "s", "p->solver", "cache[2]",
/// "cache[...]"; empty for what has no name in the source (a temporary, what
/// `new` made).
std::string placeName(const ir::Function &F, ir::PlaceId P,
                      const lower::Lowered &L);

/// In single quotes, or the noun with "this" for a place without a name:
/// "'s'", "this Z3 solver".
std::string subject(const ir::Function &F, ir::PlaceId P, ir::Kind K,
                    const lower::Lowered &L);

/// The variable that is the place itself; null if it is none.
const clang::VarDecl *variableOf(const ir::Function &F, ir::PlaceId P,
                                 const lower::Lowered &L);

/// The statement that an instruction comes from; null if none is written.
const clang::Stmt *statementOf(const ir::Function &F, ir::InstrId I,
                               const lower::Lowered &L);

/// Whether the program's own words say how the object is made or what it is;
/// then what Z3 has for it may not fit.
bool isTaught(const analysis::Finding &F, const lower::Lowered &L);
/// The function that gives the object of a finding back; empty if none is
/// known.
std::string releaseFunctionOf(const analysis::Finding &F,
                              const lower::Lowered &L);

clang::SourceLocation locationOf(const ir::Source &S);

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_NAMES_H
