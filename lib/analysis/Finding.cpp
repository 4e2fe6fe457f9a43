// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of defects.

#include "analysis/Finding.h"

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

} // namespace z3tidy::analysis
