// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Tracer.h. The end is reported from a handler that is registered before
// the program's own static objects exist, so it runs after their destructors;
// and from _exit, which runs no handlers.

#include "Tracer.h"
#include "Hooks.h"
#include "Record.h"
#include "Report.h"
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

extern "C" int __cxa_atexit(void (*)(void *), void *, void *);

namespace z3trace {

uintptr_t Z3TextBegin = 0, Z3TextEnd = 0;

namespace {

pthread_mutex_t Mutex = PTHREAD_MUTEX_INITIALIZER;
enum class Phase { NotStarted, Tracing, Off } Now = Phase::NotStarted;
uint64_t Calls = 0;
uint64_t PeakBytes = 0;
pid_t Owner = 0;

unsigned threshold() {
  const char *Text = getenv("Z3TRACE_GROWTH");
  unsigned N = Text ? strtoul(Text, nullptr, 10) : 0;
  return N ? N : 8;
}

void start() {
  Now = openRecord() ? Phase::Tracing : Phase::Off;
  Owner = getpid();
}

void end() {
  // A child of vfork has the parent's memory, but is not the program.
  if (Now != Phase::Tracing || getpid() != Owner)
    return;
  // A handler of a signal that came while the lock was held must not wait.
  timespec Limit;
  clock_gettime(CLOCK_REALTIME, &Limit);
  Limit.tv_sec += 2;
  if (pthread_mutex_timedlock(&Mutex, &Limit))
    return;
  if (Now == Phase::Tracing) {
    reportEnd(threshold(), Calls, PeakBytes, isInsideCall());
    Now = Phase::Off;
  }
  pthread_mutex_unlock(&Mutex);
}

void atExit(void *) { end(); }

// The record is the parent's; its handles are not the child's to report.
void inChild() {
  Now = Phase::Off;
  Mutex = PTHREAD_MUTEX_INITIALIZER;
}

__attribute__((constructor)) void load() {
  // No module owns this handler, so it is not run when this one is finished but
  // when everything is.
  __cxa_atexit(atExit, nullptr, nullptr);
  pthread_atfork(nullptr, nullptr, inChild);
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
    S.Found = dlsym(Handle, S.Symbol);
    dlclose(Handle);
  }
  return S.Found != nullptr;
}

} // namespace

void *lookUp(unsigned Index) {
  const char *Name = Functions[Index].Name;
  void *P = dlsym(RTLD_NEXT, Name);
  if (!P) { // a libz3 that was loaded by dlopen, for its loader only
    Search S{Name, nullptr};
    dl_iterate_phdr(findInLoaded, &S);
    P = S.Found;
  }
  if (!P) {
    fprintf(stderr, "z3-trace: the loaded libz3 has no function %s\n", Name);
    abort();
  }
  if (!Z3TextEnd) {
    auto Address = reinterpret_cast<uintptr_t>(P);
    dl_iterate_phdr(findText, &Address);
  }
  __atomic_store_n(&Reals[Index], P, __ATOMIC_RELAXED);
  return P;
}

TracerLock::TracerLock() : Tracing(false) {
  if (Now == Phase::Off)
    return;
  pthread_mutex_lock(&Mutex);
  if (Now == Phase::NotStarted)
    start();
  Tracing = Now == Phase::Tracing;
  if (!Tracing)
    pthread_mutex_unlock(&Mutex);
}

TracerLock::~TracerLock() {
  if (Tracing)
    pthread_mutex_unlock(&Mutex);
}

void TracerLock::countCall() { ++Calls; }

void TracerLock::sampleMemory() {
  static const int Index = [] {
    for (unsigned I = 0; I < NumFunctions; ++I)
      if (!strcmp(Functions[I].Name, "Z3_get_estimated_alloc_size"))
        return static_cast<int>(I);
    return -1;
  }();
  if (Index < 0)
    return;
  uint64_t Bytes = real<uint64_t()>(Index)();
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
