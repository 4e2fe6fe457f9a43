// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// tracker: the live handles by kind and place of creation, and what grew
// between two moments. The runtime proof of "created in a loop". Off by
// default.
//
//   z3raii::tracker::start();
//   auto before = z3raii::tracker::take_snapshot();
//   work();
//   auto grown = z3raii::tracker::difference(
//       before, z3raii::tracker::take_snapshot());
//   std::fputs(z3raii::tracker::to_text(grown).c_str(), stderr);
//
// Without a change in the program, in checked builds:
//   Z3RAII_TRACKER=1 ./program           report on stderr at exit
//   Z3RAII_TRACKER=FILE ./program        the same into FILE; JSON for *.json
// -DZ3RAII_TRACKER=1 at compile time is the first of these.
//
// Needs Z3RAII_CHECKS 1: without, a handle does not know where it was made, and
// every snapshot is empty. All functions may be called from any thread.

#ifndef Z3RAII_TRACKER_H
#define Z3RAII_TRACKER_H

#include "z3raii/ledger.h"
#include "z3raii/memory.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace z3raii {
inline namespace Z3RAII_MODE {
namespace tracker {

/// Whether this build can track.
inline constexpr bool available = Z3RAII_CHECKS != 0;

/// A place where handles come under z3raii's care. A copy counts where its
/// original was made.
struct site {
  std::string kind;     ///< "solver", "ast", ..., "context"
  std::string file;     ///< As __FILE__ has it.
  std::string function; ///< As __func__ has it.
  int line = 0;

  friend bool operator==(const site &a, const site &b) {
    return a.line == b.line && a.kind == b.kind && a.file == b.file;
  }
  friend bool operator<(const site &a, const site &b) {
    return std::tie(a.file, a.line, a.kind) < std::tie(b.file, b.line, b.kind);
  }
};

struct site_state {
  site where;
  std::uint64_t live = 0; ///< Handles that hold an object now.
  std::uint64_t made = 0; ///< Handles made since the tracker was started.
};

struct snapshot {
  std::vector<site_state> sites; ///< By file, line and kind.
  /// Z3's whole memory: it does not tell how much belongs to an object.
  std::uint64_t z3_bytes = 0;

  /// Live handles, of all kinds or of one.
  [[nodiscard]] std::uint64_t live(const char *kind = nullptr) const {
    std::uint64_t sum = 0;
    for (const site_state &s : sites)
      if (!kind || s.where.kind == kind)
        sum += s.live;
    return sum;
  }
};

struct site_growth {
  site where;
  std::int64_t live = 0;  ///< Handles more than before; below 0: fewer.
  std::uint64_t made = 0; ///< Handles made between the two snapshots.
};

struct growth {
  std::vector<site_growth> sites; ///< The most grown first; unchanged left out.
  std::int64_t z3_bytes = 0;
};

/// Counts handles that are made from now on.
inline void start() noexcept {
#if Z3RAII_CHECKS
  detail::ledger::instance().track(true);
#endif
}
/// Counts no new ones; the ends of those that are counted are still seen.
inline void stop() noexcept {
#if Z3RAII_CHECKS
  detail::ledger::instance().track(false);
#endif
}
[[nodiscard]] inline bool running() noexcept {
#if Z3RAII_CHECKS
  return detail::ledger::instance().tracks();
#else
  return false;
#endif
}

[[nodiscard]] inline snapshot take_snapshot() {
  snapshot now;
#if Z3RAII_CHECKS
  detail::ledger::instance().each_site(
      [&now](const detail::site_key &key, const detail::site_count &count) {
        const call_site &made = key.made;
        site where{key.kind, made.known() ? made.file() : "",
                   made.known() ? made.function() : "", made.line()};
        now.sites.push_back({std::move(where), count.live, count.made});
      });
#endif
  now.z3_bytes = memory_usage().z3_bytes;
  return now;
}

namespace detail_text {
/// The most live first, else by place.
template <class State> void sort_by_live(std::vector<State> &sites) {
  std::sort(sites.begin(), sites.end(), [](const State &a, const State &b) {
    return a.live != b.live ? a.live > b.live : a.where < b.where;
  });
}
} // namespace detail_text

/// What happened from one snapshot to a later one.
[[nodiscard]] inline growth difference(const snapshot &before,
                                       const snapshot &after) {
  growth all;
  all.z3_bytes = static_cast<std::int64_t>(after.z3_bytes) -
                 static_cast<std::int64_t>(before.z3_bytes);
  // Both are in the same order, and sites are never taken away.
  auto old = before.sites.begin();
  for (const site_state &now : after.sites) {
    site_state was;
    if (old != before.sites.end() && old->where == now.where)
      was = *old++;
    site_growth grown;
    grown.where = now.where;
    grown.live = static_cast<std::int64_t>(now.live) -
                 static_cast<std::int64_t>(was.live);
    grown.made = now.made - was.made;
    if (grown.live || grown.made)
      all.sites.push_back(std::move(grown));
  }
  detail_text::sort_by_live(all.sites);
  return all;
}

namespace detail_text {
inline std::string place(const site &s) {
  if (s.file.empty())
    return s.kind + " made at an unknown place";
  return s.kind + " made at " + s.file + ":" + std::to_string(s.line) +
         ", in '" + s.function + "'";
}

inline std::string quoted(const std::string &text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", unsigned(c));
      out += code;
    } else {
      out += c;
    }
  }
  return out + '"';
}

/// {"z3_bytes": ..., "sites": [...]}: one member per site of State.
template <class State>
std::string json(const std::vector<State> &sites, const std::string &z3_bytes) {
  std::string out = "{\"z3_bytes\": " + z3_bytes + ", \"sites\": [";
  const char *separator = "\n";
  for (const State &s : sites) {
    out.append(separator).append("  {\"kind\": ").append(quoted(s.where.kind));
    out.append(", \"file\": ").append(quoted(s.where.file));
    out.append(", \"line\": ").append(std::to_string(s.where.line));
    out.append(", \"function\": ").append(quoted(s.where.function));
    out.append(", \"live\": ").append(std::to_string(s.live));
    out.append(", \"made\": ").append(std::to_string(s.made)).append("}");
    separator = ",\n";
  }
  return out + (sites.empty() ? "]}\n" : "\n]}\n");
}
} // namespace detail_text

/// For a reader: the sites with live handles, the most first.
[[nodiscard]] inline std::string to_text(const snapshot &s) {
  std::string out = "z3raii: " + std::to_string(s.live()) +
                    " live handles, Z3 holds " + std::to_string(s.z3_bytes) +
                    " bytes\n";
  std::vector<site_state> sorted = s.sites;
  detail_text::sort_by_live(sorted);
  for (const site_state &each : sorted)
    if (each.live)
      out += "  " + std::to_string(each.live) + " live of " +
             std::to_string(each.made) + "  " + detail_text::place(each.where) +
             "\n";
  return out;
}
[[nodiscard]] inline std::string to_text(const growth &g) {
  std::string out = "z3raii: Z3 holds " +
                    std::to_string(g.z3_bytes < 0 ? -g.z3_bytes : g.z3_bytes) +
                    (g.z3_bytes < 0 ? " bytes less than before\n"
                                    : " bytes more than before\n");
  for (const site_growth &each : g.sites)
    out += "  " + std::string(each.live > 0 ? "+" : "") +
           std::to_string(each.live) + " live, " + std::to_string(each.made) +
           " made  " + detail_text::place(each.where) + "\n";
  return out;
}

/// For a machine: an object with z3_bytes and sites, each with kind, file,
/// line, function, live, made. As to_text, but with all sites.
[[nodiscard]] inline std::string to_json(const snapshot &s) {
  return detail_text::json(s.sites, std::to_string(s.z3_bytes));
}
[[nodiscard]] inline std::string to_json(const growth &g) {
  return detail_text::json(g.sites, std::to_string(g.z3_bytes));
}

/// Starts, and reports at exit what is live then: to stderr for "1", else into
/// the file named, as JSON where its name ends in .json. Handles in static
/// storage that end later are among them. The first call counts.
inline void start_with_report(const char *where) {
  struct at_exit {
    static std::string &target() {
      static std::string *const name = new std::string;
      return *name;
    }
    static void report() {
      const std::string &name = target();
      bool json =
          name.size() > 5 && name.compare(name.size() - 5, 5, ".json") == 0;
      snapshot last = take_snapshot();
      std::string text = json ? to_json(last) : to_text(last);
      std::FILE *file = name == "1" ? stderr : std::fopen(name.c_str(), "w");
      if (!file) {
        std::fprintf(stderr, "z3raii: can not write %s\n", name.c_str());
        return;
      }
      std::fputs(text.c_str(), file);
      if (file != stderr)
        std::fclose(file);
    }
  };
  static const bool once = [where] {
    at_exit::target() = where;
    start();
    return std::atexit(&at_exit::report) == 0;
  }();
  static_cast<void>(once);
}

#if Z3RAII_CHECKS
namespace {
// In each source file, so that it comes before the handles in static storage
// there.
[[maybe_unused]] const bool from_outside = [] {
#if defined(Z3RAII_TRACKER) && Z3RAII_TRACKER
  start_with_report("1");
#endif
  if (const char *where = std::getenv("Z3RAII_TRACKER"))
    if (*where && !(where[0] == '0' && !where[1]))
      start_with_report(where);
  return true;
}();
} // namespace
#endif

} // namespace tracker
} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
