// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/KeptFunctions.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::lower {

std::unique_ptr<KeptFunctions> KeptFiles::take(llvm::StringRef File) {
  std::lock_guard<std::mutex> Guard(Lock);
  auto It =
      llvm::find_if(Files, [&](const auto &F) { return F.first == File; });
  if (It == Files.end())
    return std::make_unique<KeptFunctions>();
  std::unique_ptr<KeptFunctions> Kept = std::move(It->second);
  Files.erase(It);
  return Kept;
}

void KeptFiles::put(llvm::StringRef File, std::unique_ptr<KeptFunctions> Kept) {
  std::lock_guard<std::mutex> Guard(Lock);
  llvm::erase_if(Files, [&](const auto &F) { return F.first == File; });
  Files.emplace_front(File.str(), std::move(Kept));
  if (Files.size() > MaxFiles)
    Files.pop_back();
}

} // namespace z3tidy::lower
