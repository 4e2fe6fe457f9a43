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

namespace {

/// The handles of a class that something is wrong with, in a sentence.
struct Handles {
  explicit Handles(const Finding &F) : AreMany(F.Fields.size() > 1) {
    for (const ir::Class::Handle *H : F.Fields) {
      const llvm::StringRef Between = H == F.Fields.front()  ? ""
                                      : H == F.Fields.back() ? " and "
                                                             : ", ";
      const std::string Name = "'" + H->Field + "'";
      const std::string Handle = Name + " (" + kindNoun(H->K) + ")";
      (All += Between) += H->IsContent ? "the handles in " + Name : Handle;
      (Retained += Between) +=
          H->IsContent ? "what it puts into " + Name : Handle;
      AreMany |= H->IsContent;
    }
  }

  std::string All;      ///< 'From' (a Z3 AST) and the handles in 'Edges'
  std::string Retained; ///< as what a class retains
  bool AreMany;
  const char *them() const { return AreMany ? "them" : "it"; }
};

} // namespace

static std::string warning(const Finding &F) {
  const std::string Class = "'" + F.Class->Name + "'";
  const Handles H(F);
  const std::string BothRelease =
      std::string("both objects release ") + H.them();
  switch (F.Owner) {
  case OwnerFault::ImplicitCopy:
    return "a copy of " + Class + " shares " + H.All + ", and " + BothRelease;
  case OwnerFault::ImplicitAssignment:
    return "an assignment of " + Class + " forgets the old " + H.All +
           " and shares the new " + (H.AreMany ? "ones" : "one") +
           ", which both objects release";
  case OwnerFault::CopyWithoutRetain:
    return "this copy of " + Class + " does not retain " + H.All +
           ", which both objects release";
  case OwnerFault::MoveKeepsSource:
    return "this move of " + Class + " leaves " + H.All +
           " in its source, and " + BothRelease;
  case OwnerFault::AssignmentForgets:
    return "this assignment of " + Class + " overwrites " + H.All +
           " without releasing " + H.them();
  case OwnerFault::SelfAssignment:
    return "this assignment of " + Class + " releases " + H.All +
           " before it retains the new " + (H.AreMany ? "ones" : "one") +
           ": an assignment to itself ends with a dead handle";
  case OwnerFault::LeavesContext:
    return "this assignment of " + Class + " takes " + H.All +
           " from its source, and not the context that the source owns";
  case OwnerFault::NoDestructor:
    return Class + (ir::isCounted(F.K) ? " retains " : " makes ") + H.Retained +
           " and never releases " + (F.Fields.size() > 1 ? "them" : "it");
  case OwnerFault::TakesUncounted:
    return "this constructor of " + Class + " does not retain " + H.All +
           ", which the destructor releases";
  case OwnerFault::StoresUncounted:
    return "this method of " + Class +
           " stores without a reference what the destructor releases: " + H.All;
  case OwnerFault::None:
    break;
  }
  llvm_unreachable("no fault of an owner class");
}

static std::string wayOut(const Finding &F) {
  const std::string Them = Handles(F).them();
  switch (F.Owner) {
  case OwnerFault::ImplicitCopy:
  case OwnerFault::ImplicitAssignment:
    return "write the copy constructor and the assignment, so that they "
           "retain " +
           Them + ", or delete both";
  case OwnerFault::CopyWithoutRetain:
    return "retain " + Them + ", or delete this member";
  case OwnerFault::MoveKeepsSource:
    return "set the source's handle to null, or retain it";
  case OwnerFault::AssignmentForgets:
    return "release the old handle once the new one is retained";
  case OwnerFault::SelfAssignment:
    return "retain the new handle first, or return at once if both are the "
           "same object";
  case OwnerFault::LeavesContext:
    return "take the context along";
  case OwnerFault::NoDestructor:
    return F.Fields.front()->IsContent
               ? "release each of them in the destructor"
               : "release " + Them + " in a destructor";
  case OwnerFault::TakesUncounted:
    return "retain " + Them + " in the constructor";
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
          F.F->place(I.Args[0].P).Name == F.Fields.front()->Field)
        return locationOf(I.Loc);
  return locationOf(F.Class->Destructor.Loc);
}

Explanation explain::ownerWording(const Finding &F) {
  Explanation E;
  E.Warning = {locationOf(F.Loc), warning(F), {}, {}};
  if (F.Owner != OwnerFault::NoDestructor)
    if (SourceLocation Loc = releaseIn(F); Loc.isValid())
      E.Notes.push_back({Loc, "released by the destructor here", {}, {}});
  E.Notes.push_back({locationOf(F.Fields.front()->Loc), wayOut(F), {}, {}});
  return E;
}
