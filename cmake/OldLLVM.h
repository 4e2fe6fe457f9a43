// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What LLVM's library has by now and an older one lacks or calls otherwise, so
// that the tree is written for the newest. Below LLVM 19 every file is compiled
// with this header in front (Z3TidyLLVM.cmake). What differs in clang stands in
// lib/lower/ClangCompat.h.

#ifndef Z3TIDY_CMAKE_OLDLLVM_H
#define Z3TIDY_CMAKE_OLDLLVM_H

#include "llvm/Config/llvm-config.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <optional>

namespace llvm {

#if LLVM_VERSION_MAJOR < 18
template <typename Container, typename Value>
void erase(Container &C, Value V) {
  C.erase(std::remove(C.begin(), C.end(), V), C.end());
}
#endif

template <typename Range, typename Less> auto min_element(Range &&R, Less L) {
  return std::min_element(adl_begin(R), adl_end(R), L);
}

#if LLVM_VERSION_MAJOR < 16

// Before 16, ArrayRef(X) is the array of the one element X.
template <typename T> ArrayRef(const SmallVectorImpl<T> &) -> ArrayRef<T>;
template <typename T, unsigned N>
ArrayRef(const SmallVector<T, N> &) -> ArrayRef<T>;
template <typename T> ArrayRef(const std::vector<T> &) -> ArrayRef<T>;
template <typename T, size_t N>
ArrayRef(const std::array<T, N> &) -> ArrayRef<T>;
template <typename T> ArrayRef(const ArrayRef<T> &) -> ArrayRef<T>;
template <typename T> ArrayRef(ArrayRef<T> &) -> ArrayRef<T>;
template <typename T, size_t N> ArrayRef(const T (&)[N]) -> ArrayRef<T>;

// Members can't be added; nothing else in these versions has such a name.
#define starts_with startswith
#define ends_with endswith

#endif

} // namespace llvm

#endif // Z3TIDY_CMAKE_OLDLLVM_H
