// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a worker tells of a file beside clang-tidy's own output.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_FACTS_H
#define Z3TIDY_TOOLS_Z3_TIDY_FACTS_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace z3tidy::tool {

struct Fact {
  struct Note {
    std::string File, Text;
    uint64_t Offset = 0;
    bool HasEdits = false;
  };
  std::string Check, File, Message;
  std::string EditTitle; ///< what its edits do; empty: not one of our checks
  uint64_t Offset = 0;
  std::string Function;
  std::string Confidence; ///< empty: not one of our checks
  bool Touched = false;
  bool Silenced = false;
  std::vector<Note> Notes; ///< of what is silenced; others clang-tidy tells
};

struct Facts {
  std::vector<Fact> Reports;
  std::string Statistics; ///< text; empty if not asked for
};

bool writeFacts(const Facts &F, llvm::StringRef Path);
/// None if there are none: the worker came to no end.
std::optional<Facts> readFacts(llvm::StringRef Path);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_FACTS_H
