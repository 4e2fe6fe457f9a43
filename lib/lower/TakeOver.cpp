// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/TakeOver.h"

namespace z3tidy::lower {

using namespace clang;

TakeOver::TakeOver(ModuleContext &M, const Candidates &Found,
                   llvm::ArrayRef<size_t> Chosen,
                   std::unique_ptr<KeptFunctions> Former)
    : M(M), Found(Found), Former(std::move(Former)),
      Next(std::make_unique<KeptFunctions>()) {
  const LangOptions &Language = M.Ctx.getLangOpts();
  if (!Language.CPlusPlus && !Language.ObjC)
    Parts = SourceParts::of(M.Ctx, Found.All);
  if (!Parts)
    return;
  describe(Chosen);
  if (isSameFile())
    compare();
}

/// The file as it is now.
void TakeOver::describe(llvm::ArrayRef<size_t> Chosen) {
  Next->Surroundings = std::move(Parts->Surroundings);
  Next->Model = M.Model;
  Next->Bodies.resize(Parts->Bodies.size());
  for (size_t I = 0; I < Found.All.size(); ++I)
    if (KeptFunctions::Body *Body = place(I)) {
      Body->Text = Parts->Bodies[*Parts->BodyOf[I]].str();
      Body->CalledByZ3 = M.isCalledByZ3(Found.All[I].FD);
    }
  for (size_t I : Chosen) {
    std::string Name = M.moduleName(Found.All[I].FD).str();
    if (KeptFunctions::Body *Body = place(I))
      Body->Name = std::move(Name);
    else
      Next->Others.push_back(std::move(Name));
  }
}

bool TakeOver::isSameFile() {
  return Former->Surroundings == Next->Surroundings &&
         Former->Model == Next->Model && Former->Others == Next->Others &&
         Former->Bodies.size() == Next->Bodies.size() &&
         Former->Facts == M.describe(Former->AskedFor, [&](const Decl *D) {
           return Parts->placeOf(D);
         });
}

/// A function that is another now, who calls it, who calls them …
void TakeOver::compare() {
  const std::vector<Candidate> &All = Found.All;
  std::vector<bool> Changed(All.size());
  std::vector<size_t> Work;
  auto Mark = [&](size_t I) {
    if (!Changed[I])
      Work.push_back(I);
    Changed[I] = true;
  };
  for (size_t I = 0; I < All.size(); ++I)
    if (Parts->BodyOf[I]) {
      const KeptFunctions::Body &Old = Former->Bodies[*Parts->BodyOf[I]];
      const KeptFunctions::Body &New = *place(I);
      if (Old.Text != New.Text || Old.Name != New.Name ||
          Old.CalledByZ3 != New.CalledByZ3)
        Mark(I);
    }
  if (!Work.empty())
    for (size_t I = 0; I < All.size(); ++I)
      if (All[I].CallsPrecompiled)
        Mark(I);
  while (!Work.empty()) {
    size_t I = Work.back();
    Work.pop_back();
    for (size_t Caller : Found.Callers[I])
      Mark(Caller);
  }
  Taken.resize(All.size());
  for (size_t I = 0; I < All.size(); ++I)
    if (Parts->BodyOf[I] && !Changed[I] && !All[I].FollowsPointers) {
      const KeptFunctions::Body &Old = Former->Bodies[*Parts->BodyOf[I]];
      if (Old.NeverReturns)
        M.assumeNeverReturns(All[I].FD, *Old.NeverReturns);
      if (Old.Lowered.F && !Former->Told.count(Old.Name))
        Taken[I] = &Old.Lowered;
    }
}

KeptFunctions::Body *TakeOver::place(size_t Function) {
  if (!Parts || !Parts->BodyOf[Function])
    return nullptr;
  return &Next->Bodies[*Parts->BodyOf[Function]];
}

std::unique_ptr<KeptFunctions> TakeOver::finish() {
  // What is wrong with annotations is told of where somebody asks for them.
  if (!Parts || !M.Problems.Found.empty())
    return std::make_unique<KeptFunctions>();
  for (size_t I = 0; I < Found.All.size(); ++I)
    if (KeptFunctions::Body *Body = place(I)) {
      Body->NeverReturns = M.wasNeverReturning(Found.All[I].FD);
      Next->AskedFor |= Body->Lowered.AskedFor;
    }
  Next->Facts = M.describe(Next->AskedFor,
                           [&](const Decl *D) { return Parts->placeOf(D); });
  return std::move(Next);
}

} // namespace z3tidy::lower
