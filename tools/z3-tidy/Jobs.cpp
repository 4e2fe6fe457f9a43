// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Jobs.h"
#include "CompilerFlags.h"
#include "Sources.h"
#include "WriteFile.h"
#include "clang/Driver/Types.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

#include <map>

using namespace z3tidy::tool;
using clang::tooling::CompilationDatabase;
using clang::tooling::CompileCommand;
using llvm::StringRef;
namespace path = llvm::sys::path;

namespace {

class Finder {
public:
  explicit Finder(const CommandLine &Line) : Line(Line) {}
  JobList find();

private:
  bool loadDatabase();
  void addNamed();
  void addAll();
  void add(const std::string &File, std::vector<CompileCommand> Commands);
  void remarks();

  const CommandLine &Line;
  JobList List;
  std::string Folder; ///< of the database
  std::unique_ptr<CompilationDatabase> Database;
  std::map<std::string, std::vector<CompileCommand>> Found;
  FlagFilter Filter;
  unsigned OtherLanguages = 0;
};

} // namespace

/// By the name, or by a -x where the name says nothing.
static bool isFromC(StringRef File, const CompileCommand &Command) {
  using namespace clang::driver::types;
  StringRef Extension = path::extension(File);
  Extension.consume_front(".");
  ID Type = lookupTypeForExtension(Extension);
  if (Type != TY_INVALID)
    return isDerivedFromC(Type) && isAcceptedByClang(Type);
  return llvm::any_of(Command.CommandLine, [](StringRef Argument) {
    return Argument.starts_with("-x");
  });
}

/// The nearest folder with a database, from Folder upward.
static std::string folderOfDatabase(StringRef Folder) {
  for (StringRef At = Folder; !At.empty(); At = path::parent_path(At))
    if (hasDatabase(At))
      return At.str();
  return {};
}

bool Finder::loadDatabase() {
  // What is named is meant: a database further up may be another project's.
  if (!Line.BuildPath.empty())
    Folder = hasDatabase(Line.BuildPath) ? absolutePath(Line.BuildPath) : "";
  else if (!Line.Files.empty())
    Folder =
        folderOfDatabase(path::parent_path(absolutePath(Line.Files.front())));
  else
    Folder = folderOfDatabase(currentFolder());
  if (Folder.empty()) {
    List.Error = Line.BuildPath.empty()
                     ? "no source file and no compile_commands.json; name "
                       "files, or the build directory with -p"
                     : "no compile_commands.json in '" + Line.BuildPath + "'";
    return false;
  }
  std::string Reason;
  Database = CompilationDatabase::loadFromDirectory(Folder, Reason);
  if (Database)
    return true;
  StringRef Last = StringRef(Reason).rtrim();
  Last = Last.substr(Last.rfind('\n') + 1);
  List.Error =
      "can't read the compilation database in '" + Folder + "': " + Last.str();
  return false;
}

/// Paths of a command that are relative to the database's folder, if it says
/// so against the rules.
static void makeAbsolute(CompileCommand &Command, StringRef Folder) {
  Command.Directory = absolutePath(Command.Directory, Folder);
  Command.Filename = absolutePath(Command.Filename, Command.Directory);
}

void Finder::add(const std::string &File,
                 std::vector<CompileCommand> Commands) {
  for (CompileCommand &Command : Commands) {
    makeAbsolute(Command, Folder);
    Command.CommandLine = Filter.forClang(Command.CommandLine);
  }
  Found[File] = std::move(Commands);
}

void Finder::addAll() {
  // Relative names of files must be taken from each entry's own directory,
  // which getAllFiles() does not do for relative directories.
  std::map<std::string, std::vector<CompileCommand>> ByFile;
  for (CompileCommand &Command : Database->getAllCompileCommands()) {
    makeAbsolute(Command, Folder);
    ByFile[Command.Filename].push_back(std::move(Command));
  }
  if (ByFile.empty()) {
    List.Error = "the compilation database in '" + Folder + "' names no file";
    return;
  }
  for (auto &[File, Commands] : ByFile)
    if (!isFromC(File, Commands.front()))
      ++OtherLanguages;
    else if (!llvm::sys::fs::exists(File))
      List.Failures.push_back(
          {File, "is in the compilation database, but is missing"});
    else if (!llvm::sys::fs::is_directory(Commands.front().Directory))
      List.Failures.push_back({File, "its directory in the compilation "
                                     "database is missing: '" +
                                         Commands.front().Directory + "'"});
    else
      add(File, std::move(Commands));
}

void Finder::addNamed() {
  for (const std::string &Name : Line.Files) {
    std::string File = absolutePath(Name);
    if (llvm::sys::fs::is_directory(File)) {
      List.Failures.push_back({File, "is a directory, not a source file"});
    } else if (!llvm::sys::fs::exists(File)) {
      List.Failures.push_back({File, "no such file"});
    } else if (Line.HasSeparator) {
      Found[File];
    } else {
      std::vector<CompileCommand> Commands = Database->getCompileCommands(File);
      if (Commands.empty())
        List.Failures.push_back({File, "is not in the compilation database"});
      else
        add(File, std::move(Commands));
    }
  }
}

void Finder::remarks() {
  if (OtherLanguages)
    List.Remarks.push_back(std::to_string(OtherLanguages) +
                           (OtherLanguages == 1 ? " file of the compilation "
                                                  "database is"
                                                : " files of the compilation "
                                                  "database are") +
                           " not C or C++: left out");
  if (Filter.dropped().empty())
    return;
  std::string Names;
  for (const std::string &Name : Filter.dropped())
    Names += (Names.empty() ? "" : ", ") + Name;
  List.Remarks.push_back("options that clang does not take are left out: " +
                         Names);
}

JobList Finder::find() {
  if (!Line.HasSeparator && !loadDatabase())
    return std::move(List);
  if (Line.Files.empty() && Line.HasSeparator)
    List.Error = "no source file given; see --help";
  else if (Line.Files.empty())
    addAll();
  else
    addNamed();
  for (auto &[File, Commands] : Found)
    List.Jobs.push_back({File, std::move(Commands)});
  remarks();
  return std::move(List);
}

JobList z3tidy::tool::findJobs(const CommandLine &Line) {
  return Finder(Line).find();
}

static void write(llvm::json::OStream &Out, const CompileCommand &Command) {
  Out.object([&] {
    Out.attribute("directory", llvm::json::fixUTF8(Command.Directory));
    Out.attribute("file", llvm::json::fixUTF8(Command.Filename));
    Out.attributeArray("arguments", [&] {
      for (const std::string &Argument : Command.CommandLine)
        Out.value(llvm::json::fixUTF8(Argument));
    });
  });
}

bool z3tidy::tool::writeDatabase(llvm::ArrayRef<Job> Jobs, StringRef Folder) {
  llvm::SmallString<256> Path(Folder);
  path::append(Path, "compile_commands.json");
  return writeFile(Path,
                   [&](llvm::raw_ostream &OS) {
                     llvm::json::OStream Out(OS);
                     Out.array([&] {
                       for (const Job &J : Jobs)
                         for (const CompileCommand &Command : J.Commands)
                           write(Out, Command);
                     });
                   })
      .empty();
}
