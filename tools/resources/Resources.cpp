// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Resources.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <dlfcn.h>

namespace path = llvm::sys::path;
using llvm::SmallString;
using llvm::StringRef;

static bool hasHeaders(StringRef Folder) {
  SmallString<256> Header(Folder);
  path::append(Header, "include", "stddef.h");
  return llvm::sys::fs::exists(Header);
}

/// The real path of the file that holds an address of this process.
static std::string fileOf(const void *Address) {
  Dl_info Info;
  SmallString<256> Real;
  if (!dladdr(Address, &Info) || !Info.dli_fname ||
      llvm::sys::fs::real_path(Info.dli_fname, Real))
    return {};
  return std::string(Real);
}

/// Folders that may have clang/<version> below them, the nearest first.
static std::vector<std::string> libraryFolders() {
  std::vector<std::string> Folders;
  auto Add = [&](StringRef Base, std::initializer_list<StringRef> Steps) {
    SmallString<256> Folder(Base);
    for (StringRef Step : Steps)
      path::append(Folder, Step);
    Folders.push_back(std::string(Folder));
  };
  const std::string Major = llvm::Twine(LLVM_VERSION_MAJOR).str();
  std::string Program = fileOf(reinterpret_cast<void *>(&hasHeaders));
  if (!Program.empty())
    Add(Program, {"..", "..", "lib"});
  // The shared clang library stands in <prefix>/lib or, as Debian has it, in
  // /usr/lib/<architecture>, beside /usr/lib/llvm-<version>.
  std::string Library = fileOf(reinterpret_cast<void *>(
      static_cast<std::string (*)()>(&clang::getClangFullVersion)));
  if (!Library.empty()) {
    Add(Library, {".."});
    Add(Library, {"..", "..", "llvm-" + Major, "lib"});
  }
  Add(Z3TIDY_LLVM_PREFIX, {"lib"});
  return Folders;
}

std::string z3tidy::tool::resourceDirectory() {
  for (const std::string &Folder : libraryFolders())
    // Since LLVM 16 by the major version, before that by the full one.
    for (StringRef Version :
         {LLVM_VERSION_STRING, CLANG_VERSION_MAJOR_STRING}) {
      SmallString<256> Candidate(Folder);
      path::append(Candidate, "clang", Version);
      path::remove_dots(Candidate, /*remove_dot_dot=*/true);
      if (hasHeaders(Candidate))
        return std::string(Candidate);
    }
  return {};
}
