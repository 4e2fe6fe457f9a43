// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One page with everything in it: report.html, filled with the run as JSON and
// the lines of source that its reports are about.

#include "JsonParts.h"
#include "Rules.h"
#include "Writers.h"

#include <map>
#include <set>

using namespace z3tidy::tool;
using llvm::StringRef;

static constexpr char Page[] =
#include "Page.inc"
    ;

/// By file: the numbers of the lines to show. The page shows three around each
/// step, and what lies between two that are near each other.
static std::map<std::string, std::set<unsigned>> wantedLines(const Run &R) {
  constexpr unsigned Around = 6;
  std::map<std::string, std::set<unsigned>> Wanted;
  auto Want = [&](const Place &P) {
    if (!P.Line)
      return;
    std::set<unsigned> &Lines = Wanted[P.File];
    for (unsigned N = P.Line > Around ? P.Line - Around : 1;
         N <= P.Line + Around; ++N)
      Lines.insert(N);
  };
  auto WantEdits = [&](const std::vector<Edit> &Edits) {
    for (const Edit &E : Edits) {
      Want(E.Begin);
      Want(E.End);
      for (unsigned N = E.Begin.Line; N && N < E.End.Line; ++N)
        Wanted[E.Begin.File].insert(N);
    }
  };
  for (const Report &One : R.Reports) {
    Want(One.At);
    WantEdits(One.Edits);
    for (const Note &N : One.Notes) {
      Want(N.At);
      WantEdits(N.Edits);
    }
  }
  return Wanted;
}

static void writeExtra(const Run &R, Sources &Texts, llvm::raw_ostream &OS) {
  llvm::json::OStream Out(OS);
  Out.object([&] {
    Out.attributeObject("rules", [&] {
      for (const Rule &One : rules())
        Out.attribute(One.Name, One.Headline);
    });
    Out.attributeObject("lines", [&] {
      for (const auto &Entry : wantedLines(R)) {
        const std::string &File = Entry.first;
        Out.attributeObject(text(shortPath(File, R.Root)), [&] {
          const unsigned Last = Texts.lineCount(File);
          for (unsigned N : Entry.second)
            if (N <= Last)
              Out.attribute(std::to_string(N), text(Texts.line(File, N)));
        });
      }
    });
  });
}

/// JSON that can stand in a script element: nothing in it ends the element.
static void writeData(StringRef Json, llvm::raw_ostream &OS) {
  for (char C : Json)
    if (C == '<')
      OS << "\\u003c";
    else
      OS << C;
}

void z3tidy::tool::writeHtml(const Run &R, Sources &Texts,
                             llvm::raw_ostream &OS) {
  std::string Whole, Extra;
  {
    llvm::raw_string_ostream ToWhole(Whole), ToExtra(Extra);
    writeJson(R, Texts, ToWhole);
    writeExtra(R, Texts, ToExtra);
  }
  auto [Head, Rest] = StringRef(Page).split("@RUN@");
  auto [Middle, Tail] = Rest.split("@EXTRA@");
  OS << Head;
  writeData(Whole, OS);
  OS << Middle;
  writeData(Extra, OS);
  OS << Tail;
}
