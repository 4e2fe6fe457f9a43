// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements and their text.

#include "explain/SourceEdits.h"

#include "lower/ASTVisitor.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace z3tidy::explain;

SourceEdits::SourceEdits(const ASTContext &Ctx, const ParentMap &Parents,
                         SourceLocation Anchor)
    : Ctx(Ctx), SM(Ctx.getSourceManager()), Parents(Parents),
      File(SM.getFileID(SM.getExpansionLoc(Anchor))) {}

std::vector<FixItHint> SourceEdits::take() {
  if (!Valid)
    return {};
  return std::move(Hints);
}

bool SourceEdits::editable(SourceLocation Loc) const {
  return Loc.isValid() && Loc.isFileID() && SM.getFileID(Loc) == File;
}

/// Whether a text has `#if` or the like in it: what stands there in another
/// configuration was not looked at.
static bool hasDirective(StringRef Text) {
  for (size_t At = Text.find('\n'); At != StringRef::npos;
       At = Text.find('\n', At + 1))
    if (Text.substr(At).ltrim().starts_with("#"))
      return true;
  return false;
}

std::string SourceEdits::text(SourceRange R) {
  if (!editable(R.getBegin()) || !editable(R.getEnd())) {
    Valid = false;
    return {};
  }
  std::string Text = Lexer::getSourceText(CharSourceRange::getTokenRange(R), SM,
                                          Ctx.getLangOpts())
                         .str();
  Valid &= !hasDirective(Text);
  return Text;
}

std::string SourceEdits::argumentText(SourceRange R) {
  if (SM.isMacroArgExpansion(R.getBegin()) &&
      SM.isMacroArgExpansion(R.getEnd()))
    R = {SM.getSpellingLoc(R.getBegin()), SM.getSpellingLoc(R.getEnd())};
  return text(R);
}

void SourceEdits::replaceExpansion(const Stmt *S, StringRef Text) {
  SourceLocation Begin, Last;
  if (!Lexer::isAtStartOfMacroExpansion(S->getBeginLoc(), SM, Ctx.getLangOpts(),
                                        &Begin) ||
      !Lexer::isAtEndOfMacroExpansion(S->getEndLoc(), SM, Ctx.getLangOpts(),
                                      &Last) ||
      !editable(Begin) || !editable(Last) || !isInBlock(S, Parents)) {
    Valid = false;
    return;
  }
  const SourceLocation Semicolon =
      Lexer::findLocationAfterToken(Last, tok::semi, SM, Ctx.getLangOpts(),
                                    /*SkipTrailingWhitespaceAndNewLine=*/false);
  if (!editable(Semicolon)) {
    Valid = false;
    return;
  }
  remove(Begin, Semicolon, Text);
}

const char *SourceEdits::character(SourceLocation Loc) const {
  return SM.getCharacterData(Loc);
}

std::string SourceEdits::indentation(SourceLocation Loc) const {
  return Lexer::getIndentationForLine(SM.getExpansionLoc(Loc), SM).str();
}

std::string SourceEdits::indentationStep(const CompoundStmt *Block) const {
  std::string Outer = indentation(Block->getRBracLoc());
  if (!Block->body_empty()) {
    std::string Inner = indentation(Block->body_front()->getBeginLoc());
    if (StringRef(Inner).starts_with(Outer) && Inner.size() > Outer.size())
      return Inner.substr(Outer.size());
  }
  return "  ";
}

SourceLocation SourceEdits::endOf(const Stmt *S) const {
  SourceLocation Last = S->getEndLoc();
  // `return NULL;` ends with the name of the macro.
  if (Last.isMacroID() &&
      (S->getBeginLoc().isMacroID() ||
       !Lexer::isAtEndOfMacroExpansion(Last, SM, Ctx.getLangOpts(), &Last)))
    return {};
  if (!editable(Last))
    return {};
  SourceLocation End =
      Lexer::getLocForEndOfToken(Last, 0, SM, Ctx.getLangOpts());
  // Some statements end in their own semicolon or brace.
  char LastChar = *character(Last);
  if (LastChar == ';' || LastChar == '}')
    return isa<Expr>(S) ? SourceLocation() : End;
  SourceLocation Behind =
      Lexer::findLocationAfterToken(Last, tok::semi, SM, Ctx.getLangOpts(),
                                    /*SkipTrailingWhitespaceAndNewLine=*/false);
  return editable(Behind) ? Behind : SourceLocation();
}

bool SourceEdits::startsLine(SourceLocation Loc) const {
  bool Invalid = false;
  StringRef Buffer = SM.getBufferData(File, &Invalid);
  unsigned At = SM.getFileOffset(Loc);
  if (Invalid)
    return false;
  while (At > 0 && (Buffer[At - 1] == ' ' || Buffer[At - 1] == '\t'))
    --At;
  return At == 0 || Buffer[At - 1] == '\n';
}

bool SourceEdits::endsLine(SourceLocation Loc) const {
  StringRef Buffer = SM.getBufferData(File);
  StringRef Rest = Buffer.substr(SM.getFileOffset(Loc)).ltrim(" \t\r");
  return Rest.empty() || Rest.front() == '\n';
}

void SourceEdits::insert(SourceLocation Loc, std::string Text) {
  if (!editable(Loc)) {
    Valid = false;
    return;
  }
  // Insertions at one place come in the order in which they were made.
  for (FixItHint &Hint : Hints)
    if (Hint.RemoveRange.getBegin() == Loc &&
        Hint.RemoveRange.getEnd() == Loc) {
      Hint.CodeToInsert += Text;
      return;
    }
  Hints.push_back(FixItHint::CreateInsertion(Loc, Text));
}

void SourceEdits::remove(SourceLocation Begin, SourceLocation End,
                         StringRef Replacement) {
  if (!editable(Begin) || !editable(End) ||
      hasDirective(
          StringRef(character(Begin), character(End) - character(Begin)))) {
    Valid = false;
    return;
  }
  Hints.push_back(FixItHint::CreateReplacement(
      CharSourceRange::getCharRange(Begin, End), Replacement));
}

void SourceEdits::insertBeforeToken(SourceLocation Loc, StringRef Text) {
  insert(Loc, Text.str());
}

void SourceEdits::insertBehindToken(SourceLocation Loc, StringRef Text) {
  if (!editable(Loc)) {
    Valid = false;
    return;
  }
  insert(Lexer::getLocForEndOfToken(Loc, 0, SM, Ctx.getLangOpts()), Text.str());
}

void SourceEdits::replaceTokens(SourceRange R, StringRef Text) {
  if (!editable(R.getBegin()) || !editable(R.getEnd())) {
    Valid = false;
    return;
  }
  Hints.push_back(FixItHint::CreateReplacement(R, Text));
}

bool z3tidy::explain::isInBlock(const Stmt *S, const ParentMap &Parents) {
  const Stmt *Parent = Parents.getParent(S);
  while (Parent && isa<LabelStmt, SwitchCase>(Parent))
    Parent = Parents.getParent(Parent);
  return Parent && isa<CompoundStmt>(Parent);
}

/// Whether another statement, or a block, may stand for this one: it is one of
/// a block, or what an `if`, a loop or a label is for. The parts of a `for` are
/// none.
static bool isReplaceable(const Stmt *S, const ParentMap &Parents) {
  const Stmt *Parent = Parents.getParent(S);
  if (!Parent)
    return false;
  if (const auto *If = dyn_cast<IfStmt>(Parent))
    return S == If->getThen() || S == If->getElse();
  if (const auto *For = dyn_cast<ForStmt>(Parent))
    return S == For->getBody();
  if (const auto *For = dyn_cast<CXXForRangeStmt>(Parent))
    return S == For->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(Parent))
    return S == While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(Parent))
    return S == Do->getBody();
  return isa<CompoundStmt, LabelStmt, SwitchCase, AttributedStmt>(Parent);
}

static const CompoundStmt *functionBody(const Stmt *S,
                                        const ParentMap &Parents) {
  while (const Stmt *Parent = Parents.getParent(S))
    S = Parent;
  return dyn_cast<CompoundStmt>(S);
}

bool z3tidy::explain::isJumpedOver(const Stmt *Body, SourceLocation At,
                                   SourceLocation End) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitGotoStmt(GotoStmt *S) override {
      const Stmt *Label = S->getLabel()->getStmt();
      Found |= S->getBeginLoc() < At && Label && Label->getBeginLoc() > At &&
               Label->getBeginLoc() <= End;
      return true;
    }
    bool VisitIndirectGotoStmt(IndirectGotoStmt *) override {
      return !(Found = true);
    }
    SourceLocation At, End;
    bool Found = false;
  } Finder;
  Finder.At = At;
  Finder.End = End;
  Finder.TraverseStmt(const_cast<Stmt *>(Body));
  return Finder.Found;
}

bool SourceEdits::mayDeclareBefore(const Stmt *S) const {
  const LangOptions &Language = Ctx.getLangOpts();
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Parents.getParent(S));
  const Stmt *Body = functionBody(S, Parents);
  return Block && Body &&
         !isa_and_nonnull<SwitchStmt>(Parents.getParent(Block)) &&
         (Language.CPlusPlus || Language.C99) &&
         !isJumpedOver(Body, S->getBeginLoc(), Block->getEndLoc());
}

static std::string joined(llvm::ArrayRef<std::string> Lines,
                          StringRef Between) {
  std::string Text;
  for (const std::string &Line : Lines) {
    if (!Text.empty())
      Text += Between;
    Text += Line;
  }
  return Text;
}

/// Behind the token before a place, if it is in the line before; invalid if a
/// comment or anything else is in between.
SourceLocation SourceEdits::behindPreviousToken(SourceLocation Loc) const {
  StringRef Buffer = SM.getBufferData(File);
  size_t At = SM.getFileOffset(Loc);
  while (At > 0 && isWhitespace(Buffer[At - 1]))
    --At;
  StringRef Before = Buffer.take_front(At);
  StringRef Line = Before.substr(Before.rfind('\n') + 1);
  if (Line.contains("//") || Line.ends_with("*/") || Line.ltrim().empty() ||
      Line.ltrim().starts_with("#"))
    return {};
  return SM.getLocForStartOfFile(File).getLocWithOffset(At);
}

void SourceEdits::insertBefore(const Stmt *S,
                               llvm::ArrayRef<std::string> Lines) {
  if (Lines.empty())
    return;
  SourceLocation Begin = S->getBeginLoc();
  if (!editable(Begin) || !isReplaceable(S, Parents)) {
    Valid = false;
    return;
  }
  std::string Indent = indentation(Begin);
  if (isInBlock(S, Parents)) {
    // Behind a label or another statement in the line: stay in the line.
    std::string Break = startsLine(Begin) ? "\n" + Indent : " ";
    insert(Begin, joined(Lines, Break) + Break);
    return;
  }
  SourceLocation End = endOf(S);
  if (End.isInvalid()) {
    Valid = false;
    return;
  }
  SourceLocation Behind = behindPreviousToken(Begin);
  if (!startsLine(Begin) || Behind.isInvalid()) {
    insert(Begin, "{ " + joined(Lines, " ") + " ");
    insert(End, " }");
    return;
  }
  std::string Outer = indentation(Parents.getParent(S)->getBeginLoc());
  insert(Behind, " {");
  insert(Begin, joined(Lines, "\n" + Indent) + "\n" + Indent);
  insert(End, "\n" + Outer + "}");
}

void SourceEdits::declareBefore(const Stmt *S,
                                llvm::ArrayRef<std::string> Lines) {
  Valid &= mayDeclareBefore(S);
  insertBefore(S, Lines);
}

void SourceEdits::insertBehind(const Stmt *S,
                               llvm::ArrayRef<std::string> Lines) {
  if (Lines.empty())
    return;
  SourceLocation End = endOf(S);
  if (End.isInvalid() || !isInBlock(S, Parents)) {
    Valid = false;
    return;
  }
  std::string Indent = indentation(S->getBeginLoc());
  std::string Text;
  for (const std::string &Line : Lines)
    Text += "\n" + Indent + Line;
  // A comment behind the statement stays with it.
  StringRef Rest = SM.getBufferData(File).substr(SM.getFileOffset(End));
  StringRef Line = Rest.take_until([](char C) { return C == '\n'; });
  if (Line.ltrim().starts_with("//") && !Line.ends_with("\\"))
    End = End.getLocWithOffset(Line.size());
  insert(End, Text);
}

void SourceEdits::insertAtEnd(const CompoundStmt *Block,
                              llvm::ArrayRef<std::string> Lines) {
  if (Lines.empty())
    return;
  SourceLocation Brace = Block->getRBracLoc();
  if (!editable(Brace)) {
    Valid = false;
    return;
  }
  if (!startsLine(Brace)) {
    insert(Brace, joined(Lines, " ") + " ");
    return;
  }
  // At the end of the line before, so that the brace keeps its place.
  std::string Indent = indentation(Brace) + indentationStep(Block);
  StringRef Buffer = SM.getBufferData(File);
  unsigned At = SM.getFileOffset(Brace);
  unsigned LineStart = Buffer.rfind('\n', At) + 1;
  std::string Text;
  for (const std::string &Line : Lines)
    Text += Indent + Line + "\n";
  insert(SM.getLocForStartOfFile(File).getLocWithOffset(LineStart), Text);
}

void SourceEdits::replace(const Stmt *S, llvm::ArrayRef<std::string> Lines) {
  SourceLocation Begin = S->getBeginLoc();
  SourceLocation End = endOf(S);
  if (!editable(Begin) || End.isInvalid() || !isReplaceable(S, Parents)) {
    Valid = false;
    return;
  }
  bool InBlock = isInBlock(S, Parents);
  const Stmt *Parent = Parents.getParent(S);
  bool Labelled = Parent && isa<LabelStmt, SwitchCase>(Parent);
  if (Lines.empty() && (!InBlock || Labelled)) {
    remove(Begin, End, InBlock ? ";" : "{}");
    return;
  }
  if (!InBlock && Lines.size() > 1) {
    remove(Begin, End, "{ " + joined(Lines, " ") + " }");
    return;
  }
  if (!Lines.empty()) {
    remove(Begin, End, joined(Lines, "\n" + indentation(Begin)));
    return;
  }
  if (startsLine(Begin) && endsLine(End)) {
    // From the end of the line before: clang widens a removal that stands
    // before white space.
    StringRef Buffer = SM.getBufferData(File);
    size_t First = Buffer.rfind('\n', SM.getFileOffset(Begin));
    size_t Last = Buffer.find('\n', SM.getFileOffset(End));
    SourceLocation Start = SM.getLocForStartOfFile(File);
    remove(
        Start.getLocWithOffset(First == StringRef::npos ? 0 : First),
        Start.getLocWithOffset(Last == StringRef::npos ? Buffer.size() : Last),
        "");
    return;
  }
  // With the white space before what follows in the line.
  unsigned Skip = 0;
  while (character(End)[Skip] == ' ')
    ++Skip;
  remove(Begin, End.getLocWithOffset(Skip), "");
}

void SourceEdits::replaceByScope(const Stmt *S,
                                 llvm::ArrayRef<std::string> Lines) {
  if (mayDeclareBefore(S))
    replace(S, Lines);
  else
    replace(S, {"{ " + joined(Lines, " ") + " }"});
}
