// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reports for people at a terminal, and for tools that read compilers' output.

#include "Writers.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>

using namespace z3tidy::tool;
using llvm::raw_ostream;
using llvm::StringRef;

namespace {

class TextWriter {
public:
  TextWriter(Sources &Texts, raw_ostream &OS)
      : Texts(Texts), OS(OS), Folder(currentFolder()) {}

  void write(const Report &R) {
    head(R.At, "warning", raw_ostream::MAGENTA);
    OS << R.Message << " [" << R.Check << "]\n";
    line(R.At);
    edits(R.Edits);
    for (const Note &N : R.Notes) {
      head(N.At, "note", raw_ostream::CYAN);
      OS << N.Text << "\n";
      line(N.At);
      edits(N.Edits);
    }
  }

private:
  void head(const Place &At, StringRef Kind, raw_ostream::Colors Color) {
    if (!At.File.empty()) {
      OS << shortPath(At.File, Folder) << ':';
      if (At.Line)
        OS << At.Line << ':' << At.Column << ':';
      OS << ' ';
    }
    OS.changeColor(Color, /*Bold=*/true) << Kind << ": ";
    OS.resetColor();
  }

  void line(const Place &At) {
    if (!At.Line)
      return;
    StringRef Line = Texts.line(At.File, At.Line);
    OS << llvm::formatv("{0,5} | {1}\n      | ", At.Line, Line);
    // Tabs stay, so that the mark stands below its place.
    for (char C : Line.take_front(At.Column - 1))
      if ((static_cast<unsigned char>(C) & 0xC0) != 0x80)
        OS << (C == '\t' ? '\t' : ' ');
    OS.changeColor(raw_ostream::GREEN, /*Bold=*/true) << "^\n";
    OS.resetColor();
  }

  /// What would be written, below the line.
  void edits(const std::vector<Edit> &Edits) {
    for (const Edit &E : Edits)
      for (StringRef Rest = E.Text, Line; !Rest.empty();) {
        std::tie(Line, Rest) = Rest.split('\n');
        if (!Line.trim().empty())
          OS << llvm::formatv("{0,5} + {1}\n", E.Begin.Line, Line.rtrim());
      }
  }

  Sources &Texts;
  raw_ostream &OS;
  const std::string Folder;
};

} // namespace

void z3tidy::tool::writeText(const Run &R, Sources &Texts, raw_ostream &OS) {
  std::vector<const Report *> Shown;
  for (const Report &One : R.Reports)
    if (!One.Silenced && !One.Known)
      Shown.push_back(&One);
  std::sort(Shown.begin(), Shown.end(), [](const Report *A, const Report *B) {
    return A->Unit == B->Unit ? isBefore(*A, *B) : A->Unit < B->Unit;
  });
  TextWriter Writer(Texts, OS);
  for (const Report *One : Shown)
    Writer.write(*One);
}

void z3tidy::tool::writeText(const Report &R, Sources &Texts, raw_ostream &OS) {
  TextWriter(Texts, OS).write(R);
}
