// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ledger's lock, which a program of one thread does not pay for. Checked
// builds only.

#ifndef Z3RAII_LEDGER_LOCK_H
#define Z3RAII_LEDGER_LOCK_H

#include "z3raii/config.h"

#if Z3RAII_CHECKS

#include <mutex>
#if defined(__has_include)
#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#define Z3RAII_KNOWS_THREADS 1
#endif
#endif

namespace z3raii {
inline namespace Z3RAII_MODE {
namespace detail {

/// Holds a mutex while it lives, if there is another thread that could want it.
/// Nothing done under it may start a thread.
class ledger_lock {
public:
  explicit ledger_lock(std::mutex &guard) noexcept
      : held(is_threaded() ? &guard : nullptr) {
    if (held)
      held->lock();
  }
  ledger_lock(const ledger_lock &) = delete;
  ledger_lock &operator=(const ledger_lock &) = delete;
  ~ledger_lock() {
    if (held)
      held->unlock();
  }

private:
  static bool is_threaded() noexcept {
#ifdef Z3RAII_KNOWS_THREADS
    return !__libc_single_threaded; // as std::shared_ptr asks
#else
    return true;
#endif
  }

  std::mutex *const held;
};

} // namespace detail
} // namespace Z3RAII_MODE
} // namespace z3raii

#endif // Z3RAII_CHECKS

#endif
