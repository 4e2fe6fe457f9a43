// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/SourceParts.h"
#include "lower/ClangCompat.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>

namespace z3tidy::lower {

using namespace clang;

/// How a text begins and ends cannot be mistaken for what is in another.
static void append(std::string &To, llvm::StringRef Text) {
  To += std::to_string(Text.size());
  To += ':';
  To.append(Text.data(), Text.size());
}

/// Directives in a body say something of what stands behind it: `_Pragma`, and
/// `#` with nothing before it in its line but a comment.
static bool mayDirect(llvm::StringRef Body) {
  for (llvm::StringRef Sign : {"#", "%:", "?\?="})
    for (size_t At = 0; (At = Body.find(Sign, At)) != llvm::StringRef::npos;
         ++At) {
      llvm::StringRef Before =
          Body.take_front(At).rsplit('\n').second.rtrim(" \t\v\f\r");
      if (Before.empty() || Before.ends_with("*/"))
        return true;
    }
  return Body.contains("_Pragma");
}

std::optional<SourceParts>
SourceParts::of(ASTContext &Ctx, llvm::ArrayRef<Candidate> Functions) {
  SourceParts Parts;
  Parts.SM = &Ctx.getSourceManager();
  if (!Parts.addHeaders(Ctx))
    return std::nullopt;
  Parts.cut(Ctx, Functions);
  return Parts;
}

/// All but the main file. What stands in a precompiled file has no buffers
/// here; what was pasted together or made a string is written elsewhere.
bool SourceParts::addHeaders(ASTContext &Ctx) {
  if (Ctx.getExternalSource()) {
    std::unique_ptr<llvm::MemoryBuffer> File = compat::precompiledFile(Ctx);
    if (!File)
      return false;
    append(Surroundings, std::to_string(llvm::xxHash64(File->getBuffer())));
  }
  const SrcMgr::SLocEntry *Main = &SM->getSLocEntry(SM->getMainFileID());
  for (unsigned I = 0; I < SM->local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &Entry = SM->getLocalSLocEntry(I);
    if (!Entry.isFile() || &Entry == Main)
      continue;
    auto Buffer = Entry.getFile().getContentCache().getBufferIfLoaded();
    if (!Buffer)
      return false;
    if (Buffer->getBufferIdentifier() != "<scratch space>")
      append(Surroundings, Buffer->getBuffer());
  }
  return true;
}

void SourceParts::cut(ASTContext &Ctx, llvm::ArrayRef<Candidate> Functions) {
  const FileID Main = SM->getMainFileID();
  const llvm::StringRef Text = SM->getBufferData(Main);
  struct Piece {
    unsigned Begin, End;
    size_t Function;
  };
  std::vector<Piece> Pieces;
  for (size_t I = 0; I < Functions.size(); ++I) {
    const Stmt *Body = Functions[I].FD->getBody();
    SourceLocation Open = Body->getBeginLoc(), Close = Body->getEndLoc();
    if (!Open.isFileID() || !Close.isFileID() || SM->getFileID(Open) != Main ||
        SM->getFileID(Close) != Main)
      continue;
    unsigned Begin = SM->getFileOffset(Open), End = SM->getFileOffset(Close);
    if (Begin < End && End < Text.size() && Text[Begin] == '{' &&
        Text[End] == '}' && !mayDirect(Text.slice(Begin, End)))
      Pieces.push_back({Begin, End + 1, I});
  }
  llvm::sort(Pieces, [](const Piece &A, const Piece &B) {
    return std::make_pair(A.Begin, A.Function) <
           std::make_pair(B.Begin, B.Function);
  });
  BodyOf.resize(Functions.size());
  std::string Rest;
  unsigned At = 0;
  for (const Piece &P : Pieces) {
    if (P.Begin < At) // code with errors
      continue;
    BodyOf[P.Function] = Bodies.size();
    Bodies.push_back(Text.slice(P.Begin, P.End));
    Begins.push_back(P.Begin);
    Rest += Text.slice(At, P.Begin);
    Rest += '\0'; // in no source that clang has read without an error
    At = P.End;
  }
  Rest += Text.substr(At);
  append(Surroundings, Rest);
}

std::string SourceParts::placeOf(const Decl *D) const {
  SourceLocation Loc = SM->getExpansionLoc(D->getLocation());
  unsigned Offset = SM->getFileOffset(Loc);
  if (SM->getFileID(Loc) != SM->getMainFileID())
    return (SM->getFilename(Loc) + "@" + llvm::Twine(Offset)).str();
  size_t Before =
      std::upper_bound(Begins.begin(), Begins.end(), Offset) - Begins.begin();
  if (Before == 0)
    return std::to_string(Offset);
  // By body, from its begin on; behind it that is known by what is around.
  unsigned Begin = Begins[Before - 1];
  unsigned Length = Bodies[Before - 1].size();
  bool IsInside = Offset < Begin + Length;
  return std::to_string(Before) + (IsInside ? "+" : "-") +
         std::to_string(IsInside ? Offset - Begin : Offset - Begin - Length);
}

} // namespace z3tidy::lower
