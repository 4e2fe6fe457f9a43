// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All texts that a user reads of a finding.

#include "explain/Wording.h"

#include "explain/Names.h"
#include "model/Model.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;
using analysis::Defect;
using analysis::Finding;
using analysis::Growth;
using analysis::Step;

namespace {

class Writer {
public:
  Writer(const Finding &F, const lower::Lowered &L)
      : F(F), L(L), Subject(subject(*F.F, placeOf(F), F.K, L)) {}

  std::string warning() const;
  std::string note(const Step &S) const;
  std::string wayOut() const;

private:
  static ir::PlaceId placeOf(const Finding &F);
  std::string made() const;
  std::string used() const;
  std::string growth() const;
  std::string growthWayOut() const;
  std::string leakWayOut() const;
  std::string churnWayOut() const;
  std::string mixingWayOut() const;
  std::string given() const;
  std::string wrongRelease() const;
  std::string wrongReleaseWayOut() const;
  std::string uncheckedResult() const;
  std::string uncheckedWayOut() const;
  std::string calleeAt(ir::InstrId I, StringRef Otherwise) const;
  bool isBorrowed() const;
  std::string countNow(int Count) const;
  std::string mixedContexts() const;
  std::string sharedContext() const;
  std::string outlives() const;
  std::string outlivesWayOut() const;
  std::string because() const;
  bool inCppObject() const;

  const Finding &F;
  const lower::Lowered &L;
  const std::string Subject;
};

} // namespace

/// The place that the finding is about: the holder, else what the instruction
/// works on.
ir::PlaceId Writer::placeOf(const Finding &F) {
  if (F.Holder != ir::NoPlace || F.At == ir::NoInstr)
    return F.Holder;
  const ir::Instr &At = F.F->instr(F.At);
  bool WorksOnFirst = At.O == ir::Op::Use || At.O == ir::Op::Release ||
                      At.O == ir::Op::Delete || At.O == ir::Op::Retain;
  return WorksOnFirst && !At.Args.empty() && At.Args.front().isPlace()
             ? At.Args.front().P
             : F.Holder;
}

/// "'s' (a Z3 solver)", "a Z3 solver".
std::string Writer::made() const {
  if (StringRef(Subject).starts_with("this "))
    return kindNoun(F.K);
  return Subject + " (" + kindNoun(F.K) + ")";
}

std::string Writer::used() const {
  return F.Leaves == analysis::Leaving::Returned ? " is returned" : " is used";
}

/// Whether the object is held by a class (z3++'s, z3raii's) and not by a raw
/// handle.
bool Writer::inCppObject() const {
  const VarDecl *Var = variableOf(*F.F, F.Holder, L);
  if (!Var)
    return false;
  QualType T = Var->getType().getNonReferenceType();
  if (T->isPointerType() && !T->getPointeeType().isNull())
    T = T->getPointeeType();
  // What a raw handle points to is declared only.
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return Class && Class->hasDefinition();
}

std::string Writer::calleeAt(ir::InstrId I, StringRef Otherwise) const {
  if (I != ir::NoInstr && !F.F->instr(I).Callee.empty())
    return "'" + F.F->instr(I).Callee + "'";
  return Otherwise.str();
}

std::string Writer::countNow(int Count) const {
  // Of what came in, the count before is not known.
  if (!ir::isCounted(F.K) || Count < 0)
    return {};
  return "; reference count is now " + std::to_string(Count);
}

/// Whether the object is another's, of which a reference was taken.
bool Writer::isBorrowed() const {
  return F.Made != ir::NoInstr && F.F->instr(F.Made).O == ir::Op::Borrow;
}

std::string Writer::warning() const {
  switch (F.D) {
  case Defect::LoopLeak:
    return made() +
           (isBorrowed() ? " is retained in each " : " is made in each ") +
           (F.InRecursion ? "call of a recursion" : "iteration") +
           (F.Releases.empty()
                ? " and never released"
                : " and lost on a way out that does not release it");
  case Defect::LoopGrowth:
    return growth();
  case Defect::LoopChurn:
    return made() + " is made anew in each iteration; it can be reused";
  case Defect::UseAfterRelease:
    return Subject + used() + " after it was released";
  case Defect::UseAfterMove:
    return Subject + " is used after it was moved from";
  case Defect::SecondRelease:
    return F.AtEnd ? Subject + " is released here and again at the end of its "
                               "scope"
                   : Subject + " is released a second time";
  case Defect::UseAfterContext:
    return Subject + " is used after its context was deleted";
  case Defect::OwnerClass:
    break; // ownerWording()
  case Defect::HandleLeak:
    return made() + (F.Releases.empty()
                         ? " is lost and never released"
                         : " is lost on a way out that does not release it");
  case Defect::UnprotectedUse:
    return Subject + used() + " after a call that may have collected it";
  case Defect::OutlivesContext:
    return outlives();
  case Defect::ContextMixing:
    return Subject + " is used in a context that it does not belong to";
  case Defect::WrongRelease:
    return wrongRelease();
  case Defect::WrongWrap:
    return Subject + (F.M == analysis::Mismatch::HeldByHand
                          ? " is counted by a wrapper and by hand"
                          : " is given to a wrapper without a reference");
  case Defect::UncheckedResult:
    return uncheckedResult();
  case Defect::ManualCount:
    return Subject + " is counted by hand; a z3raii handle does it";
  case Defect::ThreadSharing:
    return sharedContext();
  case Defect::DanglingHandle:
    return danglingWarning(F, Subject);
  }
  llvm_unreachable("a defect without words");
}

std::string Writer::growth() const {
  switch (F.G) {
  case Growth::KeptTerms:
    return "memory grows with each iteration: the context keeps each term that "
           "is made here";
  case Growth::FreshNames:
    return "memory grows with each iteration: " + calleeAt(F.At, "this call") +
           " makes a new name, and names are never freed";
  case Growth::Scopes:
    return Subject +
           " grows with each iteration: a scope is opened and not closed";
  case Growth::Assertions:
    return Subject + " grows with each iteration: what is asserted stays";
  case Growth::Forgotten:
    return "memory grows with each iteration: this move assignment of z3++ "
           "forgets the term that " +
           (Subject.empty() ? "the variable" : Subject) + " held";
  case Growth::Container:
    return "memory grows with each iteration: the container keeps each " +
           (ir::family(F.K) == ir::Family::Ast ? "term"
                                               : ir::spelling(F.K).str()) +
           " that is made here";
  case Growth::None:
    break;
  }
  return Subject + " grows with each iteration";
}

std::string Writer::note(const Step &S) const {
  bool Owned = ir::family(F.K) == ir::Family::Owned;
  switch (S.W) {
  case Step::Made:
    return "made here" + countNow(S.Count);
  case Step::Retained:
    return "retained here" + countNow(S.Count);
  case Step::Released:
    if (S.F && S.At != ir::NoInstr && S.F->instr(S.At).R == ir::Role::HandOver)
      return "handed over here";
    if (F.D == Defect::DanglingHandle && F.F->instr(S.At).Implicit)
      return "the object that counts it ends here" + countNow(S.Count);
    return (Owned ? "deleted here" : "released here") + countNow(S.Count);
  case Step::ContextDeleted:
    return "its context is deleted here, with all that is in it";
  case Step::Collected:
    if (F.Dangles == analysis::Dangling::OwnerGone)
      return "its owner is released here";
    if (F.Dangles == analysis::Dangling::Overwritten)
      return calleeAt(S.At, "this call") +
             " writes another text into the buffer of the context";
    return calleeAt(S.At, "this call") +
           " writes the slot that alone kept it alive";
  case Step::Iteration:
    return "the loop goes round here";
  case Step::Branch:
    return S.Text.empty() ? "taken this way" : S.Text;
  case Step::Lost:
    return "lost here" +
           (ir::isCounted(F.K)
                ? "; reference count is still " + std::to_string(S.Count)
                : std::string("; it is not deleted"));
  case Step::Used:
    return "used here";
  case Step::Throws:
    return "an exception may leave from here";
  case Step::OwnContext:
    if (F.D == Defect::OutlivesContext && variableOf(*F.F, F.OwnContext, L))
      return "its context, '" + placeName(*F.F, F.OwnContext, L) +
             "', is made here and ends before it";
    return "the context that it belongs to is made here";
  case Step::CallContext:
    return "the context of the call is made here";
  case Step::Mixed:
    return mixedContexts();
  case Step::Because:
    return because();
  case Step::FirstThread:
    return "the first thread is started here";
  case Step::ThreadUses:
    if (!S.Text.empty())
      return "the new thread destroys this object in it";
    return S.Count ? "the new thread changes a count in it here"
                   : "the new thread uses it here";
  case Step::OtherUses:
    if (!S.Text.empty())
      return "this object in it is destroyed meanwhile, at the end of its "
             "scope";
    return S.Count ? "a count in it is changed here meanwhile"
                   : "it is used here meanwhile";
  case Step::Stored:
    return "stored here";
  case Step::MovedAway:
    return "moved from here; what is left behind is null";
  case Step::JoinedLate:
    return "only here the thread is waited for";
  case Step::CalleeReleases:
    return (S.Text.empty() ? std::string("this call") : "'" + S.Text + "'") +
           " releases it" + countNow(S.Count);
  }
  llvm_unreachable("a step without words");
}

/// "it belongs to 'a', this call works in 'b'", as far as they have names.
std::string Writer::mixedContexts() const {
  std::string Own = placeName(*F.F, F.OwnContext, L);
  std::string Call = placeName(*F.F, F.CallContext, L);
  return "it belongs to " +
         (Own.empty() ? "another context" : "'" + Own + "'") +
         ", this call works in " +
         (Call.empty() ? "a context of its own" : "'" + Call + "'");
}

std::string Writer::sharedContext() const {
  bool Named = !placeName(*F.F, F.Holder, L).empty();
  return (Named ? "the context " + Subject : std::string("a context")) +
         " is used by this thread and another one at the same time";
}

namespace {
/// How an object comes to outlive its context.
enum class Outliving { Variable, Temporary, Return, Throw, Store };
} // namespace

static Outliving outlivingOf(const Finding &F) {
  switch (F.Leaves) {
  case analysis::Leaving::Not:
    return F.Holder == ir::NoPlace ? Outliving::Temporary : Outliving::Variable;
  case analysis::Leaving::Returned:
    return Outliving::Return;
  case analysis::Leaving::Thrown:
    return Outliving::Throw;
  case analysis::Leaving::Stored:
    return Outliving::Store;
  }
  llvm_unreachable("no way to leave");
}

std::string Writer::outlives() const {
  switch (outlivingOf(F)) {
  case Outliving::Variable:
  case Outliving::Temporary:
    return Subject + " is destroyed after its context";
  case Outliving::Return:
    return kindNoun(F.K) + " is returned and outlives its context";
  case Outliving::Throw:
    return kindNoun(F.K) + " is thrown and outlives its context";
  case Outliving::Store:
    return kindNoun(F.K) + " is stored" +
           (F.Holder == ir::NoPlace ? std::string() : " in " + Subject) +
           " and outlives its context";
  }
  llvm_unreachable("a way to outlive without words");
}

std::string Writer::outlivesWayOut() const {
  switch (outlivingOf(F)) {
  case Outliving::Variable:
  case Outliving::Temporary:
    return "declare it behind its context: what is declared last is destroyed "
           "first";
  case Outliving::Throw:
    return "throw what needs no context: a text or a number, or catch it where "
           "the context still lives";
  case Outliving::Return:
  case Outliving::Store:
    return "take the context from the caller, or hand it out with the object";
  }
  llvm_unreachable("a way to outlive without a way out");
}

/// Where the warning stands: at the variable that lives too long; the end of
/// its scope is written nowhere.
static SourceLocation warningLocation(const Finding &F,
                                      const lower::Lowered &L) {
  SourceLocation Loc = explain::locationOf(F.Loc);
  if (F.D != Defect::OutlivesContext)
    return Loc;
  if (F.Leaves == analysis::Leaving::Stored) {
    // Of a global, the declaration; what a reference leads to has none.
    const VarDecl *Var = variableOf(*F.F, F.Holder, L);
    return Var && Var->hasGlobalStorage() ? Var->getLocation() : Loc;
  }
  if (F.Leaves != analysis::Leaving::Not)
    return Loc;
  if (const VarDecl *Var = variableOf(*F.F, F.Holder, L))
    return Var->getLocation();
  if (F.Made != ir::NoInstr)
    return explain::locationOf(F.F->instr(F.Made).Loc);
  return Loc;
}

std::string Writer::leakWayOut() const {
  bool InLoop = F.D == Defect::LoopLeak;
  if (inCppObject())
    return std::string("let a 'std::unique_ptr' own it, or delete it ") +
           (InLoop ? "in each iteration" : "on every way out");
  std::string Release = releaseFunctionOf(F, L);
  if (Release.empty())
    return std::string("release it ") +
           (InLoop ? "in each iteration" : "on every way out");
  return "release it with '" + Release + "' on every way out" +
         (InLoop ? " of the iteration" : "");
}

std::string Writer::churnWayOut() const {
  const std::string Once = "make it once, before the loop";
  bool Scoped = F.K == ir::Kind::Solver || F.K == ir::Kind::Optimize ||
                F.K == ir::Kind::Fixedpoint;
  if (!Scoped || isTaught(F, L))
    return Once;
  if (inCppObject())
    return Once + ", and put each iteration between 'push()' and 'pop()'";
  std::string Prefix = "'Z3_" + ir::spelling(F.K).str();
  return Once + ", and put each iteration between " + Prefix + "_push' and " +
         Prefix + "_pop'";
}

std::string Writer::growthWayOut() const {
  switch (F.G) {
  case Growth::KeptTerms:
    return "make the context with 'Z3_mk_context_rc', and retain and release "
           "the terms";
  case Growth::FreshNames:
    return "make the name once, before the loop";
  case Growth::Scopes:
    return "close the scope on every way out of the iteration";
  case Growth::Assertions:
    return "put each iteration between a push and a pop";
  case Growth::Forgotten:
    return "let the copy assignment release the old one: assign from a named "
           "term, or as a constant";
  case Growth::Container:
    return "keep what is read later, or take the old ones out";
  case Growth::None:
    break;
  }
  return "release what the iteration has made";
}

std::string Writer::wayOut() const {
  switch (F.D) {
  case Defect::LoopLeak:
  case Defect::HandleLeak:
    return leakWayOut();
  case Defect::LoopGrowth:
    return growthWayOut();
  case Defect::LoopChurn:
    return churnWayOut();
  case Defect::UseAfterRelease:
    return F.Leaves == analysis::Leaving::Returned
               ? "leave the reference to the caller, who releases it"
               : "release it behind its last use";
  case Defect::UseAfterMove:
    return "use the object that it was moved to";
  case Defect::SecondRelease:
    return "remove one of the releases";
  case Defect::UseAfterContext:
    return "delete the context behind the last use of what is in it";
  case Defect::UnprotectedUse:
    return "retain it with '" + model::retainFunction(F.K).str() +
           "' before that call";
  case Defect::OwnerClass:
    break; // ownerWording()
  case Defect::OutlivesContext:
    return outlivesWayOut();
  case Defect::ContextMixing:
    return mixingWayOut();
  case Defect::WrongRelease:
    return wrongReleaseWayOut();
  case Defect::WrongWrap:
    return F.M == analysis::Mismatch::HeldByHand
               ? "leave the counting to the wrapper alone"
               : "retain it with '" + model::retainFunction(F.K).str() +
                     "' before, or let the wrapper share it";
  case Defect::UncheckedResult:
    return uncheckedWayOut();
  case Defect::ManualCount:
    return "let a z3raii handle own it";
  case Defect::ThreadSharing:
    return "give each thread a context of its own, filled with 'Z3_translate' "
           "before it starts, or hold one lock around all that is done in the "
           "context";
  case Defect::DanglingHandle:
    return danglingWayOut(F);
  }
  llvm_unreachable("a defect without a way out");
}

/// What the wrong call does to the reference.
std::string Writer::given() const {
  bool HandsOver =
      F.At != ir::NoInstr && F.F->instr(F.At).R == ir::Role::HandOver;
  return HandsOver ? " is handed over" : " is released";
}

std::string Writer::wrongRelease() const {
  switch (F.M) {
  case analysis::Mismatch::OtherContext:
    return Subject + " is released in a context that it does not belong to";
  case analysis::Mismatch::OtherKind:
    return Subject + " is released by the function of another kind";
  case analysis::Mismatch::Borrowed:
    return Subject + given() + ", but it is borrowed and was not retained";
  case analysis::Mismatch::OfWrapper:
    return Subject + given() + " by hand, but a wrapper releases it";
  case analysis::Mismatch::HandedOver:
    return Subject + given() + ", but its reference was handed over before";
  default:
    return Subject + given() + ", but it was never retained";
  }
}

std::string Writer::wrongReleaseWayOut() const {
  switch (F.M) {
  case analysis::Mismatch::OtherContext:
    return "release it in its own context";
  case analysis::Mismatch::OtherKind:
    return "release it with '" + releaseFunctionOf(F, L) + "'";
  case analysis::Mismatch::OfWrapper:
    return "leave the release to the wrapper";
  case analysis::Mismatch::HandedOver:
    return "leave the release to whom it was handed over";
  default:
    return "retain it with '" + model::retainFunction(F.K).str() +
           "' where it is obtained, or leave out the release";
  }
}

/// "a model", "an unsat core": what the call asks for.
static std::string asksFor(ir::Role Wants, const ir::Instr &I) {
  StringRef Callee(I.Callee);
  if (Wants == ir::Role::Model)
    return "the model";
  if (Wants == ir::Role::Derivation)
    return "the derivation";
  return Callee.contains("proof") ? "the proof" : "the unsat core";
}

std::string Writer::uncheckedResult() const {
  const ir::Instr &At = F.F->instr(F.At);
  switch (F.U) {
  case analysis::Unchecked::NeverAsked:
    return asksFor(F.Wants, At) + " of " + Subject +
           " is asked for, but nothing was checked";
  case analysis::Unchecked::Changed:
    return asksFor(F.Wants, At) + " of " + Subject +
           " is asked for, but it was changed since the last check";
  case analysis::Unchecked::OtherAnswer:
    return asksFor(F.Wants, At) + " of " + Subject +
           " is asked for, but the answer was another one";
  case analysis::Unchecked::Ignored:
    return asksFor(F.Wants, At) + " of " + Subject +
           " is asked for, but nobody looks at the answer of the check";
  case analysis::Unchecked::PerhapsNone:
    return asksFor(F.Wants, At) + " of " + Subject +
           " is asked for, but the answer may be unknown, which promises none";
  case analysis::Unchecked::Unread:
    return Subject + " is used, but whether parsing failed was not read";
  case analysis::Unchecked::StaleError:
    return "the error code is read after another call has reset it";
  case analysis::Unchecked::NoValue:
    return Subject + " may be null here: the model may have no value for it";
  default:
    return Subject + " may be null here; errors of its context call nobody";
  }
}

/// What the warning rests on.
std::string Writer::because() const {
  switch (F.U) {
  case analysis::Unchecked::Changed:
    return "changed here";
  case analysis::Unchecked::OtherAnswer:
  case analysis::Unchecked::Ignored:
  case analysis::Unchecked::PerhapsNone:
    return "checked here";
  case analysis::Unchecked::StaleError:
    return "the call that may have failed";
  default:
    return "obtained here";
  }
}

std::string Writer::uncheckedWayOut() const {
  switch (F.U) {
  case analysis::Unchecked::NeverAsked:
  case analysis::Unchecked::Changed:
    return "check first, and ask only after the answer that promises it";
  case analysis::Unchecked::OtherAnswer:
  case analysis::Unchecked::Ignored:
  case analysis::Unchecked::PerhapsNone:
    return "ask only after the answer that promises it";
  case analysis::Unchecked::Unread:
  case analysis::Unchecked::StaleError:
    return "read 'Z3_get_error_code' directly after the call";
  case analysis::Unchecked::NoValue:
    return "hold it against null first, or take 'Z3_model_eval' with "
           "completion";
  default:
    return "hold it against null first";
  }
}

/// The way across, by kind.
std::string Writer::mixingWayOut() const {
  std::string Function = model::translateFunction(F.K).str();
  if (Function.empty())
    return "make it in the context of the call";
  return "translate it with '" + Function + "' into the context of the call";
}

static SourceLocation locationOf(const Step &S) {
  SourceLocation Loc = explain::locationOf(S.Loc);
  if (Loc.isInvalid() && S.F && S.At != ir::NoInstr)
    Loc = explain::locationOf(S.F->instr(S.At).Loc);
  return Loc;
}

/// A step whose note would repeat the warning.
static bool isTheWarning(const Step &S, const Finding &F,
                         SourceLocation Warning) {
  if (locationOf(S) != Warning)
    return false;
  if (S.W == Step::Used || S.W == Step::Stored)
    return true;
  // "released here" at the second release would contradict it.
  return S.W == Step::Released && F.D == Defect::SecondRelease;
}

/// Where the way out is to be taken.
static SourceLocation wayOutLocation(const Finding &F, SourceLocation Warning) {
  bool MoveRelease =
      F.D == Defect::UseAfterRelease || F.D == Defect::UseAfterContext;
  if (MoveRelease && F.Killed != ir::NoInstr) {
    SourceLocation Loc = explain::locationOf(F.F->instr(F.Killed).Loc);
    if (Loc.isValid())
      return Loc;
  }
  return Warning;
}

Explanation explain::wording(const Finding &F, const lower::Lowered &L) {
  Writer W(F, L);
  Explanation E;
  E.Warning.Loc = warningLocation(F, L);
  E.Warning.Text = W.warning();
  for (const Step &S : F.Path) {
    SourceLocation Loc = ::locationOf(S);
    if (Loc.isValid() && !isTheWarning(S, F, E.Warning.Loc))
      E.Notes.push_back({Loc, W.note(S), {}, {}});
  }
  E.Notes.push_back({wayOutLocation(F, E.Warning.Loc), W.wayOut(), {}, {}});
  return E;
}
