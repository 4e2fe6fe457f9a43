// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How far a run is, in one line that is written over. On a terminal only.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_PROGRESS_H
#define Z3TIDY_TOOLS_Z3_TIDY_PROGRESS_H

#include <chrono>
#include <cstddef>
#include <string>

namespace z3tidy::tool {

class Progress {
public:
  Progress(size_t Files, bool Quiet);
  ~Progress();
  void show(size_t Done, size_t Reports);
  void clear();

private:
  using Clock = std::chrono::steady_clock;
  const size_t Files;
  const bool IsOn;
  const Clock::time_point Begin = Clock::now();
};

/// "[3/40] 7 reports, 1:05 left"; no time before the first file is done.
std::string progressLine(size_t Done, size_t Files, size_t Reports,
                         double SecondsSoFar);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_PROGRESS_H
