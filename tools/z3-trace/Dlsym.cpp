// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Programs that load libz3 themselves and ask for its functions by name (many
// bindings do) get the wrappers.

#include "Hooks.h"
#include <cstring>
#include <dlfcn.h>

namespace {

using Lookup = void *(void *, const char *);

Lookup *dlsymOfLibc() {
  static Lookup *Real = [] {
    void *P = nullptr;
    // It moved from libdl into libc in 2.34; the first versions are those of
    // x86-64 and aarch64.
    const char *const Versions[] = {"GLIBC_2.34", "GLIBC_2.2.5", "GLIBC_2.17"};
    for (const char *Version : Versions)
      if (!P)
        P = dlvsym(RTLD_NEXT, "dlsym", Version);
    return reinterpret_cast<Lookup *>(P);
  }();
  return Real;
}

bool isInZ3(void *Function) {
  Dl_info Info;
  return dladdr(Function, &Info) && Info.dli_fname &&
         strstr(Info.dli_fname, "libz3");
}

/// The exported function of this library; null if it has none.
void *wrapper(const char *Name) {
  static void *Self = [] {
    Dl_info Info;
    void *Here = reinterpret_cast<void *>(&dlsymOfLibc);
    return dladdr(Here, &Info) ? dlopen(Info.dli_fname, RTLD_LAZY | RTLD_NOLOAD)
                               : nullptr;
  }();
  return Self ? dlsymOfLibc()(Self, Name) : nullptr;
}

void *lookUpInZ3(void *Library, const char *Name) {
  void *Found = dlsymOfLibc()(Library, Name);
  const int Index = Found ? z3trace::indexOf(Name) : -1;
  void *Ours = Index >= 0 ? wrapper(Name) : nullptr;
  if (!Ours || Found == Ours || !isInZ3(Found))
    return Found;
  z3trace::noteReal(Index, Found);
  return Ours;
}

} // namespace

void *z3trace::realDlsym(void *Library, const char *Name) {
  void *Found = dlsymOfLibc()(Library, Name);
  asm volatile("" : "+r"(Found)); // no jump: the asker is this library
  return Found;
}

// With RTLD_NEXT the answer hangs on who asks: the real one must see the
// asker's return address, so both ways out are jumps and not calls (see
// CMakeLists.txt).
extern "C" Z3T_EXPORT void *dlsym(void *Library, const char *Name) noexcept {
  if (Library != RTLD_NEXT && !strncmp(Name, "Z3_", 3))
    return lookUpInZ3(Library, Name);
  return dlsymOfLibc()(Library, Name);
}
