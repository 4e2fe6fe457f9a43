// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where model files are, and what has been read of them.

#include "model/ModelFile.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <mutex>

namespace z3tidy::model {

std::string findModelFile(llvm::StringRef SourceFile) {
  llvm::SmallString<256> Dir(SourceFile);
  if (SourceFile.empty() || llvm::sys::fs::make_absolute(Dir))
    return {};
  llvm::sys::path::remove_dots(Dir, /*remove_dot_dot=*/true);
  for (llvm::StringRef D = llvm::sys::path::parent_path(Dir); !D.empty();
       D = llvm::sys::path::parent_path(D)) {
    llvm::SmallString<256> Candidate(D);
    llvm::sys::path::append(Candidate, ModelFileName);
    // A folder, or a link to nothing: it is for the reader to say so.
    llvm::sys::fs::file_status Status;
    llvm::sys::fs::status(Candidate, Status, /*Follow=*/false);
    if (llvm::sys::fs::exists(Status))
      return Candidate.str().str();
  }
  return {};
}

namespace {

/// What was read, and of which state of the file.
struct Entry {
  llvm::sys::TimePoint<> Changed;
  uint64_t Size = 0;
  std::shared_ptr<const UserModel> Model;
};

struct Cache {
  std::mutex Lock;
  llvm::StringMap<Entry> Files;
};

Cache &cache() {
  static Cache C;
  return C;
}

std::shared_ptr<const UserModel> unreadable(llvm::StringRef File,
                                            const std::error_code &Why) {
  auto M = std::make_shared<UserModel>();
  M->File = File.str();
  M->Problems.push_back({{}, "can't read the model file: " + Why.message()});
  return M;
}

} // namespace

std::shared_ptr<const UserModel> loadModel(llvm::StringRef File) {
  llvm::sys::fs::file_status Status;
  if (std::error_code Why = llvm::sys::fs::status(File, Status))
    return unreadable(File, Why);
  Cache &C = cache();
  std::lock_guard<std::mutex> Guard(C.Lock);
  Entry &E = C.Files[File];
  if (E.Model && E.Changed == Status.getLastModificationTime() &&
      E.Size == Status.getSize())
    return E.Model;
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return unreadable(File, Buffer.getError());
  E.Changed = Status.getLastModificationTime();
  E.Size = Status.getSize();
  E.Model =
      std::make_shared<UserModel>(parseModel((*Buffer)->getBuffer(), File));
  return E.Model;
}

} // namespace z3tidy::model
