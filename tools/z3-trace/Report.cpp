// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns the state of handles into lines of the record.

#include "Report.h"
#include "Record.h"
#include <algorithm>
#include <map>
#include <tuple>

namespace z3trace {
namespace {

const char *const MisuseNames[] = {
    "use-after-release",        "release-after-release", "release-of-unowned",
    "use-after-context-delete", "unprotected-use",       "wrong-context",
    "concurrent-use",
};

struct Event {
  unsigned Id;
  uint64_t Count;
};

/// The misuse, its place, where the handle was made, and the third place: of
/// the release, or of the other thread's call.
using EventKey = std::tuple<Misuse, StackId, StackId, StackId>;

std::map<EventKey, Event> &events() {
  static auto *E = new std::map<EventKey, Event>;
  return *E;
}

/// Null if those places were told of before: then they are only counted.
Event *newEvent(const EventKey &Key) {
  auto Entry = events().insert({Key, Event{}});
  Event &E = Entry.first->second;
  ++E.Count;
  if (!Entry.second)
    return nullptr;
  E.Id = events().size();
  recordStack(std::get<1>(Key));
  recordStack(std::get<2>(Key));
  recordStack(std::get<3>(Key));
  return &E;
}

void leak(const char *Type, const Origin &O, const char *When, uint64_t Count,
          uint64_t References) {
  if (!Count)
    return;
  recordStack(O.Site);
  record("L %s %s %s %s %lu %lu %u", Type, Kinds[O.Kind].Name, O.ContextKind,
         When, static_cast<unsigned long>(Count),
         static_cast<unsigned long>(References), O.Site);
}

void growth(const Origin &O, const char *Kind, const char *Of) {
  recordStack(O.Site);
  record("G %s %s %s %lu %lu %lu %u", Kind, O.ContextKind, Of,
         static_cast<unsigned long>(O.Most),
         static_cast<unsigned long>(O.MostRounds),
         static_cast<unsigned long>(O.Made), O.Site);
}

void forgetHeld() {
  for (Origin *O : table().Origins)
    O->Held = O->HeldReferences = 0;
}

/// What is held now, by place of creation.
void countHeld() {
  forgetHeld();
  for (Handle *H : table().Handles) {
    bool OutlivesContext =
        H->family() == Family::Owned && H->Kind != Kind_rcf_num;
    if (!H->Count || H->Stays ||
        (H->Ctx && H->Ctx->Deleted && !OutlivesContext) ||
        H->St == Status::Immortal)
      continue;
    for (const Hold &O : H->Holds)
      if (O.Count) {
        ++O.From->Held;
        O.From->HeldReferences += O.Count;
      }
  }
}

bool isDear(unsigned char Kind) {
  return Kind == Kind_context || Kind == Kind_solver || Kind == Kind_optimize ||
         Kind == Kind_fixedpoint;
}

} // namespace

void reportMisuse(Misuse M, Handle *H, const char *ContextKind,
                  const char *Function, StackId Site, StackId ReleasedAt) {
  uint8_t Bit = 1u << static_cast<unsigned>(M);
  if (H->Reported & Bit)
    return;
  H->Reported |= Bit;
  StackId Made = H->Made ? H->Made->Site : 0;
  const Event *E = newEvent(EventKey(M, Site, Made, ReleasedAt));
  if (!E)
    return;
  record("E %u %s %s %s %s %u %u %u", E->Id,
         MisuseNames[static_cast<unsigned>(M)], Kinds[H->Kind].Name,
         ContextKind, Function, Site, Made, ReleasedAt);
  flushRecord();
}

void reportConcurrentUse(Context *X, const char *Function, StackId Site,
                         const Concurrent &Other) {
  StackId Made = X->Self->Made ? X->Self->Made->Site : 0;
  const Event *E =
      newEvent(EventKey(Misuse::ConcurrentUse, Site, Made, Other.Site));
  if (!E)
    return;
  record("E %u %s context %s %s %u %u 0 %s %u", E->Id,
         MisuseNames[static_cast<unsigned>(Misuse::ConcurrentUse)],
         X->kindName(), Function, Site, Made, Other.Call, Other.Site);
  flushRecord();
}

// What is never given back grows by its number, the rest by the rounds of work
// that it stays for.
static uint64_t grown(const Origin &O, uint64_t Held) {
  return std::max({O.MostRounds, O.UnreleasedCount, O.LeakedCount + Held});
}

static void reportOrigin(Origin *O, unsigned Threshold) {
  if (grown(*O, O->Held) >= Threshold) {
    growth(*O, Kinds[O->Kind].Name, "-");
    return;
  }
  // Two at once: the next one is made before the last one is given back.
  if (!isDear(O->Kind) || O->Made < Threshold || O->Most > 2)
    return;
  recordStack(O->Site);
  record("H %s %s %lu %lu %lu %u", Kinds[O->Kind].Name, O->ContextKind,
         static_cast<unsigned long>(O->Made),
         static_cast<unsigned long>(O->Most), static_cast<unsigned long>(O->Ns),
         O->Site);
}

void reportEnd(unsigned Threshold, uint64_t Calls, uint64_t PeakBytes,
               bool InsideCall, const char *How) {
  record("B");
  for (const auto &E : events())
    if (E.second.Count > 1)
      record("C %u %lu", E.second.Id,
             static_cast<unsigned long>(E.second.Count));
  InsideCall ? forgetHeld() : countHeld();
  for (Origin *O : table().Origins) {
    leak("leak", *O, "context-delete", O->LeakedCount, O->LeakedReferences);
    leak("leak", *O, "exit", O->Held, O->HeldReferences);
    leak("unreleased-at-context-delete", *O, "context-delete",
         O->UnreleasedCount, O->UnreleasedReferences);
    reportOrigin(O, Threshold);
  }
  for (HandleTable::PseudoOrigin *O : table().PseudoOrigins)
    if (O->MostRounds >= Threshold)
      growth(*O, O->What.c_str(), O->Of.c_str());
  if (!InsideCall)
    record("X %lu %lu %s", static_cast<unsigned long>(Calls),
           static_cast<unsigned long>(PeakBytes), How);
  flushRecord();
}

void retractEnd() {
  record("U");
  flushRecord();
}

void reportSnapshot(uint64_t Milliseconds, uint64_t Calls, uint64_t Bytes) {
  countHeld();
  record("N %lu %lu %lu", static_cast<unsigned long>(Milliseconds),
         static_cast<unsigned long>(Calls), static_cast<unsigned long>(Bytes));
  for (Origin *O : table().Origins) {
    if (!O->Held)
      continue;
    recordStack(O->Site);
    record("O %s %s %lu %lu %lu %u", Kinds[O->Kind].Name, O->ContextKind,
           static_cast<unsigned long>(O->Held),
           static_cast<unsigned long>(O->HeldReferences),
           static_cast<unsigned long>(O->Made), O->Site);
  }
  flushRecord();
  announceSnapshot();
}

void forgetMisuse() { events().clear(); }

} // namespace z3trace
