// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All texts that a user reads of a class whose special members disagree about
// a handle.

#include "explain/Names.h"
#include "explain/Wording.h"

#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;
using analysis::Finding;
using analysis::OwnerFault;

static std::string warning(const Finding &F) {
  const std::string Class = "'" + F.Class->Name + "'";
  const bool IsContent = F.Field->IsContent;
  const std::string Name = "'" + F.Field->Field + "'";
  const std::string Field =
      IsContent ? "the handles in " + Name : Name + " (" + kindNoun(F.K) + ")";
  switch (F.Owner) {
  case OwnerFault::ImplicitCopy:
    return "a copy of " + Class + " shares " + Field +
           ", and both objects release " + (IsContent ? "them" : "it");
  case OwnerFault::ImplicitAssignment:
    return "an assignment of " + Class + " forgets the old " + Field +
           " and shares the new one, which both objects release";
  case OwnerFault::CopyWithoutRetain:
    return "this copy of " + Class + " does not retain " + Field +
           ", which both objects release";
  case OwnerFault::MoveKeepsSource:
    return "this move of " + Class + " leaves " + Field +
           " in its source, and both objects release it";
  case OwnerFault::AssignmentForgets:
    return "this assignment of " + Class + " overwrites " + Field +
           " without releasing it";
  case OwnerFault::SelfAssignment:
    return "this assignment of " + Class + " releases " + Field +
           " before it retains the new one: an assignment to itself ends with "
           "a dead handle";
  case OwnerFault::NoDestructor:
    return Class + (ir::isCounted(F.K) ? " retains " : " makes ") +
           (IsContent ? "what it puts into " + Name : Field) +
           " and never releases it";
  case OwnerFault::TakesUncounted:
    return "this constructor of " + Class + " does not retain " + Field +
           ", which the destructor releases";
  case OwnerFault::StoresUncounted:
    return "this method of " + Class +
           " stores without a reference what the destructor releases: " + Field;
  case OwnerFault::None:
    break;
  }
  llvm_unreachable("no fault of an owner class");
}

static std::string wayOut(OwnerFault Fault, bool IsContent) {
  switch (Fault) {
  case OwnerFault::ImplicitCopy:
  case OwnerFault::ImplicitAssignment:
    return std::string("write the copy constructor and the assignment, so that "
                       "they retain ") +
           (IsContent ? "them" : "it") + ", or delete both";
  case OwnerFault::CopyWithoutRetain:
    return "retain it, or delete this member";
  case OwnerFault::MoveKeepsSource:
    return "set the source's handle to null, or retain it";
  case OwnerFault::AssignmentForgets:
    return "release the old handle once the new one is retained";
  case OwnerFault::SelfAssignment:
    return "retain the new handle first, or return at once if both are the "
           "same object";
  case OwnerFault::NoDestructor:
    return IsContent ? "release each of them in the destructor"
                     : "release it in a destructor";
  case OwnerFault::TakesUncounted:
    return "retain it in the constructor";
  case OwnerFault::StoresUncounted:
    return "retain it before it is stored";
  case OwnerFault::None:
    break;
  }
  llvm_unreachable("no fault of an owner class");
}

/// Where the destructor gives the handle back; where it is declared, if it
/// leaves that to another function.
static SourceLocation releaseIn(const Finding &F) {
  for (const ir::Block &B : F.F->Blocks)
    for (const ir::Instr &I : B.Instrs)
      if ((I.O == ir::Op::Release || I.O == ir::Op::Delete) &&
          I.Args[0].isPlace() &&
          F.F->place(I.Args[0].P).F == ir::Place::Field &&
          F.F->place(I.Args[0].P).Name == F.Field->Field)
        return locationOf(I.Loc);
  return locationOf(F.Class->Destructor.Loc);
}

Explanation explain::ownerWording(const Finding &F) {
  Explanation E;
  E.Warning = {locationOf(F.Loc), warning(F), {}, {}};
  if (F.Owner != OwnerFault::NoDestructor)
    if (SourceLocation Loc = releaseIn(F); Loc.isValid())
      E.Notes.push_back({Loc, "released by the destructor here", {}, {}});
  E.Notes.push_back(
      {locationOf(F.Field->Loc), wayOut(F.Owner, F.Field->IsContent), {}, {}});
  return E;
}
