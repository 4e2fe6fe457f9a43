// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which words and which edits a finding gets.

#include "explain/Explain.h"

#include "explain/Edits.h"
#include "explain/ElementUses.h"
#include "explain/OwnerEdits.h"
#include "explain/Wording.h"

using namespace z3tidy;
using namespace z3tidy::explain;
using analysis::Defect;

namespace {

/// Gives edits to the warning first, then to notes.
class Dispatcher {
public:
  Dispatcher(EditContext &C, Explanation &E) : C(C), E(E) {}

  void loopLeak();
  void handleLeak();
  void growth();
  void churn();
  void useAfterRelease();
  void useAfterMove();
  void secondRelease();
  void contextMixing();
  void manualCount();
  void dangling();
  void unprotected();
  void wrongRelease();
  void wrongWrap();
  /// What can be done about a use of a macro, as a whole.
  void inMacro();

private:
  /// The first edit goes to the warning; a further one to a note of its own.
  void offer(Edit Fix, const char *Title);

  EditContext &C;
  Explanation &E;
};

} // namespace

void Dispatcher::offer(Edit Fix, const char *Title) {
  if (!Fix)
    return;
  Message *To = &E.Warning;
  if (!To->Fixes.empty()) {
    E.Notes.push_back({E.Warning.Loc, Title, {}, {}});
    To = &E.Notes.back();
  } else {
    llvm::StringRef Text = Title;
    Text.consume_front("or ");
    E.EditTitle = Text.str();
  }
  To->Fixes = std::move(Fix.Fixes);
  To->Includes = std::move(Fix.Includes);
}

/// Whether the holder is a plain pointer to an object of a class.
static bool pointsToClass(const EditContext &C) {
  const clang::VarDecl *Var = C.holder();
  return Var && Var->getType()->isPointerType() &&
         Var->getType()->getPointeeCXXRecordDecl() &&
         Var->getType()->getPointeeCXXRecordDecl()->hasDefinition();
}

void Dispatcher::loopLeak() {
  if (pointsToClass(C)) {
    offer(useUniquePtr(C), "let a 'std::unique_ptr' own it");
    return;
  }
  if (C.isTaught())
    return offer(insertReleases(C), "release it by hand on every way out");
  offer(useValue(C), "make the object itself");
  offer(resetGuard(C), "let the guard release it");
  if (!E.Warning.Fixes.empty())
    return;
  offer(removeNeedlessRetain(C), "leave out the retain");
  if (!E.Warning.Fixes.empty())
    return;
  // Where the object can be reused, a release alone would leave a costly loop.
  offer(hoist(C), "make it once, before the loop, and put each iteration "
                  "between push and pop");
  offer(useRaiiHandle(C), "or let a z3raii handle own it");
  offer(insertReleases(C), "or release it by hand on every way out");
  offer(releaseElements(C), "release all elements of the container");
  if (E.Warning.Fixes.empty())
    offer(freeByOwnFunction(C), "give back its elements, too");
  if (E.Warning.Fixes.empty())
    offer(releasePart(C), "release it before it is lost");
  if (E.Warning.Fixes.empty())
    offer(releaseArray(C), "release all elements of the array");
  if (E.Warning.Fixes.empty())
    offer(releaseFilled(C), "release the elements made so far");
  if (E.Warning.Fixes.empty())
    offer(releaseOverwritten(C), "release the old one before");
}

void Dispatcher::handleLeak() {
  if (pointsToClass(C)) {
    offer(useUniquePtr(C), "let a 'std::unique_ptr' own it");
    return;
  }
  offer(resetGuard(C), "let the guard release it");
  if (!E.Warning.Fixes.empty())
    return;
  offer(removeNeedlessRetain(C), "leave out the retain");
  if (!E.Warning.Fixes.empty())
    return;
  if (!C.isTaught())
    offer(useRaiiHandle(C), "let a z3raii handle own it");
  offer(insertReleases(C), "or release it by hand on every way out");
  offer(releaseElements(C), "release all elements of the container");
  if (E.Warning.Fixes.empty())
    offer(releasePart(C), "release it before it is lost");
  if (E.Warning.Fixes.empty())
    offer(ownMember(C), "let a z3raii handle own it");
  if (E.Warning.Fixes.empty())
    offer(releaseRefused(C), "release it where the container has refused it");
}

void Dispatcher::growth() {
  if (C.F.G == analysis::Growth::Forgotten)
    offer(copyAssign(C), "let the copy assignment release the old term");
  if (C.F.G == analysis::Growth::Scopes)
    offer(closeScopes(C), "close the scope on every way round");
}

void Dispatcher::churn() {
  if (!C.isTaught())
    offer(hoist(C), "make it once, before the loop");
}

void Dispatcher::useAfterRelease() {
  const bool OfContext = C.F.D == Defect::UseAfterContext;
  const char *Behind = OfContext ? "delete the context behind the last use"
                                 : "release it behind its last use";
  const char *Own = "give the later use a reference of its own";
  const std::pair<Edit (*)(EditContext &), const char *> Ways[] = {
      {moveRelease, Behind},
      {moveKilling, Behind},
      {retractRelease, "release it once, where it is not used any more"},
      {OfContext ? nullptr : copyElement, "copy the element"},
      {OfContext ? nullptr : handOver,
       "release it once, where it is not used any more"},
      {OfContext ? nullptr : ownCopy, Own},
      {OfContext ? nullptr : ownAssigned, Own},
      {OfContext ? nullptr : keepAlive, Own}};
  for (auto [Make, Title] : Ways)
    if (Make && E.Warning.Fixes.empty())
      offer(Make(C), Title);
}

void Dispatcher::useAfterMove() {
  offer(copyMoved(C), "copy it instead of moving it");
  if (E.Warning.Fixes.empty())
    offer(moveKilling(C), "move it behind the last use");
}

void Dispatcher::secondRelease() {
  offer(removeSecondRelease(C), "remove the second release");
  if (E.Warning.Fixes.empty() && !C.isTaught())
    offer(setNullBehindRelease(C), "set it to null when it is released");
  if (E.Warning.Fixes.empty() && !C.isTaught())
    offer(forgetInCallee(C), "set it to null when it is released");
  if (E.Warning.Fixes.empty())
    offer(emptyInCallee(C), "forget the elements when they are released");
  if (E.Warning.Fixes.empty())
    offer(retractRelease(C), "release it once, where it is not used any more");
}

void Dispatcher::contextMixing() {
  offer(translateArgument(C), "translate it into the context of the call");
}

/// Nothing is wrong, so that there is nothing to say without an edit.
void Dispatcher::manualCount() {
  offer(useRaiiForBalanced(C), "let a z3raii handle own it");
  if (E.Warning.Fixes.empty())
    E = {};
}

void Dispatcher::dangling() {
  if (C.F.Dangles == analysis::Dangling::ContextGone)
    return offer(moveKilling(C), "delete the context behind the last use");
  offer(keepOwner(C), "keep the object that counts it");
  offer(copyText(C), "copy the text");
  if (E.Warning.Fixes.empty())
    offer(copyTextInC(C), "copy the text");
  if (E.Warning.Fixes.empty())
    offer(keepTemporaries(C), "keep the objects that count");
  if (E.Warning.Fixes.empty())
    offer(keepInField(C), "keep the object that counts it");
  if (E.Warning.Fixes.empty())
    offer(keepOptionally(C), "keep the object that counts it");
  if (E.Warning.Fixes.empty())
    offer(returnOwner(C), "hand on the object that counts it");
  if (E.Warning.Fixes.empty())
    offer(stringField(C), "copy the text");
  if (E.Warning.Fixes.empty() && C.F.Dangles == analysis::Dangling::OwnerGone)
    offer(keepAlive(C), "give it a reference of its own");
}

void Dispatcher::unprotected() {
  if (!C.isTaught())
    offer(useRaiiHandle(C), "let a z3raii handle own it");
  const std::pair<Edit (*)(EditContext &), const char *> Ways[] = {
      {wrapEarlier, "let its object count it where it is made"},
      {holdListed, "let z3raii handles hold the elements"},
      {holdInVector, "let z3raii handles hold the elements"},
      {holdArgumentByHandle, "make it before the call, and hold it there"}};
  for (auto [Make, Title] : Ways)
    if (E.Warning.Fixes.empty())
      offer(Make(C), Title);
  if (E.Warning.Fixes.empty())
    offer(protect(C), "retain it where it is made");
  if (E.Warning.Fixes.empty())
    offer(releaseArray(C), "retain each element where it is made");
  if (E.Warning.Fixes.empty())
    offer(holdArgument(C), "make it before the call, and retain it there");
}

static const char *titleOfCorrection(const analysis::Finding &F) {
  switch (F.M) {
  case analysis::Mismatch::OtherContext:
    return "release it in its own context";
  case analysis::Mismatch::OtherKind:
    return "release it with the function of its own kind";
  case analysis::Mismatch::NotCounted:
    return "make the counts match";
  default:
    return "leave out the release";
  }
}

void Dispatcher::wrongRelease() {
  offer(correctRelease(C), titleOfCorrection(C.F));
}

void Dispatcher::wrongWrap() {
  offer(correctWrapping(C), C.F.M == analysis::Mismatch::HeldByHand
                                ? "leave the counting to the wrapper alone"
                                : "retain it before the wrapper gets it");
}

void Dispatcher::inMacro() {
  if (C.F.D == Defect::SecondRelease && !C.F.AtEnd)
    offer(removeExpandedRelease(C), "remove the second release");
  if (C.F.D == Defect::WrongRelease && C.F.M == analysis::Mismatch::OtherKind)
    wrongRelease();
}

Explanation explain::explain(const analysis::Finding &F,
                             const lower::Lowered &L, clang::ASTContext &Ctx) {
  if (F.D == Defect::OwnerClass)
    return ownerWording(F);
  Explanation E = wording(F, L);
  std::unique_ptr<EditContext> C = EditContext::of(F, L, Ctx);
  if (!C)
    return F.D == Defect::ManualCount ? Explanation() : E;
  Dispatcher D(*C, E);
  if (C->isInMacro()) {
    D.inMacro();
    return F.D == Defect::ManualCount ? Explanation() : E;
  }
  switch (F.D) {
  case Defect::LoopLeak:
    D.loopLeak();
    break;
  case Defect::HandleLeak:
    D.handleLeak();
    break;
  case Defect::LoopGrowth:
    D.growth();
    break;
  case Defect::LoopChurn:
    D.churn();
    break;
  case Defect::UseAfterRelease:
  case Defect::UseAfterContext:
    D.useAfterRelease();
    break;
  case Defect::UseAfterMove:
    D.useAfterMove();
    break;
  case Defect::SecondRelease:
    D.secondRelease();
    break;
  case Defect::WrongRelease:
    D.wrongRelease();
    break;
  case Defect::WrongWrap:
    D.wrongWrap();
    break;
  case Defect::UnprotectedUse:
    D.unprotected();
    break;
  case Defect::ContextMixing:
    D.contextMixing();
    break;
  case Defect::ManualCount:
    D.manualCount();
    break;
  case Defect::DanglingHandle:
    D.dangling();
    break;
  default:
    break;
  }
  return E;
}
