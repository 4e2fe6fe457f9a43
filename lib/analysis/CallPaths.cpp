// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parameters are what the arguments are, and paths go on from there.

#include "analysis/CallPaths.h"

#include "analysis/ElementKeys.h"

namespace z3tidy::analysis {

using ir::Place;
using ir::PlaceId;

const ir::Operand *argumentOf(const ir::Instr &Call, const Summary &Callee,
                              PlaceId Root) {
  const ir::Function &F = *Callee.F;
  const Place &Node = (*Callee.Places)[Root];
  size_t N = 0;
  if (Node.F == Place::This)
    return F.HasThis && !Call.Args.empty() ? &Call.Args[0] : nullptr;
  for (const ir::Param &P : F.Params) {
    if (P.P == Root)
      return N + F.HasThis < Call.Args.size() ? &Call.Args[N + F.HasThis]
                                              : nullptr;
    ++N;
  }
  return nullptr;
}

/// The caller's element that the callee names by Index.
static PlaceId callerElement(const ir::Instr &Call, const Summary &Callee,
                             PlaceId Index, PlaceId Array,
                             ir::PlaceTable &Caller) {
  const Place &Node = (*Callee.Places)[Index];
  if (isKey(Node))
    return Caller.step(Array, Place::At, "",
                       Caller.root(Place::Global, Node.Name));
  const ir::Operand *Arg = argumentOf(Call, Callee, Index);
  if (Arg && (Arg->F == ir::Operand::Null ||
              (Arg->F == ir::Operand::Int && Arg->Value >= 0)))
    return Caller.step(Array, Place::Index, "", Arg->Value);
  bool IsVariable = Arg && Arg->isPlace() && Caller[Arg->P].isRoot() &&
                    Caller[Arg->P].F != Place::Temp;
  return IsVariable ? Caller.step(Array, Place::At, "", Arg->P)
                    : Caller.step(Array, Place::Any);
}

PlaceId callerPath(const ir::Instr &Call, const Summary &Callee, PlaceId P,
                   ir::PlaceTable &Caller) {
  const Place Node = (*Callee.Places)[P];
  if (!Node.isRoot()) {
    PlaceId Parent = callerPath(Call, Callee, Node.Parent, Caller);
    if (Parent != ir::NoPlace && Node.F == Place::At)
      return callerElement(Call, Callee, Node.Number, Parent, Caller);
    return Parent == ir::NoPlace
               ? Parent
               : Caller.step(Parent, Node.F, Node.Name, Node.Number);
  }
  switch (Node.F) {
  case Place::Global:
    return Caller.root(Place::Global, Node.Name, Node.Number);
  case Place::Ret:
    return Call.Dst;
  case Place::Heap: // of this call
    return Caller.root(Place::Heap, Node.Name + "@" + std::to_string(Call.Id),
                       Node.Number);
  default:
    break;
  }
  const ir::Operand *Arg = argumentOf(Call, Callee, P);
  return Arg && Arg->isPlace() ? Arg->P : ir::NoPlace;
}

} // namespace z3tidy::analysis
