// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a state came about: a list that grows at its end and shares its past with
// the states that forked from it. The witness of a finding is read off it.

#ifndef Z3TIDY_ANALYSIS_TRACE_H
#define Z3TIDY_ANALYSIS_TRACE_H

#include "analysis/State.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Allocator.h"

namespace z3tidy::analysis {

struct TraceNode;

/// One way by which a block is entered: its last node, and the block before.
struct Way {
  const TraceNode *End = nullptr;
  const TraceNode *From = nullptr; ///< Entered; null: the function is entered
  unsigned EdgeIndex = 0;          ///< out of From's block
  /// From is another state of the same block, which was joined into this one.
  bool IsAlias = false;
};

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
    Entered,   ///< block To; other ways may have come to the same state since
  } W;
  const TraceNode *Up;
  ir::InstrId At = ir::NoInstr;
  ObjectId O = NoObject;
  int8_t Count = 0;
  ir::BlockId From = ir::NoBlock, To = ir::NoBlock;
  unsigned EdgeIndex = 0;
  /// Entered: the other ways that were merged into this one. It grows after the
  /// state has gone on, so that all who come from here know of them.
  mutable llvm::SmallVector<Way, 0> Also;
  mutable bool MoreWays = false; ///< and some that were not noted

  /// Past this many, further ways to one state are not noted.
  static constexpr size_t MaxWays = 16;

  static Way wayTo(const TraceNode *End) {
    Way W;
    W.End = End;
    for (W.From = End; W.From && W.From->W != Entered; W.From = W.From->Up)
      if (W.From->W == Branch)
        W.EdgeIndex = W.From->EdgeIndex;
    return W;
  }

  /// Another way has come to the same state. Each is noted once.
  void addWay(Way New) const {
    auto IsSame = [&](const Way &W) {
      return W.From == New.From && W.EdgeIndex == New.EdgeIndex;
    };
    if (IsSame(wayTo(Up)) || llvm::any_of(Also, IsSame))
      return;
    if (Also.size() < MaxWays)
      Also.push_back(New);
    else
      MoreWays = true;
  }
};

class TraceArena {
public:
  /// The arena owns the node; S's trace ends with it then.
  void append(State &S, TraceNode N) {
    N.Up = S.Trace;
    S.Trace = new (Storage.Allocate()) TraceNode(std::move(N));
  }

private:
  llvm::SpecificBumpPtrAllocator<TraceNode> Storage;
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_TRACE_H
