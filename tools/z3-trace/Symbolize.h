// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From return addresses to functions and lines, and to the line that a reader
// wants to see.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_SYMBOLIZE_H
#define Z3TIDY_TOOLS_Z3_TRACE_SYMBOLIZE_H

#include "ReadRecord.h"
#include "llvm/DebugInfo/Symbolize/Symbolize.h"

namespace z3trace {

struct Frame {
  std::string Function; ///< demangled; empty if unknown
  std::string File;     ///< empty without debug information
  unsigned Line = 0;
  unsigned Column = 0;
  std::string Module;
  uint64_t Offset = 0; ///< in the module
  bool User = false;   ///< the innermost frame of the user's own code
};

/// A stack with inlined calls expanded, innermost first. The tracer's and
/// libz3's own frames at its inner end are left out.
using SourceStack = std::vector<Frame>;

/// The user's frame of \p S, or null.
const Frame *userFrame(const SourceStack &S);

class Symbolizer {
public:
  Symbolizer();
  SourceStack symbolize(const RawStack &S);

private:
  llvm::symbolize::LLVMSymbolizer Impl;
  std::map<std::pair<std::string, uint64_t>, SourceStack> Cache;
  const SourceStack &frames(const Address &A);
};

} // namespace z3trace

#endif
