// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Recorder.h"
#include "Changes.h"
#include "Export.h"
#include "Sources.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::tool;

static StringRef spelling(analysis::Confidence C) {
  switch (C) {
  case analysis::Confidence::Possible:
    return "possible";
  case analysis::Confidence::Likely:
    return "likely";
  case analysis::Confidence::Certain:
    return "certain";
  }
  return {};
}

/// File and offset as clang-tidy writes them.
static std::pair<std::string, unsigned> placeOf(SourceLocation Loc,
                                                const SourceManager &SM) {
  if (Loc.isInvalid())
    return {};
  const auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Loc));
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  if (!Entry)
    return {};
  llvm::SmallString<256> Path(Entry->getName());
  SM.getFileManager().makeAbsolutePath(Path);
  return {absolutePath(Path), Offset};
}

void Recorder::unit(ASTContext &Ctx) {
  if (Seen == &Ctx)
    return;
  Seen = &Ctx;
  Known.add(Ctx);
}

void Recorder::reported(const checks::Reported &R, ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  if (R.Silenced && SM.isInSystemHeader(R.What.Warning.Loc))
    return;
  Fact F;
  F.Check = R.Check.str();
  F.Message = R.What.Warning.Text;
  F.EditTitle = R.What.EditTitle;
  F.Confidence = spelling(R.Sure).str();
  F.Silenced = R.Silenced;
  std::tie(F.File, F.Offset) = placeOf(R.What.Warning.Loc, SM);
  for (const explain::Message &M : R.What.Notes) {
    Fact::Note N;
    N.Text = M.Text;
    N.HasEdits = !M.Fixes.empty();
    std::tie(N.File, N.Offset) = placeOf(M.Loc, SM);
    F.Notes.push_back(std::move(N));
  }
  Result.Reports.push_back(std::move(F));
}

/// Whether there is a report of that among the facts.
static bool has(const Facts &All, const Report &R) {
  for (const Fact &F : All.Reports)
    if (F.Check == R.Check && F.Offset == R.At.Offset && F.File == R.At.File &&
        F.Message == R.Message)
      return true;
  return false;
}

Facts Recorder::finish(llvm::StringRef Export) {
  Sources Texts;
  for (const Report &R : readExport(Export)) {
    if (has(Result, R))
      continue;
    Fact F;
    F.Check = R.Check;
    F.Message = R.Message;
    F.File = R.At.File;
    F.Offset = R.At.Offset;
    for (const Note &N : R.Notes)
      F.Notes.push_back({N.At.File, N.Text, N.At.Offset, false});
    Result.Reports.push_back(std::move(F));
  }
  for (Fact &F : Result.Reports) {
    const int Function = Known.at(F.File, F.Offset);
    F.Function = Known.name(Function).str();
    F.Touched = Known.isTouched(Function);
    if (Since) {
      const unsigned Line = Texts.place(F.File, F.Offset).Line;
      F.Touched |= Since->touches(F.File, Line, Line);
    }
    for (const Fact::Note &N : F.Notes)
      F.Touched |= Known.isChanged(Known.at(N.File, N.Offset));
  }
  return std::move(Result);
}
