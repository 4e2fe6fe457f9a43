// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tells reports as soon as files are done, in the order of the files.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_STREAM_H
#define Z3TIDY_TOOLS_Z3_TIDY_STREAM_H

#include "Report.h"
#include "Sources.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace z3tidy::tool {

/// Whichever file is done first, what goes to standard output is the same: a
/// file waits until those before it are told.
class Stream {
public:
  /// OnlyTouched: no other reports.
  Stream(size_t Files, Sources &Texts, bool OnlyTouched)
      : IsDone(Files), OnlyTouched(OnlyTouched), Texts(Texts) {}

  /// One more file is done. Of is asked for the reports of a file, the number
  /// of which is given, once its turn has come.
  void done(size_t Number,
            llvm::function_ref<llvm::ArrayRef<Report>(size_t)> Of);

  /// Why not all could be written; empty if it could.
  const std::string &wrong() const { return Wrong; }

private:
  void tell(llvm::ArrayRef<Report> Reports);

  std::vector<bool> IsDone;
  size_t Next = 0; ///< file to be told
  const bool OnlyTouched;
  Sources &Texts;
  /// Places and texts: of a header that several files include, it is told once.
  std::set<std::tuple<std::string, unsigned, std::string, std::string>> Told;
  std::string Wrong;
};

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_STREAM_H
