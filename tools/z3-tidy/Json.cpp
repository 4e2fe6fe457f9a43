// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The run as it is, for scripts. docs/ci.md has the format.

#include "JsonParts.h"
#include "Writers.h"

using namespace z3tidy::tool;
using llvm::StringRef;

namespace {

class JsonWriter {
public:
  JsonWriter(const Run &R, llvm::raw_ostream &OS) : R(R), Out(OS, 1) {}
  void write();

private:
  void place(const Place &P);
  void edits(const std::vector<Edit> &Edits);
  void notes(StringRef Name, const Report &One, Note::What W);
  void fixes(const Report &One);
  void report(const Report &One);

  const Run &R;
  llvm::json::OStream Out;
};

} // namespace

void JsonWriter::place(const Place &P) {
  Out.attribute("file", text(shortPath(P.File, R.Root)));
  Out.attribute("line", P.Line);
  Out.attribute("column", P.Column);
}

void JsonWriter::edits(const std::vector<Edit> &Edits) {
  Out.attributeArray("edits", [&] {
    for (const Edit &E : Edits)
      Out.object([&] {
        place(E.Begin);
        Out.attribute("endLine", E.End.Line);
        Out.attribute("endColumn", E.End.Column);
        Out.attribute("offset", E.Begin.Offset);
        Out.attribute("length", E.End.Offset - E.Begin.Offset);
        Out.attribute("text", text(E.Text));
      });
  });
}

void JsonWriter::notes(StringRef Name, const Report &One, Note::What W) {
  Out.attributeArray(Name, [&] {
    for (const Note &N : One.Notes)
      if (N.W == W)
        Out.object([&] {
          place(N.At);
          Out.attribute("message", text(N.Text));
        });
  });
}

void JsonWriter::fixes(const Report &One) {
  Out.attributeArray("fixes", [&] {
    if (!One.Edits.empty())
      Out.object([&] {
        Out.attribute("description", text(titleOfFix(One)));
        edits(One.Edits);
      });
    for (const Note &N : One.Notes)
      if (!N.Edits.empty())
        Out.object([&] {
          Out.attribute("description", text(titleOfFix(N)));
          edits(N.Edits);
        });
  });
}

void JsonWriter::report(const Report &One) {
  Out.object([&] {
    Out.attribute("check", One.Check);
    if (!One.Confidence.empty())
      Out.attribute("confidence", One.Confidence);
    Out.attribute("message", text(One.Message));
    place(One.At);
    Out.attribute("function", text(One.Function));
    Out.attribute("fingerprint", One.fingerprint());
    Out.attribute("silenced", One.Silenced);
    if (R.Baseline)
      Out.attribute("known", One.Known);
    notes("path", One, Note::Step);
    notes("advice", One, Note::Advice);
    notes("notes", One, Note::Other);
    fixes(One);
  });
}

void JsonWriter::write() {
  Out.object([&] {
    Out.attribute("version", 1);
    Out.attributeObject("tool", [&] {
      Out.attribute("name", "z3-tidy");
      Out.attribute("version", Z3TIDY_VERSION);
    });
    Out.attribute("status", R.Status);
    if (const auto &B = R.Baseline)
      Out.attributeObject("baseline", [&] {
        Out.attribute("new", B->New);
        Out.attribute("known", B->Known);
        Out.attribute("fixed", B->Fixed);
        Out.attribute("unmatched", B->Unmatched);
      });
    Out.attributeArray("files", [&] {
      for (const std::string &Unit : R.Units)
        Out.value(text(shortPath(Unit, R.Root)));
    });
    Out.attributeArray("failures", [&] {
      for (const Failure &F : R.Failures)
        Out.object([&] {
          Out.attribute("file", text(shortPath(F.File, R.Root)));
          Out.attribute("reason", text(F.Reason));
        });
    });
    Out.attributeArray("reports", [&] {
      for (const Report &One : R.Reports)
        report(One);
    });
  });
}

void z3tidy::tool::writeJson(const Run &R, Sources &Texts,
                             llvm::raw_ostream &OS) {
  JsonWriter(R, OS).write();
  OS << "\n";
}
