// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All functions of a file, one after the other.

#include "lower/Lower.h"
#include "lower/Candidates.h"
#include "lower/ClangCompat.h"
#include "lower/ClassFacts.h"
#include "lower/FunctionLowering.h"
#include "lower/TakeOver.h"
#include "model/ModelFile.h"
#include "clang/Basic/SourceManager.h"

namespace z3tidy::lower {

using namespace clang;

bool usesZ3(const ASTContext &Ctx, const model::UserModel *Model) {
  // z3_api.h cannot be included without this name.
  return Ctx.Idents.find("_Z3_context") != Ctx.Idents.end() ||
         mayBeAnnotated(Ctx) || (Model && namesTypeOf(*Model, Ctx));
}

std::shared_ptr<const model::UserModel> modelFor(const ASTContext &Ctx,
                                                 llvm::StringRef Named) {
  const SourceManager &SM = Ctx.getSourceManager();
  std::string File = Named.str();
  if (File.empty())
    if (OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID()))
      File = model::findModelFile(Main->getName());
  return File.empty() ? nullptr : model::loadModel(File);
}

/// Says that the function may throw before it has done anything that counts.
static void addEarlyThrow(ir::Function &F) {
  ir::BlockId Body = F.Entry;
  ir::BlockId Start = F.addBlock().Id, Out = F.addBlock().Id;
  F.Entry = Start;
  F.Blocks[Out].How = ir::Exit::Throw;
  ir::Block &B = F.Blocks[Start];
  B.How = ir::Exit::Edges;
  B.Edges.resize(2);
  B.Edges[0].To = Body;
  B.Edges[1].To = Out;
  B.Edges[1].Unwind = true;
}

class FileLowering {
public:
  FileLowering(ASTContext &Ctx, std::shared_ptr<const model::UserModel> Model)
      : M(Ctx, std::move(Model)) {}

  void run(Lowered &Result, std::unique_ptr<KeptFunctions> Former);
  bool renew(Lowered &Result, const llvm::StringSet<> &Names);

private:
  std::vector<size_t> choose(const Candidates &Found, Lowered &Result);
  void lowerOne(const FunctionDecl *FD, const std::string &Name,
                const CallbackBindings &Bound, Lowered &Result,
                KeptFunctions::Body *Place);
  void takeOver(const KeptFunctions::Made &Kept, Lowered &Result);

  ModuleContext M;
  bool AnyCountsByHand = false;
  std::vector<ir::Function *> ThrowingEarly;
  /// By name, those that were not lowered in this run.
  llvm::StringMap<const FunctionDecl *> TakenOver;
};

std::vector<size_t> FileLowering::choose(const Candidates &Found,
                                         Lowered &Result) {
  std::vector<size_t> Chosen;
  for (size_t I = 0; I < Found.All.size(); ++I) {
    const Candidate &C = Found.All[I];
    if (!C.TouchesZ3 || isSystem(C.FD))
      continue;
    if (std::string Why = obstacle(C); !Why.empty()) {
      Result.Skipped.push_back(C.FD->getQualifiedNameAsString() + ": " + Why);
      continue;
    }
    if (!M.moduleName(C.FD).empty())
      continue; // met twice
    M.addFunction(C.FD);
    Chosen.push_back(I);
  }
  return Chosen;
}

/// Place: where the next run finds it; null: nowhere.
void FileLowering::lowerOne(const FunctionDecl *FD, const std::string &Name,
                            const CallbackBindings &Bound, Lowered &Result,
                            KeptFunctions::Body *Place) {
  ir::Function &F = Result.M.add(Name);
  FunctionMap &Map = Result.Maps[Name];
  std::string Why;
  M.takeFactsAskedFor();
  FunctionLowering Lowering(M, FD, F, Map, Bound);
  if (!Lowering.run(Why)) {
    // Callers refer to it by name: it does not come back as far as is known.
    F.addBlock().How = ir::Exit::Return;
    Result.Skipped.push_back(Name + ": " + Why);
    return;
  }
  AnyCountsByHand |= Lowering.countsByHand();
  if (Lowering.throwsEarly())
    ThrowingEarly.push_back(&F);
  for (const auto &[Function, By] : Lowering.ReleasedBy)
    Result.ReleasedBy[Function] = By;
  if (Place && !Lowering.throwsEarly() && !Lowering.needsVersions()) {
    Place->Lowered = {Result.M.Functions.back(), M.takeFactsAskedFor(),
                      Lowering.countsByHand(), std::move(Lowering.ReleasedBy)};
  }
}

void FileLowering::takeOver(const KeptFunctions::Made &Kept, Lowered &Result) {
  Result.M.share(Kept.F);
  ++Result.TakenOver;
  AnyCountsByHand |= Kept.CountsByHand;
  for (const auto &[Function, By] : Kept.ReleasedBy)
    Result.ReleasedBy[Function] = By;
}

void FileLowering::run(Lowered &Result, std::unique_ptr<KeptFunctions> Former) {
  M.Lessons.checkEntries();
  const Candidates Found = findCandidates(M);
  const std::vector<size_t> Chosen = choose(Found, Result);
  std::optional<TakeOver> Kept;
  if (Former)
    Kept.emplace(M, Found, Chosen, std::move(Former));
  for (size_t I : Chosen) {
    const Candidate &C = Found.All[I];
    std::string Name = M.moduleName(C.FD).str();
    KeptFunctions::Body *Place = Kept ? Kept->place(I) : nullptr;
    if (const KeptFunctions::Made *Old = Kept ? Kept->find(I) : nullptr) {
      takeOver(*Old, Result);
      Place->Lowered = *Old;
      TakenOver[Name] = C.FD;
    } else {
      lowerOne(C.FD, Name, {}, Result, Place);
    }
  }
  for (size_t I = 0; I < M.Versions.size(); ++I) {
    const Version V = M.Versions[I];
    lowerOne(V.FD, V.Name, V.Bound, Result, nullptr);
  }
  if (AnyCountsByHand)
    for (ir::Function *F : ThrowingEarly)
      addEarlyThrow(*F);
  std::vector<const FunctionDecl *> Functions;
  for (size_t I : Chosen)
    Functions.push_back(Found.All[I].FD);
  Result.M.Classes = classFacts(M, Functions);
  Result.Problems = M.Problems.Found;
  if (Kept)
    Result.Kept = Kept->finish();
}

bool FileLowering::renew(Lowered &Result, const llvm::StringSet<> &Names) {
  bool Any = false;
  for (const auto &Name : Names) {
    auto It = TakenOver.find(Name.first());
    if (It == TakenOver.end())
      continue;
    // Others point to the function: it gets what the new one has.
    ir::Function New(Name.first().str());
    std::string Why;
    FunctionLowering(M, It->second, New, Result.Maps[Name.first()]).run(Why);
    Result.M.replace(std::move(New));
    TakenOver.erase(It);
    Any = true;
  }
  return Any;
}

bool Lowered::renew(const llvm::StringSet<> &Names) {
  if (!Kept)
    return false;
  for (const auto &Name : Names)
    Kept->Told.insert(Name.first());
  return Lowering->renew(*this, Names);
}

Lowered lower(ASTContext &Ctx, std::shared_ptr<const model::UserModel> Model,
              std::unique_ptr<KeptFunctions> Former) {
  Lowered Result;
  Result.Model = Model;
  if (!usesZ3(Ctx, Model.get()))
    return Result;
  auto File = std::make_shared<FileLowering>(Ctx, std::move(Model));
  File->run(Result, std::move(Former));
  if (Result.Kept)
    Result.Lowering = std::move(File);
  return Result;
}

} // namespace z3tidy::lower
