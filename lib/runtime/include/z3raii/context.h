// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// context: owns a reference-counted Z3_context (Z3_mk_context_rc).
//
// In checked builds it counts the handles of its Z3_context. When it ends
// before them, that is a checked error which names them; if the error handler
// returns, those handles are empty from then on, so that nothing touches freed
// memory. keep_alive_while_used() allows it instead: Z3 deletes the context
// with the last handle. Z3's own error handling is left as Z3 sets it: without
// a handler of the user's, an error in a call ends the program.

#ifndef Z3RAII_CONTEXT_H
#define Z3RAII_CONTEXT_H

#include "z3raii/owned.h"

#include <cstddef>
#include <utility>

namespace z3raii {
inline namespace Z3RAII_MODE {

class Z3RAII_OWNER context {
public:
  /// Makes a context with the default configuration.
  explicit context(call_site here = call_site::current()) noexcept
      : context(config(here), here) {}
  /// Makes a context from cfg, which may end right after.
  explicit context(const config &cfg,
                   call_site here = call_site::current()) noexcept
      : context(made(cfg.get(here)), here) {}
  explicit context(Z3_config cfg,
                   call_site here = call_site::current()) noexcept
      : context(made(cfg), here) {}
  /// Takes over a context that Z3_mk_context_rc returned, and counts what is
  /// made from now on. Not for Z3_mk_context's: there terms have no counts that
  /// one could hold.
  [[nodiscard]] static context
  adopt(Z3_context raw, call_site here = call_site::current()) noexcept {
    return context(made(raw), here);
  }

  /// Handles do not notice a move: they know the Z3_context.
  context(context &&other) noexcept
      : owner(std::exchange(other.owner, nullptr)) {}
  context &operator=(context &&other) noexcept {
    context(std::move(other)).swap(*this);
    return *this;
  }
  ~context() { drop(call_site()); }

  /// Deletes the context now. A second release() is a checked error.
  void release(call_site here = call_site::current()) noexcept {
    expect_owner(/*releasing=*/true, here);
    drop(here);
  }
  /// As release(), and silent when empty.
  void reset(call_site here = call_site::current()) noexcept { drop(here); }
  /// Gives the context to the caller, who has to Z3_del_context it. Its handles
  /// stay valid and are not counted any more.
  [[nodiscard]] Z3_context detach() noexcept {
    Z3_context raw = std::exchange(owner, nullptr);
#if Z3RAII_CHECKS
    if (raw)
      detail::ledger::instance().forget(raw);
#endif
    return raw;
  }

#if Z3RAII_CHECKS
  /// How many handles belong to it now.
  [[nodiscard]] std::size_t live_handles() const noexcept {
    return detail::ledger::instance().live(owner);
  }
  /// From now on this context may end before its handles: Z3's context lives
  /// until the last of them goes.
  void keep_alive_while_used() noexcept {
    detail::ledger::instance().keep_alive(owner);
  }
#else
  // clang-format off
  std::size_t live_handles() const = Z3RAII_DELETE("needs Z3RAII_CHECKS 1: handles are not counted");
  void keep_alive_while_used() = Z3RAII_DELETE("needs Z3RAII_CHECKS 1: handles are not counted");
  // clang-format on
#endif

  /// The Z3_context. Empty: null, and a checked error.
  [[nodiscard]] Z3_context
  get(call_site here = call_site::current()) const &Z3RAII_LIFETIMEBOUND {
    expect_owner(/*releasing=*/false, here);
    return owner;
  }
  operator Z3_context() const &Z3RAII_LIFETIMEBOUND {
    expect_owner(/*releasing=*/false, call_site());
    return owner;
  }
  // clang-format off
  Z3_context get(call_site = {}) const && = Z3RAII_DELETE("name the context first: a temporary is deleted at once");
  operator Z3_context() const && = Z3RAII_DELETE("name the context first: a temporary is deleted at once");
  // clang-format on

  explicit operator bool() const noexcept { return owner != nullptr; }

  void swap(context &other) noexcept { std::swap(owner, other.owner); }
  friend void swap(context &a, context &b) noexcept { a.swap(b); }

private:
  struct made {
    explicit made(Z3_config cfg) noexcept : raw(Z3_mk_context_rc(cfg)) {}
    explicit made(Z3_context ctx) noexcept : raw(ctx) {}
    Z3_context raw;
  };
  context(made m, [[maybe_unused]] const call_site &here) noexcept
      : owner(m.raw) {
#if Z3RAII_CHECKS
    if (owner)
      detail::ledger::instance().open(owner, here);
#endif
  }

  void expect_owner([[maybe_unused]] bool releasing,
                    [[maybe_unused]] const call_site &here) const {
#if Z3RAII_CHECKS
    if (!owner)
      detail::report_empty(nullptr, "context", releasing, here);
#endif
  }

  void drop([[maybe_unused]] const call_site &here) noexcept {
    Z3_context raw = std::exchange(owner, nullptr);
    if (!raw)
      return;
#if Z3RAII_CHECKS
    if (!detail::ledger::instance().close(raw, here))
      return;
#endif
    Z3_del_context(raw);
  }

  Z3_context owner = nullptr;
};

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
