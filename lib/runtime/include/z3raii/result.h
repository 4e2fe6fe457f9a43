// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// result<Handle>: a handle, or the error that Z3 gave instead of one.
//
//   auto sum = z3raii::try_share<z3raii::ast>(c, Z3_mk_add(c, 2, both));
//   if (!sum)
//     return sum.why();
//   Z3_solver_assert(c, s, *sum);
//
// With exceptions: z3raii::share_or_throw<z3raii::ast>(c, Z3_mk_add(...)).
// The context must return its errors (return_errors(c), or a handler of yours
// that returns).

#ifndef Z3RAII_RESULT_H
#define Z3RAII_RESULT_H

#include "z3raii/error.h"
#include "z3raii/misuse.h"

#include <utility>

namespace z3raii {
inline namespace Z3RAII_MODE {

template <class Handle> class [[nodiscard]] result {
public:
  result(Handle value) noexcept : value_(std::move(value)) {}
  result(error why) noexcept : why_(std::move(why)) {}

  /// Whether there is no error. The handle may be empty even so, where null is
  /// an answer of Z3's (Z3_model_get_const_interp).
  explicit operator bool() const noexcept { return !why_; }
  const error &why() const & noexcept Z3RAII_LIFETIMEBOUND { return why_; }
  error why() && noexcept { return std::move(why_); }

  /// The handle. Of an error: an empty one, and a checked error.
  Handle &operator*() & Z3RAII_LIFETIMEBOUND { return demand(), value_; }
  const Handle &operator*() const &Z3RAII_LIFETIMEBOUND {
    return demand(), value_;
  }
  Handle operator*() && { return demand(), std::move(value_); }

  /// The handle, or a default in its place.
  Handle value_or(Handle other) && noexcept {
    return why_ ? std::move(other) : std::move(value_);
  }

#if Z3RAII_EXCEPTIONS
  /// The handle; throws z3raii::exception where there is an error.
  Handle or_throw() && {
    if (why_)
      throw exception(std::move(why_));
    return std::move(value_);
  }
#endif

private:
  void demand() const {
#if Z3RAII_CHECKS
    if (why_) {
      std::string text = "z3raii: the value of a result that is an error is "
                         "used\n  Z3 said: " +
                         why_.text() + "\n";
      detail::report({problem::no_result, "result", {}, {}, {}, text.c_str()});
    }
#endif
  }

  Handle value_;
  error why_;
};

/// Handle::share(c, raw), or the error of the call that raw comes from, which
/// must be the last one on c.
template <class Handle>
result<Handle> try_share(Z3_context c, typename Handle::raw_type raw,
                         call_site here = call_site::current()) {
  // Before the reference is taken: that is a call, and forgets the error.
  if (error e = last_error(c))
    return e;
  return Handle::share(c, raw, here);
}

#if Z3RAII_EXCEPTIONS
/// Handle::share(c, raw); throws z3raii::exception where the call that raw
/// comes from failed.
template <class Handle>
[[nodiscard]] Handle share_or_throw(Z3_context c, typename Handle::raw_type raw,
                                    call_site here = call_site::current()) {
  throw_if_error(c);
  return Handle::share(c, raw, here);
}
#endif

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
