// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results that the protocol does not guarantee: a model, core or proof without
// the answer that promises it; results that are null, or an empty vector, after
// an error that nobody was told of; an error code that another call has reset.

#include "analysis/FunctionAnalysis.h"

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
    return forgetAnswer(O, Asked::Unknown, ir::NoInstr);
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
      forgetAnswer(O, Asked::Unknown, ir::NoInstr);
    else if (NotSat || NotUnsat)
      O.Answer = NotSat ? Asked::NotSat : Asked::NotUnsat;
  }
}

/// Whether the answer is known to be one that does not go with the result.
bool FunctionAnalysis::isOtherAnswer(const Instr &I,
                                     const ObjectState &O) const {
  bool Known = O.Answer == Asked::Answered || O.Answer == Asked::NotSat ||
               O.Answer == Asked::NotUnsat || O.Answer == Asked::Decided;
  if (!Known)
    return false;
  auto Is = [&](int LBool) {
    return isAnswer(O.AnswerValue, isOfZ3pp(O), LBool);
  };
  bool Open = O.AnswerValue.isSymbol();
  if (I.R == Role::Model)
    return Is(-1) || (Open && O.Answer == Asked::NotSat);
  return Is(1) || Is(0) || (Open && O.Answer == Asked::NotUnsat);
}

void FunctionAnalysis::checkPromise(const Instr &I, State &S, ObjectId Id) {
  ObjectState &O = *S.object(Id);
  Unchecked U = Unchecked::None;
  if (O.Answer == Asked::Never)
    U = Unchecked::NeverAsked;
  else if (O.Answer == Asked::Changed)
    U = Unchecked::Changed;
  else if (isOtherAnswer(I, O))
    U = Unchecked::OtherAnswer;
  else if (I.isByHand() && O.AnswerValue.isSymbol() &&
           O.Answer == (I.R == Role::Model ? Asked::NotUnsat : Asked::NotSat))
    U = Unchecked::PerhapsNone; // z3++ would throw
  else if (I.isByHand() && O.Answer == Asked::Ignored)
    U = Unchecked::Ignored;
  if (U == Unchecked::None || O.L == Life::Dead)
    return;
  Confidence C = confidenceIn(O, S);
  if (U == Unchecked::PerhapsNone || U == Unchecked::Ignored)
    C = std::min(C, Confidence::Likely);
  reportUnchecked(U, I, S, O, C, O.AnsweredAt);
  forgetAnswer(O, Asked::Unknown, ir::NoInstr);
}

void FunctionAnalysis::reportUnchecked(Unchecked U, const Instr &I,
                                       const State &S, const ObjectState &O,
                                       Confidence C, ir::InstrId Because) {
  auto [R, New] = report(Defect::UncheckedResult, I.Id, I.Loc, S, O, C);
  if (!New)
    return;
  R->U = U;
  R->Killed = ir::NoInstr;
  R->Holder = namedHolder(S, O.Id);
  R->Path.clear(); // counts do not matter here
  if (Because != ir::NoInstr)
    addStep(*R, Step::Because, Because);
}

/// What other code may have asked.
void FunctionAnalysis::forgetAnswers(State &S) {
  for (ObjectState &O : S.Objects)
    if (O.Escaped)
      forgetAnswer(O, Asked::Unknown, ir::NoInstr);
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

/// Whether all callers pass a context for this parameter whose errors call
/// nobody.
static bool isSilentParameter(const Options &Opts, llvm::StringRef Function,
                              const ObjectName &N) {
  if (!Opts.Silent || N.F != ObjectName::Input)
    return false;
  auto It = Opts.Silent->find(Function);
  return It != Opts.Silent->end() && It->second.count(N.N);
}

/// A result that may be null (or empty) where errors call nobody.
void FunctionAnalysis::noteFallible(const Instr &I, State &S, ObjectId Id) {
  ObjectState *C = S.object(contextOf(I, S));
  if (!C)
    return;
  if (I.R != Role::Fallible && I.R != Role::LoadText) {
    C->Pending = ir::NoInstr;
    return;
  }
  C->Pending = I.Id;
  C->Overtaken = false;
  if (C->Silent || (I.R == Role::LoadText &&
                    isSilentParameter(Opts, F.Name, name(C->Id))))
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
  bool Parsed = Site != ir::NoInstr && F.instr(Site).R == Role::LoadText;
  if (!Parsed && !V.MaybeNull) {
    O->Unread = false; // it was held against null
    return;
  }
  // What a caller has set, it may have set for texts that it knows to be right.
  const ObjectState *Context = S.object(O->Context);
  bool OfCaller = Context && !Context->Silent;
  reportUnchecked(Parsed ? Unchecked::Unread : Unchecked::MayBeNull, I, S, *O,
                  O->Escaped || OfCaller ? Confidence::Possible
                                         : Confidence::Likely,
                  Site);
  O->Unread = false;
}

} // namespace z3tidy::analysis
