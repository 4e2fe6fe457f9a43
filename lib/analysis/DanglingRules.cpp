// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Raw handles and strings that are kept beyond what keeps them alive: taken
// from a wrapper that is a temporary, borrowed from an owner that dies, lent to
// a callback, or a text in the one buffer of a context.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::Place;
using ir::PlaceId;

//===----------------------------------------------------------------------===//
// Handles of wrappers
//===----------------------------------------------------------------------===//

/// Whether all references that are counted here are those of wrappers.
bool FunctionAnalysis::isHeldByWrapper(const ObjectState &O) const {
  return O.Hi > 0 && (O.Wrapped || O.Wrappers >= O.Hi);
}

/// A handle that is copied out of its wrapper: what a wrapper copies it counts
/// with the next instruction.
void FunctionAnalysis::noteTaken(const Instr &I, State &S, const Value &V) {
  ObjectState *O = S.object(V.object());
  bool ToElement = I.R == ir::Role::Store;
  if (!O || I.O != Op::Copy || (I.R != ir::Role::None && !ToElement) ||
      !(isHeldByWrapper(*O) || (ToElement && isLent(*O))))
    return;
  auto [B, N] = F.position(I.Id);
  const auto &Instrs = F.Blocks[B].Instrs;
  if (N + 1 < Instrs.size() && Instrs[N + 1].O == Op::Retain &&
      Instrs[N + 1].Args[0].isPlace() && Instrs[N + 1].Args[0].P == I.Dst)
    return;
  if (O->TakenAt == ir::NoInstr)
    O->TakenAt = I.Id;
  if (ToElement && O->KeptRaw == ir::NoInstr)
    O->KeptRaw = I.Id;
}

/// The object goes into memory that is not followed (a container), or to
/// somebody who may do anything with it.
void FunctionAnalysis::keepRaw(const Instr &I, State &S, ObjectId Id) {
  ObjectState *O = S.object(Id);
  if (!O)
    return;
  bool Stores = I.R == ir::Role::Store;
  if (Stores && !O->Escaped && O->KeptRaw == ir::NoInstr)
    O->KeptRaw = I.Id;
  bool EndsElsewhere =
      (O->From == Origin::Made && isHeldByWrapper(*O)) || isLent(*O);
  if (Stores && EndsElsewhere && !O->Escaped)
    return; // a handle without a reference does not keep it
  escape(S, Value::object(Id));
}

/// `v.push_back(x + y); Z3_inc_ref(c, v.back());`
bool FunctionAnalysis::isRetainedNext(const Instr &I) const {
  auto [B, N] = F.position(I.Id);
  for (const Instr &Next :
       llvm::ArrayRef(F.Blocks[B].Instrs).drop_front(N + 1)) {
    if (Next.O == Op::Retain && Next.isByHand())
      return true;
    if (Next.O == Op::New || Next.O == Op::Call || Next.O == Op::Collect)
      return false;
  }
  return false;
}

bool FunctionAnalysis::loseWrapper(const Instr &I, State &S, ObjectId Id) {
  ObjectState &O = *S.object(Id);
  if (O.From != Origin::Made || O.Lo != O.Hi || O.Escaped || O.Kept || O.Many)
    return false;
  bool IsAst = ir::family(O.K) == ir::Family::Ast;
  if (IsAst && O.Mode == ir::ContextMode::Keeping) {
    O.Kept = true; // its context has it for good
    return true;
  }
  PlaceId P = I.Args[0].P;
  if (I.O == Op::Call) {
    Value V = eval(I.Args[0], S);
    P = V.isAddress() ? V.N : ir::NoPlace;
  }
  bool IsTemporary =
      P != ir::NoPlace && Places[Places.rootOf(P)].F == Place::Temp;
  // Of what lies in a container of ours, the uses of its elements tell.
  bool IsFollowed =
      O.KeptRaw != ir::NoInstr && F.instr(O.KeptRaw).O == Op::Copy;
  if (IsFollowed && !IsTemporary)
    return false;
  if (O.KeptRaw != ir::NoInstr) {
    if (!isRetainedNext(I))
      reportKept(I.Id, IsTemporary ? I.Loc : F.instr(O.KeptRaw).Loc, S, O,
                 IsTemporary ? Dangling::Temporary : Dangling::Variable,
                 confidenceIn(O, S));
    S.object(Id)->Escaped = true;
    S.object(Id)->L = Life::Unsure;
    return true;
  }
  if (!IsTemporary)
    return false; // of a variable: its uses are tell-tale
  PlaceId Root = Places.rootOf(P);
  if (llvm::none_of(S.Cells, [&](const Cell &C) {
        return C.V.object() == Id && !Places.isWithin(C.P, Root);
      }))
    return false; // nobody has a handle of it
  O.Gone = I.Id;
  const ObjectState *C = S.object(O.Context);
  bool InSlot = !C || (IsAst ? C->Trail : C->LastObject) == Id;
  O.Fresh = InSlot;
  return InSlot;
}

void FunctionAnalysis::collectGone(const Instr &I, State &S, ObjectId Context,
                                   ir::Family Which) {
  llvm::SmallVector<ObjectId, 4> Ids;
  for (const ObjectState &O : S.Objects)
    if (O.Gone != ir::NoInstr && O.Fresh && ir::family(O.K) == Which &&
        (Context == NoObject || O.Context == NoObject))
      Ids.push_back(O.Id);
  for (ObjectId Id : Ids)
    collectFresh(I, S, Id);
}

//===----------------------------------------------------------------------===//
// Borrowed handles
//===----------------------------------------------------------------------===//

/// Whether what the owner consists of may live on without it: it was built here
/// from what others have too.
bool FunctionAnalysis::hasKnownParts(const ObjectState &Owner) const {
  if (Owner.Mode == ir::ContextMode::Keeping)
    return true;
  ir::InstrId Site = siteOf(Owner.Id);
  if (Owner.From != Origin::Made || Site == ir::NoInstr ||
      ir::family(Owner.K) != ir::Family::Ast)
    return false;
  const Instr &Made = F.instr(Site);
  if (Made.O == Op::Call)
    return getsHandles(Made);
  return Made.O != Op::New || !Made.Args.empty();
}

/// Whether the callee gets other handles than contexts to build with.
bool FunctionAnalysis::getsHandles(const Instr &Call) const {
  auto It = Known.find(Call.Callee);
  const ir::Function *Callee = It == Known.end() ? nullptr : It->second.F;
  auto IsPart = [](ir::Kind K) {
    return K != ir::Kind::None && K != ir::Kind::Context;
  };
  if (!Callee || Callee->HasThis)
    return true;
  return llvm::any_of(Callee->Params,
                      [&](const ir::Param &P) { return IsPart(P.K); }) ||
         llvm::any_of(Callee->Kinds, [&](const auto &Entry) {
           auto [P, K] = Entry;
           Place::Form Root = Callee->place(Callee->rootOf(P)).F;
           return IsPart(K) &&
                  (Root != Place::Local || Callee->Places.depth(P) > 1);
         });
}

/// The object dies of what is done to others.
void FunctionAnalysis::end(const Instr &I, State &S, ObjectState &O,
                           Death How) {
  O.L = Life::Dead;
  O.How = How;
  O.DiedAt = I.Id;
  TraceNode N{};
  N.W = TraceNode::Collected;
  N.At = I.Id;
  N.O = O.Id;
  Arena.append(S, N);
}

/// An owner has died, and what is borrowed from it with it.
void FunctionAnalysis::loseOwner(const Instr &I, State &S, ObjectId Owner) {
  const ObjectState *Gone = S.object(Owner);
  if (!Gone || Gone->L != Life::Dead || hasKnownParts(*Gone))
    return;
  llvm::SmallVector<ObjectId, 4> Ids;
  for (ObjectState &O : S.Objects) {
    // Sorts of terms are mostly those of other terms, too.
    if (O.From != Origin::Borrowed || O.KeptBy != Owner || O.Hi > 0 ||
        O.L != Life::Alive || O.Escaped || O.Kept || O.K == ir::Kind::Sort)
      continue;
    end(I, S, O, Death::OwnerGone);
    Ids.push_back(O.Id);
  }
  for (ObjectId Id : Ids)
    loseOwner(I, S, Id);
}

/// Lent to this function, which Z3 calls back, until it returns.
bool FunctionAnalysis::isLent(const ObjectState &O) const {
  ir::InstrId Site = siteOf(O.Id);
  return Site != ir::NoInstr && F.instr(Site).O == Op::Borrow &&
         F.instr(Site).R == ir::Role::Callback;
}

//===----------------------------------------------------------------------===//
// Strings
//===----------------------------------------------------------------------===//

/// The context's one buffer gets another text.
void FunctionAnalysis::overwriteText(const Instr &I, State &S,
                                     ObjectId Context) {
  if (!S.object(Context))
    return;
  S.object(Context)->WroteText = true;
  for (ObjectState &O : S.Objects) {
    bool IsNew = // what a callee has left there
        I.O == Op::Call && siteOf(O.Id) == I.Id && !name(O.Id).Older;
    if (O.K == ir::Kind::String && O.Context == Context && !IsNew &&
        O.L == Life::Alive)
      end(I, S, O, Death::Overwritten);
  }
}

void FunctionAnalysis::readText(const Instr &I, State &S) {
  for (const ir::Operand &A : I.Args) {
    llvm::SmallVector<ObjectId, 2> Read;
    objectsAt(I, A, S, ir::Kind::String, Read);
    // One of several elements: who reads them all reads those that are gone.
    PlaceId At =
        Read.empty() && A.isPlace() ? resolve(A.P, S) : PlaceId(ir::NoPlace);
    if (At != ir::NoPlace && isVaryingElement(At)) {
      PlaceId Any = summaryOf(At);
      for (const Cell &C : S.Cells)
        if (Places[C.P].Parent == Any && C.V.isObject())
          Read.push_back(C.V.object());
    }
    for (ObjectId Id : Read) {
      ObjectState *O = S.object(Id);
      if (!O || O->K != ir::Kind::String)
        continue;
      O->Used = true;
      if (O->L == Life::Dead)
        reportUse(I, S, Id, /*IsRelease=*/false);
    }
  }
}

//===----------------------------------------------------------------------===//
// Findings
//===----------------------------------------------------------------------===//

static Dangling howOf(const ObjectState &O) {
  if (O.How == Death::OwnerGone)
    return Dangling::OwnerGone;
  if (O.K != ir::Kind::String)
    return Dangling::Temporary;
  if (O.How == Death::ContextDeleted)
    return Dangling::ContextGone;
  return O.How == Death::Overwritten ? Dangling::Overwritten
                                     : Dangling::Temporary;
}

/// Several handles that one line takes are one defect.
void FunctionAnalysis::reportKept(ir::InstrId At, ir::Source Loc,
                                  const State &S, const ObjectState &O,
                                  Dangling How, Confidence C) {
  if (Loc.Line == 0 && O.TakenAt != ir::NoInstr)
    Loc = F.instr(O.TakenAt).Loc;
  for (const Finding &Before : Found)
    if (Before.D == Defect::DanglingHandle && Before.Dangles == How &&
        Before.Loc.Line == Loc.Line && Before.At != At)
      return;
  auto [R, New] = report(Defect::DanglingHandle, At, Loc, S, O, C);
  if (!New)
    return;
  R->Dangles = How;
  R->Holder = namedHolder(S, O.Id);
}

/// The dead object is used: the warning stands where the handle was taken, if
/// that was its wrapper's last statement, else at the use.
void FunctionAnalysis::reportDangling(const Instr &I, State &S, ObjectId Id,
                                      Confidence C) {
  const ObjectState O = *S.object(Id);
  Dangling How = howOf(O);
  ir::InstrId At = I.Id;
  if (O.K == ir::Kind::String) // nobody else can keep it
    C = S.Lossy || O.Many || O.Element ? Confidence::Likely
                                       : Confidence::Certain;
  if (How == Dangling::OwnerGone && F.instr(O.DiedAt).Implicit) {
    How = Dangling::Temporary; // a part of one
    At = O.DiedAt;
  } else if (How == Dangling::Temporary)
    At = O.Gone != ir::NoInstr ? O.Gone : siteOf(Id);
  size_t Before = Found.size();
  reportKept(At, F.instr(At).Loc, S, O, How, C);
  if (Found.size() > Before)
    addStep(Found.back(), Step::Used, I.Id);
  S.object(Id)->L = Life::Unsure;
  S.object(Id)->Escaped = true;
}

void FunctionAnalysis::checkDropped(const State &S, const ObjectState &O) {
  if (isLent(O) && O.KeptRaw != ir::NoInstr && O.Hi <= 0 && !O.Escaped &&
      O.L == Life::Alive)
    reportKept(O.KeptRaw, F.instr(O.KeptRaw).Loc, S, O, Dangling::Lent,
               Confidence::Likely);
}

/// The caller gets what this function has released, or what a later call has
/// collected. What a slot of the context still has is as alive as a result of
/// Z3's own functions. (What outlives its context: checkLeavingObjects.)
bool FunctionAnalysis::reportReturned(const ir::Block &B, ir::InstrId By,
                                      const State &S, const ObjectState &O) {
  const bool IsCollected = O.How == Death::Collected;
  if (O.How != Death::Released && !IsCollected)
    return false;
  if (IsCollected && isPerhapsKept(O, S) && !Opts.RetainsTerms)
    return false;
  if (const ObjectState *C = S.object(O.Context);
      C && (C->Trail == O.Id || C->LastObject == O.Id))
    return false;
  // Perhaps nobody uses it there.
  auto [R, New] =
      report(IsCollected ? Defect::UnprotectedUse : Defect::UseAfterRelease, By,
             B.ExitLoc, S, O, Confidence::Likely);
  if (New) {
    R->Leaves = Leaving::Returned;
    if (const Instr &I = F.instr(By); !I.Args.empty() && I.Args[0].isPlace())
      R->Holder = I.Args[0].P;
  }
  return true;
}

void FunctionAnalysis::checkLeavingRaw(const ir::Block &B, State &S) {
  if (B.How != ir::Exit::Return || S.Unwound || F.IsDestructor)
    return;
  llvm::SmallVector<ObjectId, 4> Told;
  for (const Cell &C : S.Cells) {
    const ObjectState *O = S.object(C.V.object());
    PlaceId Holder = O ? visibleHolder(C, S) : ir::NoPlace;
    if (Holder == ir::NoPlace || O->Escaped || O->Many || O->Hi > 0)
      continue;
    PlaceId At = isHeld(Holder) ? Places[Holder].Parent : Holder;
    auto Stored = StoredAt.find({At, Holder == C.P ? C.V.object() : NoObject});
    if (Stored == StoredAt.end() || F.instr(Stored->second).O == Op::Borrow)
      continue;
    ir::InstrId By = Stored->second;
    // `return Best.has_value()` says no more of the handle than that it is one.
    if (Places[Holder].F == Place::Ret && O->K != ir::Kind::String &&
        F.ReturnKind == ir::Kind::None)
      continue;
    bool IsReturned = isInResult(Holder);
    Confidence Sure = S.Lossy ? Confidence::Likely : Confidence::Certain;
    if (O->K == ir::Kind::String) {
      if (O->L != Life::Dead || !IsReturned)
        continue; // who reads it there is told of
      reportKept(By, F.instr(By).Loc, S, *O, howOf(*O), Sure);
    } else if (isLent(*O)) {
      reportKept(By, F.instr(By).Loc, S, *O, Dangling::Lent,
                 Confidence::Likely);
    } else if (O->From != Origin::Made || O->Kept) {
      continue;
    } else if (O->Gone != ir::NoInstr) {
      reportKept(O->Gone, F.instr(O->Gone).Loc, S, *O, Dangling::Temporary,
                 Sure);
      // (What died in a callee has no death here. A guard of the program's own
      // opens and closes a global context.)
    } else if (O->L == Life::Dead && O->How == Death::Released &&
               O->DiedAt != ir::NoInstr && F.instr(O->DiedAt).Implicit &&
               (O->K != ir::Kind::Context ||
                F.instr(O->DiedAt).O != Op::Call)) {
      reportKept(By, F.instr(By).Loc, S, *O, Dangling::Variable, Sure);
    } else if (O->L != Life::Dead || !isHandedOut(Holder) ||
               !reportReturned(B, By, S, *O)) {
      continue;
    }
    Told.push_back(O->Id);
  }
  for (ObjectId Id : Told) { // and not again in the callers
    S.object(Id)->L = Life::Unsure;
    S.object(Id)->Escaped = true;
  }
}

} // namespace z3tidy::analysis
