// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Tracer.h. The end is reported from a handler that is registered before
// the program's own static objects exist, so it runs after their destructors;
// from _exit, which runs no handlers; and before exec.

#include "Tracer.h"
#include "Clocks.h"
#include "Hooks.h"
#include "Lock.h"
#include "Record.h"
#include "Report.h"
#include "Turns.h"
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>
#include <unordered_map>

extern "C" int __cxa_atexit(void (*)(void *), void *, void *);

namespace z3trace {

uintptr_t Z3TextBegin = 0, Z3TextEnd = 0;

namespace {

Lock TracersLock;
/// Forked: a copy of a traced process, which has not called Z3 yet.
enum class Phase { NotStarted, Tracing, Forked, Off } Now = Phase::NotStarted;
uint64_t Calls = 0;
uint64_t PeakBytes = 0;
uint64_t StartedMs = 0;
pid_t Owner = 0;
thread_local bool Locking = false; ///< this thread holds the lock
volatile sig_atomic_t SnapshotWanted = 0;

uint64_t milliseconds() {
  timespec T;
  clock_gettime(CLOCK_MONOTONIC, &T);
  return T.tv_sec * 1000ull + T.tv_nsec / 1000000;
}

unsigned threshold() {
  const char *Text = getenv("Z3TRACE_GROWTH");
  unsigned N = Text ? strtoul(Text, nullptr, 10) : 0;
  return N ? N : 8;
}

void start() {
  const pid_t ForkedFrom = Now == Phase::Forked ? Owner : 0;
  if (ForkedFrom) {
    table().disown();
    forgetMisuse();
    Calls = PeakBytes = 0;
  }
  Now = openRecord(ForkedFrom) ? Phase::Tracing : Phase::Off;
  Owner = getpid();
  StartedMs = milliseconds();
}

uint64_t bytesOfZ3() {
  static const int Index = indexOf("Z3_get_estimated_alloc_size");
  return Index < 0 ? 0 : real<uint64_t()>(Index)();
}

void takeSnapshot() {
  SnapshotWanted = 0;
  reportSnapshot(milliseconds() - StartedMs, Calls, bytesOfZ3());
}

// A handler of a signal that came while the lock was held must not wait.
bool lockWithLimit() { return TracersLock.lockFor(/*Seconds=*/2); }

void end() {
  // A child of vfork has the parent's memory, but is not the program.
  if (Now != Phase::Tracing || getpid() != Owner || !lockWithLimit())
    return;
  if (Now == Phase::Tracing) {
    reportEnd(threshold(), Calls, PeakBytes, isInsideCall(), "exit");
    Now = Phase::Off;
  }
  TracersLock.unlock();
}

void atExit(void *) { end(); }

// The lock is held over the fork, so that the child's copy of all that is under
// it is whole. From a signal's handler that interrupted the tracer, it is not.
void beforeFork() {
  if (!Locking)
    TracersLock.lock();
  lockClocks();
}

void inParent() {
  unlockClocks();
  if (!Locking)
    TracersLock.unlock();
}

// The record is the parent's: the child gets one of its own, if it calls Z3.
void inChild() {
  if (Now == Phase::Tracing)
    Now = Locking ? Phase::Off : Phase::Forked;
  TracersLock = Lock();
  forgetOtherThreads();
  forgetTurns();
}

void wantSnapshot(int) { SnapshotWanted = 1; }

__attribute__((constructor)) void load() {
  // No module owns this handler, so it is not run when this one is finished but
  // when everything is.
  __cxa_atexit(atExit, nullptr, nullptr);
  pthread_atfork(beforeFork, inParent, inChild);
  if (const char *Signal = getenv("Z3TRACE_SNAPSHOT")) {
    struct sigaction A;
    memset(&A, 0, sizeof(A));
    A.sa_handler = wantSnapshot;
    A.sa_flags = SA_RESTART;
    sigaction(atoi(Signal), &A, nullptr);
  }
}

int findText(dl_phdr_info *Info, size_t, void *Arg) {
  uintptr_t Address = *static_cast<uintptr_t *>(Arg);
  for (int I = 0; I < Info->dlpi_phnum; ++I) {
    const auto &P = Info->dlpi_phdr[I];
    uintptr_t Begin = Info->dlpi_addr + P.p_vaddr;
    if (P.p_type == PT_LOAD && (P.p_flags & PF_X) &&
        Address - Begin < P.p_memsz) {
      Z3TextBegin = Begin;
      Z3TextEnd = Begin + P.p_memsz;
      return 1;
    }
  }
  return 0;
}

struct Search {
  const char *Symbol;
  void *Found;
};

int findInLoaded(dl_phdr_info *Info, size_t, void *Arg) {
  auto &S = *static_cast<Search *>(Arg);
  if (!Info->dlpi_name || !strstr(Info->dlpi_name, "libz3.so"))
    return 0;
  if (void *Handle = dlopen(Info->dlpi_name, RTLD_LAZY | RTLD_NOLOAD)) {
    S.Found = realDlsym(Handle, S.Symbol);
    dlclose(Handle);
  }
  return S.Found != nullptr;
}

} // namespace

void *lookUp(unsigned Index) {
  const char *Name = Functions[Index].Name;
  void *P = realDlsym(RTLD_NEXT, Name);
  if (!P) { // a libz3 that was loaded by dlopen, for its loader only
    Search S{Name, nullptr};
    dl_iterate_phdr(findInLoaded, &S);
    P = S.Found;
  }
  if (!P) {
    fprintf(stderr, "z3-trace: the loaded libz3 has no function %s\n", Name);
    abort();
  }
  noteReal(Index, P);
  return P;
}

void noteReal(unsigned Index, void *Function) {
  if (!Z3TextEnd) {
    auto Address = reinterpret_cast<uintptr_t>(Function);
    dl_iterate_phdr(findText, &Address);
  }
  __atomic_store_n(&Reals[Index], Function, __ATOMIC_RELAXED);
}

int indexOf(const char *Name) {
  static const auto *Indices = [] {
    auto *Map = new std::unordered_map<std::string, int>;
    for (unsigned I = 0; I < NumFunctions; ++I)
      Map->emplace(Functions[I].Name, I);
    return Map;
  }();
  auto It = Indices->find(Name);
  return It == Indices->end() ? -1 : It->second;
}

TracerLock::TracerLock() : Tracing(false) {
  if (Now == Phase::Off)
    return;
  TracersLock.lock();
  Locking = true;
  if (Now == Phase::NotStarted || Now == Phase::Forked)
    start();
  Tracing = Now == Phase::Tracing;
  if (Tracing && SnapshotWanted)
    takeSnapshot();
  if (!Tracing)
    unlock();
}

void TracerLock::unlock() {
  Locking = false;
  TracersLock.unlock();
}

TracerLock::~TracerLock() {
  if (Tracing)
    unlock();
}

bool lockIfTracing() {
  if (Now != Phase::Tracing || Locking)
    return false;
  TracersLock.lock();
  Locking = true;
  return true;
}

void unlockTracing() {
  Locking = false;
  TracersLock.unlock();
}

bool beginExec() {
  if (Now != Phase::Tracing || getpid() != Owner || !lockWithLimit())
    return false;
  bool Tell = Now == Phase::Tracing;
  if (Tell)
    reportEnd(threshold(), Calls, PeakBytes, isInsideCall(), "exec");
  TracersLock.unlock();
  return Tell;
}

void execFailed() {
  if (!lockWithLimit())
    return;
  retractEnd();
  TracersLock.unlock();
}

void TracerLock::countCall() { ++Calls; }

void TracerLock::sampleMemory() {
  uint64_t Bytes = bytesOfZ3();
  if (Bytes > PeakBytes)
    PeakBytes = Bytes;
}

} // namespace z3trace

extern "C" {

Z3T_EXPORT __attribute__((noreturn)) void _exit(int Status) {
  z3trace::end();
  for (;;)
    syscall(SYS_exit_group, Status);
}

Z3T_EXPORT __attribute__((noreturn)) void _Exit(int Status) { _exit(Status); }
}
