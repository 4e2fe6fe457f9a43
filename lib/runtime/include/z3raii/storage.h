// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a handle consists of: a context and a raw handle; in checked builds one
// pointer to a record that also knows where the object was made and released.
// Storage moves values about and checks; it never calls Z3 for the object.

#ifndef Z3RAII_STORAGE_H
#define Z3RAII_STORAGE_H

#include "z3raii/kinds.h"
#include "z3raii/ledger.h"

#include <utility>

namespace z3raii {
inline namespace Z3RAII_MODE {
namespace detail {

#if Z3RAII_CHECKS

template <class Kind> class storage {
  using raw_type = typename Kind::raw_type;
  template <class Other> friend class storage;

public:
  constexpr storage() noexcept = default;
  storage(Z3_context ctx, raw_type raw, const call_site &made) noexcept {
    if (!raw && !Kind::null_is_value)
      return;
    facts of;
    of.ctx = ctx;
    of.raw = raw;
    of.kind = Kind::label;
    of.made = made;
    entry = ledger::instance().make(of);
  }
  storage(const storage &other) noexcept { copy(other); }
  storage(storage &&other) noexcept { take(other); }
  template <class From> explicit storage(const storage<From> &other) noexcept {
    copy(other);
  }
  template <class From> explicit storage(storage<From> &&other) noexcept {
    take(other);
  }
  storage &operator=(const storage &) = delete;
  /// From another one, over nothing: what this one held is closed.
  storage &operator=(storage &&other) noexcept {
    storage(std::move(other)).swap(*this);
    return *this;
  }
  ~storage() {
    if (!entry || entry->now == state::moved)
      return;
    if (Z3_context last = ledger::instance().take_back(*entry))
      Z3_del_context(last);
  }

  bool alive() const noexcept { return entry && entry->now == state::live; }
  /// The raw handle, null where there is none. Checks nothing.
  raw_type peek() const noexcept {
    return alive() ? static_cast<raw_type>(entry->raw) : nullptr;
  }
  Z3_context ctx() const noexcept { return alive() ? entry->ctx : nullptr; }
  /// The raw handle for a use: an empty one is reported.
  raw_type use(const call_site &here) const {
    if (!alive())
      report_empty(entry, Kind::label, /*releasing=*/false, here);
    return peek();
  }
  /// To be asked before release(): an empty handle is reported.
  void about_to_release(const call_site &here) const noexcept {
    if (!alive())
      report_empty(entry, Kind::label, /*releasing=*/true, here);
  }
  /// Forgets the object. The caller has given its reference back.
  void close(const call_site &here) noexcept { end(state::released, here); }
  /// Forgets the object, whose reference is now the caller's.
  raw_type surrender(const call_site &here) noexcept {
    raw_type raw = peek();
    if (alive())
      end(state::detached, here);
    return raw;
  }
  void swap(storage &other) noexcept { std::swap(entry, other.entry); }

private:
  void end(state how, const call_site &here) noexcept {
    if (Z3_context last = ledger::instance().end(*entry, how, here))
      Z3_del_context(last);
  }
  template <class From> void copy(const storage<From> &other) noexcept {
    if (!other.entry)
      return;
    if (other.entry->now == state::moved) {
      entry = other.entry;
      return;
    }
    facts of = *other.entry;
    of.kind = Kind::label;
    entry = ledger::instance().make(of);
  }
  template <class From> void take(storage<From> &other) noexcept {
    entry = other.entry;
    if (entry)
      other.entry = moved_from();
    // Only a term that becomes an ast changes its kind; others may be moved
    // while another thread reads their records.
    if (entry && entry->now != state::moved && entry->kind != Kind::label)
      entry->kind = Kind::label;
  }

  record *entry = nullptr;
};

#else

template <class Kind> class storage {
  using raw_type = typename Kind::raw_type;
  template <class Other> friend class storage;

public:
  constexpr storage() noexcept = default;
  storage(Z3_context ctx, raw_type raw, call_site) noexcept
      : context(ctx), object(raw) {}
  storage(const storage &) noexcept = default;
  storage(storage &&other) noexcept
      : context(other.context), object(std::exchange(other.object, nullptr)) {}
  template <class From>
  explicit storage(const storage<From> &other) noexcept
      : context(other.context),
        object(reinterpret_cast<raw_type>(other.object)) {}
  template <class From>
  explicit storage(storage<From> &&other) noexcept
      : context(other.context), object(reinterpret_cast<raw_type>(
                                    std::exchange(other.object, nullptr))) {}
  storage &operator=(const storage &) = delete;
  /// From another one, over nothing: what this one held is closed.
  storage &operator=(storage &&other) noexcept {
    context = other.context;
    object = std::exchange(other.object, nullptr);
    return *this;
  }

  bool alive() const noexcept { return object != nullptr; }
  raw_type peek() const noexcept { return object; }
  Z3_context ctx() const noexcept { return object ? context : nullptr; }
  raw_type use(call_site) const noexcept { return object; }
  void about_to_release(call_site) const noexcept {}
  void close(call_site) noexcept { object = nullptr; }
  raw_type surrender(call_site) noexcept {
    return std::exchange(object, nullptr);
  }
  void swap(storage &other) noexcept {
    std::swap(context, other.context);
    std::swap(object, other.object);
  }

private:
  Z3_context context = nullptr;
  raw_type object = nullptr;
};

#endif

} // namespace detail
} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
