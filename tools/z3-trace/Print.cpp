// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Print.h. docs/z3-trace.md describes both forms.

#include "Print.h"
#include "PrintSnapshot.h"
#include "StaticZ3.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <algorithm>
#include <cstring>

using namespace llvm;
using namespace z3trace;

//===--- Reports
//-----------------------------------------------------------===//

const char *Report::level() const {
  return StringSwitch<const char *>(Event.Type)
      .Case("leak", "warning")
      .Case("growth", "warning")
      .Case("churn", "warning")
      .Case("unreleased-at-context-delete", "note")
      .Default("error");
}

static bool sameSource(const SourceStack &A, const SourceStack &B) {
  return std::equal(A.begin(), A.end(), B.begin(), B.end(),
                    [](const Frame &X, const Frame &Y) {
                      return X.Function == Y.Function && X.File == Y.File &&
                             X.Line == Y.Line && X.Column == Y.Column &&
                             (!X.File.empty() || X.Offset == Y.Offset);
                    });
}

// One line of source may be several places of machine code: unrolled loops,
// copies of inlined code, template instantiations.
static bool join(Report &Into, const Report &R) {
  TraceEvent &A = Into.Event;
  const TraceEvent &B = R.Event;
  if (A.Type != B.Type || A.Kind != B.Kind || A.Context != B.Context ||
      A.When != B.When || A.Call != B.Call || A.Of != B.Of ||
      A.Forked != B.Forked || R.place().empty() ||
      !sameSource(Into.Site, R.Site) || !sameSource(Into.Made, R.Made) ||
      !sameSource(Into.Released, R.Released) ||
      !sameSource(Into.Other, R.Other))
    return false;
  A.Count += B.Count;
  A.References += B.References;
  A.InAll += B.InAll;
  A.Rounds = std::max(A.Rounds, B.Rounds);
  A.Most = std::max(A.Most, B.Most);
  A.Ns += B.Ns;
  return true;
}

// The count of a shared_ptr is not seen; but what its last owner does with the
// object comes after all that the others did.
static bool isLastOwner(const SourceStack &S) {
  return std::any_of(S.begin(), S.end(), [](const Frame &F) {
    StringRef Name = F.Function;
    return Name.starts_with("std::_Sp_counted_base<") &&
           Name.contains(">::_M_release");
  });
}

std::vector<Report> z3trace::makeReports(const Trace &T) {
  Symbolizer Sym;
  std::vector<Report> Result;
  for (const TraceEvent &E : T.Events) {
    Report R{E, Sym.symbolize(E.Site), Sym.symbolize(E.Made),
             Sym.symbolize(E.Released), Sym.symbolize(E.Other)};
    if (E.Type == "concurrent-use" && isLastOwner(R.Site))
      continue;
    bool Joined = false;
    for (Report &Old : Result)
      if ((Joined = join(Old, R)))
        break;
    if (!Joined)
      Result.push_back(std::move(R));
  }
  std::vector<Report> Sorted;
  for (const char *Level : {"error", "warning", "note"})
    for (Report &R : Result)
      if (!std::strcmp(R.level(), Level))
        Sorted.push_back(R);
  return Sorted;
}

bool z3trace::hasProblem(const std::vector<Report> &Reports) {
  return std::any_of(Reports.begin(), Reports.end(), [](const Report &R) {
    return std::strcmp(R.level(), "note") != 0;
  });
}

//===--- Text
//--------------------------------------------------------------===//

static std::string inContext(const TraceEvent &E) {
  if (E.Context == "-" || E.Kind == "context")
    return "";
  return E.Context == "rc" ? " (reference-counted context)"
                           : " (context without reference counting)";
}

std::string z3trace::many(uint64_t N, const std::string &Kind) {
  bool IsPlural = StringRef(Kind).ends_with("s"); // params, stats
  return std::to_string(N) + " " + Kind + (N == 1 || IsPlural ? "" : "s");
}

std::string z3trace::megabytes(uint64_t Bytes) {
  return formatv("{0:f1} MB", Bytes / 1048576.0);
}

static std::string describeHandles(const TraceEvent &E) {
  std::string N = many(E.Count, E.Kind);
  if (E.Type == "leak")
    return N +
           (E.When == "exit" ? " never released"
                             : " not deleted before the context") +
           (E.References > E.Count
                ? ", " + std::to_string(E.References) + " references in all"
                : "") +
           inContext(E);
  if (E.Type == "unreleased-at-context-delete")
    return N + " still counted when the context was deleted" + inContext(E);
  if (E.Type == "growth") {
    if (E.Kind == "scope")
      return many(E.Count, "push") + " without pop on one " + E.Of;
    if (E.Kind == "assertion")
      return "assertions of " + many(E.Count, "round") +
             " of checking stay on one " + E.Of;
    if (E.Kind == "symbol")
      return many(E.Count, "new name") + ", which stay for ever";
    return "up to " + N + " at once from here, of " + std::to_string(E.InAll) +
           " handed out, over " + many(E.Rounds, "round") + " of checking" +
           inContext(E);
  }
  if (E.Type == "churn")
    return N + " made one after the other, " + std::to_string(E.Most) +
           " at once; making and first checking took " +
           std::to_string(E.Ns / 1000000) + " ms";
  if (E.Type == "concurrent-use")
    return E.Call + ": another thread works in this context (" + E.OtherCall +
           "), and no lock, signal or join orders the two calls" +
           (E.Count > 1 ? " (" + many(E.Count, E.Kind) + ")" : "");
  std::string Times = E.Count > 1 ? " (" + many(E.Count, "handle") + ")" : "";
  return E.Call + ": " + E.Kind + Times + inContext(E);
}

static std::string describe(const TraceEvent &E) {
  return describeHandles(E) + (E.Forked ? ", in a forked child" : "");
}

static void printFrame(raw_ostream &OS, const Frame &F) {
  OS << (F.User ? "  > " : "    ");
  OS << (F.Function.empty() ? "??" : F.Function);
  if (!F.File.empty())
    OS << "  " << F.File << ':' << F.Line << ':' << F.Column;
  else
    OS << "  (" << F.Module << ')';
  OS << '\n';
}

static void printStack(raw_ostream &OS, const char *Title,
                       const SourceStack &S) {
  if (S.empty())
    return;
  OS << "  " << Title << ":\n";
  for (const Frame &F : S) {
    if (StringRef(F.Function) == "_start" ||
        StringRef(F.Function).starts_with("__libc_start"))
      break;
    printFrame(OS, F);
  }
}

static void printOne(raw_ostream &OS, const Report &R) {
  const Frame *F = userFrame(R.place());
  if (F && !F->File.empty())
    OS << F->File << ':' << F->Line << ':' << F->Column << ": ";
  OS << R.level() << ": " << R.Event.Type << ": " << describe(R.Event) << '\n';
  printStack(OS, "here", R.Site);
  printStack(OS, "in another thread", R.Other);
  printStack(OS, "made", R.Made);
  printStack(OS,
             R.Event.Type == "use-after-context-delete" ? "context deleted"
                                                        : "released",
             R.Released);
}

static void printIncomplete(raw_ostream &OS, const Trace &T,
                            const Ending &End) {
  if (!T.isComplete(/*WithForked=*/false))
    OS << "z3-trace: the program did not reach its end"
       << (End.Signal ? std::string(" (") + strsignal(End.Signal) + ")"
                      : std::string())
       << ": leaks, growth and churn are not known\n";
  for (const Process &P : T.Processes)
    if (P.ForkedFrom && P.End.empty())
      OS << "z3-trace: a forked child, process " << P.Pid
         << ", did not reach its end: its leaks, growth and churn are not "
            "known\n";
}

void z3trace::printText(raw_ostream &OS, const Trace &T,
                        const std::vector<Report> &Reports,
                        const LaunchOptions &O, const Ending &End) {
  if (T.Processes.empty()) {
    OS << "z3-trace: " << O.Command[0]
       << (hasZ3Inside(O.Command[0])
               ? " has Z3 linked into it (statically): its calls can not be "
                 "seen\n"
               : " made no call to a shared libz3\n");
    return;
  }
  for (const Report &R : Reports)
    printOne(OS, R);
  printIncomplete(OS, T, End);
  uint64_t Count[3] = {0, 0, 0};
  for (const Report &R : Reports)
    ++Count[R.level()[0] == 'e' ? 0 : R.level()[0] == 'w' ? 1 : 2];
  OS << "z3-trace: " << many(Count[0], "error") << ", "
     << many(Count[1], "warning") << ", " << many(Count[2], "note");
  if (T.isComplete(/*WithForked=*/false))
    OS << " in " << many(T.calls(), "call")
       << " of the Z3 API; memory at its peak: "
       << "Z3 " << megabytes(T.PeakBytes) << ", process "
       << megabytes(End.PeakRss);
  OS << '\n';
}

//===--- JSON
//--------------------------------------------------------------===//

json::Array z3trace::stackToJson(const SourceStack &S) {
  json::Array A;
  for (const Frame &F : S) {
    json::Object O{{"function", F.Function}, {"module", F.Module}};
    if (!F.File.empty()) {
      O["file"] = F.File;
      O["line"] = F.Line;
      O["column"] = F.Column;
    }
    if (F.User)
      O["user"] = true;
    A.push_back(std::move(O));
  }
  return A;
}

static void addLine(json::Object &O, StringRef Key, const SourceStack &S) {
  const Frame *F = userFrame(S);
  if (F && F->Line)
    O[Key] = F->Line;
}

static json::Object toJson(const Report &R) {
  const TraceEvent &E = R.Event;
  json::Object O{{"type", E.Type},   {"level", R.level()},
                 {"kind", E.Kind},   {"context", E.Context},
                 {"count", E.Count}, {"message", describe(E)}};
  const Frame *F = userFrame(R.place());
  O["file"] = F ? F->File : "";
  O["line"] = F ? F->Line : 0;
  O["column"] = F ? F->Column : 0;
  O["function"] = F ? F->Function : "";
  addLine(O, "made_line", R.Made);
  addLine(O, "released_line", R.Released);
  addLine(O, "other_line", R.Other);
  if (!E.Call.empty())
    O["call"] = E.Call;
  if (!E.OtherCall.empty())
    O["other_call"] = E.OtherCall;
  if (!E.When.empty())
    O["when"] = E.When;
  if (!E.Of.empty())
    O["of"] = E.Of;
  if (E.References)
    O["references"] = E.References;
  if (E.Rounds)
    O["rounds"] = E.Rounds;
  if (E.InAll)
    O["made_in_all"] = E.InAll;
  if (E.Forked)
    O["forked"] = true;
  if (E.Type == "churn") {
    O["most_at_once"] = E.Most;
    O["seconds"] = E.Ns * 1e-9;
  }
  if (!R.Site.empty())
    O["site"] = stackToJson(R.Site);
  if (!R.Made.empty())
    O["made"] = stackToJson(R.Made);
  if (!R.Other.empty())
    O["other"] = stackToJson(R.Other);
  if (!R.Released.empty())
    O["released"] = stackToJson(R.Released);
  return O;
}

void z3trace::printJson(raw_ostream &OS, const Trace &T,
                        const std::vector<Report> &Reports,
                        const LaunchOptions &O, const Ending &End) {
  json::Object Exit;
  if (End.Signal)
    Exit["signal"] = End.Signal;
  else
    Exit["status"] = End.Status;
  json::Array Events;
  for (const Report &R : Reports)
    Events.push_back(toJson(R));
  json::Array Processes;
  for (const Process &P : T.Processes) {
    json::Object Entry{{"pid", P.Pid},
                       {"end", P.End.empty() ? "none" : P.End},
                       {"calls", P.Calls}};
    if (P.ForkedFrom)
      Entry["forked_from"] = P.ForkedFrom;
    Processes.push_back(std::move(Entry));
  }
  json::Array Command;
  for (const std::string &A : O.Command)
    Command.push_back(json::fixUTF8(A));
  json::Object Memory{{"z3_peak_bytes", T.PeakBytes},
                      {"peak_rss_bytes", End.PeakRss}};
  json::Value Root = json::Object{{"version", 1},
                                  {"command", std::move(Command)},
                                  {"exit", std::move(Exit)},
                                  {"traced", !T.Processes.empty()},
                                  {"complete", T.isComplete(true)},
                                  {"calls", T.calls()},
                                  {"processes", std::move(Processes)},
                                  {"memory", std::move(Memory)},
                                  {"events", std::move(Events)},
                                  {"snapshots", snapshotsToJson(T)}};
  if (T.Processes.empty() && hasZ3Inside(O.Command[0]))
    Root.getAsObject()->insert({"static", true});
  OS << formatv("{0:2}\n", Root);
}
