// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Sources.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <algorithm>

using namespace z3tidy::tool;
using llvm::StringRef;

const Sources::Text &Sources::text(StringRef File) {
  auto [It, IsNew] = Texts.try_emplace(File);
  Text &T = It->second;
  if (!IsNew)
    return T;
  if (auto Buffer = llvm::MemoryBuffer::getFile(File))
    T.Content = (*Buffer)->getBuffer().str();
  T.Starts.push_back(0);
  for (size_t I = 0; I != T.Content.size(); ++I)
    if (T.Content[I] == '\n')
      T.Starts.push_back(I + 1);
  return T;
}

/// Bytes of UTF-8 that begin a character.
static unsigned characters(StringRef Bytes) {
  return std::count_if(Bytes.begin(), Bytes.end(), [](char C) {
    return (static_cast<unsigned char>(C) & 0xC0) != 0x80;
  });
}

Place Sources::place(StringRef File, unsigned Offset) {
  Place P;
  P.File = File.str();
  P.Offset = Offset;
  const Text &T = text(File);
  if (Offset > T.Content.size())
    return P;
  auto Next = std::upper_bound(T.Starts.begin(), T.Starts.end(), Offset);
  P.Line = Next - T.Starts.begin();
  const unsigned Start = *std::prev(Next);
  P.Column = Offset - Start + 1;
  P.Character =
      characters(StringRef(T.Content).substr(Start, Offset - Start)) + 1;
  return P;
}

StringRef Sources::line(StringRef File, unsigned Line) {
  const Text &T = text(File);
  if (Line == 0 || Line > T.Starts.size())
    return {};
  return StringRef(T.Content).substr(T.Starts[Line - 1]).take_until([](char C) {
    return C == '\n' || C == '\r';
  });
}

unsigned Sources::lineCount(StringRef File) { return text(File).Starts.size(); }

std::string z3tidy::tool::absolutePath(StringRef Path, StringRef Folder) {
  llvm::SmallString<256> P;
  if (llvm::sys::path::is_relative(Path))
    P = Folder;
  llvm::sys::path::append(P, Path);
  llvm::sys::fs::make_absolute(P);
  llvm::sys::path::remove_dots(P, /*remove_dot_dot=*/true);
  return std::string(P);
}

StringRef z3tidy::tool::shortPath(StringRef Path, StringRef Folder) {
  StringRef Rest = Path;
  if (Folder.empty() || !Rest.consume_front(Folder))
    return Path;
  if (Folder.ends_with("/"))
    return Rest;
  return Rest.consume_front("/") ? Rest : Path;
}

std::string z3tidy::tool::currentFolder() {
  llvm::SmallString<256> Folder;
  llvm::sys::fs::current_path(Folder);
  return std::string(Folder);
}
