// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Analyzes IR text and tells the findings as short lines, "leak %s @3 lost @5".

#ifndef Z3TIDY_TEST_UNIT_ANALYSISHELPER_H
#define Z3TIDY_TEST_UNIT_ANALYSISHELPER_H

#include "analysis/Analysis.h"
#include "ir/Text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace z3tidy::test {

/// The module that the text describes; it outlives the findings.
inline ir::Module parsed(llvm::StringRef Text) {
  auto M = ir::parse(Text, "test.zir");
  if (M)
    return std::move(*M);
  ADD_FAILURE() << llvm::toString(M.takeError());
  return {};
}

inline const char *word(analysis::Confidence C) {
  switch (C) {
  case analysis::Confidence::Possible:
    return "possible";
  case analysis::Confidence::Likely:
    return "likely";
  case analysis::Confidence::Certain:
    return "certain";
  }
  return "";
}

/// "certain loop-leak 3": the confidence, the defect and the line of the
/// warning of each finding, in order.
inline std::vector<std::string> findings(llvm::StringRef Text,
                                         analysis::Options O = {}) {
  ir::Module M = parsed(Text);
  std::vector<std::string> Lines;
  for (const analysis::Finding &F : analysis::analyze(M, O).Findings)
    Lines.push_back(std::string(word(F.C)) + " " +
                    analysis::spelling(F.D).str() + " " +
                    std::to_string(F.Loc.Line));
  return Lines;
}

} // namespace z3tidy::test

#endif // Z3TIDY_TEST_UNIT_ANALYSISHELPER_H
