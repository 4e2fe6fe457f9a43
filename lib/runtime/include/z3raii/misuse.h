// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Misuse that checked builds find: what went wrong, with which handle, where.
// What Z3 itself complains about is in error.h.
//
// A wrong use of a handle goes to one handler. The default prints the text to
// stderr and aborts. A handler that returns makes the wrong operation harmless:
// get() gives a null handle, a second release() does nothing, a context that
// goes before its handles leaves them empty.
// With Z3RAII_CHECKS 0 nothing is ever reported; the names remain, so that code
// compiles the same.

#ifndef Z3RAII_MISUSE_H
#define Z3RAII_MISUSE_H

#include "z3raii/call_site.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace z3raii {
inline namespace Z3RAII_MODE {

enum class problem {
  empty_handle,   ///< An empty handle is used.
  second_release, ///< release() of a handle that is empty already.
  context_gone,   ///< A handle is used after its z3raii::context.
  context_in_use, ///< A z3raii::context ends under live handles.
  scope_lost,     ///< A solver_scope ends below the level that it pushed.
  no_result,      ///< The value of a result that is an error is used.
  wrong_context,  ///< A handle meets a context that is not its own.
};

/// What a handler is told. Valid during the call only.
struct misuse {
  problem what;
  const char *kind;   ///< "solver", "ast", ...
  call_site made;     ///< Where the object came under z3raii's care.
  call_site released; ///< Where it was given back, when that is known.
  call_site used;     ///< Where the mistake is; conversions do not know it.
  const char *text;   ///< All of it for a reader, in lines.
};

/// May throw only where the mistake is a use (get(), conversions): release(),
/// detach(), reset() and destructors are noexcept.
using misuse_handler = void (*)(const misuse &);

namespace detail {
[[noreturn]] inline void print_and_abort(const misuse &e) {
  std::fputs(e.text, stderr);
  std::fflush(stderr);
  std::abort();
}

Z3RAII_SHARED inline std::atomic<misuse_handler> current_misuse_handler{
    &print_and_abort};

inline void report(const misuse &e) {
  current_misuse_handler.load(std::memory_order_acquire)(e);
}
} // namespace detail

/// Sets the handler of the whole program and returns the one before. Null sets
/// the default. Safe from any thread.
inline misuse_handler set_misuse_handler(misuse_handler handler) noexcept {
  return detail::current_misuse_handler.exchange(
      handler ? handler : &detail::print_and_abort, std::memory_order_acq_rel);
}

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
