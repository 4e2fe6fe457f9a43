// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A counting stub of the Z3 API: objects that have counts, slots and contexts
// and nothing else. A dead object is only marked dead, so that no program
// crashes, and each misuse is an event. What a function does is read from
// tables that stub.py writes from Z3's headers and test/data/z3-functions.tsv.
//
// A program is run on many inputs: each input and each answer of the stub is a
// choice, and the choices are gone through depth first.

#include "stub.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { MaxFrames = 8, MaxChoices = 64, MaxEvents = 512, MaxTicks = 2000 };

enum Reason { Alive, Released, Collected, ContextDeleted };

typedef struct {
  int Count, Lines[MaxFrames]; // innermost first
} Stack;

typedef struct Object {
  struct Object *Next, *Context, *Parent;
  enum fz_family Family;
  const char *Kind;
  int User, Kept, Slots; // references: the program's, objects', slots'
  int Retained, Dead, Immortal, Escaped, OfRunner;
  enum Reason Why;
  int DiedAt; // line
  Stack Made;
  struct Object **Kids, **Owners; // what it keeps, what has kept it
  int NumKids, MaxKids, NumOwners, MaxOwners;
  int Marks[8], NumMarks; // of a solver: what each scope began with
  // Of a context:
  int Counting;
  struct Object **Trail, *Last;
  int NumTrail, MaxTrail;
} Object;

int fz_line;
sigjmp_buf fz_give_up;
static Stack Frames;
static Object *Objects;
static int Ticks, InProgram, HadEvent, UsedNull, CutOff, IsMain;

// --- Memory: of one run -----------------------------------------------------

static char Arena[1 << 22];
static size_t Used;

static void *take(size_t Size) {
  Size = (Size + 15) & ~(size_t)15;
  if (Used + Size > sizeof Arena) {
    CutOff = 1;
    siglongjmp(fz_give_up, 1);
  }
  void *P = Arena + Used;
  Used += Size;
  memset(P, 0, Size);
  return P;
}

static void append(Object ***List, int *Num, int *Max, Object *O) {
  if (*Num == *Max) {
    Object **Longer = take(sizeof(Object *) * (size_t)(*Max * 2 + 4));
    if (*Num)
      memcpy(Longer, *List, sizeof(Object *) * (size_t)*Num);
    *List = Longer;
    *Max = *Max * 2 + 4;
  }
  (*List)[(*Num)++] = O;
}

// --- Choices ----------------------------------------------------------------

static int Chosen[MaxChoices], Limit[MaxChoices], NumChosen, NumGiven;
static int Random;
static unsigned long long Seed;

static int roll(int N) {
  Seed = Seed * 6364136223846793005ULL + 1442695040888963407ULL;
  return (int)((Seed >> 33) % (unsigned)N);
}

int fz_choose(int N) {
  if (NumChosen == MaxChoices) {
    CutOff = 1;
    return 0;
  }
  int I = NumChosen++;
  if (I >= NumGiven)
    Chosen[I] = Random ? roll(N) : 0;
  Limit[I] = N;
  return Chosen[I];
}

/// The next choices depth first; 0: that was all.
static int nextChoices(void) {
  NumGiven = NumChosen;
  while (NumGiven && ++Chosen[NumGiven - 1] >= Limit[NumGiven - 1])
    --NumGiven;
  return NumGiven > 0;
}

// --- Events -----------------------------------------------------------------

static char Told[MaxEvents][160];
static int NumTold;

static int printStack(char *To, const Stack *S) {
  int N = 0;
  for (int I = 0; I < S->Count; ++I)
    N += sprintf(To + N, "%s%d", I ? "," : "", S->Lines[I]);
  return S->Count ? N : sprintf(To, "0");
}

static Stack here(void) {
  Stack S = {0};
  if (!InProgram)
    return S;
  S.Lines[S.Count++] = fz_line;
  for (int I = Frames.Count; I-- > 0 && S.Count < MaxFrames;)
    S.Lines[S.Count++] = Frames.Lines[I];
  return S;
}

/// What, first in its run or not, kind, where it died, was made, and where this
/// happens.
static void event(const char *What, const Object *O, const Stack *At) {
  char Text[160];
  int Died = O->Dead || !O->Context ? O->DiedAt : O->Context->DiedAt;
  int N = sprintf(Text, "E %s %d %s %d ", What, IsMain && !HadEvent, O->Kind,
                  Died ? Died : O->DiedAt);
  N += printStack(Text + N, &O->Made);
  Text[N++] = ' ';
  printStack(Text + N, At);
  HadEvent = 1;
  for (int I = 0; I < NumTold; ++I)
    if (!strcmp(Told[I], Text))
      return;
  if (NumTold < MaxEvents)
    strcpy(Told[NumTold++], Text);
  puts(Text);
}

// --- Objects ----------------------------------------------------------------

static Object *make(Object *Context, const char *Kind, enum fz_family Family) {
  Object *O = take(sizeof *O);
  O->Context = Context;
  O->Kind = Kind;
  O->Family = Family;
  O->Made = here();
  O->OfRunner = !InProgram;
  O->Next = Objects;
  Objects = O;
  return O;
}

static void dieIfUnheld(Object *O, enum Reason Why);

static void letGoOfKids(Object *O, int From) {
  while (O->NumKids > From) {
    Object *Kid = O->Kids[--O->NumKids];
    --Kid->Kept;
    dieIfUnheld(Kid, Collected);
  }
}

static void dieIfUnheld(Object *O, enum Reason Why) {
  if (O->User + O->Kept + O->Slots > 0 || O->Dead || O->Immortal ||
      O->Family == fz_owned)
    return;
  O->Dead = 1;
  O->Why = O->Retained ? Released : Why;
  if (!O->DiedAt || O->Why != Released)
    O->DiedAt = fz_line;
  letGoOfKids(O, 0);
}

/// Only a slot keeps it, and its own reference was given back: alive by luck.
static int livesByLuck(const Object *O) {
  int Keeps = O->Family == fz_ast && !O->Context->Counting;
  return O->Retained && O->User + O->Kept == 0 && O->Slots && !Keeps &&
         !O->Immortal;
}

/// All that keeps it lives by luck, and if its own reference was given back, a slot
/// is no more than that.
static int isPartOfLuck(const Object *O) {
  int Lucky = 0;
  int InSlot = O->Slots && !(O->Retained && O->Context->Counting);
  if (O->Family != fz_ast || O->User || InSlot || O->Immortal)
    return 0;
  for (int I = 0; I < O->NumOwners; ++I) {
    const Object *Owner = O->Owners[I];
    if (Owner->Dead)
      continue;
    Lucky = livesByLuck(Owner) || isPartOfLuck(Owner);
    if (!Lucky)
      return 0;
  }
  return Lucky;
}

static enum Reason deathOf(const Object *O) {
  if (O->Dead)
    return O->Why;
  if (O->Context && O->Context->Dead)
    return ContextDeleted;
  if (O->Family != fz_owned && livesByLuck(O))
    return Released;
  if (isPartOfLuck(O))
    return O->Retained ? Released : Collected;
  return Alive;
}

static void keep(Object *Parent, Object *Kid) {
  if (!Kid || Kid->Family != fz_ast || Kid->Dead)
    return;
  ++Kid->Kept;
  append(&Parent->Kids, &Parent->NumKids, &Parent->MaxKids, Kid);
  append(&Kid->Owners, &Kid->NumOwners, &Kid->MaxOwners, Parent);
}

static void clearTrail(Object *Context) {
  if (!Context->Counting)
    return;
  while (Context->NumTrail) {
    Object *Former = Context->Trail[--Context->NumTrail];
    --Former->Slots;
    dieIfUnheld(Former, Collected);
  }
}

static void saveTrail(Object *Context, Object *O) {
  ++O->Slots;
  append(&Context->Trail, &Context->NumTrail, &Context->MaxTrail, O);
}

static void saveLast(Object *Context, Object *O) {
  Object *Former = Context->Last;
  if (O)
    ++O->Slots;
  Context->Last = O;
  if (Former) {
    --Former->Slots;
    dieIfUnheld(Former, Collected);
  }
}

// --- Calls ------------------------------------------------------------------

static const char *misuse(enum Reason Why, unsigned Flags) {
  int Releases = (Flags & (fz_releases | fz_destroys)) != 0;
  switch (Why) {
  case Released:
    return Releases ? "release-released" : "use-released";
  case Collected:
    return Releases ? "release-collected" : "use-collected";
  default:
    return Releases ? "release-context" : "use-context";
  }
}

static void touch(const fz_function *F, Object *O, Object *Context) {
  Stack At = here();
  enum Reason Why = deathOf(O);
  if (Why != Alive)
    event(misuse(Why, F->Flags), O, &At);
  else if (Context && O->Context && O->Context != Context)
    event("wrong-context", O, &At);
}

static void release(Object *O) {
  // Of what went with its context it can still be said that it has no count.
  enum Reason Why = deathOf(O);
  if (Why != Alive && Why != ContextDeleted)
    return;
  if (O->User == 0) {
    Stack At = here();
    event(O->Retained                ? "release-again"
          : O->Immortal || O->Parent ? "release-borrowed"
                                     : "release-unowned",
          O, &At);
    return;
  }
  --O->User;
  O->DiedAt = fz_line;
  dieIfUnheld(O, Released);
}

static void destroy(Object *O) {
  if (deathOf(O) != Alive)
    return;
  O->Dead = 1;
  O->DiedAt = fz_line;
  O->Why = O->Family == fz_owned && !strcmp(O->Kind, "context")
               ? ContextDeleted
               : Released;
}

static Object *ofKind(Object **List, int Num, const char *Kind) {
  for (int I = 0; I < Num; ++I)
    if (!strcmp(List[I]->Kind, Kind))
      return List[I];
  return NULL;
}

/// A part of Owner: one that it keeps anyway, or made now.
static Object *borrow(Object *Context, Object *Owner, const char *Kind) {
  Object *Part = ofKind(Owner->Kids, Owner->NumKids, Kind);
  if (Part)
    return Part;
  Part = make(Context, Kind, fz_ast);
  Part->Parent = Owner;
  if (Owner->Dead) {
    Part->Dead = 1;
    Part->Why = Owner->Why;
  } else {
    keep(Owner, Part);
  }
  return Part;
}

static Object *immortal(Object *Context, const fz_function *F) {
  Object *O = ofKind(Context->Kids, Context->NumKids, F->ResultKind);
  if (!O) {
    O = make(Context, F->ResultKind, fz_ast);
    O->Immortal = 1;
    append(&Context->Kids, &Context->NumKids, &Context->MaxKids, O);
  }
  return O;
}

static void scopes(const fz_function *F, Object *O, const uintptr_t *Args) {
  if (F->Flags & fz_push && O->NumMarks < 8)
    O->Marks[O->NumMarks++] = O->NumKids;
  if (F->Flags & fz_reset)
    O->NumMarks = 0, letGoOfKids(O, 0);
  for (uintptr_t N = Args[2]; F->Flags & fz_pop && N && O->NumMarks; --N)
    letGoOfKids(O, O->Marks[--O->NumMarks]);
}

/// All handles among the arguments, arrays included.
static int handles(const fz_function *F, const uintptr_t *Args, Object **To) {
  int N = 0;
  for (int I = 0; I < F->NumArgs; ++I) {
    const fz_argument *A = &F->Args[I];
    if (A->Role == fz_handle && Args[I])
      To[N++] = (Object *)Args[I];
    for (uintptr_t K = 0; A->Role == fz_array && Args[I] && K < Args[A->Length];
         ++K)
      if (((Object **)Args[I])[K] && N < 16)
        To[N++] = ((Object **)Args[I])[K];
  }
  return N;
}

static int handleArguments(const fz_function *F, const uintptr_t *Args) {
  int N = 0;
  for (int I = 0; I < F->NumArgs; ++I)
    N += F->Args[I].Role == fz_handle  ? 1
         : F->Args[I].Role == fz_array ? (int)Args[F->Args[I].Length]
                                       : 0;
  return N;
}

static Object *result(const fz_function *F, Object *Context, Object **Found,
                      int Num) {
  Object *R;
  switch (F->Result) {
  case fz_none:
    return NULL;
  case fz_cast:
    return Num ? Found[0] : NULL;
  case fz_borrowed:
    return Num ? borrow(Context, Found[0], F->ResultKind) : NULL;
  case fz_immortal:
    return immortal(Context, F);
  case fz_owned_result:
    R = make(Context, F->ResultKind, fz_owned);
    R->Counting = !!(F->Flags & fz_counting);
    return R;
  case fz_fresh_last:
    R = make(Context, F->ResultKind, fz_object);
    if (F->Flags & fz_copies && Num)
      for (int I = 0; I < Found[0]->NumKids; ++I)
        keep(R, Found[0]->Kids[I]);
    return R;
  case fz_fresh_trail:
    R = make(Context, F->ResultKind, fz_ast);
    for (int I = 0; I < Num; ++I)
      keep(R, Found[I]);
    return R;
  }
  return NULL;
}

static void writeOut(const fz_function *F, Object *Context,
                     const uintptr_t *Args) {
  for (int I = 0; I < F->NumArgs; ++I)
    if (F->Args[I].Role == fz_out && Args[I]) {
      Object *O = make(Context, F->Args[I].Kind, fz_ast);
      saveTrail(Context, O);
      *(Object **)Args[I] = O;
    }
}

static uintptr_t answer(const fz_function *F) {
  if (F->Flags & fz_check)
    return (uintptr_t)(intptr_t)(int[]){1, -1, 0}[fz_choose(3)];
  if (F->Flags & fz_decides)
    return (uintptr_t)fz_choose(2);
  return 1;
}

/// A null pointer of the program's own, or a null context: the run ends there,
/// and what the program does behind it is not seen.
static void crash(int Signal) {
  (void)Signal;
  CutOff = 1;
  siglongjmp(fz_give_up, 1);
}

uintptr_t fz_call(const fz_function *F, const uintptr_t *Args) {
  fz_tick();
  Object *Context = NULL, *Target = NULL, *Found[16];
  for (int I = 0; I < F->NumArgs; ++I)
    if (F->Args[I].Role == fz_context) {
      if (!Args[I])
        crash(0);
      *(Context ? &Target : &Context) = (Object *)Args[I];
    }
  int Num = handles(F, Args, Found);
  if (F->Flags & fz_destroys && F->NumArgs == 1 && Context)
    Found[Num++] = Context; // Z3_del_context
  int Reached = 0; // a handle that lives, but for its context
  for (int I = 0; I < Num; ++I) {
    Reached |= Found[I] == Context || deathOf(Found[I]) == ContextDeleted;
    touch(F, Found[I], Context);
  }
  if (!Reached && Context && Context->Dead) { // it is read, whatever they are
    Stack At = here();
    event("use-context", Context, &At);
  }
  // Null: Z3 may crash here, so nothing later has to be told of, and what is
  // told of later may be right.
  if (F->Flags & fz_uses && Num < handleArguments(F, Args))
    HadEvent = UsedNull = 1;
  if ((F->Flags & fz_needs_handle && !Num) ||
      (F->Flags & fz_fallible && fz_choose(2)))
    return F->Result == fz_none ? answer(F) : 0;

  if (F->Flags & fz_retains && Num) {
    ++Found[0]->User;
    Found[0]->Retained = 1;
  }
  if (F->Flags & fz_releases && Num)
    release(Found[0]);
  if (F->Flags & fz_destroys && Num)
    destroy(Found[Num - 1]);
  for (int I = 1; F->Flags & fz_keeps && I < Num; ++I)
    keep(Found[0], Found[I]);
  if (Num && F->Flags & (fz_push | fz_pop | fz_reset))
    scopes(F, Found[0], Args);

  Object *Home = Target ? Target : Context;
  Object *R = result(F, Home, Found, Num);
  if (Home && F->Flags & fz_writes_trail) {
    if (R && R->Family == fz_ast)
      ++R->Slots; // not to die of what it replaces
    clearTrail(Home);
    if (R && R->Family == fz_ast) {
      --R->Slots;
      saveTrail(Home, R);
    }
    writeOut(F, Home, Args);
  }
  if (Home && F->Flags & fz_writes_last)
    saveLast(Home, R && R->Family == fz_object ? R : NULL);
  return F->Result == fz_none ? answer(F) : (uintptr_t)R;
}

// --- Runs -------------------------------------------------------------------

void fz_tick(void) {
  if (++Ticks > MaxTicks) {
    CutOff = 1;
    siglongjmp(fz_give_up, 1);
  }
}

void fz_enter(void) {
  if (Frames.Count == MaxFrames) {
    CutOff = 1;
    siglongjmp(fz_give_up, 1);
  }
  Frames.Lines[Frames.Count++] = fz_line;
}

void fz_leave(int *Unused) {
  (void)Unused;
  fz_line = Frames.Lines[--Frames.Count];
}

void *fz_context_for(int Counting) {
  Object *C = make(NULL, "context", fz_owned);
  C->Counting = Counting;
  return C;
}

/// A handle that the caller holds one reference of, or (of 2 ways) null.
void *fz_given(void *Context, const char *Kind, int Ways) {
  static const char *Terms[] = {"ast", "sort", "func_decl", "app", "pattern"};
  if (Ways > 1 && fz_choose(Ways))
    return NULL;
  enum fz_family Family = fz_object;
  for (unsigned I = 0; I < 5; ++I)
    if (!strcmp(Kind, Terms[I]))
      Family = fz_ast;
  if (!strcmp(Kind, "config") || !strcmp(Kind, "rcf_num"))
    Family = fz_owned;
  Object *O = make(Family == fz_owned ? NULL : Context, Kind, Family);
  O->User = O->Retained = 1;
  return O;
}

void fz_start(void) { InProgram = 1; }

void fz_escaped(void *P) {
  if (P)
    ((Object *)P)->Escaped = 1;
}

void fz_free(void *P, size_t Size) {
  if (P)
    memset(P, 0, Size);
}

/// What is still counted and nobody has got. Of what lives for ever that is told
/// last: a reference more or less is the same to it, so no report is asked for.
static void findLeaksOf(int Immortals) {
  Stack Nowhere = {0};
  for (Object *O = Objects; O; O = O->Next) {
    if (O->OfRunner || O->Escaped || O->Dead || O->Immortal != Immortals)
      continue;
    HadEvent |= Immortals;
    const Object *C = O->Context;
    if (O->Family == fz_owned)
      event(C && C->Dead ? "owned-left-to-context" : "leak", O, &Nowhere);
    else if (O->Family != fz_owned && O->User > 0)
      event(C->Dead         ? "left-to-context"
            : !C->OfRunner ? "left-to-lost-context"
                           : "leak",
            O, &Nowhere);
  }
}

static void findLeaks(void) {
  findLeaksOf(0);
  findLeaksOf(1);
}

static void runOnce(void (*Program)(void)) {
  Used = 0;
  Objects = NULL;
  Frames.Count = 0;
  Ticks = fz_line = HadEvent = InProgram = NumChosen = 0;
  if (!sigsetjmp(fz_give_up, 1)) {
    Program();
    findLeaks();
  }
}

static int AllRuns, CompleteRuns;

void fz_begin(int Number) {
  NumTold = AllRuns = 0;
  CompleteRuns = 1;
  Seed = (unsigned long long)Number + 1;
  signal(SIGSEGV, crash);
  printf("P %d\n", Number);
}

void fz_run(void (*Program)(void), int Main, int MaxRuns) {
  int Runs = 0, All = 1;
  Random = NumGiven = 0;
  IsMain = Main;
  do {
    CutOff = UsedNull = 0;
    runOnce(Program);
    CompleteRuns &= !CutOff && !UsedNull;
    if (++Runs == MaxRuns / 2)
      All = 0;
  } while (All && nextChoices());
  for (Random = 1; !All && Runs < MaxRuns; ++Runs) {
    NumGiven = 0;
    runOnce(Program);
  }
  AllRuns += Runs;
  CompleteRuns &= All;
}

void fz_end(void) { printf("R %d %d\n", AllRuns, CompleteRuns); }
