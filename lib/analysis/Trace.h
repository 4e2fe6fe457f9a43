// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a state came about: a list that grows at its end and shares its past with
// the states that forked from it. The witness of a finding is read off it.

#ifndef Z3TIDY_ANALYSIS_TRACE_H
#define Z3TIDY_ANALYSIS_TRACE_H

#include "analysis/State.h"
#include "llvm/Support/Allocator.h"

namespace z3tidy::analysis {

struct TraceNode {
  enum What : uint8_t {
    Made,
    Retained,
    Released,
    ContextDeleted,
    Collected, ///< what kept it holds another object from here on
    Aged,      ///< the object of a site is no longer its newest one
    Branch,    ///< an edge out of block From with more than one way
    Iteration, ///< the back edge into loop header To
  } W;
  const TraceNode *Up;
  ir::InstrId At = ir::NoInstr;
  ObjectId O = NoObject;
  int8_t Count = 0;
  ir::BlockId From = ir::NoBlock, To = ir::NoBlock;
  unsigned EdgeIndex = 0;
};

class TraceArena {
public:
  /// The arena owns the node; S's trace ends with it then.
  void append(State &S, TraceNode N) {
    N.Up = S.Trace;
    S.Trace = new (Storage.Allocate()) TraceNode(N);
  }

private:
  llvm::SpecificBumpPtrAllocator<TraceNode> Storage;
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_TRACE_H
