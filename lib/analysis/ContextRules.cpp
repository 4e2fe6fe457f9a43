// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handles of one context in calls of another. Contexts are told apart only
// where they can't be one: two that are made here, one that is made here
// against one that was there at entry, two members of one object.

#include "analysis/ContextRelations.h"
#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Place;
using ir::PlaceId;

/// Whether only this function's own variables hold the object: what was there
/// at entry can't be it, nor belong to it.
bool FunctionAnalysis::isOwn(ObjectId Id, const State &S) const {
  const ObjectState *O = S.object(Id);
  if (!O || O->From != Origin::Made || O->Many || O->Escaped)
    return false;
  return llvm::all_of(S.Cells, [&](const Cell &C) {
    if (C.V.object() != Id)
      return true;
    Place::Form Root = Places[Places.rootOf(C.P)].F;
    return Root == Place::Local || Root == Place::Temp;
  });
}

/// What the parameter itself is, or what its reference is bound to.
bool FunctionAnalysis::isParameter(ObjectId O) const {
  const ObjectName &N = name(O);
  if (N.F != ObjectName::Input)
    return false;
  const Place &Node = Places[N.N];
  if (Node.F == Place::Deref)
    return Places[Node.Parent].F == Place::Param;
  return Node.F == Place::Param;
}

/// Two members of one object, or two globals.
static bool areSiblings(const ir::PlaceTable &Places, PlaceId A, PlaceId B) {
  const Place &X = Places[A], &Y = Places[B];
  if (X.F != Y.F || A == B)
    return false;
  return X.F == Place::Global || (X.F == Place::Field && X.Parent == Y.Parent);
}

/// A member of `this`, or a global, that only ever has a context of its own.
bool FunctionAnalysis::isOwnMember(ObjectId Context) const {
  const ObjectName &N = name(Context);
  return Opts.Relations && N.F == ObjectName::Input &&
         Opts.Relations->isOwn(F, Places, N.N);
}

bool FunctionAnalysis::areDifferent(ObjectId A, ObjectId B,
                                    const State &S) const {
  const ObjectState *X = S.object(A), *Y = S.object(B);
  if (!X || !Y || A == B || X->Many || Y->Many)
    return false;
  if (X->From == Origin::Made && Y->From == Origin::Made)
    return true;
  if (X->From == Origin::Input && Y->From == Origin::Input)
    return areSiblings(Places, name(A).N, name(B).N) ||
           (isOwnMember(A) && isOwnMember(B));
  if (X->From == Origin::Input)
    std::swap(A, B);
  if (S.object(A)->From != Origin::Made || S.object(B)->From != Origin::Input)
    return false;
  return isParameter(B) || isOwn(A, S);
}

/// Whether an element that came in may have been overwritten: the function
/// writes to elements of its array by a variable.
bool FunctionAnalysis::mayBeOverwritten(PlaceId AtEntry) const {
  PlaceId Element = outermostElement(AtEntry);
  if (Element == ir::NoPlace)
    return false;
  auto IsBeside = [&](const Instr &I) {
    PlaceId Written = I.Dst == ir::NoPlace ? I.Dst : outermostElement(I.Dst);
    return Written != ir::NoPlace && isVaryingElement(Written) &&
           Places[Written].Parent == Places[Element].Parent;
  };
  return llvm::any_of(F.Blocks, [&](const ir::Block &B) {
    return llvm::any_of(B.Instrs, IsBeside);
  });
}

/// A handle that was there at entry can't belong to a context made since.
bool FunctionAnalysis::isOlderThan(const ObjectState &O, ObjectId Context,
                                   const State &S) const {
  if (O.From != Origin::Input || O.Context != NoObject || !isOwn(Context, S))
    return false;
  const PlaceId AtEntry = name(O.Id).N;
  return !mayBeOverwritten(AtEntry) &&
         !(Opts.Relations && Opts.Relations->isEmptiedGlobal(Places, AtEntry));
}

/// Whether the container that the member stands for has got nothing since.
bool FunctionAnalysis::isAsItCameIn(const ObjectState &Member,
                                    const State &S) const {
  const PlaceId Summary = name(Member.Id).N;
  const PlaceId Content = Places[Summary].Parent;
  return isInput(Summary, S) && !Touched.count(Content) &&
         llvm::none_of(S.Cells, [&](const Cell &C) {
           return C.Assigned && Places.isWithin(C.P, Content);
         });
}

/// Something of which nothing is known may write to what the caller sees.
static bool reachesOthers(const ir::Function &F, const Summaries &Known) {
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs) {
      if (I.O == ir::Op::Escape && !I.Args.empty())
        return true;
      auto Callee = I.O == ir::Op::Call ? Known.find(I.Callee) : Known.end();
      if (I.O == ir::Op::Call &&
          (Callee == Known.end() || !Callee->second.Known))
        return true;
    }
  return false;
}

/// Whether the function has used a context that came in beside the member.
bool FunctionAnalysis::hadContext(PlaceId Member, const State &S) const {
  return llvm::any_of(S.Objects, [&](const ObjectState &O) {
    if (O.From != Origin::Input || O.K != ir::Kind::Context)
      return false;
    const Place &At = Places[name(O.Id).N];
    return At.F == Place::Field && At.Name != ir::ContextField &&
           At.Parent == Places[Member].Parent;
  });
}

/// A struct gets a context that is made here, and has the object from before:
/// from another struct (`*to = *from`), or since it came in itself. Or the
/// context is made for one argument, and the object is of another.
bool FunctionAnalysis::isFromBefore(const ObjectState &O, ObjectId Context,
                                    const State &S) const {
  const ObjectState *C = S.object(Context), *Own = S.object(O.Context);
  const PlaceId AtEntry = name(O.Id).N;
  if (O.From != Origin::Input || O.Escaped || C->From != Origin::Made ||
      C->Many || C->Escaped || (Own && Own->From != Origin::Input) ||
      Places[AtEntry].F != Place::Field)
    return false;
  const PlaceId Root = Places.rootOf(AtEntry);
  const bool OfParameter = Places[Root].F == Place::Param;
  auto HoldsContext = [&](const Cell &C) { return C.V.object() == Context; };
  auto HasContext = [&](PlaceId Member) {
    return llvm::any_of(S.Cells, [&](const Cell &C) {
      return HoldsContext(C) && Places[C.P].F == Place::Field &&
             Places[C.P].Parent == Places[Member].Parent;
    });
  };
  // A copy: a member of the same name.
  if (llvm::any_of(S.Cells, [&](const Cell &Copy) {
        return Copy.V.object() == O.Id && Copy.P != AtEntry &&
               Places[Copy.P].F == Place::Field &&
               Places[Copy.P].Name == Places[AtEntry].Name &&
               HasContext(Copy.P);
      }))
    return true;
  if (F.IsConstructor && Places[Root].F == Place::This)
    return false; // there was nothing before
  if (HasContext(AtEntry))
    return (OfParameter && Places[AtEntry].Parent == Root) ||
           (hadContext(AtEntry, S) && !reachesOthers(F, Known));
  return OfParameter && llvm::none_of(S.Cells, [&](const Cell &C) {
           Place::Form Other = Places[Places.rootOf(C.P)].F;
           return HoldsContext(C) &&
                  (Places.rootOf(C.P) == Root || Other == Place::Global);
         });
}

/// Whether the object is known to belong to another context than this.
bool FunctionAnalysis::isForeign(const ObjectState &O, ObjectId Context,
                                 const State &S) const {
  if (Context == NoObject || O.Id == Context || O.Mixed ||
      O.K == ir::Kind::Context || O.K == ir::Kind::Config ||
      O.K == ir::Kind::None) // a name or a number, perhaps
    return false;
  const ObjectState *C = S.object(Context);
  if (!C || C->L == Life::Dead || O.L == Life::Dead)
    return false;
  if (O.Many && siteOf(O.Id) == ir::NoInstr) // one of several
    return isOlderThan(O, Context, S) && isAsItCameIn(O, S);
  return isOlderThan(O, Context, S) || areDifferent(O.Context, Context, S) ||
         isFromBefore(O, Context, S);
}

bool FunctionAnalysis::checkMixing(const Instr &I, State &S, ObjectId Id,
                                   ObjectId Context, PlaceId At) {
  ObjectState *O = S.object(Id);
  if (!O || !isForeign(*O, Context, S))
    return false;
  reportMixing(I, S, Id, Context, At);
  return true;
}

/// The callee uses the object in a context that objects of its class make for
/// themselves, and the object's was made elsewhere.
bool FunctionAnalysis::isForeignToCallee(const ObjectState &O,
                                         const Summary &Callee,
                                         PlaceId CalleesContext,
                                         const State &S) const {
  const ObjectState *Own = S.object(O.Context);
  if (!Own || Own->Many || O.Mixed || O.L == Life::Dead || !Opts.Relations ||
      Own->L == Life::Dead || O.K == ir::Kind::None ||
      O.K == ir::Kind::Context ||
      !Opts.Relations->isOwn(*Callee.F, *Callee.Places, CalleesContext))
    return false;
  if (Own->From == Origin::Made)
    return siteOf(Own->Id) != ir::NoInstr &&
           F.instr(siteOf(Own->Id)).O == ir::Op::New &&
           F.Class != Callee.F->Class;
  return isOwnMember(Own->Id) && F.Class != Callee.F->Class;
}

void FunctionAnalysis::reportMixing(const Instr &I, State &S, ObjectId Id,
                                    ObjectId Context, PlaceId At) {
  ObjectState *O = S.object(Id);
  const ObjectState *Own = S.object(O->Context);
  const ObjectState *Call = S.object(Context);
  bool BothMade = O->From == Origin::Made && Own && Own->From == Origin::Made &&
                  Call && Call->From == Origin::Made;
  Confidence C =
      BothMade && !S.Lossy ? Confidence::Certain : Confidence::Likely;
  bool Releases = I.O == ir::Op::Release;
  Defect D = Releases ? Defect::WrongRelease : Defect::ContextMixing;
  auto [R, New] = report(D, I.Id, I.Loc, S, *O, C);
  if (New) {
    R->M = Mismatch::OtherContext;
    R->Holder = At < F.numPlaces() ? At : namedHolder(S, Id);
    // A variable that is not read any more still has its name.
    auto HolderOf = [&](ObjectId C) {
      PlaceId P = C == NoObject ? ir::NoPlace : namedHolder(S, C);
      if (P != ir::NoPlace || C == NoObject)
        return P;
      if (siteOf(C) != ir::NoInstr)
        return holderOf(F.instr(siteOf(C)));
      return isParameter(C) && name(C).N < F.numPlaces() ? PlaceId(name(C).N)
                                                         : ir::NoPlace;
    };
    R->OwnContext = HolderOf(O->Context);
    R->CallContext = HolderOf(Context);
    tellContexts(*R, O->Context, Context);
    R->CanTranslate = canTranslate(I, S, Id);
  }
  O = S.object(Id);
  O->Mixed = true; // what follows from it is not told again
  if (I.O == ir::Op::Use)
    MixedUses.insert(I.Id);
}

/// Where the two contexts and the object are made, and nothing else.
void FunctionAnalysis::tellContexts(Finding &R, ObjectId Own, ObjectId Call) {
  llvm::erase_if(R.Path, [](const Step &S) { return S.W != Step::Made; });
  std::vector<Step> Made = std::move(R.Path);
  R.Path.clear();
  auto Add = [&](Step::What W, ObjectId Context) {
    if (Context != NoObject && siteOf(Context) != ir::NoInstr)
      addStep(R, W, siteOf(Context));
  };
  Add(Step::OwnContext, Own);
  Add(Step::CallContext, Call);
  llvm::sort(R.Path, [](const Step &A, const Step &B) {
    return A.Loc.Line < B.Loc.Line;
  });
  R.Path.insert(R.Path.end(), Made.begin(), Made.end());
  addStep(R, Step::Mixed, R.At);
}

/// A translation among the arguments makes a term in the context of the call:
/// that must not collect another argument.
bool FunctionAnalysis::canTranslate(const Instr &I, State &S, ObjectId Id) {
  if (I.O != ir::Op::Use || S.object(Id)->K != ir::Kind::Ast)
    return false;
  for (const ir::Operand &A : I.Args) {
    llvm::SmallVector<ObjectId, 4> Read;
    objectsAt(I, A, S, ir::Kind::None, Read);
    for (ObjectId Other : Read) {
      const ObjectState *O = S.object(Other);
      if (O && Other != Id && O->Fresh && ir::family(O->K) == ir::Family::Ast)
        return false;
    }
  }
  return true;
}

} // namespace z3tidy::analysis
