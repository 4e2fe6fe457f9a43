// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-trace: runs a program that uses Z3 and tells how it treated its handles.
// docs/z3-trace.md is the manual.

#include "Print.h"
#include "PrintSnapshot.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <csignal>
#include <unistd.h>

using namespace llvm;
using namespace z3trace;

namespace {

constexpr int UsageError = 2;

struct Options {
  LaunchOptions Launch;
  std::string Json, Report;
  int ErrorExit = -1; ///< -1: the program's own
};

const char Usage[] =
    "usage: z3-trace [options] program [arguments]\n"
    "Runs the program and reports how it treated the handles of Z3's API.\n"
    "  --json FILE         write the report as JSON\n"
    "  --report FILE       write the text report to FILE, not to standard "
    "error\n"
    "  --error-exitcode N  exit with N if there is an error or a warning\n"
    "  --growth N          how many from one place are growth or churn (8)\n"
    "  --snapshot SIGNAL   on SIGNAL (USR1 or USR2), report what is held\n"
    "  --one-at-a-time     let a context serve one thread at a time, whatever "
    "the\n"
    "                      program does: its threads wait for each other\n"
    "  --no-concurrent-use do not look for threads that share a context\n"
    "  --version, --help\n"
    "The exit status is the program's; 2 if it can not be run.\n";

[[noreturn]] void fail(const Twine &Message) {
  errs() << "z3-trace: " << Message << '\n';
  exit(UsageError);
}

unsigned numberOption(StringRef Name, StringRef Text, unsigned Least,
                      unsigned Most) {
  unsigned N;
  if (Text.getAsInteger(10, N) || N < Least || N > Most)
    fail(Name + " takes a number from " + Twine(Least) + " to " + Twine(Most) +
         ", not '" + Text + "'");
  return N;
}

int signalOption(StringRef Name, StringRef Text) {
  if (Text == "USR1" || Text == "SIGUSR1")
    return SIGUSR1;
  if (Text == "USR2" || Text == "SIGUSR2")
    return SIGUSR2;
  fail(Name + " takes USR1 or USR2, not '" + Text + "'");
}

[[noreturn]] void printAndExit(StringRef Text) {
  outs() << Text;
  outs().flush();
  exit(0);
}

Options parseOptions(int Argc, char **Argv) {
  Options O;
  int I = 1;
  for (; I < Argc; ++I) {
    StringRef Arg = Argv[I];
    if (!Arg.starts_with("-") || Arg == "-")
      break;
    if (Arg == "--") {
      ++I;
      break;
    }
    if (Arg == "--help" || Arg == "-h")
      printAndExit(Usage);
    if (Arg == "--version")
      printAndExit("z3-trace " Z3TIDY_VERSION "\n");
    if (Arg == "--one-at-a-time" || Arg == "--no-concurrent-use") {
      (Arg == "--one-at-a-time" ? O.Launch.OneAtATime
                                : O.Launch.IgnoreThreads) = true;
      continue;
    }
    auto [Name, Value] = Arg.split('=');
    if (Name != "--json" && Name != "--report" && Name != "--error-exitcode" &&
        Name != "--growth" && Name != "--snapshot")
      fail("unknown option '" + Arg + "'; see z3-trace --help");
    if (!Arg.contains('=')) {
      if (++I == Argc)
        fail(Name + " needs a value");
      Value = Argv[I];
    }
    if (Name == "--json")
      O.Json = Value.str();
    else if (Name == "--report")
      O.Report = Value.str();
    else if (Name == "--error-exitcode")
      O.ErrorExit = numberOption(Name, Value, 0, 255);
    else if (Name == "--snapshot")
      O.Launch.SnapshotSignal = signalOption(Name, Value);
    else
      O.Launch.Growth = numberOption(Name, Value, 2, 1000000000);
  }
  for (; I < Argc; ++I)
    O.Launch.Command.push_back(Argv[I]);
  if (O.Launch.Command.empty())
    fail("no program given; see z3-trace --help");
  return O;
}

// The shell's search, so that a wrong name is told as such.
void findProgram(LaunchOptions &O) {
  std::string &Name = O.Command[0];
  if (StringRef(Name).contains('/'))
    return;
  auto Found = sys::findProgramByName(Name);
  if (!Found)
    fail("cannot run '" + Name + "': no such program in PATH");
  Name = *Found;
}

std::string findInterposer(const char *Argv0) {
  static int Anchor;
  SmallString<256> Path(
      sys::path::parent_path(sys::fs::getMainExecutable(Argv0, &Anchor)));
  sys::path::append(Path, "..", "lib", "libz3trace.so");
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  if (!sys::fs::exists(Path))
    fail("its library " + Path + " is missing");
  if (Path.str().find_first_of(": ") != StringRef::npos)
    fail("the path of its library must be without blanks and colons: " + Path);
  return Path.str().str();
}

template <typename Printer>
void writeTo(const std::string &File, Printer Print) {
  std::error_code Code;
  raw_fd_ostream OS(File, Code);
  if (!Code)
    Print(OS);
  OS.flush();
  if (Code || OS.has_error()) {
    errs() << "z3-trace: cannot write " << File << ": "
           << (Code ? Code : OS.error()).message() << '\n';
    OS.clear_error();
  }
}

} // namespace

int main(int Argc, char **Argv) {
  Options O = parseOptions(Argc, Argv);
  findProgram(O.Launch);
  O.Launch.Interposer = findInterposer(Argv[0]);
  SmallString<128> Dir;
  if (auto Code = sys::fs::createUniqueDirectory("z3-trace", Dir))
    fail("cannot make a temporary directory: " + Code.message());
  O.Launch.RecordDir = Dir.str().str();
  // The report's file always has all snapshots so far.
  auto Snapshots = [&, Told = size_t(0)](raw_ostream &OS) mutable {
    Trace T = readTrace(Dir);
    printSnapshots(OS, T, O.Report.empty() ? Told : 0);
    Told = T.Snapshots.size();
  };
  O.Launch.OnSnapshot = [&] {
    O.Report.empty() ? Snapshots(errs())
                     : writeTo(O.Report, std::ref(Snapshots));
  };
  Ending End;
  std::string Error;
  if (!launch(O.Launch, End, Error)) {
    sys::fs::remove_directories(Dir);
    fail(Error);
  }
  Trace T = readTrace(Dir);
  sys::fs::remove_directories(Dir);
  std::vector<Report> Reports = makeReports(T);
  auto Text = [&](raw_ostream &OS) {
    if (!O.Report.empty())
      printSnapshots(OS, T);
    printText(OS, T, Reports, O.Launch, End);
  };
  if (O.Report.empty())
    Text(errs());
  else
    writeTo(O.Report, Text);
  if (!O.Json.empty())
    writeTo(O.Json,
            [&](raw_ostream &OS) { printJson(OS, T, Reports, O.Launch, End); });
  if (O.ErrorExit >= 0 && hasProblem(Reports))
    return O.ErrorExit;
  endLike(End);
}
