// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-loop-creation reports, and its options.

#include "checks/LoopCreationCheck.h"

using namespace clang::tidy;
using namespace z3tidy;
using namespace z3tidy::checks;

LoopCreationCheck::LoopCreationCheck(llvm::StringRef Name,
                                     ClangTidyContext *Context)
    : Z3Check(Name, Context),
      SmallTripCount(
          Options.get("SmallTripCount", analysis::Options().SmallTripCount)),
      ReportLeaks(Options.get("ReportLeaks", true)),
      ReportGrowth(Options.get("ReportGrowth", true)),
      ReportChurn(Options.get("ReportChurn", true)) {}

void LoopCreationCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  Z3Check::storeOptions(Opts);
  Options.store(Opts, "SmallTripCount", SmallTripCount);
  Options.store(Opts, "ReportLeaks", ReportLeaks);
  Options.store(Opts, "ReportGrowth", ReportGrowth);
  Options.store(Opts, "ReportChurn", ReportChurn);
}

bool LoopCreationCheck::reports(const analysis::Finding &F) const {
  switch (F.D) {
  case analysis::Defect::LoopLeak:
    return ReportLeaks;
  case analysis::Defect::LoopGrowth:
    return ReportGrowth;
  case analysis::Defect::LoopChurn:
    return ReportChurn;
  default:
    return false;
  }
}

EngineRequest LoopCreationCheck::request() const {
  EngineRequest R = Z3Check::request();
  R.SmallTripCount = SmallTripCount;
  return R;
}
