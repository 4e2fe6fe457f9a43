// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What lower() has made of the functions of a C file, kept for its next run
// over that file in the same process: an editor's host lowers a file again
// after each key, and all but one of its functions are what they were.
//
// A function is taken over if all that its lowering reads is what it was:
//
//   - its body, and those of the functions that it calls, which they call …
//   - all that is no body of a function: the rest of the file, the headers, the
//     model
//   - what the bodies of the file say together, where it was asked for: which
//     arrays are containers, say
//
// Texts are compared in full. (Of a precompiled file, which an editor makes of
// the headers, a hash is.) Not of C++, where a body may say more of others, and
// where parsing takes so long that lowering is a small part.

#ifndef Z3TIDY_LOWER_KEPTFUNCTIONS_H
#define Z3TIDY_LOWER_KEPTFUNCTIONS_H

#include "ir/Ir.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace z3tidy::model {
struct UserModel;
} // namespace z3tidy::model

namespace z3tidy::lower {

/// Of one file. Empty: nothing is kept yet.
struct KeptFunctions {
  /// What was made of one function.
  struct Made {
    std::shared_ptr<ir::Function> F;
    unsigned AskedFor = 0; ///< FileFacts that its lowering has asked for
    bool CountsByHand = false;
    /// As in Lowered, what this function says of it.
    std::vector<std::pair<std::string, std::string>> ReleasedBy;
  };
  struct Body {
    std::string Text;
    std::string Name; ///< in the module; empty: it is not in it
    bool CalledByZ3 = false;
    /// As ModuleContext::neverReturns(); none: nobody has asked.
    std::optional<bool> NeverReturns;
    Made Lowered; ///< F is null: it is lowered each time
  };

  std::string Surroundings; ///< all that is in none of Bodies
  std::vector<Body> Bodies; ///< in the order of the file
  /// The functions of the module whose bodies are among the surroundings.
  std::vector<std::string> Others;
  std::shared_ptr<const model::UserModel> Model;
  /// The FileFacts that some function has asked for, as they were.
  unsigned AskedFor = 0;
  std::string Facts;
  /// Names of functions that are told of: these are lowered each time, as what
  /// is told of them is full of places in the source, which move.
  llvm::StringSet<> Told;
};

/// The files that a process works on. Any number of threads may use it.
class KeptFiles {
public:
  /// What is kept of a file, for the caller alone until it gives it back; never
  /// null.
  std::unique_ptr<KeptFunctions> take(llvm::StringRef File);
  /// Who was not asked for in a long time goes.
  void put(llvm::StringRef File, std::unique_ptr<KeptFunctions> Kept);

private:
  static constexpr size_t MaxFiles = 16;

  std::mutex Lock;
  /// The one that was put last is in front.
  std::list<std::pair<std::string, std::unique_ptr<KeptFunctions>>> Files;
};

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_KEPTFUNCTIONS_H
