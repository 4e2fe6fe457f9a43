// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Changes.h"
#include "Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#include <algorithm>

using namespace z3tidy::tool;
using llvm::StringRef;

namespace {

struct GitResult {
  bool IsOk = false;
  std::string Output, Reason;
};

} // namespace

static std::string contentOf(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : std::string();
}

static GitResult git(StringRef Folder, std::vector<StringRef> Arguments) {
  GitResult Result;
  auto Program = llvm::sys::findProgramByName("git");
  if (!Program) {
    Result.Reason = "git is not installed";
    return Result;
  }
  llvm::SmallString<128> Out, Err;
  if (llvm::sys::fs::createTemporaryFile("z3-tidy", "out", Out) ||
      llvm::sys::fs::createTemporaryFile("z3-tidy", "err", Err)) {
    Result.Reason = "no temporary file for git's output";
    return Result;
  }
  llvm::FileRemover RemoveOut(Out), RemoveErr(Err);
  std::vector<StringRef> All = {*Program, "-C", Folder, "-c",
                                "core.quotePath=false"};
  All.insert(All.end(), Arguments.begin(), Arguments.end());
  std::optional<StringRef> Redirects[] = {StringRef(), Out.str(), Err.str()};
  Result.IsOk = llvm::sys::ExecuteAndWait(*Program, All, std::nullopt,
                                          Redirects, 0, 0, &Result.Reason) == 0;
  Result.Output = contentOf(Out);
  if (!Result.IsOk && Result.Reason.empty()) {
    const std::string Text = contentOf(Err);
    StringRef Said = StringRef(Text).split('\n').first;
    Said.consume_front("fatal: ");
    Result.Reason = Said.str();
  }
  return Result;
}

static bool isSource(StringRef Path) {
  static constexpr llvm::StringLiteral Extensions[] = {
      ".c",   ".cc",  ".cpp", ".cxx", ".c++", ".m",   ".mm",
      ".h",   ".hh",  ".hpp", ".hxx", ".h++", ".inc", ".inl",
      ".ipp", ".def", ".tcc", ".tpp", ".cu",  ".cuh"};
  return llvm::is_contained(Extensions,
                            llvm::sys::path::extension(Path).lower());
}

static std::vector<std::string> paths(StringRef NullSeparated, StringRef Top) {
  std::vector<std::string> Paths;
  for (StringRef Rest = NullSeparated, One; !Rest.empty();) {
    std::tie(One, Rest) = Rest.split('\0');
    Paths.push_back(absolutePath(One, Top));
  }
  return Paths;
}

std::string Changes::find(StringRef Revision, StringRef Folder) {
  auto Wrong = [&](const GitResult &G) {
    return "can't tell what has changed since '" + Revision.str() +
           "': " + G.Reason;
  };
  GitResult Top = git(Folder, {"rev-parse", "--show-toplevel"});
  if (!Top.IsOk)
    return Wrong(Top);
  const std::string TopFolder = StringRef(Top.Output).rtrim().str();
  // Not a name that git would take for an option or a path.
  const std::string Commit = Revision.str() + "^{commit}";
  GitResult Verified =
      git(Folder, {"rev-parse", "--verify", "--end-of-options", Commit});
  if (!Verified.IsOk)
    return Wrong(Verified);
  std::string Since = StringRef(Verified.Output).rtrim().str();
  // What others have done meanwhile is not ours. In a shallow clone there may
  // be no common ancestor; then all that differs counts.
  GitResult Base = git(Folder, {"merge-base", Since, "HEAD"});
  if (Base.IsOk)
    Since = StringRef(Base.Output).rtrim().str();
  GitResult Diff =
      git(Folder, {"diff", "-U0", "--no-color", "--no-ext-diff", "-M",
                   "--src-prefix=a/", "--dst-prefix=b/", Since, "--"});
  if (!Diff.IsOk)
    return Wrong(Diff);
  read(Diff.Output, TopFolder);
  GitResult New =
      git(TopFolder, {"ls-files", "-z", "--others", "--exclude-standard"});
  for (const std::string &Path : paths(New.Output, TopFolder))
    addWhole(Path);
  GitResult All = git(TopFolder, {"ls-files", "-z", "--cached", "--others",
                                  "--exclude-standard"});
  for (std::string &Path : paths(All.Output, TopFolder))
    if (isSource(Path))
      Tracked.push_back(std::move(Path));
  return {};
}

void Changes::addWhole(StringRef File) { Lines[File].push_back({1, ~0u}); }

/// "b/name" or "\"b/na\\tme\"" to a path; empty for /dev/null.
static std::string newPath(StringRef Name, StringRef Top) {
  Name = Name.rtrim("\t\r");
  std::string Plain;
  if (Name.consume_front("\"")) {
    Name.consume_back("\"");
    for (size_t I = 0; I < Name.size(); ++I) {
      if (Name[I] == '\\' && I + 1 < Name.size())
        ++I;
      Plain += Name[I];
    }
    Name = Plain;
  }
  return Name.consume_front("b/") ? absolutePath(Name, Top) : std::string();
}

void Changes::read(StringRef Diff, StringRef Top) {
  std::string File;
  for (StringRef Rest = Diff, Line; !Rest.empty();) {
    std::tie(Line, Rest) = Rest.split('\n');
    if (Line.starts_with("diff --git ")) {
      File.clear();
    } else if (Line.starts_with("+++ ") && File.empty()) {
      File = newPath(Line.drop_front(4), Top);
    } else if (Line.starts_with("@@ ") && !File.empty()) {
      // @@ -10,2 +12,3 @@: three lines from 12 on, or none behind 12.
      StringRef New = Line.split('+').second.split(' ').first;
      auto [Start, Count] = New.split(',');
      unsigned First = 0, Number = 1;
      if (Start.getAsInteger(10, First) ||
          (!Count.empty() && Count.getAsInteger(10, Number)))
        continue;
      Lines[File].push_back(Number ? Range(First, First + Number - 1)
                                   : Range(First + 1, First));
    }
  }
}

StringRef Changes::realPath(StringRef File) const {
  auto [It, IsNew] = RealPaths.try_emplace(File);
  if (IsNew) {
    llvm::SmallString<256> Real;
    It->second =
        llvm::sys::fs::real_path(File, Real) ? File.str() : std::string(Real);
  }
  return It->second;
}

bool Changes::touches(StringRef File, unsigned FirstLine,
                      unsigned LastLine) const {
  auto It = Lines.find(realPath(File));
  return It != Lines.end() &&
         // Where lines are gone, both neighbours are inside.
         std::any_of(It->second.begin(), It->second.end(), [&](Range R) {
           return FirstLine <= R.second && R.first <= LastLine;
         });
}

/// The last component of each included name; "*" for a macro.
static std::vector<std::string> includesOf(StringRef File) {
  std::vector<std::string> Names;
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return Names;
  for (StringRef Rest = (*Buffer)->getBuffer(), Line; !Rest.empty();) {
    std::tie(Line, Rest) = Rest.split('\n');
    Line = Line.ltrim();
    if (!Line.consume_front("#"))
      continue;
    Line = Line.ltrim();
    if (!Line.consume_front("include") && !Line.consume_front("import"))
      continue;
    Line.consume_front("_next");
    Line = Line.trim();
    const char Close = Line.starts_with("<") ? '>' : '"';
    if (!Line.starts_with("<") && !Line.starts_with("\"")) {
      Names.push_back("*");
      continue;
    }
    StringRef Name = Line.drop_front().split(Close).first;
    Names.push_back(llvm::sys::path::filename(Name).str());
  }
  return Names;
}

std::vector<bool> Changes::affects(llvm::ArrayRef<std::string> Files) const {
  std::vector<std::string> Known = Tracked;
  for (const std::string &File : Files)
    Known.push_back(realPath(File).str());
  llvm::StringMap<std::vector<std::string>> Includers;
  llvm::StringSet<> Affected;
  std::vector<std::string> Work;
  auto Reach = [&](StringRef File) {
    if (Affected.insert(File).second)
      Work.push_back(File.str());
  };
  for (const auto &Entry : Lines)
    Reach(Entry.first());
  if (Work.empty())
    return std::vector<bool>(Files.size());
  for (const std::string &File : Known)
    for (const std::string &Name : includesOf(File))
      if (Name == "*")
        Reach(File);
      else
        Includers[Name].push_back(File);
  while (!Work.empty()) {
    const std::string File = std::move(Work.back());
    Work.pop_back();
    auto It = Includers.find(llvm::sys::path::filename(File));
    if (It != Includers.end())
      for (const std::string &Includer : It->second)
        Reach(Includer);
  }
  std::vector<bool> Result;
  for (const std::string &File : Files)
    Result.push_back(Affected.contains(realPath(File)));
  return Result;
}
