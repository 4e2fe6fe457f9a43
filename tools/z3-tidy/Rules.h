// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What there is to say of each check.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_RULES_H
#define Z3TIDY_TOOLS_Z3_TIDY_RULES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace z3tidy::tool {

struct Rule {
  llvm::StringRef Name;
  llvm::StringRef Headline;
  llvm::StringRef Page; ///< Markdown
  bool IsOn;            ///< by default: it reports what is wrong
};

/// In the order of the registry.
llvm::ArrayRef<Rule> rules();

/// A check that tells of nothing wrong, but of what could be written better.
bool isModernizer(llvm::StringRef Check);

/// Where the page of a check of ours is: below Z3TIDY_DOCS_URL of the build, or
/// a name that leads nowhere.
std::string pageOf(llvm::StringRef Check);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_RULES_H
