// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checked errors: what went wrong, with which handle, and where.
//
// A wrong use of a handle goes to one handler. The default prints the text to
// stderr and aborts. A handler that returns makes the wrong operation harmless:
// get() gives a null handle, a second release() does nothing, a context that
// goes before its handles leaves them empty.
// With Z3RAII_CHECKS 0 nothing is ever reported; the names remain, so that code
// compiles the same.

#ifndef Z3RAII_ERROR_H
#define Z3RAII_ERROR_H

#include "z3raii/config.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace z3raii {
inline namespace Z3RAII_MODE {

/// A place in the user's source. Taken by default arguments; never written by
/// hand. Empty, and so free, in unchecked builds.
class call_site {
public:
  constexpr call_site() noexcept = default;

#if Z3RAII_CHECKS
  static constexpr call_site
  current(const char *file = __builtin_FILE(),
          const char *function = __builtin_FUNCTION(),
          int line = __builtin_LINE()) noexcept {
    call_site here;
    here.file_ = file;
    here.function_ = function;
    here.line_ = line;
    return here;
  }
  constexpr bool known() const noexcept { return file_ != nullptr; }
  /// Null when the place is not known. Static storage, as __FILE__.
  constexpr const char *file() const noexcept { return file_; }
  constexpr const char *function() const noexcept { return function_; }
  /// From 1; 0 when the place is not known.
  constexpr int line() const noexcept { return line_; }

private:
  const char *file_ = nullptr;
  const char *function_ = nullptr;
  int line_ = 0;
#else
  static constexpr call_site current() noexcept { return {}; }
  constexpr bool known() const noexcept { return false; }
  constexpr const char *file() const noexcept { return nullptr; }
  constexpr const char *function() const noexcept { return nullptr; }
  constexpr int line() const noexcept { return 0; }
#endif
};

enum class problem {
  empty_handle,   ///< An empty handle is used.
  second_release, ///< release() of a handle that is empty already.
  context_gone,   ///< A handle is used after its z3raii::context.
  context_in_use, ///< A z3raii::context ends under live handles.
  scope_lost,     ///< A solver_scope ends below the level that it pushed.
};

/// What a handler is told. Valid during the call only.
struct error {
  problem what;
  const char *kind;   ///< "solver", "ast", ...
  call_site made;     ///< Where the object came under z3raii's care.
  call_site released; ///< Where it was given back, when that is known.
  call_site used;     ///< Where the mistake is; conversions do not know it.
  const char *text;   ///< All of it for a reader, in lines.
};

/// May throw only where the mistake is a use (get(), conversions): release(),
/// detach(), reset() and destructors are noexcept.
using error_handler = void (*)(const error &);

namespace detail {
[[noreturn]] inline void print_and_abort(const error &e) {
  std::fputs(e.text, stderr);
  std::fflush(stderr);
  std::abort();
}

Z3RAII_SHARED inline std::atomic<error_handler> current_error_handler{
    &print_and_abort};

inline void report(const error &e) {
  current_error_handler.load(std::memory_order_acquire)(e);
}
} // namespace detail

/// Sets the handler of the whole program and returns the one before. Null sets
/// the default. Safe from any thread.
inline error_handler set_error_handler(error_handler handler) noexcept {
  return detail::current_error_handler.exchange(
      handler ? handler : &detail::print_and_abort, std::memory_order_acq_rel);
}

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
