// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In place of clangd's client for an index on another machine, which needs
// gRPC. Says what clangd says where it is built without.

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace z3tidy::clangd {

/// Returned as std::unique_ptr<SymbolIndex> is, whose class no header tells us:
/// one pointer, and because of the destructor not in a register.
struct NoIndex {
  void *Index = nullptr;
  ~NoIndex() {}
};

NoIndex noClient(llvm::StringRef, llvm::StringRef) __asm__(
    "_ZN5clang6clangd6remote9getClientEN4llvm9StringRefES3_");

NoIndex noClient(llvm::StringRef Address, llvm::StringRef) {
  llvm::errs() << "z3-clangd: no index from '" << Address
               << "': built without support for remote indexes\n";
  return {};
}

} // namespace z3tidy::clangd
