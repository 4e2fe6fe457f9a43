// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The program's own wrappers: what the methods of a class whose destructor
// releases a member do to it, they do as its wrapper. So a count by hand beside
// it is told from theirs, as with the wrappers of a library.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Place;
using ir::PlaceId;

/// The name of `%this.*.field`, else nothing.
static llvm::StringRef ownField(const ir::PlaceTable &Places, PlaceId P) {
  const Place &Field = Places[P];
  if (Field.F != Place::Field || Places[Field.Parent].F != Place::Deref)
    return {};
  PlaceId Pointer = Places[Field.Parent].Parent;
  return Places[Pointer].F == Place::This ? llvm::StringRef(Field.Name)
                                          : llvm::StringRef();
}

/// The same of an element of that field, or of a part of one.
static llvm::StringRef ownFieldOfElement(const ir::PlaceTable &Places,
                                         PlaceId P) {
  while (!Places[P].isRoot() && Places[P].Name != ir::ContentField)
    P = Places[P].Parent;
  return Places[P].isRoot() ? llvm::StringRef()
                            : ownField(Places, Places[P].Parent);
}

bool FunctionAnalysis::isOwnerField(const Summary &Callee, PlaceId P,
                                    bool OfElement) const {
  auto FieldOf = OfElement ? ownFieldOfElement : ownField;
  llvm::StringRef Field = FieldOf(*Callee.Places, P);
  if (Field.empty() || Callee.F->Class.empty() || !Opts.Destructors)
    return false;
  auto Dtor = Opts.Destructors->find(Callee.F->Class);
  if (Dtor == Opts.Destructors->end())
    return false;
  auto It = Known.find(Dtor->second);
  if (It == Known.end() || !It->second.Known)
    return false;
  const Summary &Ends = It->second;
  return llvm::any_of(Ends.Cases, [&](const SummaryCase &C) {
    return llvm::any_of(C.Effects, [&](const Effect &E) {
      return E.Lo < 0 && FieldOf(*Ends.Places, E.P) == Field;
    });
  });
}

/// The member of an owner that gets this value, or NoPlace.
PlaceId FunctionAnalysis::ownerOf(const Summary &Callee,
                                  const SummaryCase &Case,
                                  SummaryValue V) const {
  for (const SummaryStore &Store : Case.Stores)
    if (Store.V == V && isOwnerField(Callee, Store.P))
      return Store.P;
  return ir::NoPlace;
}

/// Of the references that a case gives or takes, those of wrappers.
int FunctionAnalysis::wrapperCount(const Summary &Callee,
                                   const SummaryCase &Case,
                                   const Effect &E) const {
  if (E.Lo != E.Hi || E.Lo == 0 || E.Wrappers != 0)
    return E.Wrappers;
  // Who takes the handle out of its owner, too.
  bool Forgotten = E.Lo < 0 && llvm::any_of(
                                   Case.Stores,
                                   [&](const SummaryStore &Store) {
                                     return Store.P == E.P;
                                   });
  bool Owns = Forgotten || isOwnerField(Callee, E.P) ||
              (E.Lo > 0 && ownerOf(Callee, Case, {SummaryValue::Input, E.P}) !=
                               ir::NoPlace);
  return Owns ? E.Lo : 0;
}

/// An owner takes over a handle, or makes one, and does not retain it: then it
/// has to have a reference. Whether it gets one yet is seen where the owner
/// ends.
void FunctionAnalysis::noteAdoption(const Instr &I, const Summary &Callee,
                                    const SummaryCase &Case, State &S) {
  for (const SummaryStore &Store : Case.Stores) {
    if (Store.V.F == SummaryValue::New &&
        (isOwnerField(Callee, Store.P) ||
         isOwnerField(Callee, Store.P, /*OfElement=*/true))) {
      ObjectState *O = S.object(
          objectId({ObjectName::Site, I.Id, Case.nameOf(unsigned(Store.V.N))}));
      if (O && O->Hi == 0 && !O->Many && !O->Escaped && ir::isCounted(O->K) &&
          (O->From == Origin::Made || O->From == Origin::Borrowed))
        O->AdoptedAt = I.Id;
      continue;
    }
    if (!Callee.F->IsConstructor || Store.V.F != SummaryValue::Input ||
        (*Callee.Places)[PlaceId(Store.V.N)].F != Place::Param ||
        !isOwnerField(Callee, Store.P) ||
        llvm::any_of(Case.Effects, [&](const Effect &E) {
          return E.P == PlaceId(Store.V.N) && (E.Lo > 0 || E.Escaped);
        }))
      continue;
    const ir::Param *Param =
        llvm::find_if(Callee.F->Params, [&](const ir::Param &P) {
          return P.P == PlaceId(Store.V.N);
        });
    size_t N = Param - Callee.F->Params.begin() + Callee.F->HasThis;
    if (Param == Callee.F->Params.end() || N >= I.Args.size())
      continue;
    ObjectState *O = S.object(objectAt(I.Args[N], S, ir::Kind::None));
    if (!O || O->Many || O->Escaped || !ir::isCounted(O->K))
      continue;
    if (O->Hi - O->Wrappers >= 1)
      Adoptions.insert(I.Callee);
    else if (O->From == Origin::Made || O->From == Origin::Borrowed)
      O->AdoptedAt = I.Id;
    noteWrapperCount(*O, 1);
  }
}

/// The owner ends, and there never was a reference for it.
bool FunctionAnalysis::checkAdoption(State &S, ObjectState &O, int By) {
  // Released: by the wrapper that did get a reference.
  bool IsGone = O.L == Life::Dead &&
                (O.How == Death::Collected || O.How == Death::Released);
  if (O.AdoptedAt == ir::NoInstr || O.Many || O.Hi + By >= 0 ||
      (O.L != Life::Alive && !IsGone))
    return false;
  reportMismatch(Defect::WrongWrap, Mismatch::NotCounted, O.AdoptedAt, S, O,
                 O.Escaped                ? Confidence::Possible
                 : O.From == Origin::Made ? Confidence::Certain
                                          : Confidence::Likely);
  O.Escaped = true;
  O.L = Life::Unsure;
  return true;
}

/// A method hands out the handle of its owner, which forgets it: it is counted
/// by hand from now on.
void FunctionAnalysis::noteDetached(const Instr &I, const Summary &Callee,
                                    const SummaryCase &Case,
                                    llvm::ArrayRef<Value> Inputs, State &S) {
  const ir::PlaceTable &P = *Callee.Places;
  for (size_t N = 0; N < Case.Stores.size(); ++N) {
    const SummaryStore &Store = Case.Stores[N];
    if (Store.V.F != SummaryValue::Input ||
        !isOwnerField(Callee, PlaceId(Store.V.N)) ||
        (P[Store.P].F == Place::Field &&
         P[Store.P].Name == P[PlaceId(Store.V.N)].Name))
      continue;
    bool Emptied = llvm::any_of(Case.Stores, [&](const SummaryStore &Other) {
      return Other.P == PlaceId(Store.V.N) && Other.V.F == SummaryValue::Null;
    });
    ObjectState *O = S.object(Inputs[N].object());
    if (!Emptied || !O)
      continue;
    if (P[Store.P].F == Place::Ret)
      noteGivenUp(I, O->Id, S);
    O->Wrapped = false;
    if (O->Wrappers > 0)
      noteWrapperCount(*O, -1);
  }
}

} // namespace z3tidy::analysis
