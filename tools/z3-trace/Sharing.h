// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which threads use a context, and whether anything orders their calls. All is
// under the tracer's lock.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_SHARING_H
#define Z3TIDY_TOOLS_Z3_TRACE_SHARING_H

#include "Clocks.h"
#include "Effects.h"
#include "Stacks.h"
#include <functional>
#include <set>
#include <utility>
#include <vector>

namespace z3trace {

/// The use of one context by threads. Of each thread the last step (see
/// Clocks.h) with a call is kept, and the first call in it: what holds of one
/// call of a step holds of all.
struct ContextUse {
  struct LastStep {
    Step At = 0; ///< 0: none
    StackId Site = 0;
    const char *Call = nullptr;
    std::vector<unsigned>
        Told; ///< slots that it was told to be concurrent with
  };
  std::vector<LastStep> BySlot;
  unsigned Latest = ~0u; ///< the slot of the last call
  /// Z3_enable_concurrent_dec_ref was called.
  bool ReleasesAnywhere = false;
  std::set<std::pair<StackId, StackId>> Told; ///< pairs of places
};

/// Whether Z3 allows a call of \p F to another thread while the context is in
/// use.
bool mayBeConcurrent(const Function &F, const ContextUse &Use);

/// The first call of the other thread that the present one is concurrent with.
struct Concurrent {
  const char *Call;
  StackId Site;
};

/// The calling thread uses a context in a call of \p F. \p Site gives the stack
/// of the call, and is asked only if it is needed. \p Tell is called for each
/// call of another thread that nothing orders with this one; once for two
/// steps, and once for two places.
void noteUse(ContextUse &Use, const Function &F,
             const std::function<StackId()> &Site,
             const std::function<void(Concurrent)> &Tell);

} // namespace z3trace

#endif
