// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The forms in which a run is told.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_WRITERS_H
#define Z3TIDY_TOOLS_Z3_TIDY_WRITERS_H

#include "Report.h"
#include "Sources.h"
#include "llvm/Support/raw_ostream.h"

namespace z3tidy::tool {

/// As clang-tidy prints: what is neither silenced nor in the baseline, by the
/// files that were analyzed.
void writeText(const Run &R, Sources &Texts, llvm::raw_ostream &OS);
void writeText(const Report &R, Sources &Texts, llvm::raw_ostream &OS);
void writeSarif(const Run &R, Sources &Texts, llvm::raw_ostream &OS);
void writeJson(const Run &R, Sources &Texts, llvm::raw_ostream &OS);
/// GitLab's code-quality report.
void writeGitlab(const Run &R, Sources &Texts, llvm::raw_ostream &OS);
/// One page that needs nothing else.
void writeHtml(const Run &R, Sources &Texts, llvm::raw_ostream &OS);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_WRITERS_H
