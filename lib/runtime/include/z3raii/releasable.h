// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For programs on z3++: release() for its objects, and ways between them and
// z3raii's handles. Needs z3++.h, so the umbrella header does not include it.
//
//   z3raii::releasable<z3::solver> s(c);     // arguments of z3::solver
//   s->add(x > 0);
//   s.release();                             // given back here and now
//
//   z3raii::ast a = z3raii::from_zpp(x + y);             // its own reference
//   z3::expr e = z3raii::to_zpp<z3::expr>(c, a);         // so has this

#ifndef Z3RAII_RELEASABLE_H
#define Z3RAII_RELEASABLE_H

#include "z3raii/handle.h"

#include <optional>
#include <type_traits>
#include <utility>
#include <z3++.h>

namespace z3raii {
inline namespace Z3RAII_MODE {

/// An object of z3++ that can be given back before it goes out of scope. z3++
/// has no empty objects; this is one that may be empty.
template <class Object> class Z3RAII_OWNER releasable {
public:
  /// Makes the object from the arguments of its constructor.
  template <class... Arguments,
            std::enable_if_t<std::is_constructible<Object, Arguments...>::value,
                             int> = 0>
  explicit releasable(Arguments &&...arguments)
      : held(std::in_place, std::forward<Arguments>(arguments)...) {}
  /// A copy of the object: a reference more.
  releasable(const Object &object) : held(object) {}

  releasable(const releasable &) = default;
  releasable(releasable &&other) noexcept(
      std::is_nothrow_move_constructible<Object>::value)
      : held(std::move(other.held)) {
    other.held.reset();
  }
  // By destruction and construction: the move assignment of z3++ 4.8.11 and
  // 4.8.12 forgets the reference of the term that it replaces.
  releasable &operator=(const releasable &other) {
    if (this != &other) {
      held.reset();
      if (other.held)
        held.emplace(*other.held);
    }
    return *this;
  }
  releasable &operator=(releasable &&other) {
    if (this != &other) {
      held.reset();
      if (other.held)
        held.emplace(std::move(*other.held));
      other.held.reset();
    }
    return *this;
  }
  ~releasable() = default;

  /// Gives the object's reference back now. A second release() is a checked
  /// error, and does nothing otherwise.
  void release(call_site here = call_site::current()) noexcept {
    if (!held)
      misused(problem::second_release, here);
    reset(here);
  }
  /// As release(), and silent when empty.
  void reset(call_site here = call_site::current()) noexcept {
    if (held)
      ended = here;
    held.reset();
  }

  /// The object. Empty: a checked error, and z3::exception if the handler
  /// returns, because there is no object to go on with.
  [[nodiscard]] Object &get(call_site here = call_site::current()) &
      Z3RAII_LIFETIMEBOUND {
    return demand(here), *held;
  }
  [[nodiscard]] const Object &
  get(call_site here = call_site::current()) const &Z3RAII_LIFETIMEBOUND {
    return demand(here), *held;
  }
  Object &operator*() & Z3RAII_LIFETIMEBOUND { return get(call_site()); }
  const Object &operator*() const &Z3RAII_LIFETIMEBOUND {
    return get(call_site());
  }
  Object *operator->() Z3RAII_LIFETIMEBOUND { return &get(call_site()); }
  const Object *operator->() const Z3RAII_LIFETIMEBOUND {
    return &get(call_site());
  }

  explicit operator bool() const noexcept { return held.has_value(); }

private:
  void demand(const call_site &here) const {
    if (held)
      return;
    misused(problem::empty_handle, here);
    throw z3::exception("z3raii::releasable: the object was released");
  }
  void misused([[maybe_unused]] problem what,
               [[maybe_unused]] const call_site &here) const {
#if Z3RAII_CHECKS
    detail::record past;
    past.now = ended.known() ? detail::state::released : detail::state::live;
    past.ended = ended;
    detail::report_empty(&past, "z3++ object", what == problem::second_release,
                         here);
#endif
  }

  std::optional<Object> held;
  call_site ended;
};

// Classes of z3++ and the kinds that they are.
#define Z3RAII_ZPP_CLASSES(X)                                                  \
  X(ast, ast)                                                                  \
  X(expr, ast)                                                                 \
  X(sort, sort)                                                                \
  X(func_decl, func_decl)                                                      \
  X(solver, solver)                                                            \
  X(model, model)                                                              \
  X(params, params)                                                            \
  X(optimize, optimize)                                                        \
  X(fixedpoint, fixedpoint)                                                    \
  X(goal, goal)                                                                \
  X(tactic, tactic)                                                            \
  X(probe, probe)                                                              \
  X(apply_result, apply_result)                                                \
  X(stats, stats)                                                              \
  X(func_interp, func_interp)                                                  \
  X(func_entry, func_entry)

/// A handle to what an object of z3++ holds, with a reference of its own. May
/// be called on temporaries.
#define Z3RAII_FROM(zpp, kind_name)                                            \
  [[nodiscard]] inline kind_name from_zpp(                                     \
      const z3::zpp &object, call_site here = call_site::current()) {          \
    return kind_name::share(object.ctx(), object, here);                       \
  }
Z3RAII_ZPP_CLASSES(Z3RAII_FROM)
#undef Z3RAII_FROM
#undef Z3RAII_ZPP_CLASSES
template <class Element>
[[nodiscard]] ast_vector from_zpp(const z3::ast_vector_tpl<Element> &object,
                                  call_site here = call_site::current()) {
  return ast_vector::share(object.ctx(), object, here);
}

/// An object of z3++ on what h holds, with a reference of its own. c must be
/// the z3::context of h's context, and outlive the object. An empty h, or one
/// of another context, is a checked error, and z3::exception if the handler
/// returns.
template <class Object, class Kind>
[[nodiscard]] Object to_zpp(z3::context &c, const handle<Kind> &h,
                            call_site here = call_site::current()) {
  using raw_type = typename Kind::raw_type;
  static_assert(std::is_constructible<Object, z3::context &, raw_type>::value,
                "this class of z3++ can not be made from that kind of handle");
  raw_type raw = h.get(here);
  if (!raw)
    throw z3::exception("z3raii::to_zpp: the handle is empty");
  if (h.ctx() != Z3_context(c)) {
#if Z3RAII_CHECKS
    detail::report({problem::wrong_context,
                    Kind::label,
                    {},
                    {},
                    here,
                    "z3raii: to_zpp() with a context that is not the "
                    "handle's\n"});
#endif
    throw z3::exception("z3raii::to_zpp: not the handle's context");
  }
  return Object(c, raw);
}

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
