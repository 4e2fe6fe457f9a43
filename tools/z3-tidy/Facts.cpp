// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Facts.h"
#include "WriteFile.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace z3tidy::tool;
namespace json = llvm::json;
using llvm::StringRef;

/// Names and texts come from sources in any encoding.
static std::string text(StringRef S) { return json::fixUTF8(S); }

static void writeFact(json::OStream &Out, const Fact &F) {
  Out.object([&] {
    Out.attribute("check", F.Check);
    Out.attribute("file", text(F.File));
    Out.attribute("offset", F.Offset);
    Out.attribute("message", text(F.Message));
    Out.attribute("edit", text(F.EditTitle));
    Out.attribute("function", text(F.Function));
    Out.attribute("confidence", F.Confidence);
    Out.attribute("touched", F.Touched);
    Out.attribute("silenced", F.Silenced);
    Out.attributeArray("notes", [&] {
      if (!F.Silenced)
        return;
      for (const Fact::Note &N : F.Notes)
        Out.object([&] {
          Out.attribute("file", text(N.File));
          Out.attribute("offset", N.Offset);
          Out.attribute("text", text(N.Text));
          Out.attribute("edits", N.HasEdits);
        });
    });
  });
}

bool z3tidy::tool::writeFacts(const Facts &F, StringRef Path) {
  return writeFile(Path,
                   [&](llvm::raw_ostream &OS) {
                     json::OStream Out(OS);
                     Out.object([&] {
                       Out.attribute("statistics", text(F.Statistics));
                       Out.attributeArray("reports", [&] {
                         for (const Fact &R : F.Reports)
                           writeFact(Out, R);
                       });
                     });
                   })
      .empty();
}

// Found by the type that they read.
namespace z3tidy::tool {

static bool fromJSON(const json::Value &V, Fact::Note &N, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("file", N.File) && O.map("offset", N.Offset) &&
         O.map("text", N.Text) && O.map("edits", N.HasEdits);
}

static bool fromJSON(const json::Value &V, Fact &F, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("check", F.Check) && O.map("file", F.File) &&
         O.map("offset", F.Offset) && O.map("message", F.Message) &&
         O.map("edit", F.EditTitle) && O.map("function", F.Function) &&
         O.map("confidence", F.Confidence) && O.map("touched", F.Touched) &&
         O.map("silenced", F.Silenced) && O.map("notes", F.Notes);
}

} // namespace z3tidy::tool

std::optional<Facts> z3tidy::tool::readFacts(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return std::nullopt;
  auto Value = json::parse((*Buffer)->getBuffer());
  if (!Value) {
    llvm::consumeError(Value.takeError());
    return std::nullopt;
  }
  Facts F;
  json::Path::Root Root;
  json::ObjectMapper O(*Value, Root);
  if (!O || !O.map("statistics", F.Statistics) || !O.map("reports", F.Reports))
    return std::nullopt;
  return F;
}
