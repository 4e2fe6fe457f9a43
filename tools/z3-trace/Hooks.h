// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a generated wrapper calls: the look-up of libz3's own function, and the
// two hooks around it. No lock is held and nothing is on the stack that would
// need cleaning up while libz3 runs, so that error handlers may throw or
// longjmp through a wrapper.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_HOOKS_H
#define Z3TIDY_TOOLS_Z3_TRACE_HOOKS_H

#include "Effects.h"
#include <cstddef>
#include <cstdint>
#include <tuple>

#define Z3T_EXPORT __attribute__((visibility("default")))

namespace z3trace {

template <typename F> struct Signature;
template <typename R, typename... A> struct Signature<R(A...)> {
  using Ret = R;
  using Args = std::tuple<A...>;
};
template <typename F> using ret_t = typename Signature<F>::Ret;
template <size_t I, typename F>
using arg_t = std::tuple_element_t<I, typename Signature<F>::Args>;

/// libz3's function of that index; ends the program with one line if the loaded
/// libz3 has none of that name.
void *lookUp(unsigned Index);

/// Remembers libz3's function of that index, and where libz3's text is.
void noteReal(unsigned Index, void *Function);

/// The C library's dlsym, as if this library called it.
void *realDlsym(void *Library, const char *Name);

/// The index of a function of the API; -1 if there is none of that name.
int indexOf(const char *Name);

template <typename F> F *real(unsigned Index) {
  void *P = __atomic_load_n(&Reals[Index], __ATOMIC_RELAXED);
  return reinterpret_cast<F *>(P ? P : lookUp(Index));
}

extern uintptr_t Z3TextBegin, Z3TextEnd;

/// One call of the program into libz3. Calls that libz3 makes to its own API
/// come from its own text and are let through; calls from callbacks come from
/// the program's text and are traced.
struct Call {
  uintptr_t Return;
  uintptr_t Frame;
  uintptr_t Outer = 0; ///< frame of the call that this one is a callback of
  uint64_t Start = 0;  ///< ns, for calls whose time is measured
  bool Nested = false; ///< made by a callback
  bool Skip = true;    ///< foreign context, forked child, or after the end

  Call(void *Return, void *Frame)
      : Return(reinterpret_cast<uintptr_t>(Return)),
        Frame(reinterpret_cast<uintptr_t>(Frame)) {}
  bool isInternal() const {
    return Return - Z3TextBegin < Z3TextEnd - Z3TextBegin;
  }
};

/// Checks the arguments and writes what can not wait, before libz3 runs.
void before(Call &C, const Function &F, const uintptr_t *Args);
/// Records what libz3 handed out.
void after(Call &C, const Function &F, const uintptr_t *Args, uintptr_t Result);

/// Whether libz3 runs below the caller on this thread.
bool isInsideCall();

} // namespace z3trace

#endif
