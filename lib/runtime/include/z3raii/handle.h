// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// handle<Kind>: one counted reference to an object of Z3.
//
//   z3raii::solver s = z3raii::solver::share(c, Z3_mk_solver(c));
//   Z3_solver_assert(c, s, f);    // a handle stands for its raw handle
//   s.release();                  // optional: give it back here and now
//
// c may be any Z3_context: a raw one, a z3raii::context, a z3::context. It must
// outlive the handle (a z3raii::context checks that).
// Not a z3++ class: it has no operators on terms, only ownership.
// As with the raw API, one thread at a time may use a context and its handles.

#ifndef Z3RAII_HANDLE_H
#define Z3RAII_HANDLE_H

#include "z3raii/storage.h"

#include <cstddef>
#include <functional>
#include <type_traits>
#include <utility>

namespace z3raii {
inline namespace Z3RAII_MODE {

template <class Kind> class Z3RAII_OWNER Z3RAII_MAY_BE_RELEASED handle {
  static_assert(Kind::available,
                "this z3.h does not declare that kind of handle: Z3_simplifier "
                "needs Z3 4.12.2, Z3_parser_context needs Z3 4.9.0");
  template <class Other> friend class handle;

  // Every sort, declaration, application and pattern is a term as well.
  template <class From>
  static constexpr bool is_upcast =
      std::is_same<Kind, kind::ast>::value && From::is_ast &&
      !std::is_same<From, kind::ast>::value;

public:
  using kind_type = Kind;
  using raw_type = typename Kind::raw_type;

  /// Empty: holds nothing, costs nothing.
  constexpr handle() noexcept = default;

  /// Takes a reference of its own (inc_ref now). For everything that Z3's
  /// functions return, and for a raw handle that someone else owns. A null raw
  /// handle makes an empty one.
  [[nodiscard]] static handle
  share(Z3_context ctx, raw_type raw,
        call_site here = call_site::current()) noexcept {
    if (raw)
      Kind::retain(ctx, raw);
    return handle(ctx, raw, here);
  }

  /// Takes over a reference that the caller has (inc_ref was called for it, or
  /// detach() gave it). A null raw handle makes an empty one.
  [[nodiscard]] static handle
  adopt(Z3_context ctx, raw_type raw,
        call_site here = call_site::current()) noexcept {
    return handle(ctx, raw, here);
  }

  /// A copy is a reference more to the same object, never a clone.
  handle(const handle &other) noexcept : held(other.held) { retain(); }
  /// A move calls nothing; the source is empty.
  handle(handle &&other) noexcept = default;
  /// ast from sort, func_decl, app, pattern.
  template <class From, std::enable_if_t<is_upcast<From>, int> = 0>
  handle(const handle<From> &other) noexcept : held(other.held) {
    retain();
  }
  template <class From, std::enable_if_t<is_upcast<From>, int> = 0>
  handle(handle<From> &&other) noexcept : held(std::move(other.held)) {}

  handle &operator=(const handle &other) noexcept {
    handle(other).swap(*this);
    return *this;
  }
  handle &operator=(handle &&other) noexcept {
    if (this != &other) {
      drop(call_site());
      held = std::move(other.held);
    }
    return *this;
  }
  ~handle() { give_back(); } // held forgets the object

  /// Gives the reference back now; the handle is empty. Not what
  /// unique_ptr::release() does: that is detach().
  /// A second release() is a checked error, and does nothing otherwise.
  Z3RAII_RELEASED_AFTER void
  release(call_site here = call_site::current()) noexcept {
    held.about_to_release(here);
    drop(here);
  }

  /// As release(), and silent on an empty handle, as std's reset() is.
  Z3RAII_RELEASED_AFTER void
  reset(call_site here = call_site::current()) noexcept {
    drop(here);
  }

  /// Gives the reference to the caller, who has to dec_ref it or adopt() it
  /// again; the handle is empty.
  [[nodiscard]] Z3RAII_RELEASED_AFTER raw_type
  detach(call_site here = call_site::current()) noexcept {
    return held.surrender(here);
  }

  /// The raw handle, which lives as long as this handle holds it. Empty: null,
  /// and a checked error.
  [[nodiscard]] Z3RAII_NOT_RELEASED raw_type
  get(call_site here = call_site::current()) const &Z3RAII_LIFETIMEBOUND {
    return held.use(here);
  }
  Z3RAII_NOT_RELEASED operator raw_type() const &Z3RAII_LIFETIMEBOUND {
    return held.use(call_site());
  }
  /// Z3_ast of a sort, func_decl, app, pattern.
  template <class Ast,
            std::enable_if_t<Kind::is_ast && std::is_same<Ast, Z3_ast>::value &&
                                 !std::is_same<Ast, raw_type>::value,
                             int> = 0>
  Z3RAII_NOT_RELEASED operator Ast() const &Z3RAII_LIFETIMEBOUND {
    return reinterpret_cast<Z3_ast>(held.use(call_site()));
  }

  // On temporaries there is no raw handle: it would be dead at the end of the
  // statement. The text stands on the line that compilers print.
  // clang-format off
  raw_type get(call_site = {}) const && = Z3RAII_DELETE("name the handle first: a temporary gives its object back at once");
  operator raw_type() const && = Z3RAII_DELETE("name the handle first: a temporary gives its object back at once");
  template <class Ast, std::enable_if_t<Kind::is_ast && std::is_same<Ast, Z3_ast>::value && !std::is_same<Ast, raw_type>::value, int> = 0>
  operator Ast() const && = Z3RAII_DELETE("name the handle first: a temporary gives its object back at once");
  // clang-format on

  /// Whether it holds an object.
  explicit operator bool() const noexcept { return held.alive(); }

  /// The context of the object; null when empty.
  Z3_context ctx() const noexcept { return held.ctx(); }

  void swap(handle &other) noexcept { held.swap(other.held); }
  friend void swap(handle &a, handle &b) noexcept { a.swap(b); }

  // Identity of the object. For terms of one context that is structural
  // equality, because Z3 shares equal terms. Empty handles may be compared.
  friend bool operator==(const handle &a, const handle &b) noexcept {
    return a.held.peek() == b.held.peek();
  }
  friend bool operator!=(const handle &a, const handle &b) noexcept {
    return !(a == b);
  }
  friend bool operator==(const handle &a, raw_type b) noexcept {
    return a.held.peek() == b;
  }
  friend bool operator!=(const handle &a, raw_type b) noexcept {
    return !(a == b);
  }
  friend bool operator==(raw_type a, const handle &b) noexcept {
    return b == a;
  }
  friend bool operator!=(raw_type a, const handle &b) noexcept {
    return !(b == a);
  }
  friend bool operator<(const handle &a, const handle &b) noexcept {
    return std::less<raw_type>()(a.held.peek(), b.held.peek());
  }
  friend bool operator>(const handle &a, const handle &b) noexcept {
    return b < a;
  }
  friend bool operator<=(const handle &a, const handle &b) noexcept {
    return !(b < a);
  }
  friend bool operator>=(const handle &a, const handle &b) noexcept {
    return !(a < b);
  }
  std::size_t hash() const noexcept {
    return std::hash<raw_type>()(held.peek());
  }

private:
  handle(Z3_context ctx, raw_type raw, const call_site &here) noexcept
      : held(ctx, raw, here) {}

  void retain() noexcept {
    if (raw_type raw = held.peek())
      Kind::retain(held.ctx(), raw);
  }
  bool give_back() noexcept {
    if (!held.alive())
      return false;
    Kind::release(held.ctx(), held.peek());
    return true;
  }
  void drop(const call_site &here) noexcept {
    if (give_back())
      held.close(here);
  }

  detail::storage<Kind> held;
};

#define Z3RAII_ALIAS(name) using name = handle<kind::name>;
Z3RAII_AST_KINDS(Z3RAII_ALIAS)
Z3RAII_OBJECT_KINDS(Z3RAII_ALIAS)
Z3RAII_NEWER_KINDS(Z3RAII_ALIAS)
#undef Z3RAII_ALIAS

} // namespace Z3RAII_MODE
} // namespace z3raii

template <class Kind> struct std::hash<z3raii::handle<Kind>> {
  std::size_t operator()(const z3raii::handle<Kind> &h) const noexcept {
    return h.hash();
  }
};

#endif
