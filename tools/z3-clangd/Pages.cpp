// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The link from a report to what is written of its check. clangd takes every
// check for one of LLVM's own and links to a page there that does not exist.
// What goes out to the editor is changed here: to our page, or to no link at
// all where the build does not know where our pages are. In front of clangd's
// functions as in Checks.cpp.

#include "llvm/Support/JSON.h"

#include <optional>

using llvm::StringRef;
namespace json = llvm::json;

// What these take is clangd's own; it is only passed on.
struct Params;
struct Action;

json::Value published(const Params &P) __asm__(
    "__real__ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE");
json::Value publishedWithPages(const Params &P) __asm__(
    "__wrap__ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE");
json::Value offered(const Action &A) __asm__(
    "__real__ZN5clang6clangd6toJSONERKNS0_10CodeActionE");
json::Value offeredWithPages(const Action &A) __asm__(
    "__wrap__ZN5clang6clangd6toJSONERKNS0_10CodeActionE");

static void correctLinks(json::Value &Message) {
  json::Object *Top = Message.getAsObject();
  json::Array *Diagnostics = Top ? Top->getArray("diagnostics") : nullptr;
  if (!Diagnostics)
    return;
  for (json::Value &One : *Diagnostics) {
    json::Object *Diagnostic = One.getAsObject();
    if (!Diagnostic)
      continue;
    std::optional<StringRef> Check = Diagnostic->getString("code");
    if (!Check || !Check->starts_with("z3-"))
      continue;
    const StringRef Pages = Z3TIDY_DOCS_URL;
    json::Object *Link = Diagnostic->getObject("codeDescription");
    if (Link && !Pages.empty())
      (*Link)["href"] = (Pages + "/checks/" + *Check + ".html").str();
    else
      Diagnostic->erase("codeDescription");
  }
}

json::Value publishedWithPages(const Params &P) {
  json::Value Message = published(P);
  correctLinks(Message);
  return Message;
}

json::Value offeredWithPages(const Action &A) {
  json::Value Message = offered(A);
  correctLinks(Message);
  return Message;
}
