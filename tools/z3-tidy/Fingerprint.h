// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a report is known by when lines move and files are renamed.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_FINGERPRINT_H
#define Z3TIDY_TOOLS_Z3_TIDY_FINGERPRINT_H

#include "Report.h"
#include "Sources.h"

namespace z3tidy::tool {

/// Hash: the check, the function's name and the text of the line. Nearby: the
/// check and the text of the lines around it. White space does not count, and
/// nor does the wording of the message, which may get better.
void setHashes(Report &R, Sources &Texts);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_FINGERPRINT_H
