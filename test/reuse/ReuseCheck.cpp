// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-reuse-check FILE.zir...
//
// Analyzes each module, then the same with one event left out, the module
// again, with the next event left out, and so on: as if somebody edited the
// file. Each run that may use what earlier ones have found out has to say what
// a run from nothing says. Exit status 1 and one line for each that does not.

#include "analysis/ResultCache.h"
#include "ir/Text.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace z3tidy;

/// Edits of a module; more would take long and show the same.
constexpr unsigned MaxEdits = 12;

namespace {

struct Totals {
  unsigned Runs = 0, Functions = 0, Reused = 0, Findings = 0, Wrong = 0;
};

} // namespace

static void tell(const analysis::Finding &F, llvm::raw_ostream &OS) {
  OS << analysis::spelling(F.D) << ' ' << int(F.C) << ' '
     << (F.F ? F.F->Name : "") << ' ' << F.At << ' ' << F.Loc.Line << ':'
     << F.Loc.Column << ' ' << F.Made << ' ' << F.Killed << ' ' << F.Holder;
  for (const analysis::Step &S : F.Path)
    OS << " [" << int(S.W) << ' ' << S.Loc.Line << ':' << S.Loc.Column << ' '
       << S.Text << ']';
  OS << '\n';
}

static std::string reports(const ir::Module &M, analysis::ResultCache *Results,
                           Totals &T) {
  analysis::Options O;
  O.Results = Results;
  analysis::Result R = analysis::analyze(M, O);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (const analysis::Finding &F : R.Findings)
    tell(F, OS);
  for (const std::string &Name : R.Stats.GivenUp)
    OS << "given up: " << Name << '\n';
  if (Results) {
    ++T.Runs;
    T.Functions += R.Stats.Functions;
    T.Reused += R.Stats.Reused;
    T.Findings += R.Findings.size();
  }
  return OS.str();
}

static bool isEvent(llvm::StringRef Line) {
  return Line.starts_with("  release ") || Line.starts_with("  retain ") ||
         Line.starts_with("  delete ") || Line.starts_with("  use ") ||
         Line.starts_with("  call ") || Line.starts_with("  escape ");
}

static void check(llvm::StringRef File, llvm::StringRef Text, Totals &T) {
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  Text.split(Lines, '\n');
  std::vector<size_t> Events;
  for (size_t I = 0; I < Lines.size(); ++I)
    if (isEvent(Lines[I]))
      Events.push_back(I);
  analysis::ResultCache Results;
  auto Same = [&](llvm::StringRef Edited, size_t Line) {
    auto M = ir::parse(Edited, File);
    if (!M) {
      llvm::errs() << llvm::toString(M.takeError()) << '\n';
      ++T.Wrong;
      return;
    }
    if (reports(*M, &Results, T) != reports(*M, nullptr, T)) {
      llvm::errs() << File << ": other reports without line " << Line << '\n';
      ++T.Wrong;
    }
  };
  Same(Text, 0);
  for (unsigned N = 0; N < MaxEdits && N < Events.size(); ++N) {
    // Spread over the module.
    size_t Line =
        Events[N * Events.size() / std::min<size_t>(MaxEdits, Events.size())];
    std::string Edited(Text.begin(), Lines[Line].begin());
    Edited.append(Lines[Line].end(), Text.end());
    Same(Edited, Line + 1);
    Same(Text, 0);
  }
}

int main(int Argc, char **Argv) {
  Totals T;
  for (int I = 1; I < Argc; ++I) {
    auto Buffer = llvm::MemoryBuffer::getFile(Argv[I]);
    if (!Buffer) {
      llvm::errs() << Argv[I] << ": " << Buffer.getError().message() << '\n';
      return 2;
    }
    check(Argv[I], (*Buffer)->getBuffer(), T);
  }
  llvm::outs() << T.Runs << " runs, " << T.Functions << " functions, "
               << T.Reused << " of them known, " << T.Findings << " findings, "
               << T.Wrong << " wrong\n";
  return T.Wrong != 0;
}
