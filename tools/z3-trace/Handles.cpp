// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The life of a handle, as Handles.h tells it.

#include "Handles.h"
#include <algorithm>

namespace z3trace {

HandleTable &table() {
  static auto *T = new HandleTable;
  return *T;
}

//===--- Look-up
//-----------------------------------------------------------===//

static uint64_t keyOf(uintptr_t Ptr, unsigned char Kind) {
  // All kinds of ASTs are one family; each other kind is its own.
  uint64_t Group = Kinds[Kind].Fam == Family::Ast ? 0 : Kind + 1;
  return (static_cast<uint64_t>(Ptr) << 6) ^ Group;
}

Handle *HandleTable::find(uintptr_t Ptr, unsigned char Kind) {
  auto It = ByPtr.find(keyOf(Ptr, Kind));
  return It == ByPtr.end() ? nullptr : It->second;
}

Handle *HandleTable::get(uintptr_t Ptr, unsigned char Kind) {
  Handle *&H = ByPtr[keyOf(Ptr, Kind)];
  if (!H) {
    H = new Handle;
    H->Ptr = Ptr;
    H->Kind = Kind;
    Handles.push_back(H);
  }
  return H;
}

Context *HandleTable::context(uintptr_t Ptr) {
  auto It = Contexts.find(Ptr);
  return It == Contexts.end() ? nullptr : It->second;
}

Context *HandleTable::addContext(uintptr_t Ptr, bool Rc) {
  auto *C = new Context;
  C->Rc = Rc;
  Contexts[Ptr] = C;
  return C;
}

Origin *HandleTable::origin(StackId Site, unsigned char Kind,
                            const char *ContextKind) {
  uint64_t Key = (static_cast<uint64_t>(Site) << 16) | (uint64_t(Kind) << 8) |
                 static_cast<unsigned char>(ContextKind[0]);
  Origin *&O = OriginIndex[Key];
  if (!O) {
    O = new Origin;
    O->Site = Site;
    O->Kind = Kind;
    O->ContextKind = ContextKind;
    Origins.push_back(O);
  }
  return O;
}

Origin *HandleTable::pseudoOrigin(StackId Site, const char *What,
                                  const char *Of, const char *ContextKind) {
  PseudoOrigin *&O =
      PseudoIndex[std::to_string(Site) + What + Of + ContextKind];
  if (!O) {
    O = new PseudoOrigin;
    O->Site = Site;
    O->Kind = NoKind;
    O->ContextKind = ContextKind;
    O->What = What;
    O->Of = Of;
    PseudoOrigins.push_back(O);
  }
  return O;
}

static void startAnew(Origin &O) {
  Origin New;
  New.Site = O.Site;
  New.Kind = O.Kind;
  New.ContextKind = O.ContextKind;
  New.Immortal = O.Immortal;
  O = New;
}

void HandleTable::disown() {
  for (Handle *H : Handles)
    H->Holds.clear();
  for (Origin *O : Origins)
    startAnew(*O);
  for (PseudoOrigin *O : PseudoOrigins)
    startAnew(*O);
}

//===--- Counting
//----------------------------------------------------------===//

Round CurrentRound = 1;

void RoundCounts::add(Round R) {
  if (Entries.empty() || Entries.back().R != R) {
    Entries.push_back({R, 1});
    ++Rounds;
    return;
  }
  if (Entries.back().Alive++ == 0)
    --Empty;
}

void RoundCounts::remove(Round R) {
  auto It = std::lower_bound(
      Entries.begin(), Entries.end(), R,
      [](const Entry &E, Round Wanted) { return E.R < Wanted; });
  if (It == Entries.end() || It->R != R || !It->Alive || --It->Alive)
    return;
  ++Empty;
  if (Empty * 2 <= Rounds || Rounds < 16)
    return;
  Entries.erase(std::remove_if(Entries.begin(), Entries.end(),
                               [](const Entry &E) { return !E.Alive; }),
                Entries.end());
  Rounds = Entries.size();
  Empty = 0;
}

void Origin::grow(Round R) {
  Rounds.add(R);
  if (++Alive > Most)
    Most = Alive;
  if (Rounds.size() > MostRounds)
    MostRounds = Rounds.size();
}

void Origin::shrink(Round R) {
  Rounds.remove(R);
  if (Alive)
    --Alive;
}

//===--- What may keep an AST
//----------------------------------------------===//

constexpr size_t MaxKeepers = 8;
constexpr size_t MaxSearch = 64;

// Alive by itself: not because of something that it is a part of.
static bool isAnchored(const Handle *H) {
  if (H->Ctx && H->Ctx->Deleted)
    return false;
  if (H->Count || H->InTrail || H->InLast)
    return true;
  switch (H->St) {
  case Status::Fresh:
  case Status::Immortal:
  case Status::Foreign:
  case Status::Owned:
    return true;
  case Status::Borrowed:
    return H->Keepers.empty();
  case Status::Unsaved:
  case Status::Released:
    return false;
  }
  return true;
}

bool mayBeKept(Handle *H) {
  std::vector<Handle *> Work{H};
  for (size_t I = 0; I < Work.size(); ++I) {
    Handle *Part = Work[I];
    if (Part->ManyKeepers || Work.size() > MaxSearch)
      return true;
    for (Handle *K : Part->Keepers) {
      if (isAnchored(K))
        return true;
      if (std::find(Work.begin(), Work.end(), K) == Work.end())
        Work.push_back(K);
    }
  }
  return false;
}

void keep(Handle *Part, Handle *Whole) {
  if (Part == Whole || Part->ManyKeepers || !Part->isAst())
    return;
  auto &Keepers = Part->Keepers;
  if (std::find(Keepers.begin(), Keepers.end(), Whole) != Keepers.end())
    return;
  if (Keepers.size() >= MaxKeepers)
    Keepers.erase(std::remove_if(Keepers.begin(), Keepers.end(),
                                 [](Handle *K) {
                                   return !isAnchored(K) &&
                                          K->Keepers.empty() && !K->ManyKeepers;
                                 }),
                  Keepers.end());
  if (Keepers.size() >= MaxKeepers)
    Part->ManyKeepers = true;
  else
    Keepers.push_back(Whole);
}

//===--- Hand-out, retain, release
//-----------------------------------------===//

static void startLife(Handle *H, Context *C, unsigned char Kind) {
  if (!H->Ctx || !H->Ctx->Deleted)
    for (Hold &Old : H->Holds)
      if (Old.Count)
        Old.From->shrink(Old.Since);
  H->Holds.clear();
  if (H->Ctx != C) {
    H->Keepers.clear();
    H->ManyKeepers = H->Lent = H->Stays = H->InTrail = H->InLast = false;
    H->St = Status::Foreign;
    H->Ctx = C;
    if (C)
      C->Handles.push_back(H);
  }
  if (H->Solver) {
    delete H->Solver;
    H->Solver = nullptr;
  }
  H->Kind = Kind;
  H->Count = 0;
  H->Reported = 0;
  H->WasRetained = false;
  H->ReleasedAt = 0;
}

static void handOutOwned(Handle *H, Context *C, Origin *From,
                         unsigned char Kind) {
  // Equal numbers may share a pointer, and each hand-out must be deleted.
  if (Kind != Kind_rcf_num || !H->Count || H->Ctx != C)
    startLife(H, C, Kind);
  H->St = Status::Owned;
  H->Made = From;
  ++From->Made;
  retain(H);
}

void handOut(Handle *H, Result How, Context *C, Origin *From,
             unsigned char Kind) {
  if (How == Result::Owned)
    return handOutOwned(H, C, From, Kind);
  bool Held = H->Count && H->Ctx == C;
  bool SameTerm =
      H->Ctx == C && (Held || H->Stays || H->St == Status::Immortal);
  if (!Held && !(SameTerm && H->Stays))
    startLife(H, C, Kind);
  H->Made = From;
  ++From->Made;
  if (H->St == Status::Immortal)
    return;
  switch (How) {
  case Result::Immortal:
    H->St = Status::Immortal;
    From->Immortal = true;
    break;
  case Result::Borrowed:
    H->Lent = true;
    if (!Held && !H->Stays)
      H->St = Status::Borrowed;
    break;
  case Result::FreshTrail:
  case Result::FreshLast:
    if (!SameTerm)
      H->St = Status::Fresh;
    else if (H->St == Status::Released || H->St == Status::Unsaved)
      H->St = Status::Fresh;
    if (C && !C->Rc && How == Result::FreshTrail && !H->Stays) {
      H->Stays = true;
      H->St = Status::Fresh;
      // The context's own, until its end.
      H->Holds.push_back({From, 1, CurrentRound});
      From->grow(CurrentRound);
    }
    break;
  default:
    break;
  }
}

void retain(Handle *H) {
  ++H->Count;
  H->WasRetained = true;
  if (H->Stays || H->St == Status::Immortal || !H->Made)
    return;
  for (Hold &O : H->Holds)
    if (O.From == H->Made) {
      if (O.Count++ == 0) {
        O.Since = CurrentRound;
        O.From->grow(CurrentRound);
      }
      return;
    }
  H->Holds.push_back({H->Made, 1, CurrentRound});
  H->Made->grow(CurrentRound);
}

// Which of several creation sites loses a reference: the one whose stack is
// most like the release's, since who takes a reference usually gives it back.
static Hold *holdToRelease(Handle *H, StackId At) {
  Hold *Best = nullptr;
  int BestDistance = 0;
  const Stack &R = stackOf(At);
  for (Hold &O : H->Holds) {
    if (!O.Count)
      continue;
    const Stack &S = stackOf(O.From->Site);
    int Common = 0;
    while (Common < S.Size && Common < R.Size &&
           S.Frames[S.Size - 1 - Common] == R.Frames[R.Size - 1 - Common])
      ++Common;
    int Distance = (S.Size - Common) + (R.Size - Common);
    if (!Best || Distance < BestDistance) {
      Best = &O;
      BestDistance = Distance;
    }
  }
  return Best;
}

void release(Handle *H, StackId At) {
  if (!H->Stays)
    if (Hold *O = holdToRelease(H, At))
      if (--O->Count == 0)
        O->From->shrink(O->Since);
  if (--H->Count)
    return;
  H->ReleasedAt = At;
  if (!H->Stays)
    H->Holds.clear();
  if (H->Stays || H->St == Status::Immortal || H->St == Status::Foreign)
    return;
  H->St = H->Lent && mayBeKept(H) ? Status::Borrowed : Status::Released;
}

//===--- Scopes
//------------------------------------------------------------===//

SolverState::PerSite &SolverState::at(std::vector<PerSite> &Sites,
                                      StackId Site) {
  for (PerSite &P : Sites)
    if (P.Site == Site)
      return P;
  Sites.push_back({Site});
  return Sites.back();
}

uint32_t SolverState::assertAt(StackId Site) {
  PerSite &P = at(Levels.back().Assertions, Site);
  if (P.Last != Checks) {
    P.Last = Checks;
    ++P.Count;
  }
  return P.Count;
}

uint32_t SolverState::pushAt(StackId Site) {
  Levels.push_back({Site, {}});
  return ++at(Pushes, Site).Count;
}

void SolverState::pop(unsigned N) {
  for (; N && Levels.size() > 1; --N) {
    --at(Pushes, Levels.back().PushedAt).Count;
    Levels.pop_back();
  }
}

//===--- Slots and contexts
//------------------------------------------------===//

void emptySlot(Context *C, bool Trail) {
  auto &Slot = Trail ? C->Trail : C->Last;
  for (Handle *H : Slot) {
    if (H->Ctx != C)
      continue;
    (Trail ? H->InTrail : H->InLast) = false;
    if (!H->Count && H->St == Status::Fresh && !H->Stays)
      H->St = Status::Unsaved;
  }
  Slot.clear();
}

void fillSlot(Context *C, bool Trail, Handle *H) {
  if (Trail && !C->Rc)
    return; // kept for good, see handOut
  (Trail ? H->InTrail : H->InLast) = true;
  (Trail ? C->Trail : C->Last).push_back(H);
}

void deleteContext(Context *C, StackId At) {
  C->Deleted = true;
  C->DeletedAt = At;
  for (Handle *H : C->Handles) {
    bool Survives = H->family() == Family::Owned && H->Kind != Kind_rcf_num;
    if (H->Ctx != C || Survives)
      continue; // constructors: see the end of the program
    for (Hold &O : H->Holds) {
      if (!O.Count)
        continue;
      O.From->shrink(O.Since);
      if (H->Stays)
        continue;
      bool Counted = H->Kind != Kind_rcf_num;
      ++(Counted ? O.From->UnreleasedCount : O.From->LeakedCount);
      (Counted ? O.From->UnreleasedReferences : O.From->LeakedReferences) +=
          O.Count;
    }
    H->InTrail = H->InLast = false;
  }
  std::vector<Handle *>().swap(C->Handles);
  C->Trail.clear();
  C->Last.clear();
}

void releaseTooLate(Handle *H, StackId At) {
  if (!H->Count || H->Stays)
    return;
  --H->Count;
  Hold *O = holdToRelease(H, At);
  if (!O)
    return;
  bool Counted = H->Kind != Kind_rcf_num;
  --(Counted ? O->From->UnreleasedReferences : O->From->LeakedReferences);
  if (--O->Count == 0)
    --(Counted ? O->From->UnreleasedCount : O->From->LeakedCount);
}

} // namespace z3trace
