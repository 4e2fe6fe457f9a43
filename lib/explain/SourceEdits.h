// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits of source text at statements: insert before and behind, remove, in the
// indentation of the place. An edit that can't be made (a macro, another file)
// makes the whole list invalid, since half a fix is a wrong one.

#ifndef Z3TIDY_EXPLAIN_SOURCEEDITS_H
#define Z3TIDY_EXPLAIN_SOURCEEDITS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/Diagnostic.h"

#include <string>
#include <vector>

namespace z3tidy::explain {

class SourceEdits {
public:
  /// Edits in the file of Anchor only. Parents is of the function's body.
  SourceEdits(const clang::ASTContext &Ctx, const clang::ParentMap &Parents,
              clang::SourceLocation Anchor);

  bool valid() const { return Valid; }
  void invalidate() { Valid = false; }
  /// The edits, if all could be made; else none.
  std::vector<clang::FixItHint> take();
  /// One that was made elsewhere.
  void add(const clang::FixItHint &Hint) { Hints.push_back(Hint); }

  /// The text of a range of tokens; empty (and invalid) for one that can't be
  /// read from the file.
  std::string text(clang::SourceRange R);

  /// New lines before a statement, which is put into braces where it is the
  /// body of an `if` or a loop.
  void insertBefore(const clang::Stmt *S, llvm::ArrayRef<std::string> Lines);
  /// The same of lines of which one declares a name that is known from there to
  /// the end of the block. Invalid where that does not compile.
  void declareBefore(const clang::Stmt *S, llvm::ArrayRef<std::string> Lines);
  /// New lines behind a statement of a block.
  void insertBehind(const clang::Stmt *S, llvm::ArrayRef<std::string> Lines);
  /// New lines before the closing brace of a block.
  void insertAtEnd(const clang::CompoundStmt *Block,
                   llvm::ArrayRef<std::string> Lines);
  /// Replaces a statement with lines; without any it goes, with its line.
  void replace(const clang::Stmt *S, llvm::ArrayRef<std::string> Lines);
  /// The same of lines of which one declares a name, which is known to them
  /// alone where it could not be known to the end of the block.
  void replaceByScope(const clang::Stmt *S, llvm::ArrayRef<std::string> Lines);
  void replaceTokens(clang::SourceRange R, llvm::StringRef Text);
  /// The same of a statement that is all that one use of a macro makes, with
  /// its semicolon; without text it goes.
  void replaceExpansion(const clang::Stmt *S, llvm::StringRef Text);
  /// The text of what was given to a macro.
  std::string argumentText(clang::SourceRange R);
  void insertBeforeToken(clang::SourceLocation Loc, llvm::StringRef Text);
  void insertBehindToken(clang::SourceLocation Loc, llvm::StringRef Text);

  /// The white space that the line of a location starts with.
  std::string indentation(clang::SourceLocation Loc) const;
  /// The step of indentation of a block's content against its brace.
  std::string indentationStep(const clang::CompoundStmt *Block) const;
  /// Behind the `;` or `}` that ends the statement; invalid if there is none.
  clang::SourceLocation endOf(const clang::Stmt *S) const;

  /// Whether a declaration may stand before a statement: in a block, where no
  /// case and no goto passes it by, and in C90 nowhere.
  bool mayDeclareBefore(const clang::Stmt *S) const;

private:
  bool editable(clang::SourceLocation Loc) const;
  void insert(clang::SourceLocation Loc, std::string Text);
  void remove(clang::SourceLocation Begin, clang::SourceLocation End,
              llvm::StringRef Replacement);
  /// Whether only white space stands before (behind) the place in its line.
  bool startsLine(clang::SourceLocation Loc) const;
  bool endsLine(clang::SourceLocation Loc) const;
  clang::SourceLocation behindPreviousToken(clang::SourceLocation Loc) const;
  const char *character(clang::SourceLocation Loc) const;

  const clang::ASTContext &Ctx;
  const clang::SourceManager &SM;
  const clang::ParentMap &Parents;
  clang::FileID File;
  std::vector<clang::FixItHint> Hints;
  bool Valid = true;
};

/// Whether the statement stands in a block of its own or under a case or
/// another label of one.
bool isInBlock(const clang::Stmt *S, const clang::ParentMap &Parents);

/// Whether a goto of a function passes a place by, to a label between there and
/// End.
bool isJumpedOver(const clang::Stmt *Body, clang::SourceLocation At,
                  clang::SourceLocation End);

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_SOURCEEDITS_H
