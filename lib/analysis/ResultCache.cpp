// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two generations: what is found in the old one moves to the young one, and
// when that is full it becomes the old one, and what the old one had is gone.

#include "analysis/ResultCache.h"

#include "analysis/ContextRelations.h"

namespace z3tidy::analysis {

/// About what a result takes; tables of places are most of it.
static size_t weight(const PartResult &R) {
  size_t Bytes = sizeof(R);
  for (const Summary &S : R.Summaries) {
    Bytes += sizeof(S);
    if (S.Places)
      Bytes += S.Places->size() * 3 * sizeof(ir::Place);
    for (const auto *Cases : {&S.Cases, &S.Throws})
      for (const SummaryCase &C : *Cases)
        Bytes += sizeof(C) + C.News.size() * sizeof(NewObject) +
                 C.Effects.size() * sizeof(Effect) +
                 C.Stores.size() * sizeof(SummaryStore);
  }
  return Bytes;
}

/// The lock is held.
const ResultCache::Kept &ResultCache::keep(llvm::StringRef Key, Kept New) {
  if (YoungBytes + New.Bytes > HalfBytes) {
    Old = std::move(Young);
    OldBytes = YoungBytes;
    Young = Generation();
    YoungBytes = 0;
  }
  YoungBytes += New.Bytes;
  return Young[Key] = std::move(New);
}

std::shared_ptr<const PartResult> ResultCache::find(llvm::StringRef Key) {
  std::lock_guard<std::mutex> Guard(Lock);
  if (auto It = Young.find(Key); It != Young.end())
    return It->second.Result;
  auto It = Old.find(Key);
  if (It == Old.end())
    return nullptr;
  Kept Moved = std::move(It->second);
  Old.erase(It);
  OldBytes -= Moved.Bytes;
  return keep(Key, std::move(Moved)).Result;
}

std::shared_ptr<const PartResult> ResultCache::add(llvm::StringRef Key,
                                                   PartResult R) {
  std::lock_guard<std::mutex> Guard(Lock);
  if (auto It = Young.find(Key); It != Young.end())
    return It->second.Result;
  R.Number = ++LastNumber;
  size_t Bytes = Key.size() + weight(R);
  return keep(Key, {std::make_shared<const PartResult>(std::move(R)), Bytes})
      .Result;
}

size_t ResultCache::bytes() const {
  std::lock_guard<std::mutex> Guard(Lock);
  return YoungBytes + OldBytes;
}

/// An option that is added does not compile here until it is written too.
void PartKeys::addOptions(ir::ContentWriter &Key) const {
  const auto &[DefaultMode, HasDestructors, ManualCounts, Relations,
               Destructors, AsksForResults, NobodyCatches, RetainsTerms,
               SmallTripCount, Fresh, Silent, MaxStates, MaxVisitsPerBlock,
               Solver, Results] = Opts;
  Key.number(uint64_t(DefaultMode));
  Key.number(HasDestructors | ManualCounts << 1 | AsksForResults << 2 |
             RetainsTerms << 3 | NobodyCatches << 4);
  Key.number(SmallTripCount);
  Key.number(MaxStates);
  Key.number(MaxVisitsPerBlock);
  Key.number(Solver != nullptr);
  Key.number(Relations != nullptr);
  if (Relations)
    Relations->write(Key);
  // The other three are of single functions.
  (void)Destructors, (void)Fresh, (void)Silent, (void)Results;
}

void PartKeys::addKnown(ir::ContentWriter &Key, llvm::StringRef Name) const {
  Key.number(Known.lookup(Name));
}

/// What is said of an object's owner depends on what the owner's destructor is
/// known to release, which may be nothing yet.
void PartKeys::addDestructor(ir::ContentWriter &Key,
                             llvm::StringRef Class) const {
  auto It = Opts.Destructors->find(Class);
  Key.number(It != Opts.Destructors->end());
  if (It != Opts.Destructors->end())
    addKnown(Key, It->second);
}

void PartKeys::addFunction(ir::ContentWriter &Key, const ir::Function &F,
                           const Iterated *Again) const {
  Key.function(F);
  addDestructor(Key, F.Class);
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Instrs)
      if (const ir::Function *Callee =
              I.Callee.empty() ? nullptr : M.find(I.Callee)) {
        addKnown(Key, I.Callee);
        addDestructor(Key, Callee->Class);
      }
  for (const auto *Params : {Opts.Fresh, Opts.Silent}) {
    auto Of = Params->find(F.Name);
    Key.number(Of == Params->end() ? 0 : Of->second.size());
    if (Of != Params->end())
      for (ir::PlaceId P : Of->second)
        Key.number(P);
  }
  Key.number(Again != nullptr);
  if (!Again)
    return;
  const auto &[Form, Ends, Varies, Part] = *Again;
  Key.number(Form);
  Key.number(Ends);
  Key.number(Varies.size());
  for (bool Is : Varies)
    Key.number(Is);
  Key.number(Part.size());
  for (const ir::Function *Of : Part)
    Key.text(Of->Name);
}

std::string PartKeys::keyOf(llvm::ArrayRef<size_t> Part,
                            llvm::ArrayRef<const Iterated *> Again) {
  ir::ContentWriter Key;
  addOptions(Key);
  Key.number(Part.size());
  for (size_t I = 0; I < Part.size(); ++I)
    addFunction(Key, *M.Functions[Part[I]], Again[I]);
  return Key.take();
}

void PartKeys::set(llvm::ArrayRef<size_t> Part, uint64_t Number) {
  for (size_t F : Part)
    Known[M.Functions[F]->Name] = Number;
}

} // namespace z3tidy::analysis
