// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects of a loop that go into a container which only grows. Terms are left
// alone: a list that keeps terms for others is never read.

#include "analysis/FunctionAnalysis.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::PlaceId;

void FunctionAnalysis::checkKept() {
  for (const ir::Block &B : F.Blocks)
    for (size_t N = 0; N + 1 < B.Instrs.size(); ++N) {
      const Instr &I = B.Instrs[N];
      if (I.R != ir::Role::Keep || B.Instrs[N + 1].Dst == ir::NoPlace)
        continue;
      // One of this function's own is bounded by the run of the function.
      PlaceId Container = F.rootOf(B.Instrs[N + 1].Dst);
      if (F.place(Container).F == ir::Place::Local)
        continue;
      for (const auto &[Id, Site] : Sites) {
        if (!Site.UsedBy.count(I.Id) || F.instr(Id).O != Op::New ||
            ir::family(Site.K) == ir::Family::Ast)
          continue;
        int Loop = Loops.countedLoop(F.position(Id).first, B.Id);
        if (Loop >= 0)
          reportGrowth(Growth::Container, Loop, F.instr(Id),
                       Confidence::Likely);
      }
    }
}

} // namespace z3tidy::analysis
