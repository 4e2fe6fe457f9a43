// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The words of annotations and model files.

#include "model/UserModel.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::model {

using llvm::StringRef;

// In the order of the enumerators, without Unsaid and Never.
static constexpr StringRef Arguments[] = {
    "borrows",       "retains",       "releases",        "takes",
    "returns_owned", "returns_fresh", "returns_borrowed"};
static constexpr StringRef Results[] = {"owned", "fresh", "borrowed"};
static constexpr StringRef Failures[] = {"null", "nonzero", "zero", "negative"};
static constexpr StringRef When[] = {"once", "per_element", "later"};

template <class Enum>
static std::optional<Enum> find(llvm::ArrayRef<StringRef> Words,
                                StringRef Word) {
  const auto *It = llvm::find(Words, Word);
  if (It == Words.end())
    return std::nullopt;
  return static_cast<Enum>(It - Words.begin() + 1);
}

std::optional<ArgumentEffect> argumentEffect(StringRef Word) {
  return find<ArgumentEffect>(Arguments, Word);
}
std::optional<ResultEffect> resultEffect(StringRef Word) {
  return find<ResultEffect>(Results, Word);
}
std::optional<Failure> failure(StringRef Word) {
  return find<Failure>(Failures, Word);
}
std::optional<Calls> callsWhen(StringRef Word) {
  return find<Calls>(When, Word);
}

llvm::ArrayRef<StringRef> argumentWords() { return Arguments; }
llvm::ArrayRef<StringRef> resultWords() { return Results; }
llvm::ArrayRef<StringRef> failureWords() { return Failures; }
llvm::ArrayRef<StringRef> callsWords() { return When; }

std::vector<StringRef> kindWords() {
  std::vector<StringRef> Words;
#define Z3_HANDLE(Enumerator, Spelling, Typedef, Family)                       \
  if (ir::isManaged(ir::Kind::Enumerator))                                     \
    Words.push_back(Spelling);
#include "ir/HandleKinds.def"
  return Words;
}

std::string oneOf(llvm::ArrayRef<StringRef> Words) {
  std::string Text;
  for (size_t I = 0; I != Words.size(); ++I) {
    if (I)
      Text += I + 1 == Words.size() ? " or " : ", ";
    Text += "'";
    Text += Words[I];
    Text += "'";
  }
  return Text;
}

} // namespace z3tidy::model
