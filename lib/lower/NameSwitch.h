// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// llvm::StringSwitch for several names of one value. That class takes them one
// by one up to LLVM 21 (Cases(A, B, Value)), and since 23 in braces only.

#ifndef Z3TIDY_LOWER_NAMESWITCH_H
#define Z3TIDY_LOWER_NAMESWITCH_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <initializer_list>
#include <optional>

namespace z3tidy::lower {

template <typename T> class NameSwitch {
public:
  explicit NameSwitch(llvm::StringRef Name) : Name(Name) {}

  NameSwitch &Case(llvm::StringRef Of, T To) {
    if (!Value && Name == Of)
      Value = To;
    return *this;
  }

  NameSwitch &Cases(std::initializer_list<llvm::StringRef> Of, T To) {
    if (!Value && llvm::is_contained(Of, Name))
      Value = To;
    return *this;
  }

  T Default(T To) const { return Value.value_or(To); }

private:
  llvm::StringRef Name;
  std::optional<T> Value;
};

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_NAMESWITCH_H
