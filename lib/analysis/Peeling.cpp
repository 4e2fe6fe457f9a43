// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loop itself stays behind its copies: if it runs more often than its note
// says, nothing is missed.

#include "analysis/Peeling.h"

#include "llvm/ADT/STLExtras.h"

#include <cstdlib>
#include <set>

namespace z3tidy::analysis {

using ir::BlockId;
using ir::InstrId;
using ir::PlaceId;

/// All copies of one loop are no more than this.
constexpr size_t MaxCopiedBlocks = 96, MaxCopiedInstrs = 240;
/// How many elements of an array a function may list to have each followed.
constexpr unsigned MaxListed = 24;
/// No function gets larger by it than this.
constexpr size_t MaxBlocks = 400;

std::unique_ptr<PeeledFunction> PeeledFunction::of(const ir::Function &F,
                                                   unsigned MaxTrips) {
  if (F.LoopNotes.empty())
    return nullptr;
  std::unique_ptr<PeeledFunction> P(new PeeledFunction(F));
  while (P->peelOne(MaxTrips))
    ;
  if (P->BlockOf.empty())
    return nullptr;
  return P;
}

/// Writes out one loop, inner ones first. False: there is none left.
bool PeeledFunction::peelOne(unsigned MaxTrips) {
  const std::vector<ir::Loop> Loops = ir::findLoops(Body);
  for (const ir::Loop &L : llvm::reverse(Loops)) {
    if (!Done.try_emplace(L.Header, true).second)
      continue;
    unsigned Trips = tripsOf(L);
    if (Trips == 0 || Trips > std::max(MaxTrips, MaxListed) ||
        !isSmall(L, Trips) || (Trips > MaxTrips && !goesOverListed(L)))
      continue;
    peel(L, Trips);
    return true;
  }
  return false;
}

/// How often the loop runs at most, where a counter that starts at constants
/// and is compared with one decides that; 0: not known.
unsigned PeeledFunction::tripsOf(const ir::Loop &L) const {
  const std::set<BlockId> Inside(L.Blocks.begin(), L.Blocks.end());
  auto Note = Body.LoopNotes.find(L.Header);
  if (Note == Body.LoopNotes.end())
    return 0;
  for (BlockId B : L.Blocks)
    for (const ir::Edge &E : Body.Blocks[B].Edges)
      for (const ir::Condition &C : E.Holds) {
        bool IsTest = C.F == ir::Condition::Null ||
                      ((C.F == ir::Condition::Eq || C.F == ir::Condition::Lt ||
                        C.F == ir::Condition::Le) &&
                       C.Right.F == ir::Operand::Int);
        if (Inside.count(E.To) || !IsTest)
          continue;
        int64_t Last = C.F == ir::Condition::Null ? 0 : C.Right.Value;
        if (unsigned Trips = tripsByCount(L, C.Left, Last)) {
          if (Note->second.TripCount)
            return Note->second.TripCount;
          // Within a loop it is not followed what the counter starts at.
          return L.Parent < 0 ? Trips : 0;
        }
      }
  return 0;
}

/// The same by what changes the counter: constants that it is set to outside of
/// the loop, and steps of one.
unsigned PeeledFunction::tripsByCount(const ir::Loop &L, ir::PlaceId Counter,
                                      int64_t Last) const {
  constexpr int64_t MaxConstant = 16;
  if (Body.place(Counter).F != ir::Place::Local || std::abs(Last) > MaxConstant)
    return 0;
  const std::set<BlockId> Inside(L.Blocks.begin(), L.Blocks.end());
  unsigned Most = 0, Steps = 0;
  bool Counts = false;
  for (const ir::Block &B : Body.Blocks)
    for (const ir::Instr &I : B.Instrs) {
      bool Named =
          !I.Args.empty() && I.Args[0].isPlace() && I.Args[0].P == Counter;
      if (I.Dst == Counter) {
        bool IsConstant = I.O == ir::Op::Copy && !Inside.count(B.Id) &&
                          (I.Args[0].F == ir::Operand::Int ||
                           I.Args[0].F == ir::Operand::Null) &&
                          std::abs(I.Args[0].Value) <= MaxConstant;
        if (!IsConstant)
          return 0;
        Most = std::max<unsigned>(Most, std::abs(Last - I.Args[0].Value));
      } else if (Named && I.O == ir::Op::Havoc) {
        if (I.C != ir::Change::Plus || (!Inside.count(B.Id) && I.By > 1))
          return 0;
        Counts |= Inside.count(B.Id) != 0;
        Steps += !Inside.count(B.Id) && !isCopy(B.Id);
      } else if (Named && (I.O == ir::Op::Addr || I.O == ir::Op::Move)) {
        return 0;
      }
    }
  return Counts && Most > 0 ? Most + Steps : 0;
}

/// Whether the loop goes over an array of which the function names the elements
/// one by one (`T all[] = {x, y, z}`), and neither makes nor retains objects:
/// what a loop makes is told of as a loop's.
bool PeeledFunction::goesOverListed(const ir::Loop &L) const {
  bool GoesOver = false;
  for (BlockId B : L.Blocks)
    for (const ir::Instr &I : Body.Blocks[B].Instrs) {
      bool Makes = I.O == ir::Op::New && family(I.K) != ir::Family::Ast;
      bool MayMake = I.O == ir::Op::Call && I.Dst != ir::NoPlace;
      if (Makes || MayMake || I.O == ir::Op::Retain)
        return false;
      for (const ir::Operand &A : I.Args)
        for (PlaceId P = A.isPlace() ? A.P : ir::NoPlace;
             P != ir::NoPlace && !Body.place(P).isRoot();
             P = Body.place(P).Parent)
          GoesOver |= Body.place(P).F == ir::Place::At;
    }
  return GoesOver && llvm::any_of(Body.Blocks, [&](const ir::Block &B) {
           return llvm::any_of(B.Instrs, [&](const ir::Instr &I) {
             return I.Dst != ir::NoPlace &&
                    Body.place(I.Dst).F == ir::Place::Index;
           });
         });
}

bool PeeledFunction::isSmall(const ir::Loop &L, unsigned Trips) const {
  const std::set<BlockId> Inside(L.Blocks.begin(), L.Blocks.end());
  size_t Instrs = 0;
  for (BlockId B : L.Blocks)
    Instrs += Body.Blocks[B].Instrs.size();
  if (L.Blocks.size() * Trips > MaxCopiedBlocks ||
      Instrs * Trips > MaxCopiedInstrs ||
      Body.Blocks.size() + L.Blocks.size() * Trips > MaxBlocks)
    return false;
  // It is entered at its header only.
  for (const ir::Block &B : Body.Blocks)
    for (const ir::Edge &E : B.Edges)
      if (!Inside.count(B.Id) && Inside.count(E.To) && E.To != L.Header)
        return false;
  return !Inside.count(Body.Entry) || Body.Entry == L.Header;
}

std::map<BlockId, BlockId> PeeledFunction::copyBlocks(const ir::Loop &L) {
  std::map<BlockId, BlockId> CopyOf;
  for (BlockId B : L.Blocks) {
    BlockId New = Body.addBlock().Id;
    CopyOf[B] = New;
    BlockOf.push_back(
        B < Original.Blocks.size() ? B : BlockOf[B - Original.Blocks.size()]);
    Body.Blocks[New].How = Body.Blocks[B].How;
    Body.Blocks[New].ExitLoc = Body.Blocks[B].ExitLoc;
    for (size_t N = 0; N < Body.Blocks[B].Instrs.size(); ++N) {
      ir::Instr I = Body.Blocks[B].Instrs[N];
      InstrOf.push_back(originalOf(I.Id));
      Body.append(New, std::move(I));
    }
    // Of the loops within this one, the copies are loops too.
    if (auto Note = Body.LoopNotes.find(B);
        Note != Body.LoopNotes.end() && B != L.Header) {
      const ir::LoopNote Copied = Note->second;
      Body.LoopNotes[New] = Copied;
      Done[New] = true;
    }
  }
  return CopyOf;
}

void PeeledFunction::peel(const ir::Loop &L, unsigned Trips) {
  const ir::Source Loc = Body.LoopNotes[L.Header].Loc;
  const std::set<BlockId> Inside(L.Blocks.begin(), L.Blocks.end());
  std::vector<std::map<BlockId, BlockId>> Copies;
  for (unsigned N = 0; N < Trips; ++N)
    Copies.push_back(copyBlocks(L));
  const BlockId First = Copies.front()[L.Header];
  for (unsigned N = 0; N < Trips; ++N) {
    BlockId Next = N + 1 < Trips ? Copies[N + 1][L.Header] : L.Header;
    for (const auto &[From, Copy] : Copies[N])
      for (ir::Edge E : Body.Blocks[From].Edges) {
        auto Round = Rounds.find({From, E.To});
        const bool WasRound = Round != Rounds.end();
        const ir::Source RoundLoc = WasRound ? Round->second : ir::Source();
        const bool GoesRound = E.To == L.Header;
        if (GoesRound)
          E.To = Next;
        else if (auto To = Copies[N].find(E.To); To != Copies[N].end())
          E.To = To->second;
        if (WasRound)
          Rounds[{Copy, E.To}] = RoundLoc;
        else if (GoesRound)
          Rounds[{Copy, E.To}] = Loc;
        Body.Blocks[Copy].Edges.push_back(std::move(E));
      }
  }
  for (ir::Block &B : Body.Blocks) {
    bool IsCopy = llvm::any_of(Copies, [&](const auto &Of) {
      return llvm::any_of(Of, [&](const auto &C) { return C.second == B.Id; });
    });
    if (!IsCopy && !Inside.count(B.Id))
      for (ir::Edge &E : B.Edges)
        if (E.To == L.Header)
          E.To = First;
  }
  if (Body.Entry == L.Header)
    Body.Entry = First;
}

std::optional<ir::Source> PeeledFunction::roundOf(BlockId From,
                                                  BlockId To) const {
  auto It = Rounds.find({From, To});
  if (It == Rounds.end())
    return std::nullopt;
  return It->second;
}

InstrId PeeledFunction::originalOf(InstrId I) const {
  return I == ir::NoInstr || I < Original.NumInstrs
             ? I
             : InstrOf[I - Original.NumInstrs];
}

/// What tells two findings apart; copies of one instruction do not.
static auto keyOf(const Finding &R) {
  bool ByUse = R.D != Defect::HandleLeak && R.D != Defect::LoopLeak;
  Defect D = R.D == Defect::SecondRelease ? Defect::UseAfterRelease : R.D;
  return std::make_tuple(D, R.At, ByUse ? ir::NoInstr : R.Made);
}

void PeeledFunction::tellOfOriginal(std::vector<Finding> &Findings) const {
  auto Fix = [&](InstrId &I) { I = originalOf(I); };
  auto FixAll = [&](std::vector<InstrId> &All) {
    std::vector<InstrId> Fixed;
    for (InstrId I : All)
      if (InstrId O = originalOf(I); !llvm::is_contained(Fixed, O))
        Fixed.push_back(O);
    All = std::move(Fixed);
  };
  std::vector<Finding> Told;
  std::set<InstrId> LostInLoops;
  for (const Finding &R : Findings)
    if (R.D == Defect::LoopLeak)
      LostInLoops.insert(originalOf(R.Made));
  for (Finding &R : Findings) {
    if (R.F == &Body)
      R.F = &Original;
    Fix(R.At);
    Fix(R.Made);
    Fix(R.Killed);
    FixAll(R.Lost);
    FixAll(R.Releases);
    if (R.LoopHeader != ir::NoBlock && isCopy(R.LoopHeader))
      R.LoopHeader = BlockOf[R.LoopHeader - Original.Blocks.size()];
    for (Step &S : R.Path)
      if (S.F == &Body) {
        S.F = &Original;
        Fix(S.At);
      }
    if (R.D == Defect::HandleLeak && LostInLoops.count(R.Made))
      continue;
    auto Same = llvm::find_if(Told, [&](const Finding &T) {
      return keyOf(T) == keyOf(R) ||
             (T.D == Defect::UseAfterRelease && T.D == R.D &&
              T.Killed != ir::NoInstr && T.Killed == R.Killed);
    });
    if (Same == Told.end())
      Told.push_back(std::move(R));
    else if (R.C > Same->C)
      *Same = std::move(R);
  }
  Findings = std::move(Told);
}

} // namespace z3tidy::analysis
