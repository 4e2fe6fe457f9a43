// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SARIF 2.1.0, the format that code hosts and editors read.

#include "JsonParts.h"
#include "Rules.h"
#include "Writers.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include <set>
#include <tuple>

using namespace z3tidy::tool;
using llvm::StringRef;

static constexpr StringRef RootId = "SRCROOT";

namespace {

class SarifWriter {
public:
  SarifWriter(const Run &R, Sources &Texts, llvm::raw_ostream &OS)
      : R(R), Texts(Texts), Out(OS, 1) {}
  void write();

private:
  void tool();
  void rule(StringRef Name);
  void invocation();
  void result(const Report &One);
  void state(const Report &One);
  void codeFlow(const Report &One);
  void related(const Report &One);
  void fixes(const Report &One);
  void fix(StringRef Title, const std::vector<Edit> &Edits);
  void replacement(const Edit &E);
  void message(StringRef Name, StringRef Text);
  void artifactLocation(StringRef File);
  void physicalLocation(const Place &P, bool WithText);
  void collectRules();

  const Run &R;
  Sources &Texts;
  llvm::json::OStream Out;
  llvm::MapVector<StringRef, const Rule *> Rules; ///< null: not ours
};

} // namespace

/// A path as part of a URI.
static std::string escaped(StringRef Path) {
  std::string Result;
  for (unsigned char C : Path)
    if (llvm::isAlnum(C) || StringRef("/-._~+@,=").contains(C))
      Result += C;
    else
      Result += "%" + llvm::toHex(StringRef(reinterpret_cast<char *>(&C), 1));
  return Result;
}

static StringRef levelOf(const Report &R) {
  if (isModernizer(R.Check))
    return "note";
  return llvm::StringSwitch<StringRef>(R.Confidence)
      .Case("certain", "error")
      .Case("possible", "note")
      .Default("warning");
}

void SarifWriter::message(StringRef Name, StringRef Text) {
  Out.attributeObject(Name, [&] { Out.attribute("text", text(Text)); });
}

void SarifWriter::artifactLocation(StringRef File) {
  StringRef Short = shortPath(File, R.Root);
  Out.attributeObject("artifactLocation", [&] {
    if (Short.size() == File.size()) {
      Out.attribute("uri", "file://" + escaped(File));
      return;
    }
    Out.attribute("uri", escaped(Short));
    Out.attribute("uriBaseId", RootId);
  });
}

void SarifWriter::physicalLocation(const Place &P, bool WithText) {
  Out.attributeObject("physicalLocation", [&] {
    artifactLocation(P.File);
    if (!P.Line)
      return;
    Out.attributeObject("region", [&] {
      Out.attribute("startLine", P.Line);
      Out.attribute("startColumn", P.Character);
      if (WithText)
        Out.attributeObject("snippet", [&] {
          Out.attribute("text", text(Texts.line(P.File, P.Line)));
        });
    });
  });
}

void SarifWriter::collectRules() {
  for (const Rule &One : rules())
    Rules.insert({One.Name, &One});
  for (const Report &One : R.Reports)
    Rules.insert({One.Check, nullptr});
}

void SarifWriter::rule(StringRef Name) {
  const Rule *Ours = Rules.lookup(Name);
  Out.object([&] {
    Out.attribute("id", Name);
    if (!Ours)
      return;
    message("shortDescription", Ours->Headline);
    Out.attributeObject("help", [&] {
      // Some viewers show text only; the page reads well as it is.
      Out.attribute("text", Ours->Page);
      Out.attribute("markdown", Ours->Page);
    });
    Out.attribute("helpUri", pageOf(Name));
    Out.attributeObject("defaultConfiguration", [&] {
      Out.attribute("level", Ours->IsOn ? "warning" : "note");
    });
    Out.attributeObject("properties", [&] {
      Out.attribute("precision", "high");
      Out.attributeArray("tags", [&] {
        Out.value("correctness");
        Out.value("z3");
      });
    });
  });
}

void SarifWriter::tool() {
  Out.attributeObject("tool", [&] {
    Out.attributeObject("driver", [&] {
      Out.attribute("name", "z3-tidy");
      Out.attribute("version", Z3TIDY_VERSION);
      Out.attribute("semanticVersion", Z3TIDY_VERSION);
      Out.attributeArray("rules", [&] {
        for (const auto &Entry : Rules)
          rule(Entry.first);
      });
    });
  });
}

void SarifWriter::invocation() {
  Out.attributeArray("invocations", [&] {
    Out.object([&] {
      Out.attribute("executionSuccessful", R.Failures.empty());
      Out.attribute("exitCode", R.Status);
      Out.attributeArray("toolExecutionNotifications", [&] {
        for (const Failure &F : R.Failures)
          Out.object([&] {
            Out.attribute("level", "error");
            if (F.File.empty()) {
              message("message", F.Reason);
              return;
            }
            message("message", "not analyzed whole: " + F.Reason);
            Out.attributeArray("locations", [&] {
              Out.object([&] {
                Out.attributeObject("physicalLocation",
                                    [&] { artifactLocation(F.File); });
              });
            });
          });
      });
    });
  });
}

void SarifWriter::codeFlow(const Report &One) {
  std::vector<const Note *> Steps;
  for (const Note &N : One.Notes)
    if (N.W == Note::Step && N.At.Line)
      Steps.push_back(&N);
  if (Steps.empty())
    return;
  auto Location = [&](const Place &At, StringRef Text) {
    Out.object([&] {
      Out.attributeObject("location", [&] {
        physicalLocation(At, /*WithText=*/true);
        message("message", Text);
      });
    });
  };
  Out.attributeArray("codeFlows", [&] {
    Out.object([&] {
      Out.attributeArray("threadFlows", [&] {
        Out.object([&] {
          Out.attributeArray("locations", [&] {
            for (const Note *N : Steps)
              Location(N->At, N->Text);
            Location(One.At, One.Message);
          });
        });
      });
    });
  });
}

void SarifWriter::related(const Report &One) {
  // The same place with the same words must not come twice.
  std::set<std::tuple<StringRef, unsigned, StringRef>> Told;
  Out.attributeArray("relatedLocations", [&] {
    for (const Note &N : One.Notes)
      if (N.W != Note::Step && N.At.Line &&
          Told.insert({N.At.File, N.At.Offset, N.Text}).second)
        Out.object([&] {
          physicalLocation(N.At, /*WithText=*/false);
          message("message", N.Text);
        });
  });
}

void SarifWriter::replacement(const Edit &E) {
  Out.object([&] {
    Out.attributeObject("deletedRegion", [&] {
      Out.attribute("startLine", E.Begin.Line);
      Out.attribute("startColumn", E.Begin.Character);
      Out.attribute("endLine", E.End.Line);
      Out.attribute("endColumn", E.End.Character);
    });
    Out.attributeObject("insertedContent",
                        [&] { Out.attribute("text", text(E.Text)); });
  });
}

void SarifWriter::fix(StringRef Title, const std::vector<Edit> &Edits) {
  // By file, in the order in which they are.
  llvm::MapVector<StringRef, std::vector<const Edit *>> Files;
  for (const Edit &E : Edits)
    if (E.Begin.Line && E.End.Line)
      Files[E.Begin.File].push_back(&E);
  if (Files.empty())
    return;
  Out.object([&] {
    message("description", Title);
    Out.attributeArray("artifactChanges", [&] {
      for (const auto &Entry : Files)
        Out.object([&] {
          artifactLocation(Entry.first);
          Out.attributeArray("replacements", [&] {
            for (const Edit *E : Entry.second)
              replacement(*E);
          });
        });
    });
  });
}

void SarifWriter::fixes(const Report &One) {
  Out.attributeArray("fixes", [&] {
    if (!One.Edits.empty())
      fix(titleOfFix(One), One.Edits);
    for (const Note &N : One.Notes)
      if (!N.Edits.empty())
        fix(titleOfFix(N), N.Edits);
  });
}

void SarifWriter::state(const Report &One) {
  Out.attributeObject("partialFingerprints",
                      [&] { Out.attribute("z3tidy/v1", One.fingerprint()); });
  if (R.Baseline)
    Out.attribute("baselineState", One.Known ? "unchanged" : "new");
  Out.attributeArray("suppressions", [&] {
    if (One.Silenced)
      Out.object([&] { Out.attribute("kind", "inSource"); });
  });
}

void SarifWriter::result(const Report &One) {
  Out.object([&] {
    Out.attribute("ruleId", One.Check);
    Out.attribute("ruleIndex",
                  Rules.find(StringRef(One.Check)) - Rules.begin());
    Out.attribute("level", levelOf(One));
    message("message", One.Message);
    Out.attributeArray("locations", [&] {
      if (One.At.File.empty())
        return;
      Out.object([&] {
        physicalLocation(One.At, /*WithText=*/true);
        if (!One.Function.empty())
          Out.attributeArray("logicalLocations", [&] {
            Out.object([&] {
              Out.attribute("fullyQualifiedName", text(One.Function));
            });
          });
      });
    });
    codeFlow(One);
    related(One);
    fixes(One);
    state(One);
    if (!One.Confidence.empty())
      Out.attributeObject("properties",
                          [&] { Out.attribute("confidence", One.Confidence); });
  });
}

void SarifWriter::write() {
  collectRules();
  Out.object([&] {
    Out.attribute("$schema",
                  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/"
                  "schemas/sarif-schema-2.1.0.json");
    Out.attribute("version", "2.1.0");
    Out.attributeArray("runs", [&] {
      Out.object([&] {
        tool();
        invocation();
        Out.attributeObject("originalUriBaseIds", [&] {
          Out.attributeObject(RootId, [&] {
            Out.attribute("uri", "file://" + escaped(R.Root) +
                                     (R.Root == "/" ? "" : "/"));
          });
        });
        Out.attribute("columnKind", "unicodeCodePoints");
        Out.attributeArray("results", [&] {
          for (const Report &One : R.Reports)
            result(One);
        });
      });
    });
  });
}

void z3tidy::tool::writeSarif(const Run &R, Sources &Texts,
                              llvm::raw_ostream &OS) {
  SarifWriter(R, Texts, OS).write();
  OS << "\n";
}
