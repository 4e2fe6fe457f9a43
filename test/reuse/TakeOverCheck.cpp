// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-take-over-check FILE... [-- FLAG...]
//
// Lowers and analyzes each C file, then the same with a line of a body left
// out, with that line doubled, with the next one left out, and so on: as if
// somebody edited it. Each run that may take over functions of the one before
// has to make and to say what a run from nothing does. Exit status 1 and one
// line for each that does not.

#include "analysis/Analysis.h"
#include "analysis/ResultCache.h"
#include "explain/Explain.h"
#include "ir/Content.h"
#include "lower/Lower.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace z3tidy;

/// Lines of a file that are edited; more would take long and show the same.
constexpr unsigned MaxPlaces = 60;

namespace {

struct Totals {
  unsigned Runs = 0, Functions = 0, TakenOver = 0, Findings = 0, Renewed = 0,
           Wrong = 0;
};

/// What one run makes of a file.
struct Outcome {
  std::string Functions, Reports;
};

class File {
public:
  File(std::string Name, std::vector<std::string> Flags, Totals &T)
      : Name(std::move(Name)), Flags(std::move(Flags)), T(T) {}

  void check(llvm::StringRef Text, unsigned Line);

private:
  Outcome outcome(lower::Lowered L, clang::ASTContext &Ctx,
                  analysis::ResultCache *Results);

  std::string Name;
  std::vector<std::string> Flags;
  Totals &T;
  std::unique_ptr<lower::KeptFunctions> Kept =
      std::make_unique<lower::KeptFunctions>();
  analysis::ResultCache Results;
};

} // namespace

static void tell(const explain::Message &M, const clang::SourceManager &SM,
                 llvm::raw_ostream &OS) {
  OS << M.Loc.printToString(SM) << ' ' << M.Text << '\n';
  for (const clang::FixItHint &Fix : M.Fixes)
    OS << "  " << Fix.RemoveRange.getBegin().printToString(SM) << ' '
       << Fix.CodeToInsert << '\n';
}

Outcome File::outcome(lower::Lowered L, clang::ASTContext &Ctx,
                      analysis::ResultCache *Results) {
  Outcome Out;
  ir::ContentWriter Content;
  for (const auto &F : L.M.Functions)
    Content.function(*F);
  for (const std::string &Skipped : L.Skipped)
    Content.text(Skipped);
  std::vector<std::string> Released;
  for (const auto &Pair : L.ReleasedBy)
    Released.push_back((Pair.first() + " by " + Pair.second).str());
  llvm::sort(Released);
  for (const std::string &Line : Released)
    Content.text(Line);
  Out.Functions = Content.take();

  analysis::Options O;
  O.Results = Results;
  analysis::Result R = analysis::analyze(L.M, O);
  if (Results && L.renew(analysis::functionsIn(
                     R.Findings, analysis::Confidence::Possible))) {
    R = analysis::analyze(L.M, O);
    ++T.Renewed;
  }
  llvm::raw_string_ostream OS(Out.Reports);
  for (const analysis::Finding &F : R.Findings) {
    explain::Explanation E = explain::explain(F, L, Ctx);
    tell(E.Warning, Ctx.getSourceManager(), OS);
    for (const explain::Message &Note : E.Notes)
      tell(Note, Ctx.getSourceManager(), OS);
  }
  for (const lower::TeachingProblem &P : L.Problems)
    OS << P.Loc.printToString(Ctx.getSourceManager()) << P.Text << '\n';
  OS.flush();
  if (Results) {
    ++T.Runs;
    T.Functions += L.M.Functions.size();
    T.TakenOver += L.TakenOver;
    T.Findings += R.Findings.size();
    Kept = std::move(L.Kept);
  }
  return Out;
}

void File::check(llvm::StringRef Text, unsigned Line) {
  clang::IgnoringDiagConsumer Quiet;
  std::unique_ptr<clang::ASTUnit> Unit =
      clang::tooling::buildASTFromCodeWithArgs(
          Text, Flags, Name, "z3-take-over-check",
          std::make_shared<clang::PCHContainerOperations>(),
          clang::tooling::getClangStripDependencyFileAdjuster(), {}, &Quiet);
  if (!Unit) {
    llvm::errs() << Name << ": can't be parsed without line " << Line << '\n';
    ++T.Wrong;
    return;
  }
  clang::ASTContext &Ctx = Unit->getASTContext();
  Outcome Again =
      outcome(lower::lower(Ctx, nullptr, std::move(Kept)), Ctx, &Results);
  Outcome New = outcome(lower::lower(Ctx), Ctx, nullptr);
  if (Again.Functions == New.Functions && Again.Reports == New.Reports)
    return;
  llvm::errs() << Name << ": other "
               << (Again.Functions == New.Functions ? "reports" : "functions")
               << " with line " << Line << " edited\n"
               << Again.Reports << "  instead of\n"
               << New.Reports;
  ++T.Wrong;
}

/// A statement by itself in a body, or a directive.
static bool isEdited(llvm::StringRef Line) {
  return (Line.starts_with("  ") && Line.ends_with(";")) ||
         Line.contains("#pragma");
}

static void check(const std::string &Name, const std::string &Text,
                  const std::vector<std::string> &Flags, Totals &T) {
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  llvm::StringRef(Text).split(Lines, '\n');
  std::vector<size_t> Places;
  for (size_t I = 0; I < Lines.size(); ++I)
    if (isEdited(Lines[I]))
      Places.push_back(I);
  File F(Name, Flags, T);
  F.check(Text, 0);
  const size_t N = std::min<size_t>(MaxPlaces, Places.size());
  for (size_t I = 0; I < N; ++I) {
    size_t At = Places[I * Places.size() / N]; // spread over the file
    llvm::StringRef Line = Lines[At];
    const std::string Before(Text.data(), Line.begin());
    const std::string After(Line.end(), Text.data() + Text.size());
    F.check(Before + After, At + 1);
    if (I % 2) // else straight to the next edit
      F.check(Text, 0);
    F.check(Before + Line.str() + "\n" + Line.str() + After, At + 1);
  }
}

int main(int Argc, char **Argv) {
  std::vector<std::string> Files(Argv + 1, Argv + Argc);
  std::vector<std::string> Flags{"-resource-dir", Z3TIDY_RESOURCE_DIR};
  if (auto Rest = std::find(Files.begin(), Files.end(), "--");
      Rest != Files.end()) {
    Flags.insert(Flags.end(), Rest + 1, Files.end());
    Files.erase(Rest, Files.end());
  }
  Totals T;
  for (const std::string &Name : Files) {
    auto Buffer = llvm::MemoryBuffer::getFile(Name);
    if (!Buffer) {
      llvm::errs() << Name << ": " << Buffer.getError().message() << '\n';
      return 2;
    }
    check(Name, (*Buffer)->getBuffer().str(), Flags, T);
  }
  llvm::outs() << T.Runs << " runs, " << T.Functions << " functions, "
               << T.TakenOver << " of them taken over, " << T.Findings
               << " findings, " << T.Renewed << " runs renewed, " << T.Wrong
               << " wrong\n";
  return T.Wrong != 0;
}
