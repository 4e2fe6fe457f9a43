// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Many files, a worker for each, one result.

#include "Baseline.h"
#include "Changes.h"
#include "Collect.h"
#include "Jobs.h"
#include "Progress.h"
#include "Recorder.h"
#include "Stream.h"
#include "Workers.h"
#include "WriteFile.h"
#include "Writers.h"
#include "checks/EngineCache.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Threading.h"

#include <csignal>
#include <fcntl.h>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace z3tidy;
using namespace z3tidy::tool;
using llvm::StringRef;

namespace {

class Driver {
public:
  explicit Driver(CommandLine &Line) : Line(Line), Options(Line.Driver) {}
  ~Driver() { removeFolder(); }
  int run();

private:
  bool checkOptions();
  bool makeFolder();
  void removeFolder();
  bool tryOut();
  void chooseRoot();
  bool chooseJobs();
  bool isOutTaken() const;
  int runAll();
  int runOneProcess();
  int work(size_t Number);
  void done(size_t Number, int WaitStatus);
  void finish();
  bool compareWithBaseline();
  bool writeFiles();
  void say();

  std::string path(size_t Number, StringRef Name) const {
    return (Folder + "/" + llvm::Twine(Number) + Name).str();
  }
  void error(const llvm::Twine &Text) {
    llvm::errs() << "z3-tidy: error: " << Text << "\n";
  }
  /// Whether nothing is wrong; otherwise it is said.
  bool told(const std::string &Wrong) {
    if (!Wrong.empty())
      error(Wrong);
    return Wrong.empty();
  }
  bool isQuiet() const { return hasOption(Line, "quiet"); }

  CommandLine &Line;
  const DriverOptions &Options;
  unsigned Parallel = 1;
  unsigned Seconds = 0; ///< for a file; 0: no limit
  std::optional<analysis::Confidence> Level;
  std::optional<Changes> Since;
  std::vector<std::string> EnabledChecks;
  JobList List;
  llvm::SmallString<128> Folder; ///< for what the workers leave
  Sources Texts;
  std::vector<Collected> Results;
  std::optional<Progress> Shown;
  std::optional<Stream> Output; ///< if reports need not wait for the end
  size_t Done = 0, ReportsSoFar = 0;
  Run Result;
};

} // namespace

bool Driver::checkOptions() {
  std::string Wrong = Line.Error;
  if (!Options.Jobs.empty() &&
      (StringRef(Options.Jobs).getAsInteger(10, Parallel) || Parallel > 1024))
    Wrong = "-j needs a number of workers, not '" + Options.Jobs + "'";
  if (Options.Jobs.empty() || Parallel == 0)
    Parallel = llvm::hardware_concurrency().compute_thread_count();
  if (!Options.Timeout.empty() &&
      (StringRef(Options.Timeout).getAsInteger(10, Seconds) || Seconds == 0))
    Wrong =
        "--timeout needs a number of seconds, not '" + Options.Timeout + "'";
  if (!Options.Level.empty()) {
    Level =
        llvm::StringSwitch<std::optional<analysis::Confidence>>(Options.Level)
            .Case("certain", analysis::Confidence::Certain)
            .Case("likely", analysis::Confidence::Likely)
            .Case("possible", analysis::Confidence::Possible)
            .Default(std::nullopt);
    if (!Level)
      Wrong =
          "--level is certain, likely or possible, not '" + Options.Level + "'";
  }
  if (Options.UpdateBaseline && Options.Baseline.empty())
    Wrong = "--update-baseline needs --baseline FILE";
  return told(Wrong);
}

/// The work tree of git that holds a folder; empty if none does.
static std::string workTree(StringRef Folder) {
  for (StringRef At = Folder; !At.empty();
       At = llvm::sys::path::parent_path(At))
    if (llvm::sys::fs::exists(At + "/.git"))
      return At.str();
  return {};
}

void Driver::chooseRoot() {
  Result.Root =
      Options.Root.empty() ? std::string() : absolutePath(Options.Root);
  if (Result.Root.empty() && !List.Jobs.empty())
    Result.Root =
        workTree(llvm::sys::path::parent_path(List.Jobs.front().File));
  if (Result.Root.empty())
    Result.Root = currentFolder();
}

/// Which of the files have to be looked at.
bool Driver::chooseJobs() {
  List = findJobs(Line);
  if (!List.Error.empty()) {
    error(List.Error);
    return false;
  }
  chooseRoot();
  if (Options.ChangedSince.empty())
    return true;
  Since.emplace();
  if (!told(Since->find(Options.ChangedSince, Result.Root)))
    return false;
  std::vector<std::string> Files;
  for (const Job &J : List.Jobs)
    Files.push_back(J.File);
  std::vector<bool> Wanted = Since->affects(Files);
  std::vector<Job> Kept;
  for (size_t I = 0; I != Files.size(); ++I)
    if (Wanted[I])
      Kept.push_back(std::move(List.Jobs[I]));
  List.Jobs = std::move(Kept);
  return true;
}

/// What a worker exits with that can't leave its results.
constexpr int NoRoom = 77;

/// Makes a file that can be written, and lets output go there.
static bool redirect(const std::string &Path, std::initializer_list<int> To) {
  int From = open(Path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (From < 0)
    return false;
  for (int One : To)
    dup2(From, One);
  close(From);
  return true;
}

static bool hasNoRoom(int WaitStatus) {
  return WIFEXITED(WaitStatus) && WEXITSTATUS(WaitStatus) == NoRoom;
}

/// What a worker does: all of clang-tidy for one file.
int Driver::work(size_t Number) {
  // clang-tidy does without the file that it can't open.
  if (!redirect(path(Number, ".out"), {1}) ||
      !redirect(path(Number, ".err"), {2}) ||
      !redirect(path(Number, ".yaml"), {}))
    return NoRoom;
  endAfter(Seconds);
  const Job &J = List.Jobs[Number];
  std::vector<std::string> Arguments = Line.Options;
  if (!J.Commands.empty()) {
    if (llvm::sys::fs::create_directory(path(Number, "")) ||
        !writeDatabase(J, path(Number, "")))
      return NoRoom;
    Arguments.insert(Arguments.end(), {"-p", path(Number, "")});
  }
  Arguments.push_back("--export-fixes=" + path(Number, ".yaml"));
  Arguments.push_back(J.File);
  Recorder Listener(Since ? &*Since : nullptr);
  Listener.Level = Level;
  checks::setHost(&Listener);
  int Exit = runClangTidy(Arguments, Line);
  Facts Told = Listener.finish(path(Number, ".yaml"));
  if (Line.Statistics) {
    llvm::raw_string_ostream OS(Told.Statistics);
    checks::printEngineStatistics(OS);
  }
  return writeFacts(Told, path(Number, ".facts")) ? Exit : NoRoom;
}

void Driver::done(size_t Number, int WaitStatus) {
  const std::string Base = path(Number, "");
  Collected &C = Results[Number];
  C = collect(List.Jobs[Number].File,
              {Base + ".yaml", Base + ".facts", Base + ".out", Base + ".err",
               WaitStatus},
              Result.Root, Texts);
  if (hasNoRoom(WaitStatus))
    C.Failure =
        ("its results don't go into the temporary folder '" + Folder + "'")
            .str();
  llvm::sys::fs::remove_directories(Base);
  for (const char *Name : {".yaml", ".facts", ".out", ".err"})
    llvm::sys::fs::remove(Base + Name);
  for (const Report &R : C.Reports)
    ReportsSoFar += !R.Silenced;
  if (Output) {
    Shown->clear();
    Output->done(Number, [&](size_t N) -> llvm::ArrayRef<Report> {
      return Results[N].Reports;
    });
  }
  Shown->show(++Done, ReportsSoFar);
}

static std::vector<std::string> linesOf(const std::string &File) {
  std::vector<std::string> Lines;
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return Lines;
  llvm::SmallVector<StringRef, 32> Parts;
  (*Buffer)->getBuffer().split(Parts, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Part : Parts)
    Lines.push_back(Part.trim().str());
  return Lines;
}

bool Driver::makeFolder() {
  std::error_code EC = llvm::sys::fs::createUniqueDirectory("z3-tidy", Folder);
  if (EC)
    error("no temporary folder: " + EC.message());
  return !EC;
}

void Driver::removeFolder() {
  if (!Folder.empty())
    llvm::sys::fs::remove_directories(Folder);
  Folder.clear();
}

/// Lets clang-tidy look at its options once, so that a wrong one is told once
/// and not for each file. Learns which checks are on.
bool Driver::tryOut() {
  const std::string Out = (Folder + "/options").str();
  int Status = 0;
  runWorkers(
      1, 1,
      [&](size_t) {
        if (!redirect(Out, {1, 2}))
          return NoRoom;
        std::vector<std::string> Arguments = Line.Options;
        Arguments.insert(Arguments.end(), {"--list-checks", "--"});
        CommandLine Plain;
        return runClangTidy(Arguments, Plain);
      },
      [&](size_t, int WaitStatus) { Status = WaitStatus; });
  EnabledChecks = linesOf(Out);
  if (Status == 0)
    return true;
  if (hasNoRoom(Status)) {
    error("can't write to the temporary folder '" + Folder + "'");
    return false;
  }
  for (const std::string &Text : EnabledChecks) {
    StringRef Said = Text;
    while (Said.consume_front("z3-tidy: ") || Said.consume_front("error: ") ||
           Said.consume_front("Error: "))
      ;
    error(Said);
    return false;
  }
  error("clang-tidy does not take its options");
  return false;
}

/// Those that are wanted.
static std::vector<std::string> filesOf(const DriverOptions &Options) {
  std::vector<std::string> Files = {Options.Sarif, Options.Json, Options.Gitlab,
                                    Options.Html};
  llvm::erase_if(Files, [](StringRef File) { return File.empty(); });
  return Files;
}

bool Driver::isOutTaken() const {
  return llvm::is_contained(filesOf(Options), "-");
}

int Driver::runAll() {
  Results.resize(List.Jobs.size());
  llvm::outs().enable_colors(llvm::outs().has_colors() ||
                             hasOption(Line, "use-color"));
  // What is known in a baseline shows when all is there.
  if (Options.Baseline.empty() && !isOutTaken())
    Output.emplace(List.Jobs.size(), Texts, /*OnlyTouched=*/Since.has_value());
  // Who reads the output may leave before its end: then all is done, unless
  // there are files to write.
  if (!filesOf(Options).empty())
    signal(SIGPIPE, SIG_IGN);
  Shown.emplace(List.Jobs.size(), isQuiet());
  int Signal = runWorkers(
      List.Jobs.size(), Parallel, [&](size_t N) { return work(N); },
      [&](size_t N, int Status) { done(N, Status); });
  Shown.reset();
  if (!Signal)
    return 0;
  if (Signal != SIGPIPE)
    llvm::errs() << "z3-tidy: stopped after " << Done << " of "
                 << List.Jobs.size() << " files\n";
  return 128 + Signal;
}

void Driver::finish() {
  Result.Failures = List.Failures;
  std::set<std::string> Complaints;
  for (size_t I = 0; I != Results.size(); ++I) {
    Collected &C = Results[I];
    const std::string &File = List.Jobs[I].File;
    if (C.Failure.empty())
      Result.Units.push_back(File);
    else
      Result.Failures.push_back({File, C.Failure});
    Complaints.insert(C.Complaints.begin(), C.Complaints.end());
    std::move(C.Reports.begin(), C.Reports.end(),
              std::back_inserter(Result.Reports));
    if (!C.Statistics.empty())
      llvm::errs() << File << ": " << C.Statistics;
  }
  for (const std::string &Text : Complaints)
    Result.Failures.push_back({"", Text});
  llvm::sort(Result.Failures, [](const Failure &A, const Failure &B) {
    return std::tie(A.File, A.Reason) < std::tie(B.File, B.Reason);
  });
  settle(Result.Reports);
  Result.IsWhole = Line.Files.empty() && !Since && Result.Failures.empty();
}

bool Driver::compareWithBaseline() {
  if (Options.Baseline.empty())
    return true;
  Baseline Old;
  std::string Wrong =
      Old.read(Options.Baseline, /*MayBeMissing=*/Options.UpdateBaseline);
  if (Wrong.empty()) {
    Result.Baseline = Old.match(Result, EnabledChecks, Options.Level);
    if (Options.UpdateBaseline)
      Wrong = Old.update(Result, Options.Baseline);
  }
  return told(Wrong);
}

static bool isShown(const Report &R) { return !R.Silenced && !R.Known; }

bool Driver::writeFiles() {
  using Writer = void (*)(const Run &, Sources &, llvm::raw_ostream &);
  const std::pair<const std::string &, Writer> Wanted[] = {
      {Options.Sarif, writeSarif},
      {Options.Json, writeJson},
      {Options.Gitlab, writeGitlab},
      {Options.Html, writeHtml}};
  bool AreWritten = true;
  for (const auto &[Path, Write] : Wanted) {
    if (Path.empty())
      continue;
    std::string Wrong = writeFile(
        Path, [&, Write = Write](auto &OS) { Write(Result, Texts, OS); });
    AreWritten &= told(Wrong);
  }
  if (Output)
    AreWritten &= told(Output->wrong());
  else if (!isOutTaken())
    AreWritten &=
        told(writeFile("-", [&](auto &OS) { writeText(Result, Texts, OS); }));
  return AreWritten;
}

static std::string counted(size_t N, StringRef One, StringRef Many) {
  return std::to_string(N) + " " + (N == 1 ? One : Many).str();
}

/// What could not be done, a line each, and the summary.
void Driver::say() {
  size_t FailedFiles = 0;
  for (const Failure &F : Result.Failures) {
    FailedFiles += !F.File.empty();
    if (F.File.empty())
      error(F.Reason);
    else
      error(shortPath(F.File, currentFolder()) + ": " + F.Reason);
  }
  if (isQuiet())
    return;
  for (const std::string &Remark : List.Remarks)
    llvm::errs() << "z3-tidy: note: " << Remark << "\n";
  size_t Shown = 0, Silenced = 0;
  for (const Report &R : Result.Reports) {
    Shown += isShown(R);
    Silenced += R.Silenced;
  }
  llvm::errs() << "z3-tidy: "
               << counted(List.Jobs.size() + List.Failures.size(), "file",
                          "files")
               << ", " << counted(Shown, "report", "reports");
  if (Silenced)
    llvm::errs() << ", " << Silenced << " silenced";
  if (FailedFiles)
    llvm::errs() << ", " << FailedFiles << " could not be analyzed whole";
  if (const auto &B = Result.Baseline)
    llvm::errs() << "; against the baseline: " << B->New << " new, " << B->Known
                 << " known, " << B->Fixed << " fixed, " << B->Unmatched
                 << " unmatched";
  llvm::errs() << "\n";
}

/// Edits of several files may be edits of one header: clang-tidy itself puts
/// them together, in one process.
int Driver::runOneProcess() {
  for (const std::string *File :
       {&Options.Sarif, &Options.Json, &Options.Gitlab, &Options.Html,
        &Options.Baseline, &Options.ChangedSince})
    if (!File->empty()) {
      error("--fix and --export-fixes go with no other output");
      return Failed;
    }
  if (Seconds) {
    error("--timeout does not go with --fix and --export-fixes");
    return Failed;
  }
  if (!makeFolder())
    return Failed;
  std::vector<std::string> Arguments = Line.Options;
  if (!Line.HasSeparator && writeDatabase(List.Jobs, Folder))
    Arguments.insert(Arguments.end(), {"-p", Folder.str().str()});
  for (const Job &J : List.Jobs)
    Arguments.push_back(J.File);
  for (const Failure &F : List.Failures)
    error(shortPath(F.File, currentFolder()) + ": " + F.Reason);
  int Status = runClangTidy(Arguments, Line);
  return List.Failures.empty() ? Status : static_cast<int>(Failed);
}

int Driver::run() {
  if (!checkOptions())
    return Failed;
  completeOptions(Line);
  if (!chooseJobs())
    return Failed;
  for (StringRef Name : {"fix", "fix-errors", "fix-notes", "export-fixes"})
    if (hasOption(Line, Name))
      return runOneProcess();
  if (!makeFolder() || !tryOut())
    return Failed;
  if (int Stopped = runAll())
    return Stopped;
  removeFolder();
  finish();
  if (!compareWithBaseline())
    return Failed;
  if (Since)
    llvm::erase_if(Result.Reports, [](const Report &R) { return !R.Touched; });
  Result.Status = !Result.Failures.empty()                ? Failed
                  : llvm::any_of(Result.Reports, isShown) ? Found
                                                          : Clean;
  const bool AreWritten = writeFiles();
  say();
  return AreWritten ? Result.Status : static_cast<int>(Failed);
}

int z3tidy::tool::drive(CommandLine &Line) { return Driver(Line).run(); }
