// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Sharing.h.

#include "Sharing.h"
#include <algorithm>

namespace z3trace {

bool mayBeConcurrent(const Function &F, const ContextUse &Use) {
  return (F.Flags & F_AnyThread) ||
         (Use.ReleasesAnywhere && (F.Flags & F_Releases));
}

static bool contains(const std::vector<unsigned> &Slots, unsigned Slot) {
  return std::find(Slots.begin(), Slots.end(), Slot) != Slots.end();
}

void noteUse(ContextUse &Use, const Function &F,
             const std::function<StackId()> &Site,
             const std::function<void(Concurrent)> &Tell) {
  Thread &T = thisThread();
  learnPublished(T);
  if (Use.BySlot.size() <= T.Slot)
    Use.BySlot.resize(T.Slot + 1);
  auto &Mine = Use.BySlot[T.Slot];
  if (Mine.At != T.now())
    Mine = {T.now(), Site(), F.Name, {}};
  if (Use.Latest == T.Slot)
    return; // nothing is new about the others
  Use.Latest = T.Slot;
  for (unsigned Slot = 0; Slot < Use.BySlot.size(); ++Slot) {
    auto &Other = Use.BySlot[Slot];
    const bool IsOrdered = Slot == T.Slot || Other.At <= T.Known.of(Slot);
    if (IsOrdered || contains(Other.Told, T.Slot) || contains(Mine.Told, Slot))
      continue;
    Other.Told.push_back(T.Slot);
    Mine.Told.push_back(Slot);
    const StackId Here = Site();
    if (Use.Told.insert(std::minmax(Here, Other.Site)).second)
      Tell({Other.Call, Other.Site});
  }
}

} // namespace z3trace
