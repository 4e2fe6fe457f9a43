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
  std::string growth() const;
  std::string growthWayOut() const;
  std::string leakWayOut() const;
  std::string churnWayOut() const;
  std::string calleeAt(ir::InstrId I, StringRef Otherwise) const;
  std::string countNow(int Count) const;
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
  if (!ir::isCounted(F.K))
    return {};
  return "; reference count is now " + std::to_string(Count);
}

std::string Writer::warning() const {
  switch (F.D) {
  case Defect::LoopLeak:
    return made() + (F.Releases.empty()
                         ? " is made in each iteration and never released"
                         : " is made in each iteration and lost on a way out "
                           "that does not release it");
  case Defect::LoopGrowth:
    return growth();
  case Defect::LoopChurn:
    return made() + " is made anew in each iteration; it can be reused";
  case Defect::UseAfterRelease:
    return Subject + " is used after it was released";
  case Defect::SecondRelease:
    return Subject + " is released a second time";
  case Defect::UseAfterContext:
    return Subject + " is used after its context was deleted";
  case Defect::HandleLeak:
    return made() + " is lost and never released";
  case Defect::UnprotectedUse:
    return Subject + " is used after a call that may have collected it";
  case Defect::OutlivesContext:
    return Subject + " outlives its context";
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
    return (Owned ? "deleted here" : "released here") + countNow(S.Count);
  case Step::ContextDeleted:
    return "its context is deleted here, with all that is in it";
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
  case Step::CalleeReleases:
    return (S.Text.empty() ? std::string("this call") : "'" + S.Text + "'") +
           " releases it" + countNow(S.Count);
  }
  llvm_unreachable("a step without words");
}

std::string Writer::leakWayOut() const {
  if (inCppObject())
    return "let a 'std::unique_ptr' own it, or delete it in each iteration";
  std::string Release = model::releaseFunction(F.K).str();
  if (Release.empty())
    return "release it in each iteration";
  return "release it with '" + Release + "' on every way out of the iteration";
}

std::string Writer::churnWayOut() const {
  const std::string Once = "make it once, before the loop";
  bool Scoped = F.K == ir::Kind::Solver || F.K == ir::Kind::Optimize ||
                F.K == ir::Kind::Fixedpoint;
  if (!Scoped)
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
  case Growth::None:
    break;
  }
  return "release what the iteration has made";
}

std::string Writer::wayOut() const {
  switch (F.D) {
  case Defect::LoopLeak:
    return leakWayOut();
  case Defect::LoopGrowth:
    return growthWayOut();
  case Defect::LoopChurn:
    return churnWayOut();
  case Defect::UseAfterRelease:
    return "release it behind its last use";
  case Defect::SecondRelease:
    return "remove one of the releases";
  case Defect::UseAfterContext:
    return "delete the context behind the last use of what is in it";
  case Defect::HandleLeak:
    return "release it with '" + model::releaseFunction(F.K).str() +
           "' on every way out";
  case Defect::UnprotectedUse:
    return "retain it with '" + model::retainFunction(F.K).str() +
           "' before that call";
  case Defect::OutlivesContext:
    return "let it end before its context";
  }
  llvm_unreachable("a defect without a way out");
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
  if (S.W == Step::Used)
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
  E.Warning.Loc = locationOf(F.Loc);
  E.Warning.Text = W.warning();
  for (const Step &S : F.Path) {
    SourceLocation Loc = ::locationOf(S);
    if (Loc.isValid() && !isTheWarning(S, F, E.Warning.Loc))
      E.Notes.push_back({Loc, W.note(S), {}, {}});
  }
  E.Notes.push_back({wayOutLocation(F, E.Warning.Loc), W.wayOut(), {}, {}});
  return E;
}
