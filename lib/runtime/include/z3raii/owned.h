// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// owned<Kind>: what Z3 hands out with one owner and no count: constructor,
// constructor_list, rcf_num; and config. Moved, never copied.
//
//   z3raii::constructor nil =
//       z3raii::constructor::adopt(c, Z3_mk_constructor(c, ...));
//
// Z3's functions that take these keep nothing of them: the owner destroys them.

#ifndef Z3RAII_OWNED_H
#define Z3RAII_OWNED_H

#include "z3raii/storage.h"

#include <utility>

namespace z3raii {
inline namespace Z3RAII_MODE {

template <class Kind> class Z3RAII_OWNER owned {
public:
  using kind_type = Kind;
  using raw_type = typename Kind::raw_type;

  /// Empty.
  constexpr owned() noexcept = default;

  /// Takes over what Z3_mk_constructor, Z3_mk_constructor_list or a Z3_rcf_*
  /// function returned. A null raw handle makes an empty one, but for rcf_num,
  /// where null is the number zero.
  [[nodiscard]] static owned
  adopt(Z3_context ctx, raw_type raw,
        call_site here = call_site::current()) noexcept {
    return owned(ctx, raw, here);
  }

  owned(owned &&other) noexcept = default;
  owned &operator=(owned &&other) noexcept {
    owned(std::move(other)).swap(*this);
    return *this;
  }
  ~owned() { give_back(); } // held forgets the object

  /// Destroys the object now. A second release() is a checked error.
  void release(call_site here = call_site::current()) noexcept {
    held.about_to_release(here);
    drop(here);
  }
  /// As release(), and silent when empty.
  void reset(call_site here = call_site::current()) noexcept { drop(here); }
  /// Gives the object to the caller, who has to destroy or adopt() it.
  [[nodiscard]] raw_type
  detach(call_site here = call_site::current()) noexcept {
    return held.surrender(here);
  }

  /// The raw handle, which lives as long as this object holds it. Empty: null,
  /// and a checked error.
  [[nodiscard]] raw_type
  get(call_site here = call_site::current()) const &Z3RAII_LIFETIMEBOUND {
    return held.use(here);
  }
  operator raw_type() const &Z3RAII_LIFETIMEBOUND {
    return held.use(call_site());
  }
  // clang-format off
  raw_type get(call_site = {}) const && = Z3RAII_DELETE("name the owner first: a temporary destroys its object at once");
  operator raw_type() const && = Z3RAII_DELETE("name the owner first: a temporary destroys its object at once");
  // clang-format on

  /// Whether the raw handle is not null (an rcf_num: whether it is not zero).
  explicit operator bool() const noexcept { return held.peek() != nullptr; }
  Z3_context ctx() const noexcept { return held.ctx(); }

  void swap(owned &other) noexcept { held.swap(other.held); }
  friend void swap(owned &a, owned &b) noexcept { a.swap(b); }

protected:
  owned(Z3_context ctx, raw_type raw, const call_site &here) noexcept
      : held(ctx, raw, here) {}

private:
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

#define Z3RAII_ALIAS(name, destroy, zero) using name = owned<kind::name>;
Z3RAII_OWNED_KINDS(Z3RAII_ALIAS)
#undef Z3RAII_ALIAS

/// A Z3_config. It is read when a context is made, and not needed after.
class config : public owned<kind::config> {
public:
  /// Makes one (Z3_mk_config).
  explicit config(call_site here = call_site::current()) noexcept
      : owned(nullptr, Z3_mk_config(), here) {}
  /// Takes over what Z3_mk_config returned.
  [[nodiscard]] static config
  adopt(Z3_config raw, call_site here = call_site::current()) noexcept {
    return config(raw, here);
  }

  /// Z3_set_param_value. Both texts are copied.
  void set(const char *name, const char *value,
           call_site here = call_site::current()) {
    Z3_set_param_value(get(here), name, value);
  }

private:
  config(Z3_config raw, const call_site &here) noexcept
      : owned(nullptr, raw, here) {}
};

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
