// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Rules.h"

using namespace z3tidy::tool;

static constexpr Rule All[] = {
#include "Rules.inc"
};

llvm::ArrayRef<Rule> z3tidy::tool::rules() { return All; }

bool z3tidy::tool::isModernizer(llvm::StringRef Check) {
  for (const Rule &One : All)
    if (One.Name == Check)
      return !One.IsOn;
  return false;
}

std::string z3tidy::tool::pageOf(llvm::StringRef Check) {
  const std::string Pages = Z3TIDY_DOCS_URL;
  return Pages.empty() ? "urn:z3tidy:check:" + Check.str()
                       : Pages + "/checks/" + Check.str() + ".html";
}
