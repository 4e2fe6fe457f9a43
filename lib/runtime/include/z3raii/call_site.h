// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// call_site: where in the user's source something was made, released or used.

#ifndef Z3RAII_CALL_SITE_H
#define Z3RAII_CALL_SITE_H

#include "z3raii/config.h"

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

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
