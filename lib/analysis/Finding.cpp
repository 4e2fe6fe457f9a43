// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of defects, and the order of findings.

#include "analysis/Finding.h"

#include <tuple>

namespace z3tidy::analysis {

llvm::StringRef spelling(Defect D) {
  switch (D) {
  case Defect::LoopLeak:
    return "loop-leak";
  case Defect::LoopGrowth:
    return "loop-growth";
  case Defect::LoopChurn:
    return "loop-churn";
  case Defect::UseAfterRelease:
    return "use-after-release";
  case Defect::UseAfterMove:
    return "use-after-move";
  case Defect::SecondRelease:
    return "second-release";
  case Defect::UseAfterContext:
    return "use-after-context";
  case Defect::OutlivesContext:
    return "outlives-context";
  case Defect::HandleLeak:
    return "handle-leak";
  case Defect::OwnerClass:
    return "owner-class";
  case Defect::UnprotectedUse:
    return "unprotected-use";
  case Defect::ContextMixing:
    return "context-mixing";
  case Defect::WrongRelease:
    return "wrong-release";
  case Defect::WrongWrap:
    return "wrong-wrap";
  case Defect::UncheckedResult:
    return "unchecked-result";
  case Defect::ManualCount:
    return "manual-count";
  case Defect::ThreadSharing:
    return "thread-sharing";
  case Defect::DanglingHandle:
    return "dangling-handle";
  }
  return "";
}

llvm::StringSet<> functionsIn(llvm::ArrayRef<Finding> Findings,
                              Confidence Least) {
  llvm::StringSet<> Names;
  for (const Finding &R : Findings) {
    if (R.C < Least)
      continue;
    if (R.F)
      Names.insert(R.F->Name);
    for (const Step &S : R.Path)
      if (S.F)
        Names.insert(S.F->Name);
  }
  return Names;
}

bool isBefore(const Finding &A, const Finding &B) {
  return std::tie(A.Loc.Line, A.Loc.Column, A.At, A.D, A.Made) <
         std::tie(B.Loc.Line, B.Loc.Column, B.At, B.D, B.Made);
}

} // namespace z3tidy::analysis
