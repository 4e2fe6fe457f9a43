// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// GitLab's code-quality report. GitLab compares the fingerprints of two
// branches itself, so that what is in a baseline is left out, not marked.

#include "JsonParts.h"
#include "Rules.h"
#include "Writers.h"
#include "llvm/ADT/StringSwitch.h"

using namespace z3tidy::tool;
using llvm::StringRef;

static StringRef severity(const Report &R) {
  if (isModernizer(R.Check))
    return "info";
  return llvm::StringSwitch<StringRef>(R.Confidence)
      .Case("certain", "major")
      .Case("possible", "info")
      .Default("minor");
}

void z3tidy::tool::writeGitlab(const Run &R, Sources &Texts,
                               llvm::raw_ostream &OS) {
  llvm::json::OStream Out(OS, 1);
  Out.array([&] {
    for (const Report &One : R.Reports) {
      if (One.Silenced || One.Known)
        continue;
      Out.object([&] {
        Out.attribute("description", text(One.Message));
        Out.attribute("check_name", One.Check);
        Out.attribute("fingerprint", One.fingerprint());
        Out.attribute("severity", severity(One));
        Out.attributeObject("location", [&] {
          Out.attribute("path", text(shortPath(One.At.File, R.Root)));
          Out.attributeObject("lines",
                              [&] { Out.attribute("begin", One.At.Line); });
        });
      });
    }
  });
  OS << "\n";
}
