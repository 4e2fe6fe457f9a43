// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How many live handles each place in the source has made: what tracker.h
// shows. Checked builds only. Guarded by the ledger's mutex.

#ifndef Z3RAII_SITE_TABLE_H
#define Z3RAII_SITE_TABLE_H

#include "z3raii/call_site.h"

#if Z3RAII_CHECKS

#include <cstdint>
#include <cstring>
#include <map>
#include <utility>

namespace z3raii {
inline namespace Z3RAII_MODE {
namespace detail {

struct site_count {
  std::uint64_t live = 0;
  std::uint64_t made = 0;
};

/// Ordered by file, line and kind. Entries stay where they are.
struct site_key {
  const char *kind;
  call_site made;

  friend bool operator<(const site_key &a, const site_key &b) noexcept {
    if (int order = compare(a.made.file(), b.made.file()))
      return order < 0;
    if (a.made.line() != b.made.line())
      return a.made.line() < b.made.line();
    return compare(a.kind, b.kind) < 0;
  }

private:
  // Texts, not addresses: each shared object has its own copy.
  static int compare(const char *a, const char *b) noexcept {
    return a == b ? 0 : std::strcmp(a ? a : "", b ? b : "");
  }
};

class site_table {
public:
  site_count *enter(const char *kind, const call_site &made) {
    // Most handles are made where the one before was.
    if (!latest || latest->first.kind != kind ||
        latest->first.made.file() != made.file() ||
        latest->first.made.line() != made.line())
      latest = &*counts.try_emplace(site_key{kind, made}).first;
    site_count &count = latest->second;
    ++count.live;
    ++count.made;
    return &count;
  }
  static void leave(site_count *&where) noexcept {
    if (where)
      --where->live;
    where = nullptr;
  }
  const std::map<site_key, site_count> &all() const noexcept { return counts; }

private:
  std::map<site_key, site_count> counts;
  std::pair<const site_key, site_count> *latest = nullptr; ///< In counts.
};

} // namespace detail
} // namespace Z3RAII_MODE
} // namespace z3raii

#endif // Z3RAII_CHECKS

#endif
