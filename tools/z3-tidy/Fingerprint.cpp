// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Fingerprint.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA1.h"

using namespace z3tidy::tool;
using llvm::StringRef;

static std::string withoutSpace(StringRef Line) {
  std::string Text;
  for (char C : Line)
    if (!llvm::isSpace(C))
      Text += C;
  return Text;
}

/// 16 digits: enough for the reports of one project.
static std::string hash(llvm::ArrayRef<std::string> Parts) {
  llvm::SHA1 Sum;
  for (const std::string &Part : Parts) {
    Sum.update(Part);
    Sum.update(StringRef("\0", 1));
  }
  return llvm::toHex(Sum.final(), /*LowerCase=*/true).substr(0, 16);
}

/// The nearest lines with something on them, Step being 1 or -1.
static void addLines(std::vector<std::string> &Parts, const Place &From,
                     int Step, Sources &Texts) {
  unsigned Wanted = 2;
  const unsigned Last = Texts.lineCount(From.File);
  for (unsigned Line = From.Line + Step; Wanted && Line && Line <= Last;
       Line += Step) {
    std::string Text = withoutSpace(Texts.line(From.File, Line));
    // A lone brace is everywhere.
    if (Text.size() <= 1)
      continue;
    Parts.push_back(std::move(Text));
    --Wanted;
  }
}

void z3tidy::tool::setHashes(Report &R, Sources &Texts) {
  std::string Line = withoutSpace(Texts.line(R.At.File, R.At.Line));
  R.Hash = hash({R.Check, R.Function, Line});
  std::vector<std::string> Parts = {R.Check, Line};
  addLines(Parts, R.At, -1, Texts);
  addLines(Parts, R.At, 1, Texts);
  R.Nearby = hash(Parts);
}
