// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What analyze() has found out of functions, kept for its next runs in the same
// process: an editor's host analyzes a file again after each key, and all but
// one of its functions are what they were.
//
// What is kept belongs to one part of the call graph: a function, or some that
// call each other. The key is all that its analysis reads: the content of the
// functions (ir::ContentWriter), the options, and of each function that they
// call not its summary but the number of the result that the summary is from.
// Keys are compared in full, and numbers are never given again, so that what is
// found is right and not only probably so. After a change of a function its
// callers have other keys, theirs too, and so on.
//
// A part in which something is wrong is analyzed again each time: findings are
// full of places in the source and in the module, which move.

#ifndef Z3TIDY_ANALYSIS_RESULTCACHE_H
#define Z3TIDY_ANALYSIS_RESULTCACHE_H

#include "analysis/Analysis.h"
#include "analysis/Iteration.h"
#include "analysis/Summary.h"
#include "ir/Content.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace z3tidy::analysis {

struct PartResult {
  uint64_t Number = 0; ///< of this result and no other; never 0
  bool HasFindings = false;
  // Without findings:
  std::vector<Summary> Summaries; ///< in the order of the part; F is null
  std::vector<std::string> Adopters;
  std::vector<std::string> GivenUp;
};

/// Any number of threads may use it.
class ResultCache {
public:
  /// What was not asked for in a long time goes when this is reached.
  explicit ResultCache(size_t MaxBytes = size_t(64) << 20)
      : HalfBytes(MaxBytes / 2) {}

  /// Null if there is none.
  std::shared_ptr<const PartResult> find(llvm::StringRef Key);
  /// Gives the result its number. If another thread was faster, its result is
  /// returned.
  std::shared_ptr<const PartResult> add(llvm::StringRef Key, PartResult R);
  /// About what is kept now.
  size_t bytes() const;

private:
  struct Kept {
    std::shared_ptr<const PartResult> Result;
    size_t Bytes = 0;
  };
  using Generation = llvm::StringMap<Kept>;
  const Kept &keep(llvm::StringRef Key, Kept New);

  mutable std::mutex Lock;
  const size_t HalfBytes;
  uint64_t LastNumber = 0;
  /// What was asked for lately, and what was before that.
  Generation Young, Old;
  size_t YoungBytes = 0, OldBytes = 0;
};

/// The keys of one run of analyze(). Where there is no cache, nothing is done.
class PartKeys {
public:
  PartKeys(const ir::Module &M, const Options &O) : M(M), Opts(O) {}

  /// The key of functions that call each other, as things stand.
  std::string keyOf(llvm::ArrayRef<size_t> Part,
                    llvm::ArrayRef<const Iterated *> Again);
  /// Their summaries are those of this result from now on.
  void set(llvm::ArrayRef<size_t> Part, uint64_t Number);

private:
  void addOptions(ir::ContentWriter &Key) const;
  void addKnown(ir::ContentWriter &Key, llvm::StringRef Name) const;
  void addDestructor(ir::ContentWriter &Key, llvm::StringRef Class) const;
  void addFunction(ir::ContentWriter &Key, const ir::Function &F,
                   const Iterated *Again) const;

  const ir::Module &M;
  const Options &Opts;
  llvm::StringMap<uint64_t> Known; ///< by function: the result it has now
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_RESULTCACHE_H
