// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions of other libraries that this one wraps.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_REAL_H
#define Z3TIDY_TOOLS_Z3_TRACE_REAL_H

#include "Hooks.h"
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>

namespace z3trace {

/// The next definition of a function, looked up at its first call. A constant
/// until then: it is called before constructors run.
template <typename F> class Real {
public:
  /// \p Version is asked for first: of some functions an older one would be
  /// found without.
  constexpr explicit Real(const char *Name, const char *Version = nullptr)
      : Name(Name), Version(Version) {}

  template <typename... A> auto operator()(A... Args) { return get()(Args...); }

private:
  const char *Name, *Version;
  F *Found = nullptr;

  F *get() {
    if (F *Known = __atomic_load_n(&Found, __ATOMIC_RELAXED))
      return Known;
    void *P = Version ? dlvsym(RTLD_NEXT, Name, Version) : nullptr;
    if (!P)
      P = realDlsym(RTLD_NEXT, Name);
    if (!P) {
      fprintf(stderr, "z3-trace: no library has the function %s\n", Name);
      abort();
    }
    auto *Function = reinterpret_cast<F *>(P);
    __atomic_store_n(&Found, Function, __ATOMIC_RELAXED);
    return Function;
  }
};

/// Whether libz3 calls: how it orders its own threads is no order of the
/// program's.
inline bool isZ3(const void *Return) {
  return reinterpret_cast<uintptr_t>(Return) - Z3TextBegin <
         Z3TextEnd - Z3TextBegin;
}

} // namespace z3trace

#endif
