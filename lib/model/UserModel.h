// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a program says of its own functions, handle types and classes, in
// annotations or in a model file (docs/teaching.md). Data only: lib/lower holds
// it against the declarations.

#ifndef Z3TIDY_MODEL_USERMODEL_H
#define Z3TIDY_MODEL_USERMODEL_H

#include "ir/Kind.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace z3tidy::model {

/// What a call does to one argument, or to the object of a method.
enum class ArgumentEffect : uint8_t {
  Unsaid,
  Borrows,  ///< reads it, and keeps nothing
  Retains,  ///< one reference more is the caller's
  Releases, ///< one reference of the caller's is given back
  Takes,    ///< one reference of the caller's belongs to the callee now
  // Of a pointer or reference to a handle: what is written through it.
  MakesOwned,
  MakesFresh,
  MakesBorrowed,
};

enum class ResultEffect : uint8_t { Unsaid, Owned, Fresh, Borrowed };

/// How a caller sees that nothing was made.
enum class Failure : uint8_t {
  Never,
  Null,     ///< the result, a handle, is null
  Nonzero,  ///< of a number: 0 is success
  Zero,     ///< of a number or bool: anything but 0 is success
  Negative, ///< of a number: 0 and above is success
};

/// When a function calls what it is given.
enum class Calls : uint8_t {
  Unsaid,
  Once,       ///< before it returns
  PerElement, ///< before it returns, any number of times
  Later,      ///< keeps it
};

/// A place in the model file, 1-based.
struct Position {
  unsigned Line = 0, Column = 0;
};

/// One parameter: by its position, counted from 1, or by its name.
struct ParameterName {
  std::string Text; ///< as written; empty: none is named
  Position At;
};

struct ArgumentRule {
  ParameterName Which;
  ArgumentEffect Effect = ArgumentEffect::Unsaid;
  Calls When = Calls::Unsaid;
  /// Of a callback: what it is handed, by position from 1 (Borrows, Takes).
  std::vector<std::pair<unsigned, ArgumentEffect>> Hands;
};

struct FunctionRule {
  std::string Name; ///< qualified: "ns::Class::method"
  Position At;
  std::optional<unsigned> Arity;
  std::optional<std::vector<std::string>> Signature; ///< types as written
  ResultEffect Result = ResultEffect::Unsaid;
  ParameterName From;    ///< Borrowed: whose part the result is
  ParameterName Context; ///< in which the result is made
  Failure Fails = Failure::Never;
  std::string ReleasedBy; ///< function that gives the result back
  bool Throws = false;
  ArgumentEffect Object = ArgumentEffect::Unsaid; ///< of a method
  ArgumentEffect Others = ArgumentEffect::Unsaid; ///< of which nothing is said
  std::vector<ArgumentRule> Arguments;
};

/// A struct of the program, pointers to which are handles: or a class that owns
/// a handle as those of z3++ do.
struct TypeRule {
  std::string Name;
  Position At;
  ir::Kind K = ir::Kind::None;
  std::string ReleasedBy;
};

struct Problem {
  Position At;
  std::string Text;
};

struct UserModel {
  std::string File; ///< absolute
  llvm::StringMap<std::vector<FunctionRule>> Functions;
  llvm::StringMap<TypeRule> Handles;
  llvm::StringMap<TypeRule> Classes;
  /// In the order of the file; what they are about is left out.
  std::vector<Problem> Problems;
};

// Words, as annotations and model files write them
// -----------------------------

std::optional<ArgumentEffect> argumentEffect(llvm::StringRef Word);
std::optional<ResultEffect> resultEffect(llvm::StringRef Word);
std::optional<Failure> failure(llvm::StringRef Word);
std::optional<Calls> callsWhen(llvm::StringRef Word);

/// "'borrows', 'retains' or 'releases'": for messages.
std::string oneOf(llvm::ArrayRef<llvm::StringRef> Words);
llvm::ArrayRef<llvm::StringRef> argumentWords();
llvm::ArrayRef<llvm::StringRef> resultWords();
llvm::ArrayRef<llvm::StringRef> failureWords();
llvm::ArrayRef<llvm::StringRef> callsWords();
/// Kinds that somebody has to give back.
std::vector<llvm::StringRef> kindWords();

} // namespace z3tidy::model

#endif // Z3TIDY_MODEL_USERMODEL_H
