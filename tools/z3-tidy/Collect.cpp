// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Collect.h"
#include "Export.h"
#include "Facts.h"
#include "Fingerprint.h"
#include "Workers.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>
#include <map>
#include <sys/wait.h>

using namespace z3tidy::tool;
using llvm::StringRef;

/// The lines of a file in which there is some word, whatever its case.
static std::vector<std::string> linesWith(StringRef Word, StringRef File) {
  std::vector<std::string> Lines;
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return Lines;
  for (StringRef Rest = (*Buffer)->getBuffer(), Line; !Rest.empty();) {
    std::tie(Line, Rest) = Rest.split('\n');
    if (Line.contains_insensitive(Word))
      Lines.push_back(Line.trim().str());
  }
  return Lines;
}

static std::string firstError(const Leavings &From) {
  for (StringRef File : {From.Errors, From.Output})
    for (std::string &Line : linesWith("error", File))
      return std::move(Line);
  return {};
}

static void complete(Place &P, Sources &Texts) {
  if (!P.File.empty())
    P = Texts.place(P.File, P.Offset);
}

static void complete(Report &R, Sources &Texts) {
  auto Complete = [&](std::vector<Edit> &Edits) {
    for (Edit &E : Edits) {
      complete(E.Begin, Texts);
      complete(E.End, Texts);
    }
  };
  complete(R.At, Texts);
  Complete(R.Edits);
  for (Note &N : R.Notes) {
    complete(N.At, Texts);
    Complete(N.Edits);
  }
}

static const Fact *find(const Facts &All, const Report &R) {
  for (const Fact &F : All.Reports)
    if (F.Check == R.Check && F.Offset == R.At.Offset && F.File == R.At.File &&
        F.Message == R.Message && !F.Silenced)
      return &F;
  return nullptr;
}

/// A report that clang-tidy does not tell of.
static Report silenced(const Fact &F) {
  Report R;
  R.Check = F.Check;
  R.Message = F.Message;
  R.At.File = F.File;
  R.At.Offset = F.Offset;
  R.Silenced = true;
  for (const Fact::Note &N : F.Notes) {
    Note To;
    To.W = N.HasEdits ? Note::Way : Note::Other;
    To.At.File = N.File;
    To.At.Offset = N.Offset;
    To.Text = N.Text;
    R.Notes.push_back(std::move(To));
  }
  sortOutNotes(R);
  return R;
}

static void learn(Report &R, const Fact &F) {
  R.EditTitle = F.EditTitle;
  R.Function = F.Function;
  R.Confidence = F.Confidence;
  R.Touched = F.Touched;
}

static std::string where(const Place &P, StringRef Unit, StringRef Root) {
  if (P.File.empty())
    return {};
  return (P.File == Unit ? "" : shortPath(P.File, Root).str() + ":") +
         std::to_string(P.Line) + ":" + std::to_string(P.Column) + ": ";
}

/// Why the file was not analyzed whole.
static std::string failureOf(const Leavings &From, bool HasFacts,
                             const std::vector<Report> &Errors, StringRef Unit,
                             StringRef Root) {
  if (std::string Death = deathOf(From.WaitStatus); !Death.empty())
    return Death;
  if (!Errors.empty())
    return (Errors.size() == 1
                ? std::string("an error: ")
                : std::to_string(Errors.size()) + " errors, the first: ") +
           where(Errors.front().At, Unit, Root) + Errors.front().Message;
  if (HasFacts)
    return {};
  std::string Said = firstError(From);
  return Said.empty()
             ? "exit status " + std::to_string(WEXITSTATUS(From.WaitStatus))
             : Said;
}

/// A wrong configuration, model file or annotation: each file that it concerns
/// tells of it.
static bool isComplaint(const Report &R, StringRef Unit) {
  if (R.Check == "clang-tidy-config")
    return true;
  return StringRef(R.Check).starts_with("z3-") && R.At.File != Unit;
}

/// clang-tidy goes on without a configuration file that it can't read, and says
/// so on standard error: "PATH:1:1: error: why".
static void addConfigurationErrors(Collected &C, const Leavings &From,
                                   StringRef Root) {
  for (const std::string &Line : linesWith(": error: ", From.Errors)) {
    auto [Where, Why] = StringRef(Line).split(": error: ");
    auto [FileAndLine, Column] = Where.rsplit(':');
    auto [File, LineNumber] = FileAndLine.rsplit(':');
    C.Complaints.push_back(shortPath(absolutePath(File), Root).str() + ":" +
                           LineNumber.str() + ":" + Column.str() + ": " +
                           Why.str());
  }
}

Collected z3tidy::tool::collect(StringRef Unit, const Leavings &From,
                                StringRef Root, Sources &Texts) {
  Collected C;
  std::optional<Facts> Told = readFacts(From.Facts);
  std::vector<Report> Errors;
  for (Exported &R : readExport(From.Export)) {
    complete(R, Texts);
    R.Unit = Unit.str();
    if ((R.IsError || R.Check == "clang-tidy-config") && isComplaint(R, Unit)) {
      C.Complaints.push_back(where(R.At, Unit, Root) + R.Message);
      continue;
    }
    if (R.IsError) {
      Errors.push_back(std::move(R));
      continue;
    }
    if (const Fact *F = Told ? find(*Told, R) : nullptr)
      learn(R, *F);
    setHashes(R, Texts);
    C.Reports.push_back(std::move(R));
  }
  if (Told) {
    C.Statistics = Told->Statistics;
    for (const Fact &F : Told->Reports)
      if (F.Silenced) {
        Report R = silenced(F);
        learn(R, F);
        R.Unit = Unit.str();
        complete(R, Texts);
        setHashes(R, Texts);
        C.Reports.push_back(std::move(R));
      }
  }
  addConfigurationErrors(C, From, Root);
  C.Failure = failureOf(From, Told.has_value(), Errors, Unit, Root);
  return C;
}

void z3tidy::tool::settle(std::vector<Report> &Reports) {
  // Of what several units tell the first one's stays, whichever ended first;
  // one that is shown goes before one that is silenced.
  std::sort(
      Reports.begin(), Reports.end(), [](const Report &A, const Report &B) {
        if (isBefore(A, B) || isBefore(B, A))
          return isBefore(A, B);
        return std::tie(A.Silenced, A.Unit) < std::tie(B.Silenced, B.Unit);
      });
  Reports.erase(std::unique(Reports.begin(), Reports.end(),
                            [](const Report &A, const Report &B) {
                              return !isBefore(A, B); // they are sorted
                            }),
                Reports.end());
  std::map<StringRef, unsigned> Count;
  for (Report &R : Reports)
    R.Ordinal = ++Count[R.Hash];
}
