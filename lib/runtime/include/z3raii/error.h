// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Z3's own errors, as values or as exceptions.
//
//   z3raii::return_errors(c);            // else Z3 prints and ends the program
//   Z3_solver_assert(c, s, f);
//   if (z3raii::error e = z3raii::last_error(c))
//     log(e.text());
//
// Z3 forgets an error at the next call on the context, so it is asked for at
// once. For calls that return a handle see result.h.

#ifndef Z3RAII_ERROR_H
#define Z3RAII_ERROR_H

#include "z3raii/config.h"

#include <stdexcept>
#include <string>
#include <utility>

namespace z3raii {
inline namespace Z3RAII_MODE {

/// What a call complained about. A value: it keeps nothing of Z3.
class error {
public:
  /// No error.
  error() = default;
  error(Z3_error_code code, std::string text)
      : code_(code), text_(std::move(text)) {}

  /// Whether there is an error.
  explicit operator bool() const noexcept { return code_ != Z3_OK; }
  Z3_error_code code() const noexcept { return code_; }
  /// Z3's own words (Z3_get_error_msg), copied. Empty where there is no error.
  const std::string &text() const & noexcept Z3RAII_LIFETIMEBOUND {
    return text_;
  }
  std::string text() && noexcept { return std::move(text_); }

  friend bool operator==(const error &a, const error &b) noexcept {
    return a.code_ == b.code_ && a.text_ == b.text_;
  }
  friend bool operator!=(const error &a, const error &b) noexcept {
    return !(a == b);
  }

private:
  Z3_error_code code_ = Z3_OK;
  std::string text_;
};

/// From now on errors on c are kept until the next call on c, and nothing is
/// printed or ended (Z3_set_error_handler with null; z3::context does it too).
inline void return_errors(Z3_context c) noexcept {
  Z3_set_error_handler(c, nullptr);
}

/// The error of the last call on c. c's error handler must be one that returns.
/// One thread at a time, as every call on c.
[[nodiscard]] inline error last_error(Z3_context c) {
  Z3_error_code code = Z3_get_error_code(c);
  if (code == Z3_OK)
    return {};
  const char *text = Z3_get_error_msg(c, code);
  return {code, text ? text : ""};
}

#if Z3RAII_EXCEPTIONS
/// An error as an exception. what() is Z3's text.
class exception : public std::runtime_error {
public:
  explicit exception(z3raii::error why)
      : std::runtime_error(why.text()), why_(std::move(why)) {}
  const z3raii::error &why() const noexcept { return why_; }
  Z3_error_code code() const noexcept { return why_.code(); }

private:
  z3raii::error why_;
};

/// Throws what last_error(c) says, if that is an error.
inline void throw_if_error(Z3_context c) {
  if (error e = last_error(c))
    throw exception(std::move(e));
}
#endif

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
