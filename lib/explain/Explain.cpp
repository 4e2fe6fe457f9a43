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
  struct Way {
    Edit (*Make)(EditContext &);
    const char *Title;
  };
  /// What the callers would have to do is not known.
  bool isHandedOut() const { return C.F.Leaves == analysis::Leaving::Returned; }
  /// The first edit goes to the warning; a further one to a note of its own.
  void offer(Edit Fix, const char *Title);
  /// One of several, the best first, if the warning has none yet.
  void offerFirst(llvm::ArrayRef<Way> Ways);
  bool hasEdit() const { return !E.Warning.Fixes.empty(); }

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

void Dispatcher::offerFirst(llvm::ArrayRef<Way> Ways) {
  for (const Way &W : Ways)
    if (!hasEdit())
      offer(W.Make(C), W.Title);
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
  offerFirst({{useValue, "make the object itself"},
              {resetGuard, "let the guard release it"},
              {removeNeedlessRetain, "leave out the retain"}});
  if (hasEdit())
    return;
  // Where the object can be reused, a release alone would leave a costly loop.
  offer(hoist(C), "make it once, before the loop, and put each iteration "
                  "between push and pop");
  offer(useRaiiHandle(C), "or let a z3raii handle own it");
  offer(insertReleases(C), "or release it by hand on every way out");
  offer(releaseElements(C), "release all elements of the container");
  offerFirst({{freeByOwnFunction, "give back its elements, too"},
              {releasePart, "release it before it is lost"},
              {releaseArray, "release all elements of the array"},
              {releaseFilled, "release the elements made so far"},
              {releaseOverwritten, "release the old one before"}});
}

void Dispatcher::handleLeak() {
  if (pointsToClass(C)) {
    offer(useUniquePtr(C), "let a 'std::unique_ptr' own it");
    return;
  }
  offerFirst({{releaseDropped, "release what is dropped"},
              {resetGuard, "let the guard release it"},
              {removeNeedlessRetain, "leave out the retain"}});
  if (hasEdit())
    return;
  if (!C.isTaught())
    offer(useRaiiHandle(C), "let a z3raii handle own it");
  offer(insertReleases(C), "or release it by hand on every way out");
  offer(releaseElements(C), "release all elements of the container");
  offerFirst(
      {{releasePart, "release it before it is lost"},
       {ownMember, "let a z3raii handle own it"},
       {releaseRefused, "release it where the container has refused it"}});
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
  if (isHandedOut())
    return;
  const bool OfContext = C.F.D == Defect::UseAfterContext;
  const char *Once = "release it once, where it is not used any more";
  const char *Own = "give the later use a reference of its own";
  const char *Behind = OfContext ? "delete the context behind the last use"
                                 : "release it behind its last use";
  offerFirst(
      {{moveRelease, Behind}, {moveKilling, Behind}, {retractRelease, Once}});
  if (!OfContext)
    offerFirst({{copyElement, "copy the element"},
                {handOver, Once},
                {ownCopy, Own},
                {ownAssigned, Own},
                {keepAlive, Own}});
}

void Dispatcher::useAfterMove() {
  offerFirst({{copyMoved, "copy it instead of moving it"},
              {moveKilling, "move it behind the last use"}});
}

void Dispatcher::secondRelease() {
  const char *SetNull = "set it to null when it is released";
  offerFirst({{removeSecondRelease, "remove the second release"}});
  if (!C.isTaught())
    offerFirst({{setNullBehindRelease, SetNull}, {forgetInCallee, SetNull}});
  offerFirst(
      {{emptyInCallee, "forget the elements when they are released"},
       {retractRelease, "release it once, where it is not used any more"}});
}

void Dispatcher::contextMixing() {
  offer(translateArgument(C), "translate it into the context of the call");
}

/// Nothing is wrong, so that there is nothing to say without an edit.
void Dispatcher::manualCount() {
  offer(useRaiiForBalanced(C), "let a z3raii handle own it");
  if (!hasEdit())
    E = {};
}

void Dispatcher::dangling() {
  if (C.F.Dangles == analysis::Dangling::ContextGone)
    return offer(moveKilling(C), "delete the context behind the last use");
  offer(keepOwner(C), "keep the object that counts it");
  offer(copyText(C), "copy the text");
  offerFirst({{copyTextInC, "copy the text"},
              {keepTemporaries, "keep the objects that count"},
              {keepInField, "keep the object that counts it"},
              {keepOptionally, "keep the object that counts it"},
              {returnOwner, "hand on the object that counts it"},
              {stringField, "copy the text"}});
  if (C.F.Dangles == analysis::Dangling::OwnerGone)
    offerFirst({{keepAlive, "give it a reference of its own"}});
}

void Dispatcher::unprotected() {
  if (isHandedOut())
    return;
  if (!C.isTaught())
    offer(useRaiiHandle(C), "let a z3raii handle own it");
  offerFirst(
      {{wrapEarlier, "let its object count it where it is made"},
       {holdListed, "let z3raii handles hold the elements"},
       {holdInVector, "let z3raii handles hold the elements"},
       {holdArgumentByHandle, "make it before the call, and hold it there"},
       {protect, "retain it where it is made"},
       {releaseArray, "retain each element where it is made"},
       {holdArgument, "make it before the call, and retain it there"}});
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
  offerFirst({{copyPointer, "copy the other pointer"}});
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
