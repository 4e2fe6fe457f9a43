// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The two hooks around each call: read the arguments by the table of effects,
// judge them, and follow what the call does to handles.

#include "Hooks.h"
#include "Report.h"
#include "Tracer.h"
#include <ctime>
#include <unordered_set>

namespace z3trace {
namespace {

// The innermost traced call that is running on this thread.
thread_local uintptr_t RunningFrame = 0;

uint64_t now() {
  timespec T;
  clock_gettime(CLOCK_MONOTONIC, &T);
  return T.tv_sec * 1000000000ull + T.tv_nsec;
}

bool isDear(unsigned char Kind) {
  return Kind == Kind_context || Kind == Kind_solver || Kind == Kind_optimize ||
         Kind == Kind_fixedpoint;
}

/// The call that is looked at, with its stack captured at most once.
struct Site {
  Call &C;
  const Function &F;
  const uintptr_t *Args;
  StackId Id = 0;

  StackId stack() {
    if (!Id)
      Id = captureStack(C.Return, C.Frame);
    return Id;
  }
};

Context *contextOf(const Function &F, const uintptr_t *Args) {
  if (F.NumArgs && F.Args[0].R == Role::Context)
    return table().context(Args[0]);
  return nullptr;
}

/// Calls Fn(pointer, kind, index of the argument) for each handle that is read.
template <typename Callback>
void forEachInput(const Function &F, const uintptr_t *Args, Callback Fn) {
  for (unsigned I = 0; I < F.NumArgs; ++I) {
    const Argument &A = F.Args[I];
    if (A.R == Role::Handle && Args[I]) {
      Fn(Args[I], A.Kind, I);
    } else if (A.R == Role::Array && Args[I]) {
      auto *Array = reinterpret_cast<const uintptr_t *>(Args[I]);
      unsigned N = static_cast<unsigned>(Args[A.Length]);
      for (unsigned J = 0; J < N; ++J)
        if (Array[J])
          Fn(Array[J], A.Kind, I);
    }
  }
}

/// Calls Fn(pointer, kind, loose) for each handle that was written to memory.
template <typename Callback>
void forEachOutput(const Function &F, const uintptr_t *Args, uintptr_t Result,
                   Callback Fn) {
  for (unsigned I = 0; I < F.NumArgs; ++I) {
    const Argument &A = F.Args[I];
    if (A.R < Role::Out || !Args[I])
      continue;
    auto *Array = reinterpret_cast<const uintptr_t *>(Args[I]);
    unsigned N = 1;
    if (A.R != Role::Out)
      // Z3_rcf_mk_roots says how many of its array it filled.
      N = A.Kind == Kind_rcf_num ? static_cast<unsigned>(Result)
          : A.Length >= 0        ? static_cast<unsigned>(Args[A.Length])
                                 : 0;
    for (unsigned J = 0; J < N; ++J)
      if (Array[J])
        Fn(Array[J], A.Kind, A.R == Role::LooseOutArray);
  }
}

/// The other context of a translation.
Context *targetOf(const Function &F, const uintptr_t *Args) {
  for (unsigned I = 1; I < F.NumArgs; ++I)
    if (F.Args[I].R == Role::TargetContext)
      return table().context(Args[I]);
  return nullptr;
}

//===--- Threads
//-----------------------------------------------------------===//

void judgeUseByThread(Context *X, Site &S) {
  if (!isThreaded() || !X || X->Deleted || mayBeConcurrent(S.F, X->Use))
    return;
  noteUse(
      X->Use, S.F, [&] { return S.stack(); },
      [&](Concurrent Other) {
        reportConcurrentUse(X, S.F.Name, S.stack(), Other);
      });
}

/// With --one-at-a-time: waits until no other thread works in the contexts.
void awaitTurns(const Call &C, const Function &F, const uintptr_t *Args) {
  for (;;) {
    {
      TracerLock Lock;
      Context *X = contextOf(F, Args);
      if (!Lock.isTracing() || !X || mayBeConcurrent(F, X->Use) ||
          tryTurns(X, targetOf(F, Args), C.Nested))
        return;
    }
    giveTurns();
    timespec Moment = {0, 1000000};
    nanosleep(&Moment, nullptr);
  }
}

void endTurns(const Function &F, const uintptr_t *Args) {
  TracerLock Lock;
  for (Context *X : {contextOf(F, Args), targetOf(F, Args)})
    if (X && Lock.isTracing() && !mayBeConcurrent(F, X->Use))
      endCall(X);
}

//===--- Judging the arguments
//---------------------------------------------===//

const char *contextKind(const Handle *H) {
  if (H->Kind == Kind_context && H->Made)
    return H->Made->ContextKind;
  return H->Ctx ? H->Ctx->kindName() : "-";
}

void misuse(Misuse M, Handle *H, Site &S, StackId ReleasedAt = 0) {
  reportMisuse(M, H, contextKind(H), S.F.Name, S.stack(), ReleasedAt);
}

// In a callback Z3 passes handles that no traced call handed out.
bool callbackMayHandOut(const Handle *H, const Site &S) {
  return S.C.Nested && (H->isAst() || H->family() == Family::Object);
}

bool belongsElsewhere(Handle *H, Context *X, Site &S) {
  if (!H->Ctx || H->Ctx == X)
    return false;
  if (H->Ctx->Deleted) {
    misuse(Misuse::UseAfterContextDelete, H, S, H->Ctx->DeletedAt);
    return true;
  }
  if (H->Count || H->St == Status::Fresh || H->St == Status::Borrowed)
    misuse(Misuse::WrongContext, H, S);
  return false;
}

void judgeUse(Handle *H, Context *X, Site &S) {
  if (H->St == Status::Foreign)
    return;
  bool Dead = !H->Count && (H->St == Status::Released ||
                            H->St == Status::Unsaved || H->St == Status::Owned);
  if ((Dead || (H->Ctx && H->Ctx != X)) && callbackMayHandOut(H, S)) {
    H->St = Status::Foreign;
    H->Ctx = nullptr;
    return;
  }
  if (belongsElsewhere(H, X, S) || !Dead)
    return;
  if (H->St == Status::Unsaved) {
    if (!(H->isAst() && mayBeKept(H)))
      misuse(Misuse::UnprotectedUse, H, S);
    return;
  }
  misuse(Misuse::UseAfterRelease, H, S, H->ReleasedAt);
}

void judgeRetain(Handle *H, Context *X, Site &S) {
  // What a slot still keeps is alive by Z3's rules and may be taken again.
  if (!H->Count && H->St == Status::Released && (H->InTrail || H->InLast))
    H->St = Status::Fresh;
  judgeUse(H, X, S);
  retain(H);
}

void judgeRelease(Handle *H, Context *X, Site &S) {
  if (belongsElsewhere(H, X, S))
    return;
  if (H->Count) {
    release(H, S.stack());
    return;
  }
  if (H->St == Status::Foreign || callbackMayHandOut(H, S))
    return;
  if (H->WasRetained) {
    misuse(Misuse::ReleaseAfterRelease, H, S, H->ReleasedAt);
    return;
  }
  misuse(Misuse::ReleaseOfUnowned, H, S);
  if (H->St == Status::Fresh) { // the slot's own reference went
    H->St = Status::Released;
    H->ReleasedAt = S.stack();
    H->InTrail = H->InLast = false;
  }
}

// Makers that build terms of their own first lose a fresh argument on the way.
void judgeComposite(Context *X, Site &S) {
  if (!X->Rc)
    return;
  forEachInput(S.F, S.Args, [&](uintptr_t P, unsigned char Kind, unsigned) {
    Handle *H = table().find(P, Kind);
    if (H && H->isAst() && !H->Count && H->InTrail && H->St == Status::Fresh &&
        !mayBeKept(H))
      misuse(Misuse::UnprotectedUse, H, S);
  });
}

void judgeArguments(Context *X, Site &S) {
  const Function &F = S.F;
  unsigned Counted = F.NumArgs - 1; // the one that is retained or released
  forEachInput(F, S.Args, [&](uintptr_t P, unsigned char Kind, unsigned I) {
    if (I == Counted && (F.Flags & F_Retains))
      judgeRetain(table().get(P, Kind), X, S);
    else if (I == Counted && (F.Flags & (F_Releases | F_Destroys)))
      judgeRelease(table().get(P, Kind), X, S);
    else if (Handle *H = table().find(P, Kind))
      if (F.Res != Result::Cast)
        judgeUse(H, X, S);
  });
  bool Signed = F.NumArgs < 3 || S.Args[2]; // Z3_mk_bv2int(c, t, is_signed)
  if (X && (F.Flags & F_Composite) && Signed)
    judgeComposite(X, S);
}

/// A call on a context that is gone.
void judgeDeadContext(Context *X, Site &S) {
  const Function &F = S.F;
  if (F.Operation == Op::DelContext) {
    misuse(Misuse::ReleaseAfterRelease, X->Self, S, X->DeletedAt);
    return;
  }
  Handle *Subject = nullptr;
  forEachInput(F, S.Args, [&](uintptr_t P, unsigned char Kind, unsigned) {
    Handle *H = table().find(P, Kind);
    if (H && H->Ctx == X)
      Subject = H;
  });
  if (Subject && (F.Flags & (F_Destroys | F_Releases)) && Subject->Count) {
    bool Survives = (F.Flags & F_Destroys) && Subject->Kind != Kind_rcf_num;
    (Survives ? release : releaseTooLate)(Subject, S.stack());
  }
  // The context itself is used again and again; each place counts.
  if (!Subject) {
    Subject = X->Self;
    Subject->Reported = 0;
  }
  misuse(Misuse::UseAfterContextDelete, Subject, S, X->DeletedAt);
}

//===--- Scopes and names
//--------------------------------------------------===//

void growPseudo(Site &S, Context *X, const char *What, const char *Of,
                uint64_t Alive) {
  Origin *O = table().pseudoOrigin(S.stack(), What, Of, X->kindName());
  ++O->Made;
  if (Alive > O->MostRounds)
    O->Most = O->MostRounds = Alive;
}

SolverState *solverState(Site &S, Handle *&H) {
  H = S.F.NumArgs > 1 ? table().find(S.Args[1], S.F.Args[1].Kind) : nullptr;
  if (!H)
    return nullptr;
  if (!H->Solver)
    H->Solver = new SolverState;
  return H->Solver;
}

bool isNewName(uintptr_t Symbol) {
  static auto *Seen = new std::unordered_set<uintptr_t>;
  return Seen->insert(Symbol).second;
}

void followNames(Context *X, Site &S, uintptr_t Result) {
  if (!Result || (S.F.Operation == Op::StringSymbol && !isNewName(Result)))
    return;
  Origin *O = table().pseudoOrigin(S.stack(), "symbol", "-", X->kindName());
  ++O->Made;
  O->grow(CurrentRound);
}

void followScopes(Context *X, Site &S) {
  Handle *H;
  SolverState *St = solverState(S, H);
  if (!St)
    return;
  const char *Of = Kinds[H->Kind].Name;
  switch (S.F.Operation) {
  case Op::Push:
    growPseudo(S, X, "scope", Of, St->pushAt(S.stack()));
    break;
  case Op::Pop:
    St->pop(S.F.NumArgs > 2 ? static_cast<unsigned>(S.Args[2]) : 1);
    break;
  case Op::ResetScopes:
    *St = SolverState();
    break;
  case Op::Assert:
    growPseudo(S, X, "assertion", Of, St->assertAt(S.stack()));
    break;
  case Op::Check:
    ++St->Checks;
    if (!St->Checked && S.C.Start && H->Made)
      H->Made->Ns += now() - S.C.Start;
    St->Checked = true;
    break;
  default:
    break;
  }
}

//===--- What the call handed out
//------------------------------------------===//

Handle *followHandOut(uintptr_t P, unsigned char Kind, Result How, Context *C,
                      Site &S) {
  Handle *H = table().get(P, Kind);
  Origin *O = table().origin(S.stack(), Kind, C ? C->kindName() : "-");
  handOut(H, How, C, O, Kind);
  if (How == Result::FreshTrail)
    fillSlot(C, true, H);
  else if (How == Result::FreshLast)
    fillSlot(C, false, H);
  return H;
}

void followNewContext(Site &S, uintptr_t Result) {
  if (!Result)
    return;
  bool Rc = S.F.Operation == Op::MkContextRc;
  Context *C = table().addContext(Result, Rc);
  C->Self = table().get(Result, Kind_context);
  Origin *O = table().origin(S.stack(), Kind_context, C->kindName());
  O->Ns += now() - S.C.Start;
  handOut(C->Self, Result::Owned, nullptr, O, Kind_context);
}

// Terms live on in what they were built into or put into.
void followContainment(Handle *Result, Site &S) {
  Handle *Whole = Result;
  bool Both = (S.F.Flags & F_PartOfArgument) || S.F.Res == Result::Borrowed;
  forEachInput(S.F, S.Args, [&](uintptr_t P, unsigned char Kind, unsigned) {
    Handle *H = table().find(P, Kind);
    if (!H)
      return;
    if (!Whole && H->family() == Family::Object)
      Whole = H;
    if (Whole && S.F.Res != Result::Borrowed)
      keep(H, Whole);
    if (Both && Result)
      keep(Result, H);
  });
}

void followOutputs(Context *X, Site &S, uintptr_t ResultPtr,
                   Handle *ResultHandle) {
  forEachOutput(
      S.F, S.Args, ResultPtr, [&](uintptr_t P, unsigned char Kind, bool Loose) {
        bool Owned = Kinds[Kind].Fam == Family::Owned;
        Handle *H = followHandOut(
            P, Kind, Owned ? Result::Owned : Result::FreshTrail, X, S);
        if (ResultHandle && !Loose)
          keep(H, ResultHandle);
        else if (!ResultHandle)
          followContainment(H, S);
      });
}

bool failed(const Function &F, uintptr_t Result) {
  bool MustReturn = F.Res != Result::None;
  bool SaysSo = F.Operation == Op::None && F.Res == Result::None &&
                (F.Flags & F_WritesTrail) &&
                F.Args[F.NumArgs - 1].R == Role::Out;
  return (MustReturn || SaysSo) && !Result; // SaysSo: Z3_model_eval
}

void followResult(Context *X, Site &S, uintptr_t ResultPtr) {
  const Function &F = S.F;
  if (failed(F, ResultPtr))
    return;
  Context *Target = targetOf(F, S.Args);
  Context *C = Target ? Target : X;
  if ((F.ResKind != NoKind && F.Res != Result::Owned && !C) ||
      (C && C->Deleted))
    return;
  Handle *H = nullptr;
  bool Handed =
      F.Res != Result::None && F.Res != Result::Cast && F.ResKind != NoKind;
  if (F.Flags & F_WritesTrail)
    emptySlot(C, true);
  if (F.Flags & F_WritesLast)
    emptySlot(C, false);
  if (Handed) {
    H = followHandOut(ResultPtr, F.ResKind, F.Res, C, S);
    if (S.C.Start && isDear(F.ResKind))
      H->Made->Ns += now() - S.C.Start;
  }
  followContainment(H, S);
  followOutputs(C, S, ResultPtr, H);
}

} // namespace

//===--- The hooks
//---------------------------------------------------------===//

void before(Call &C, const Function &F, const uintptr_t *Args) {
  // A frame at or below the running call's belongs to nothing that it called:
  // an exception or longjmp has left that call.
  C.Outer = RunningFrame > C.Frame ? RunningFrame : 0;
  C.Nested = C.Outer != 0;
  RunningFrame = C.Frame;
  if (oneAtATime())
    awaitTurns(C, F, Args);
  TracerLock Lock;
  if (!Lock.isTracing())
    return;
  Lock.countCall();
  bool NeedsContext = F.NumArgs && F.Args[0].R == Role::Context;
  Context *X = contextOf(F, Args);
  if (NeedsContext && !X)
    return; // made by Z3, or before tracing began
  Site S{C, F, Args};
  if (X && X->Deleted) {
    judgeDeadContext(X, S);
    return;
  }
  C.Skip = false;
  judgeUseByThread(X, S);
  judgeUseByThread(targetOf(F, Args), S);
  judgeArguments(X, S);
  if (F.Operation == Op::DelContext) {
    Lock.sampleMemory();
    release(X->Self, S.stack());
    deleteContext(X, S.stack());
    C.Skip = true;
    return;
  }
  if (X && (F.Flags & F_Resets)) {
    judgeComposite(X, S);
    emptySlot(X, true);
    emptySlot(X, false);
  }
  if (F.Operation == Op::Check)
    ++CurrentRound;
  if (F.Operation == Op::Check || (F.ResKind != NoKind && isDear(F.ResKind)))
    C.Start = now();
}

bool isInsideCall() {
  auto Here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  return RunningFrame > Here;
}

void after(Call &C, const Function &F, const uintptr_t *Args,
           uintptr_t Result) {
  RunningFrame = C.Outer;
  if (oneAtATime())
    endTurns(F, Args);
  if (C.Skip)
    return;
  TracerLock Lock;
  if (!Lock.isTracing())
    return;
  Site S{C, F, Args};
  if (F.Operation == Op::MkContext || F.Operation == Op::MkContextRc)
    return followNewContext(S, Result);
  Context *X = contextOf(F, Args);
  if (X && X->Deleted)
    return; // by a callback or another thread
  if (F.Operation == Op::ReleaseAnywhere)
    X->Use.ReleasesAnywhere = true;
  else if (F.Operation == Op::StringSymbol || F.Operation == Op::FreshName)
    followNames(X, S, Result);
  else if (F.Operation != Op::None)
    followScopes(X, S);
  if (F.Operation == Op::Check)
    Lock.sampleMemory();
  followResult(X, S, Result);
}

} // namespace z3trace
