// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results that the protocol does not guarantee: a model, core or proof without
// the answer that promises it; results that are null, or an empty vector, after
// an error that nobody was told of; an error code that another call has reset.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Role;

/// Of what came in by reference the kind is not known.
static bool isAskable(const ObjectState &O) {
  return O.K == ir::Kind::Solver || O.K == ir::Kind::Optimize ||
         O.K == ir::Kind::Fixedpoint || O.K == ir::Kind::None;
}

//===----------------------------------------------------------------------===//
// Answers
//===----------------------------------------------------------------------===//

static void forgetAnswer(ObjectState &O, Asked A, ir::InstrId At) {
  O.Answer = A;
  O.AnswerValue = Value::unknown();
  O.AnsweredAt = At;
}

/// A solver that is made here has not been asked; one that is copied from
/// another context may have its answers.
void FunctionAnalysis::noteNewSolver(const Instr &I, ObjectState &O) const {
  if (!Opts.AsksForResults || !isAskable(O) || I.Taught)
    return; // (what is made by a taught function may have been asked there)
  auto [B, N] = F.position(I.Id);
  if (N > 0) {
    const Instr &Before = F.Blocks[B].Instrs[N - 1];
    bool SameCall = Before.O == ir::Op::Use && Before.Callee == I.Callee;
    if (SameCall && (Before.Context != I.Context))
      return;
  }
  O.Answer = Asked::Never;
}

/// What the call means to the answer that the solver has.
void FunctionAnalysis::noteAnswer(const Instr &I, State &S, ObjectId Id) {
  ObjectState &O = *S.object(Id);
  if (!Opts.AsksForResults || !isAskable(O))
    return;
  if (I.Taught) // what else it does to a solver is not said
    return forgetAnswer(O, Asked::Unknown, I.Id);
  switch (I.R) {
  case Role::Check:
    forgetAnswer(O, I.Dst == ir::NoPlace ? Asked::Ignored : Asked::Answered,
                 I.Id);
    if (I.Dst != ir::NoPlace)
      O.AnswerValue = load(resolve(I.Dst, S), S);
    return;
  case Role::Assert:
  case Role::Push:
  case Role::Pop:
  case Role::Reset:
  case Role::LoadText:
    return forgetAnswer(O, Asked::Changed, I.Id);
  case Role::Model:
  case Role::Refutation:
  case Role::Derivation:
    return checkPromise(I, S, Id);
  default:
    return;
  }
}

bool FunctionAnalysis::isOfZ3pp(const ObjectState &O) const {
  return O.AnsweredAt != ir::NoInstr &&
         llvm::StringRef(F.instr(O.AnsweredAt).Callee).starts_with("z3::");
}

/// Whether the value is this answer: Z3_lbool has -1, 0 and 1 for unsat,
/// unknown and sat, z3::check_result has 0, 2 and 1.
static bool isAnswer(const Value &V, bool Z3pp, int LBool) {
  int64_t Wanted = LBool;
  if (Z3pp && LBool <= 0)
    Wanted = LBool == 0 ? 2 : 0;
  if (Wanted == 0)
    return V.F == Value::Null;
  return V.F == Value::Int && V.N == Wanted;
}

/// A branch has learnt what the answer is not. Neither sat nor unsat: it may
/// come with a model. What is not unknown is as good as told apart.
void FunctionAnalysis::noteAnswerIsNot(const Value &Answer, const Value &V,
                                       State &S) const {
  for (ObjectState &O : S.Objects) {
    if (!Answer.isSymbol() || !(O.AnswerValue == Answer))
      continue;
    bool NotSat = isAnswer(V, isOfZ3pp(O), 1);
    bool NotUnsat = isAnswer(V, isOfZ3pp(O), -1);
    // With one more answer excluded, it is the one that is left.
    if (isAnswer(V, isOfZ3pp(O), 0) && O.Answer != Asked::Unknown)
      O.Answer = Asked::Decided;
    if (O.Answer == Asked::Decided)
      continue;
    if ((NotSat && O.Answer == Asked::NotUnsat) ||
        (NotUnsat && O.Answer == Asked::NotSat))
      forgetAnswer(O, Asked::Unknown, O.AnsweredAt);
    else if (NotSat || NotUnsat)
      O.Answer = NotSat ? Asked::NotSat : Asked::NotUnsat;
  }
}

/// Whether the answer is known to be one that does not go with the result.
bool FunctionAnalysis::isOtherAnswer(Role R, const ObjectState &O) const {
  bool Known = O.Answer == Asked::Answered || O.Answer == Asked::NotSat ||
               O.Answer == Asked::NotUnsat || O.Answer == Asked::Decided;
  if (!Known)
    return false;
  auto Is = [&](int LBool) {
    return isAnswer(O.AnswerValue, isOfZ3pp(O), LBool);
  };
  bool Open = O.AnswerValue.isSymbol();
  if (R == Role::Model)
    return Is(-1) || (Open && O.Answer == Asked::NotSat);
  if (R == Role::Derivation)
    return Is(0);
  return Is(1) || Is(0) || (Open && O.Answer == Asked::NotUnsat);
}

/// What is missing for the wish, by what is known of the solver's answer.
Unchecked FunctionAnalysis::missingFor(const Wish &Wants,
                                       const ObjectState &O) const {
  if (O.Answer == Asked::Never)
    return Unchecked::NeverAsked;
  if (O.Answer == Asked::Changed)
    return Unchecked::Changed;
  if (isOtherAnswer(Wants.R, O))
    return Unchecked::OtherAnswer;
  // z3++ throws where there is nothing. An optimizer has a model always: an
  // empty one after unsat.
  const bool Throws = !Wants.ByHand && O.K != ir::Kind::Optimize;
  if (Throws)
    return Opts.NobodyCatches && Wants.R == Role::Model &&
                   O.Answer == Asked::NotUnsat && O.AnswerValue.isSymbol()
               ? Unchecked::PerhapsNone
               : Unchecked::None;
  if (O.AnswerValue.isSymbol() &&
      ((Wants.R == Role::Model && O.Answer == Asked::NotUnsat &&
        Wants.AsItIs) || // else it may be held against null yet
       (Wants.R == Role::Refutation && O.Answer == Asked::NotSat)))
    return Unchecked::PerhapsNone;
  if (O.Answer == Asked::Ignored)
    return Unchecked::Ignored;
  // Without a core there is an empty one.
  if (!Wants.AsItIs || Wants.R == Role::Refutation ||
      O.Answer != Asked::Answered)
    return Unchecked::None;
  if (O.AnswerValue.isSymbol())
    return Unchecked::Ignored; // so far
  return isAnswer(O.AnswerValue, isOfZ3pp(O), 0) ? Unchecked::PerhapsNone
                                                 : Unchecked::None;
}

void FunctionAnalysis::checkPromise(const Instr &I, State &S, ObjectId Id) {
  ObjectState &O = *S.object(Id);
  Wish Wants{I.R, I.isByHand(), /*AsItIs=*/false};
  Unchecked U = missingFor(Wants, O);
  if (U == Unchecked::None || O.L == Life::Dead)
    return noteWish(O, Wants);
  Confidence C = confidenceIn(O, S);
  if (U == Unchecked::PerhapsNone || U == Unchecked::Ignored)
    C = std::min(C, Confidence::Likely);
  reportUnchecked(U, I, S, O, C, O.AnsweredAt);
  forgetAnswer(O, Asked::Unknown, I.Id);
}

/// Whether the solver came in, and nothing has been done yet that gives it
/// another answer.
bool FunctionAnalysis::hasAnswerOfCaller(const ObjectState &O) const {
  return name(O.Id).F == ObjectName::Input && O.Answer == Asked::Unknown &&
         O.AnsweredAt == ir::NoInstr;
}

/// Asked for with the answer that a caller has got: it is for that to know.
void FunctionAnalysis::noteWish(ObjectState &O, const Wish &Wants) {
  if (Wants.R == Role::None || !isAskable(O))
    return;
  CalleeWishes[O.Id] = Wants;
  if (hasAnswerOfCaller(O) && O.Wants.R == Role::None)
    O.Wants = Wants;
}

FunctionAnalysis::Wishes FunctionAnalysis::common(const Wishes &A,
                                                  const Wishes &B) {
  Wishes Both;
  for (const auto &[Id, Wants] : A)
    if (auto It = B.find(Id); It != B.end())
      if (Wish Common = Wants.common(It->second); Common.R != Role::None)
        Both[Id] = Common;
  return Both;
}

/// A callee asks for something on all of its ways.
void FunctionAnalysis::checkWish(const Instr &I, State &S, ObjectId Id,
                                 const Wish &Wants) {
  ObjectState *O = S.object(Id);
  if (!O || O->L == Life::Dead || !Opts.AsksForResults)
    return;
  Unchecked U = missingFor(Wants, *O);
  // Null is what comes then, and the callee has an answer to that.
  bool Tested = !Wants.AsItIs && Wants.ByHand && Wants.R == Role::Model;
  if (U == Unchecked::None ||
      (Tested && U != Unchecked::NeverAsked && U != Unchecked::Changed))
    return;
  reportUnchecked(U, I, S, *O,
                  std::min(confidenceIn(*O, S), Confidence::Likely),
                  O->AnsweredAt, Wants.R);
}

/// Whether what has changed the solver has nothing to do with the member: it
/// stays as it was, whatever that says.
bool FunctionAnalysis::keepsMemory(const ObjectState &Solver,
                                   llvm::StringRef Member) const {
  if (Solver.AnsweredAt == ir::NoInstr)
    return false;
  auto IsIt = [&](const ir::PlaceTable &Table, ir::PlaceId P) {
    return P != ir::NoPlace && Table[P].F == ir::Place::Field &&
           Table[P].Name == Member;
  };
  // The function here may put it right behind the change.
  for (const ir::Block &B : F.Blocks) {
    for (const Instr &I : B.Instrs)
      if (IsIt(F.Places, I.Dst))
        return false;
    for (const ir::Edge &E : B.Edges)
      for (const ir::Condition &C : E.Holds)
        if (IsIt(F.Places, C.Left))
          return false;
  }
  const Instr &Change = F.instr(Solver.AnsweredAt);
  auto It = Known.find(Change.Callee);
  if (Change.O != ir::Op::Call || It == Known.end() || !It->second.Places)
    return true;
  return llvm::none_of(It->second.Cases, [&](const SummaryCase &Case) {
    return llvm::any_of(Case.Requires,
                        [&](const Assumption &A) {
                          return IsIt(*It->second.Places, A.P);
                        }) ||
           (Solver.Answer == Asked::Changed &&
            llvm::any_of(Case.Stores, [&](const SummaryStore &Store) {
              return IsIt(*It->second.Places, Store.P);
            }));
  });
}

/// What the callee asks for on this way because of what a member says that was
/// written here (`if (last == sat)`): so the member remembers an answer.
FunctionAnalysis::Wishes
FunctionAnalysis::wishesByMemory(const Instr &I, const Summary &Callee,
                                 const SummaryCase &Case, State &S) {
  Wishes Found;
  if (CalleeWishes.empty())
    return Found;
  for (const Assumption &A : Case.Requires) {
    const ir::Place &P = (*Callee.Places)[A.P];
    if (P.F != ir::Place::Field || A.F == Assumption::NotEqual ||
        A.F == Assumption::Null)
      continue;
    ir::PlaceId Path = toCallerPath(I, Callee, A.P);
    ir::PlaceId At = Path == ir::NoPlace ? Path : resolve(Path, S);
    const Cell *C = At == ir::NoPlace ? nullptr : S.find(At);
    if (!C || !C->Assigned || C->V.FromCaller || C->V.leadsOn())
      continue;
    for (const auto &[Id, Wants] : CalleeWishes)
      if (const ObjectState *O = S.object(Id); O && keepsMemory(*O, P.Name))
        Found[Id] = Wants;
  }
  return Found;
}

//===----------------------------------------------------------------------===//
// Results that are there only if the answer turns out to be the right one
//===----------------------------------------------------------------------===//

void FunctionAnalysis::noteRequest(const Instr &I, State &S, ObjectId Id) {
  const Instr *Use =
      Opts.AsksForResults && I.isByHand() ? Loops.makingUse(I) : nullptr;
  if (!Use || Use->Args.empty() ||
      (Use->R != Role::Model && Use->R != Role::Refutation &&
       Use->R != Role::Derivation))
    return;
  ObjectId Of = objectAt(Use->Args[0], S, ir::Kind::None);
  const ObjectState *Solver = S.object(Of);
  if (!Solver || !(hasAnswerOfCaller(*Solver) ||
                   missingFor({Use->R, true, /*AsItIs=*/true}, *Solver) !=
                       Unchecked::None))
    return;
  ObjectState &O = *S.object(Id);
  O.Request = Use->Id;
  O.RequestedOf = Of;
  O.Answer = Solver->Answer;
  O.AnswerValue = Solver->AnswerValue;
  O.AnsweredAt = Solver->AnsweredAt;
}

/// What was asked for too early is used, and neither it nor the answer has been
/// looked at.
void FunctionAnalysis::checkRequest(State &S, ObjectId Id) {
  ObjectState *O = S.object(Id);
  if (!O || O->Request == ir::NoInstr)
    return;
  const Instr &Request = F.instr(O->Request);
  ObjectState *Solver = S.object(O->RequestedOf);
  O->Request = ir::NoInstr;
  bool MaybeNull = llvm::any_of(S.Cells, [&](const Cell &C) {
    return C.V.object() == Id && C.V.MaybeNull;
  });
  Wish Wants{Request.R, /*ByHand=*/true, /*AsItIs=*/true};
  bool OfCaller = O->AnsweredAt == ir::NoInstr;
  Unchecked U = MaybeNull ? missingFor(Wants, *O) : Unchecked::None;
  ir::InstrId AnsweredAt = O->AnsweredAt;
  forgetAnswer(*O, Asked::Unknown, ir::NoInstr);
  if (Solver && U != Unchecked::None) {
    reportUnchecked(U, Request, S, *Solver, Confidence::Likely, AnsweredAt);
    S.object(Id)->Escaped = true; // or there is none
  } else if (Solver && OfCaller && MaybeNull && Solver->Wants.R == Request.R)
    Solver->Wants = Wants;
}

void FunctionAnalysis::reportUnchecked(Unchecked U, const Instr &I,
                                       const State &S, const ObjectState &O,
                                       Confidence C, ir::InstrId Because,
                                       Role Wants) {
  auto [R, New] = report(Defect::UncheckedResult, I.Id, I.Loc, S, O, C);
  if (!New)
    return;
  R->U = U;
  R->Wants = Wants == Role::None ? I.R : Wants;
  R->Killed = ir::NoInstr;
  R->Holder = namedHolder(S, O.Id);
  R->Path.clear(); // counts do not matter here
  if (Because != ir::NoInstr)
    addStep(*R, Step::Because, Because);
}

/// What other code may have asked.
void FunctionAnalysis::forgetAnswers(State &S, ir::InstrId At) {
  for (ObjectState &O : S.Objects)
    if (O.Escaped)
      forgetAnswer(O, Asked::Unknown, At);
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

/// Whether it is known of all callers that errors of this context call nobody.
static bool isSilentInput(const Options &Opts, llvm::StringRef Function,
                          const ObjectName &N) {
  if (!Opts.Silent || N.F != ObjectName::Input)
    return false;
  auto It = Opts.Silent->find(Function);
  return It != Opts.Silent->end() && It->second.count(N.N);
}

/// A result that may be null (or empty) where errors call nobody, or because
/// there may be none.
void FunctionAnalysis::noteFallible(const Instr &I, State &S, ObjectId Id) {
  if (I.R == Role::Optional)
    S.object(Id)->Unread = true;
  ObjectState *C = S.object(contextOf(I, S));
  if (!C)
    return;
  if (I.R != Role::Fallible && I.R != Role::LoadText) {
    C->Pending = ir::NoInstr;
    return;
  }
  C->Pending = I.Id;
  C->Overtaken = false;
  // Whether there is a model, the caller may know.
  bool Silent = C->Silent || (I.K != ir::Kind::Model &&
                              isSilentInput(Opts, F.Name, name(C->Id)));
  if (Silent)
    S.object(Id)->Unread = true;
}

/// Calls of the API on a context reset its error code.
void FunctionAnalysis::noteError(const Instr &I, State &S) {
  ObjectId Context = contextOf(I, S);
  ObjectState *C = S.object(Context);
  if (!C)
    return;
  if (I.R == Role::Handler) {
    Value V = I.Args.empty() ? Value::unknown() : eval(I.Args[0], S);
    C->Silent = V.F == Value::Null;
    return;
  }
  if (I.R == Role::ReadError) {
    if (C->Pending != ir::NoInstr && C->Overtaken)
      reportUnchecked(Unchecked::StaleError, I, S, *C, Confidence::Likely,
                      C->Pending);
    C->Pending = ir::NoInstr;
    for (ObjectState &O : S.Objects)
      if (O.Context == Context)
        O.Unread = false;
    return;
  }
  bool Counts = I.O == ir::Op::Retain || I.O == ir::Op::Release;
  bool Reads = I.O == ir::Op::Use && I.R == Role::None && I.Dst != ir::NoPlace;
  if (Counts || Reads)
    C->Overtaken = true;
  else
    C->Pending = ir::NoInstr; // its own error may be what is asked for
}

/// A use of what may be null, or of what an error has left empty.
void FunctionAnalysis::checkUnread(const Instr &I, State &S, ObjectId Id,
                                   const Value &V) {
  ObjectState *O = S.object(Id);
  if (!O || !O->Unread)
    return;
  ir::InstrId Site = siteOf(Id);
  const Role R = Site == ir::NoInstr ? Role::None : F.instr(Site).R;
  if (R != Role::LoadText && !V.MaybeNull) {
    O->Unread = false; // it was held against null
    return;
  }
  if (R == Role::Optional && I.Callee == "Z3_ast_to_string")
    return; // says "null"
  reportUnchecked(R == Role::LoadText   ? Unchecked::Unread
                  : R == Role::Optional ? Unchecked::NoValue
                                        : Unchecked::MayBeNull,
                  I, S, *O,
                  O->Escaped ? Confidence::Possible : Confidence::Likely, Site);
  O->Unread = false;
}

} // namespace z3tidy::analysis
