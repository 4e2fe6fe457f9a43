// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Threads: which function runs in one of its own, where it is waited for,
// which locks are held meanwhile; and what gets into containers and out of
// them, through which threads are given their work. All of it is written beside
// the instructions that say what happens to handles, and changes none of them.

#include "lower/Callbacks.h"
#include "lower/FunctionLowering.h"
#include "lower/NameSwitch.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;
using ir::Role;

//===----------------------------------------------------------------------===//
// Vocabulary
//===----------------------------------------------------------------------===//

namespace {

/// Classes of the standard library that threads are made and held together by.
enum class Concurrent : uint8_t {
  None,
  Thread,    ///< thread, jthread
  Future,    ///< what async and promises give
  Mutex,     ///< of any kind
  Guard,     ///< holds one or several locks for as long as it lives
  Condition, ///< condition variables, semaphores, latches, promises
  Atomic,    ///< a flag by which one thread tells another
};

} // namespace

static Concurrent concurrentClass(llvm::StringRef Name) {
  if (Name.ends_with("mutex"))
    return Concurrent::Mutex;
  return NameSwitch<Concurrent>(Name)
      .Cases({"thread", "jthread"}, Concurrent::Thread)
      .Cases({"future", "shared_future"}, Concurrent::Future)
      .Cases({"lock_guard", "unique_lock", "scoped_lock", "shared_lock"},
             Concurrent::Guard)
      .Cases({"condition_variable", "condition_variable_any"},
             Concurrent::Condition)
      .Cases({"atomic", "atomic_flag"}, Concurrent::Atomic)
      .Cases({"counting_semaphore", "latch", "barrier", "promise"},
             Concurrent::Condition)
      .Default(Concurrent::None);
}

static Concurrent concurrentClass(QualType T) {
  if (T.isNull())
    return Concurrent::None;
  if (T->isPointerType() || T->isReferenceType())
    T = T->getPointeeType();
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  return RD && inTopNamespace(RD, "std") ? concurrentClass(nameOf(RD))
                                         : Concurrent::None;
}

/// What a method of these classes does; Role::None: nothing to threads.
static Role methodRole(Concurrent Class, llvm::StringRef Name) {
  switch (Class) {
  case Concurrent::Thread:
    // Whoever asks joins only if the answer is yes; else nobody is left to.
    return Name == "join" || Name == "joinable" ? Role::Join : Role::None;
  case Concurrent::Future:
    return Name == "get" || Name == "wait" ? Role::Join : Role::None;
  case Concurrent::Mutex:
  case Concurrent::Guard:
    if (Name.starts_with("lock") || Name.starts_with("try_lock"))
      return Role::Lock;
    return Name.starts_with("unlock") ? Role::Unlock : Role::None;
  case Concurrent::Condition:
    if (Name.starts_with("wait") || Name.starts_with("acquire"))
      return Role::Wait;
    return NameSwitch<Role>(Name)
        .Cases({"notify_one", "notify_all", "release"}, Role::Notify)
        .Cases({"count_down", "arrive", "arrive_and_drop"}, Role::Notify)
        .Cases({"set_value", "set_exception"}, Role::Notify)
        .Default(Role::None);
  case Concurrent::Atomic:
    if (Name.starts_with("wait"))
      return Role::Wait;
    if (Name == "load" || Name == "test" || Name.empty())
      return Role::Poll; // without a name: the conversion
    return Role::Notify;
  case Concurrent::None:
    break;
  }
  return Role::None;
}

/// Of C: POSIX and C11. All take the object by address, but for the joins.
static Role functionRole(llvm::StringRef Name) {
  return NameSwitch<Role>(Name)
      .Cases({"pthread_join", "thrd_join"}, Role::Join)
      .Cases({"pthread_mutex_lock", "mtx_lock", "pthread_spin_lock"},
             Role::Lock)
      .Cases({"pthread_mutex_trylock", "mtx_trylock", "mtx_timedlock",
              "pthread_mutex_timedlock"},
             Role::Lock)
      .Cases({"pthread_rwlock_wrlock", "pthread_rwlock_rdlock"}, Role::Lock)
      .Cases({"pthread_mutex_unlock", "mtx_unlock", "pthread_spin_unlock",
              "pthread_rwlock_unlock"},
             Role::Unlock)
      .Cases({"pthread_cond_wait", "pthread_cond_timedwait", "cnd_wait",
              "cnd_timedwait"},
             Role::Wait)
      .Cases({"sem_wait", "sem_timedwait", "sem_trywait"}, Role::Wait)
      .Cases({"pthread_cond_signal", "pthread_cond_broadcast", "cnd_signal",
              "cnd_broadcast"},
             Role::Notify)
      .Case("sem_post", Role::Notify)
      .Default(Role::None);
}

static bool startsThread(llvm::StringRef Name) {
  return Name == "pthread_create" || Name == "thrd_create";
}

bool isAboutThreads(const FunctionDecl *FD) {
  if (!isSystem(FD))
    return false;
  llvm::StringRef Name = nameOf(FD);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(FD))
    return inTopNamespace(FD, "std") &&
           (concurrentClass(nameOf(Method->getParent())) != Concurrent::None ||
            nameOf(Method->getParent()) == "__basic_future");
  if (inTopNamespace(FD, "std"))
    return Name == "async" || Name == "lock";
  return startsThread(Name) || functionRole(Name) != Role::None ||
         Name == "pthread_barrier_wait";
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

void FunctionLowering::emitSync(Role R, PlaceId P, const Stmt *At) {
  ir::Instr &I = emit(Op::Sync, At);
  I.R = R;
  if (P != ir::NoPlace)
    I.Args.push_back(Operand::place(P));
}

void FunctionLowering::emitFlow(PlaceId Dst, PlaceId Src, const Stmt *At,
                                Role R) {
  if (Dst == ir::NoPlace || Src == ir::NoPlace)
    return;
  ir::Instr &I = emitOn(Op::Flow, Operand::place(Src), At);
  I.Dst = Dst;
  I.R = R;
}

/// The closure or function object that an expression hands on; what a
/// std::function was made from.
static const Expr *calledObject(const Expr *Callable) {
  const Expr *E = withoutWrapping(Callable);
  const auto *R = dyn_cast<DeclRefExpr>(E);
  const auto *VD = dyn_cast_or_null<VarDecl>(R ? R->getDecl() : nullptr);
  return VD && functionWrapper(VD->getType()) && VD->getInit()
             ? withoutWrapping(VD->getInit())
             : E;
}

/// What a temporary closure owns is moved into the thread.
void FunctionLowering::noteTakenOver(PlaceId Object,
                                     const CXXRecordDecl *Closure) {
  if (Object == ir::NoPlace || F.place(Object).F != Place::Temp || !Closure ||
      !Closure->isLambda())
    return;
  for (const FieldDecl *Field : Closure->fields())
    if (Types.stdClass(Field->getType()) == StdClass::UniquePtr)
      TakenOver.insert(fieldOf(Object, Field));
}

/// Args are a callable and what it is called with, as std::thread takes them.
void FunctionLowering::noteSpawn(PlaceId Handle,
                                 llvm::ArrayRef<const Expr *> Args,
                                 const Expr *At) {
  const Expr *Callable = calledObject(Args[0]);
  const FunctionDecl *Callee = handedOver(Args[0]);
  llvm::SmallVector<Operand, 4> Passed;
  Args = Args.drop_front();
  if (callOperatorOf(Callable->getType())) {
    PlaceId Object = objectOf(Callable);
    Passed.push_back(Object == ir::NoPlace
                         ? Operand::unknown()
                         : Operand::place(addressTemp(Object, At)));
    noteTakenOver(Object, Callable->getType()->getAsCXXRecordDecl());
  } else if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
             Method && Method->isInstance() && !Args.empty()) {
    // A member function: the object, or a pointer to it.
    bool IsPointer = Args[0]->getType()->isPointerType();
    PlaceId Object = objectOf(Args[0]);
    Passed.push_back(IsPointer ? operandOf(Args[0])
                     : Object == ir::NoPlace
                         ? Operand::unknown()
                         : Operand::place(addressTemp(Object, At)));
    Args = Args.drop_front();
  }
  for (unsigned I = 0; Callee && I < Args.size(); ++I) {
    QualType T = I < Callee->getNumParams() ? Callee->getParamDecl(I)->getType()
                                            : QualType();
    PlaceId Object = Args[I]->isXValue() ? objectOf(Args[I]) : ir::NoPlace;
    const auto *RD = Args[I]->getType()->getAsCXXRecordDecl();
    if (Object != ir::NoPlace && RD && nameOf(RD) != "reference_wrapper") {
      // The thread has it from now on.
      PlaceId Own = newTemp();
      emitFlow(Own, Object, At, Role::Detach);
      Passed.push_back(Operand::place(addressTemp(Own, At)));
    } else {
      Passed.push_back(passedArgument(Args[I], T));
    }
  }
  llvm::StringRef Name = M.moduleName(Callee);
  ir::Instr &I = emit(Op::Spawn, At);
  I.Callee = Name.empty() ? calleeName(Callee) : Name.str();
  I.Dst = Handle;
  I.Args.append(Passed.begin(), Passed.end());
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

bool FunctionLowering::noteThreadMethod(const CallSite &C) {
  if (!C.Object)
    return false;
  // Some methods are those of a base class.
  Concurrent Class =
      concurrentClass(C.Object->IgnoreParenImpCasts()->getType());
  if (Class == Concurrent::None)
    return false;
  PlaceId P = objectPlaceOf(C);
  llvm::StringRef Name = nameOf(C.Callee);
  if (Class == Concurrent::Atomic) {
    bool Writes = C.Callee->isOverloadedOperator();
    emitSync(Writes ? Role::Notify : methodRole(Class, Name), P, C.E);
    return true;
  }
  if (C.Callee->getOverloadedOperator() == OO_Equal && C.Args.size() == 1) {
    if (PlaceId From = objectOf(C.Args[0]); From != ir::NoPlace) {
      MovedThreads.insert(From);
      emitFlow(P, From, C.E);
    }
    return true;
  }
  if (Class == Concurrent::Condition && Name == "arrive_and_wait") {
    emitSync(Role::Notify, ir::NoPlace, C.E);
    emitSync(Role::Wait, ir::NoPlace, C.E);
    return true;
  }
  Role R = methodRole(Class, Name);
  if (R == Role::None)
    return true;
  if (Class == Concurrent::Guard && P != ir::NoPlace)
    P = F.deref(F.field(P, "0"));
  if (Class == Concurrent::Condition)
    P = ir::NoPlace;
  // A future that no thread of ours fills is a sign.
  emitSync(R, P, C.E);
  return true;
}

void FunctionLowering::noteThreadFunction(const CallSite &C) {
  llvm::StringRef Name = nameOf(C.Callee);
  if (startsThread(Name)) {
    unsigned Function = Name == "thrd_create" ? 1 : 2;
    if (C.Args.size() > Function)
      noteSpawn(pointeeOf(C.Args[0]),
                llvm::ArrayRef(C.Args).drop_front(Function), C.E);
    return;
  }
  if (inTopNamespace(C.Callee, "std")) {
    if (Name == "lock")
      for (const Expr *Arg : C.Args)
        emitSync(Role::Lock, objectOf(Arg), C.E);
    if (Name == "make_shared" && Types.reaches(C.E->getType())) {
      PlaceId Pointer = resultPlace(C);
      setCallResult(C, Pointer);
      return emitFlow(Pointer, F.root(Place::Heap, "", NumHeaps++), C.E,
                      Role::Reach);
    }
    if (Name != "async" || C.Args.empty())
      return;
    llvm::ArrayRef<const Expr *> Args(C.Args);
    if (Args[0]->getType().getNonReferenceType()->isEnumeralType()) {
      // std::launch::deferred alone runs where the result is asked for.
      if (constantOf(Args[0]->IgnoreParenImpCasts()) == 2)
        return;
      Args = Args.drop_front();
    }
    if (Args.empty())
      return;
    PlaceId Future = resultPlace(C);
    setCallResult(C, Future);
    return noteSpawn(Future, Args, C.E);
  }
  if (Name == "pthread_barrier_wait") {
    emitSync(Role::Notify, ir::NoPlace, C.E);
    return emitSync(Role::Wait, ir::NoPlace, C.E);
  }
  Role R = functionRole(Name);
  if (R == Role::None || C.Args.empty())
    return;
  PlaceId P = ir::NoPlace;
  if (R == Role::Join) {
    Operand Handle = operandOf(C.Args[0]);
    P = Handle.isPlace() ? Handle.P : ir::NoPlace;
  } else if (R == Role::Lock || R == Role::Unlock) {
    P = pointeeOf(C.Args[0]);
  }
  // Who waits for a semaphore and posts it again has it as a lock.
  if (Name.starts_with("sem_"))
    emitSync(R == Role::Wait ? Role::Lock : Role::Unlock, pointeeOf(C.Args[0]),
             C.E);
  emitSync(R, P, C.E);
}

/// Behind a call of the standard library, which is lowered already.
void FunctionLowering::noteThreads(const CallSite &C) {
  if (!isa<CXXMethodDecl>(C.Callee))
    return noteThreadFunction(C);
  if (noteThreadMethod(C) || !C.Object)
    return;
  // threads.emplace_back(f, x), threads.push_back(std::thread(f, x)).
  QualType T = C.Object->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  Concurrent Element = concurrentClass(templateArgument(T, 0));
  if ((Element != Concurrent::Thread && Element != Concurrent::Future) ||
      C.Args.empty())
    return;
  PlaceId Container = objectPlaceOf(C);
  PlaceId All =
      Container == ir::NoPlace ? newTemp() : F.step(Container, Place::Any);
  llvm::StringRef Name = nameOf(C.Callee);
  const Expr *Last = C.Args.back();
  if (concurrentClass(Last->getType()) == Element) {
    if (PlaceId From = objectOf(Last); From != ir::NoPlace) {
      MovedThreads.insert(From);
      emitFlow(All, From, C.E);
    }
  } else if (Element == Concurrent::Thread && Name.starts_with("emplace")) {
    unsigned First = Name == "emplace"; // behind the position
    if (C.Args.size() > First)
      noteSpawn(All, llvm::ArrayRef(C.Args).drop_front(First), C.E);
  }
}

//===----------------------------------------------------------------------===//
// Objects of the standard library
//===----------------------------------------------------------------------===//

void FunctionLowering::noteStdObject(const CXXConstructExpr *E, PlaceId P) {
  llvm::SmallVector<const Expr *, 4> Args;
  for (const Expr *Arg : E->arguments())
    if (!isa<CXXDefaultArgExpr>(Arg))
      Args.push_back(Arg);
  if (Args.empty())
    return;
  QualType T = E->getType();
  PlaceId From = objectOf(Args[0]);
  switch (concurrentClass(T)) {
  case Concurrent::Thread:
  case Concurrent::Future:
    if (concurrentClass(Args[0]->getType()) == concurrentClass(T)) {
      if (From != ir::NoPlace)
        MovedThreads.insert(From);
      return emitFlow(P, From, E);
    }
    if (concurrentClass(T) == Concurrent::Thread)
      noteSpawn(P, Args, E);
    return;
  case Concurrent::Guard: {
    bool Deferred = false;
    unsigned N = 0;
    for (const Expr *Arg : Args) {
      const CXXRecordDecl *Tag = Arg->getType()->getAsCXXRecordDecl();
      Deferred |= Tag && nameOf(Tag) == "defer_lock_t";
      if (concurrentClass(Arg->getType()) != Concurrent::Mutex)
        continue;
      emitFlow(F.field(P, std::to_string(N++)), objectOf(Arg), E, Role::Reach);
    }
    for (unsigned I = 0; I < N && !Deferred; ++I)
      emitSync(Role::Lock, F.deref(F.field(P, std::to_string(I))), E);
    return;
  }
  default:
    break;
  }
  if (!Types.reaches(T))
    return;
  if (Types.stdClass(T) == StdClass::SharedPtr)
    return emitFlow(P, From, E);
  if (Types.stdClass(T) != StdClass::Other &&
      Types.stdClass(T) != StdClass::Choice)
    return;
  for (const Expr *Arg : Args) {
    PlaceId Src = objectOf(Arg);
    if (!argReaches(Arg) || Src == ir::NoPlace)
      continue;
    bool Same = Ctx.hasSameUnqualifiedType(Arg->getType(), T);
    emitFlow(Same ? P : F.step(P, Place::Any), Src, E);
  }
}

void FunctionLowering::noteStdEnd(PlaceId P, QualType T, const Stmt *At) {
  switch (concurrentClass(T)) {
  case Concurrent::Thread:
  case Concurrent::Future:
    if (!MovedThreads.count(P))
      emitSync(Role::Join, P, At);
    return;
  case Concurrent::Guard:
    for (unsigned I = 0; !templateArgument(T, I).isNull(); ++I)
      emitSync(Role::Unlock, F.deref(F.field(P, std::to_string(I))), At);
    return;
  default:
    break;
  }
  Concurrent Element = concurrentClass(templateArgument(T, 0));
  if (Element == Concurrent::Thread || Element == Concurrent::Future)
    emitSync(Role::Join, F.step(P, Place::Any), At);
}

//===----------------------------------------------------------------------===//
// Into containers and out of them
//===----------------------------------------------------------------------===//

/// The container that a method works on: the object, or what its iterator
/// goes through.
ir::PlaceId FunctionLowering::containerOf(const CallSite &C) {
  const Expr *E = C.Object ? C.Object->IgnoreParenImpCasts() : nullptr;
  const auto *R = dyn_cast_or_null<DeclRefExpr>(E);
  const auto *VD = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  const Expr *Init =
      VD && VD->getInit() ? VD->getInit()->IgnoreImplicit() : nullptr;
  while (const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(Init)) {
    if (Copy->getNumArgs() != 1)
      break;
    Init = Copy->getArg(0)->IgnoreImplicit();
  }
  if (const auto *Begin = dyn_cast_or_null<CXXMemberCallExpr>(Init))
    if (const Expr *Container = Begin->getImplicitObjectArgument();
        !Container->getType()->isPointerType() && VD->hasLocalStorage())
      return objectOf(Container);
  return objectPlaceOf(C);
}

void FunctionLowering::notePut(const CallSite &C,
                               llvm::ArrayRef<Operand> Args) {
  if (!C.Object || Args.empty())
    return;
  PlaceId Container = objectPlaceOf(C);
  if (Container == ir::NoPlace)
    return;
  QualType T = C.Object->IgnoreParenImpCasts()->getType();
  PlaceId Into = Types.stdClass(T) == StdClass::SharedPtr
                     ? Container
                     : F.step(Container, Place::Any);
  // An object that is built there from a context belongs to that one.
  if (C.Args.size() > 1 &&
      Types.owner(C.Args[0]->getType()).K == ir::Kind::Context) {
    if (PlaceId Context = objectOf(C.Args[0]); Context != ir::NoPlace)
      emitFlow(Into, Context, C.E);
    return;
  }
  for (const Operand &Arg : Args) {
    bool Moved = llvm::any_of(C.Args, [&](const Expr *E) {
      return E->isXValue() && objectOf(E) == Arg.P;
    });
    emitFlow(Into, Arg.P, C.E, Moved ? Role::Detach : Role::None);
  }
}

void FunctionLowering::noteTaken(const CallSite &C, PlaceId Result,
                                 bool Address) {
  if (!C.Object)
    return;
  PlaceId Container = containerOf(C);
  if (Container == ir::NoPlace)
    return;
  if (Types.stdClass(C.Object->IgnoreParenImpCasts()->getType()) ==
      StdClass::SharedPtr)
    return emitFlow(Result, Container, C.E);
  emitFlow(Result, F.step(Container, Place::Any), C.E,
           Address ? Role::Reach : Role::None);
}

} // namespace z3tidy::lower
