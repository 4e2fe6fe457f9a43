// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The book-keeping of checked builds: one record for each handle, and for each
// z3raii::context the list of its live records. Unchecked builds see none of
// it. One mutex guards all of it; Z3 is never called with it held.

#ifndef Z3RAII_LEDGER_H
#define Z3RAII_LEDGER_H

#include "z3raii/ledger_lock.h"
#include "z3raii/misuse.h"
#include "z3raii/site_table.h"

#if Z3RAII_CHECKS

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace z3raii {
inline namespace Z3RAII_MODE {
namespace detail {

enum class state : unsigned char {
  live,
  released,
  detached,
  moved,
  context_gone
};

struct book;

/// What a handle knows of its object.
struct facts {
  Z3_context ctx = nullptr;
  void *raw = nullptr;
  const char *kind = nullptr;
  call_site made;
  call_site ended;
  state now = state::live;
};

/// A handle's, and made and taken back by the ledger. Linked into its context's
/// book while it is live there.
struct record : facts {
  book *home = nullptr; ///< Null: no z3raii::context owns ctx.
  record *before = nullptr;
  record *after = nullptr;
  site_count *counted = nullptr; ///< Null: the tracker does not count it.
};

/// What every moved-from handle points to. Written once, so that threads can
/// share it.
inline record *moved_from() noexcept {
  static record all = [] {
    record it;
    it.now = state::moved;
    return it;
  }();
  return &all;
}

/// The live records of one context.
struct book {
  call_site made;
  record *first = nullptr;
  std::size_t live = 0;
  bool keep_alive = false; ///< Outlives its z3raii::context while in use.
  bool orphan = false;     ///< Its z3raii::context is gone.
  site_count *counted = nullptr;
};

inline void append(std::string &text, const char *what, const call_site &site) {
  if (!site.known())
    return;
  text.append("  ").append(what).append(" at ").append(site.file()).append(":");
  text.append(std::to_string(site.line())).append(", in '");
  text.append(site.function()).append("'\n");
}

class Z3RAII_SHARED ledger {
public:
  /// Never destroyed: handles in static storage may end after it.
  static ledger &instance() noexcept {
    static ledger *const the = new ledger;
    return *the;
  }

  /// A z3raii::context owns ctx from now on.
  void open(Z3_context ctx, const call_site &made) noexcept {
    ledger_lock lock(guard);
    book *&slot = books[ctx];
    if (slot)
      return;
    slot = new book;
    asked = nullptr;
    answer = nullptr;
    slot->made = made;
    if (tracking)
      slot->counted = sites.enter("context", made);
  }

  /// A record for a handle. A live one is entered with its context's book, if
  /// it has one, and counted.
  record *make(const facts &of) noexcept {
    ledger_lock lock(guard);
    record *r = spare;
    if (r)
      spare = r->after;
    else
      r = new record;
    *r = record();
    static_cast<facts &>(*r) = of;
    if (r->now != state::live)
      return r;
    if (book *home = find(r->ctx))
      link(*home, *r);
    if (tracking)
      r->counted = sites.enter(r->kind, r->made);
    return r;
  }

  /// A live record's object is gone. Returns the context that the caller must
  /// delete now, because this was the last handle that kept it; else null.
  Z3_context end(record &r, state how, const call_site &here) noexcept {
    ledger_lock lock(guard);
    r.now = how;
    r.ended = here;
    return take_out(r);
  }

  /// Takes back the record of a handle that ends, and its object with it if it
  /// is live. Returns a context to delete, as end().
  Z3_context take_back(record &r) noexcept {
    ledger_lock lock(guard);
    Z3_context last = r.now == state::live ? take_out(r) : nullptr;
    r.after = spare;
    spare = &r;
    return last;
  }

  std::size_t live(Z3_context ctx) noexcept {
    ledger_lock lock(guard);
    const book *of = find(ctx);
    return of ? of->live : 0;
  }

  void keep_alive(Z3_context ctx) noexcept {
    ledger_lock lock(guard);
    if (book *of = find(ctx))
      of->keep_alive = true;
  }

  /// Its z3raii::context no longer owns ctx, which lives on elsewhere.
  void forget(Z3_context ctx) noexcept {
    ledger_lock lock(guard);
    book *of = find(ctx);
    if (!of)
      return;
    while (of->first)
      unlink(*of->first);
    erase(ctx);
  }

  /// Its z3raii::context ends. True when the caller must delete ctx now.
  bool close(Z3_context ctx, const call_site &used) noexcept {
    std::string text;
    call_site made;
    {
      ledger_lock lock(guard);
      book *ending = find(ctx);
      if (!ending)
        return true;
      if (!ending->live) {
        erase(ctx);
        return true;
      }
      if (ending->keep_alive) {
        ending->orphan = true;
        return false;
      }
      text = in_use(*ending, used);
      made = ending->made;
    }
    report(
        {problem::context_in_use, "context", made, used, used, text.c_str()});
    ledger_lock lock(guard);
    while (record *r = find(ctx)->first) {
      r->now = state::context_gone;
      r->ended = used;
      site_table::leave(r->counted);
      unlink(*r);
    }
    erase(ctx);
    return true;
  }

  /// Counting by site, for handles that are made from now on.
  void track(bool on) noexcept {
    ledger_lock lock(guard);
    tracking = on;
  }
  bool tracks() noexcept {
    ledger_lock lock(guard);
    return tracking;
  }
  /// Calls see(key, count) for each site, with the lock held.
  template <class Function> void each_site(Function see) {
    ledger_lock lock(guard);
    for (const auto &entry : sites.all())
      see(entry.first, entry.second);
  }

private:
  /// Null where no z3raii::context owns ctx.
  book *find(Z3_context ctx) noexcept {
    if (ctx != asked) {
      auto found = books.find(ctx);
      answer = found == books.end() ? nullptr : found->second;
      asked = ctx;
    }
    return answer;
  }

  Z3_context take_out(record &r) noexcept {
    site_table::leave(r.counted);
    if (!r.home)
      return nullptr;
    book &home = *r.home;
    unlink(r);
    if (!home.orphan || home.live)
      return nullptr;
    erase(r.ctx);
    return r.ctx;
  }

  static void link(book &home, record &r) noexcept {
    r.home = &home;
    r.before = nullptr;
    r.after = home.first;
    if (home.first)
      home.first->before = &r;
    home.first = &r;
    ++home.live;
  }

  static void unlink(record &r) noexcept {
    (r.before ? r.before->after : r.home->first) = r.after;
    if (r.after)
      r.after->before = r.before;
    --r.home->live;
    r.home = nullptr;
    r.before = r.after = nullptr;
  }

  void erase(Z3_context ctx) noexcept {
    auto found = books.find(ctx);
    site_table::leave(found->second->counted);
    delete found->second;
    books.erase(found);
    asked = nullptr;
    answer = nullptr;
  }

  /// Names the live handles, the newest first; the caller holds the lock.
  static std::string in_use(const book &ending, const call_site &used) {
    constexpr std::size_t most = 20;
    std::string text = "z3raii: a context ends while ";
    text.append(std::to_string(ending.live));
    text.append(ending.live == 1 ? " handle still belongs to it\n"
                                 : " handles still belong to it\n");
    std::size_t named = 0;
    for (const record *r = ending.first; r && named != most; r = r->after) {
      append(text, (std::string(r->kind) + " made").c_str(), r->made);
      ++named;
    }
    if (ending.live > named)
      text.append("  and ")
          .append(std::to_string(ending.live - named))
          .append(" more\n");
    append(text, "context made", ending.made);
    append(text, "context released", used);
    return text;
  }

  std::mutex guard;
  std::unordered_map<Z3_context, book *> books;
  // Most handles are of the context of the one before.
  Z3_context asked = nullptr;
  book *answer = nullptr;
  record *spare = nullptr; ///< Records without a handle, linked by after.
  site_table sites;
  bool tracking = false;
};

/// Reports that a handle without an object is used or released once more.
inline void report_empty(const record *r, const char *kind, bool releasing,
                         const call_site &used) {
  const char *why = "is empty: it holds no object";
  problem what = releasing ? problem::second_release : problem::empty_handle;
  const char *end = "released";
  if (r) {
    switch (r->now) {
    case state::live:
      break;
    case state::released:
      why = "was released";
      break;
    case state::detached:
      why = "was detached";
      end = "detached";
      break;
    case state::moved:
      why = "was moved from";
      break;
    case state::context_gone:
      why = "lost its context";
      end = "context released";
      if (!releasing)
        what = problem::context_gone;
      break;
    }
  }
  std::string text = "z3raii: ";
  text.append(releasing ? "release() of a " : "use of a ").append(kind);
  text.append(" that ").append(why).append("\n");
  call_site made = r ? r->made : call_site();
  call_site ended = r ? r->ended : call_site();
  append(text, "made", made);
  append(text, end, ended);
  append(text, releasing ? "released again" : "used", used);
  report({what, kind, made, ended, used, text.c_str()});
}

} // namespace detail
} // namespace Z3RAII_MODE
} // namespace z3raii

#endif // Z3RAII_CHECKS

#endif
