// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which member or global is in the context of which other one, as the functions
// that fill them show: a constructor makes the solver in the first of two
// context members, so the methods may rely on that.

#ifndef Z3TIDY_ANALYSIS_CONTEXTRELATIONS_H
#define Z3TIDY_ANALYSIS_CONTEXTRELATIONS_H

#include "analysis/Summary.h"
#include "ir/Content.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace z3tidy::analysis {

/// A path from its root on, as Place nodes whose ids do not count.
using AccessPath = std::vector<ir::Place>;

AccessPath accessPath(const ir::PlaceTable &Places, ir::PlaceId P);
ir::PlaceId placeOf(ir::PlaceTable &Places, const AccessPath &Path);
/// Whether the function has a name for it.
bool mentions(const ir::PlaceTable &Places, const AccessPath &Path);

struct ContextRelation {
  std::string Class; ///< empty: globals
  AccessPath Object, Context;
};

class ContextRelations {
public:
  /// From the summaries of all functions. All that fill a place must agree.
  void find(const ir::Module &M, const Summaries &Known);

  bool empty() const {
    return Known.empty() && Own.empty() && EmptiedGlobals.empty();
  }
  void write(ir::ContentWriter &Content) const;
  /// Whether the function may learn something from them.
  bool concern(const ir::Function &F) const;
  /// The context of what the place held at entry, or null.
  const AccessPath *contextOf(const ir::Function &F,
                              const ir::PlaceTable &Places,
                              ir::PlaceId P) const;
  /// Whether the member or global only ever holds a context that was made for
  /// it, and that no other one holds.
  bool isOwn(const ir::Function &F, const ir::PlaceTable &Places,
             ir::PlaceId P) const;
  /// Whether the global is set to null where a context is deleted: then nothing
  /// in it is from before the next one.
  bool isEmptiedGlobal(const ir::PlaceTable &Places, ir::PlaceId P) const;

private:
  using Key = std::pair<std::string, std::string>;
  /// By class and spelling of the object's path.
  std::map<Key, ContextRelation> Known;
  std::map<Key, AccessPath> Own; ///< by class and spelling, too
  std::set<std::string> EmptiedGlobals;
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_CONTEXTRELATIONS_H
