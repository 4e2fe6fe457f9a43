// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edits that a finding may get. Each function looks whether its edit is
// surely right here, and makes none if it is not: after an edit the code must
// compile, the finding be gone, nothing new be wrong, and the program do what
// it did.

#ifndef Z3TIDY_EXPLAIN_EDITS_H
#define Z3TIDY_EXPLAIN_EDITS_H

#include "explain/Explain.h"
#include "explain/HandleFlow.h"
#include "explain/SourceEdits.h"

#include <memory>
#include <optional>

namespace z3tidy::explain {

struct Edit {
  std::vector<clang::FixItHint> Fixes;
  std::vector<std::string> Includes;
  explicit operator bool() const { return !Fixes.empty(); }
};

/// What all edits of one finding look at.
class EditContext {
public:
  /// Null if nothing can be edited in the function: no body, a template's
  /// instantiation, another file than the finding's.
  static std::unique_ptr<EditContext> of(const analysis::Finding &F,
                                         const lower::Lowered &L,
                                         clang::ASTContext &Ctx);

  const analysis::Finding &F;
  const lower::Lowered &L;
  lower::ModuleContext M;
  const clang::FunctionDecl *FD;
  clang::ParentMap Parents;
  clang::SourceLocation Anchor;

  SourceEdits edits() const { return SourceEdits(M.Ctx, Parents, Anchor); }
  /// The finding stands in what a macro makes.
  bool isInMacro() const { return Anchor.isMacroID(); }
  bool isCpp() const { return M.Ctx.getLangOpts().CPlusPlus; }
  /// z3raii is a library for C++17.
  bool canUseRaii() const { return M.Ctx.getLangOpts().CPlusPlus17; }
  /// The local variable that holds the handle; null if it is none.
  const clang::VarDecl *holder() const;
  /// The local variable that had it last, on the path of a leak; null if none.
  const clang::VarDecl *lastHolder() const;
  /// What happens to holder(); null if there is none, or it is not understood.
  const HandleFlow *flow();
  /// The statement of the loop of the finding; null if there is none.
  const clang::Stmt *loop() const;
  /// The call that makes the object.
  const clang::Stmt *creation() const;

  /// What Z3 has for the object may not fit: the program made it its own way.
  bool isTaught() const;
  /// "Z3_solver_dec_ref(ctx, s)", without a semicolon; empty if it can't be
  /// written.
  std::string releaseCall(const HandleFlow &Flow, SourceEdits &Out) const;
  /// Whether all variables of an expression (but one) can be named at a place.
  bool isVisibleAt(const clang::Stmt *E, const clang::Stmt *Place,
                   const clang::VarDecl *But = nullptr) const;
  bool isVariableVisibleAt(const clang::VarDecl *Var,
                           const clang::Stmt *Place) const;

private:
  bool isLostIn(const clang::Stmt *S) const;
  const clang::VarDecl *takenOut() const;
  std::string taughtReleaseCall(llvm::StringRef Function,
                                const HandleFlow &Flow, SourceEdits &Out) const;
  EditContext(const analysis::Finding &F, const lower::Lowered &L,
              clang::ASTContext &Ctx, const clang::FunctionDecl *FD,
              clang::SourceLocation Anchor);

  std::unique_ptr<HandleFlow> Flow;
  bool FlowMade = false;
};

/// A way out of a block: a jump, or its closing brace (Jump is null).
struct WayOut {
  const clang::Stmt *Jump = nullptr;
  HandleStates States = 0;
  /// What is left: the iteration only, the loop, or the function.
  enum Target { Iteration, Loop, Function, Elsewhere } To = Iteration;
};

/// The jumps in a block that leave it, taken as the body of a loop, in the
/// order of the source; without states. A goto leaves it, too, if it goes back
/// to before Since.
std::vector<WayOut> jumpsOutOf(const clang::CompoundStmt *Block,
                               clang::SourceLocation Since);

/// All reached ways out of a block, for a variable. Loop is the statement whose
/// body the block is; null if it is none's.
std::vector<WayOut> waysOut(const HandleFlow &Flow,
                            const clang::CompoundStmt *Block,
                            const clang::Stmt *Loop);

/// Whether no other file can name a class: it stands in a source, and not in a
/// header.
bool isOnlyHere(const clang::ASTContext &Ctx, const clang::RecordDecl *Class);

/// Whether the file makes objects of a class in memory that it only casts,
/// where no constructor runs.
bool isMadeByCast(const clang::ASTContext &Ctx, const clang::RecordDecl *Class);

/// The body of a loop statement; null for none.
const clang::Stmt *bodyOf(const clang::Stmt *Loop);

/// Adds Lines before a jump. A returned value that needs the object is computed
/// first. Names must not clash: Function is the whole function.
void insertBeforeJump(const clang::Stmt *Jump,
                      llvm::ArrayRef<std::string> Lines, const HandleFlow &Flow,
                      const EditContext &C, SourceEdits &Out);

/// The same for a return, where the caller knows whether its value needs the
/// object; and with ResultLives, that what is returned lives without it.
void insertBeforeReturn(const clang::ReturnStmt *Return,
                        llvm::ArrayRef<std::string> Lines, bool NeedsObject,
                        const EditContext &C, SourceEdits &Out,
                        bool ResultLives = false);

/// "Z3_solver_dec_ref(c, s)": a call that counts the handle, which is turned
/// into a term first where its kind has no function of its own.
std::string countingCall(llvm::StringRef Function, ir::Kind K,
                         const std::string &Context, const std::string &Handle);

/// How the file spells a null pointer.
std::string nullText(const EditContext &C);

/// Whether nothing that a function declares or names has a name, but for one
/// variable, and no macro has it.
bool isNameFree(const clang::FunctionDecl *FD, llvm::StringRef Name,
                const clang::VarDecl *But = nullptr);

bool hasGoto(const clang::FunctionDecl *FD);

/// Wanted, if nothing in the function has that name; else empty.
std::string freshName(const EditContext &C, llvm::StringRef Wanted);

/// The uses of a variable, if each of them is an argument of a call, which
/// takes its value (of a text, if each reads it); none at all otherwise. But is
/// an assignment to it that does not count.
std::vector<const clang::DeclRefExpr *>
argumentUses(const EditContext &C, const clang::VarDecl *Var, bool Text = false,
             const clang::BinaryOperator *But = nullptr);

/// The declaration statement of a variable that is alone in it; null if it is
/// not.
const clang::DeclStmt *onlyDeclaration(const EditContext &C,
                                       const clang::VarDecl *Var);

/// The statement of the block that declares the variable; null if In is no
/// block or has none.
const clang::DeclStmt *declarationIn(const clang::Stmt *In,
                                     const clang::VarDecl *Var);

/// The same of the blocks around a piece of source, the innermost first.
const clang::DeclStmt *declarationAround(const EditContext &C,
                                         const clang::Stmt *S,
                                         const clang::VarDecl *Var);

/// "z3::expr"; empty for a class that can't be named so.
std::string z3ppClassName(clang::QualType T);

/// Whether a context may be deleted by hand in a block, from a statement on.
bool deletesAnyContext(EditContext &C, const clang::CompoundStmt *Block,
                       size_t Since = 0);

/// Whether control may come into statements of a block by a label or a case.
bool hasEntry(const clang::CompoundStmt *Block, size_t First, size_t Last);

/// z3-loop-creation, leak: the missing release on every way out.
Edit insertReleases(EditContext &C);
/// A retain too many: it goes.
Edit removeNeedlessRetain(EditContext &C);
/// What was put into a local container: a loop that gives all elements back.
Edit releaseElements(EditContext &C);
/// A leak in C++: the variable becomes a z3raii handle.
Edit useRaiiHandle(EditContext &C);
/// Counted by hand and released on all ways: the same.
Edit useRaiiForBalanced(EditContext &C);
/// `new z3::solver` without delete: the variable becomes a unique_ptr.
Edit useUniquePtr(EditContext &C);
/// A solver made anew: it is made before the loop, and iterations run between
/// push and pop.
Edit hoist(EditContext &C);
/// A use behind the release: the release goes behind the last use.
Edit moveRelease(EditContext &C);
/// The same where the release and the use are not of one local variable, or the
/// release is in a call: two statements of one block change places.
Edit moveKilling(EditContext &C);
/// The later use gets a reference of its own.
Edit keepAlive(EditContext &C);
/// A release too early goes away, and the handle is released where it dies.
Edit retractRelease(EditContext &C);
/// A second release goes away.
Edit removeSecondRelease(EditContext &C);
/// A second release on some ways only: the first one leaves a null handle,
/// which may be released again.
Edit setNullBehindRelease(EditContext &C);
/// A scope that some ways round the loop leave open: a pop on each of them.
Edit closeScopes(EditContext &C);
/// A reference bound to what `new` has made: the object itself.
Edit useValue(EditContext &C);
/// `p.release();` of a unique_ptr: `p.reset();`.
Edit resetGuard(EditContext &C);
/// A move assignment that forgets the old term: it copies.
Edit copyAssign(EditContext &C);
/// A term in a call of another context: it is translated there.
Edit translateArgument(EditContext &C);
/// A raw handle of a temporary: the variable becomes the object that counts.
Edit keepOwner(EditContext &C);
/// Raw handles of temporaries, in an array, a vector or a variable that can't
/// become an object: the temporaries are kept beside it.
Edit keepTemporaries(EditContext &C);
/// The same in a field: it becomes the object that counts.
Edit keepInField(EditContext &C);
/// The same in a field that may be null: a std::optional of the object.
Edit keepOptionally(EditContext &C);
/// A raw handle of an object of z3++: the variable becomes a copy of it.
Edit ownCopy(EditContext &C);
/// A raw handle that is assigned in an inner scope: the variable becomes a
/// z3raii handle.
Edit ownAssigned(EditContext &C);
/// A text that is overwritten or ends: the variable becomes a string.
Edit copyText(EditContext &C);

/// The same in C: a copy, whose memory is given back.
Edit copyTextInC(EditContext &C);
/// `last = m;` beside the release of m: last takes the reference over.
Edit handOver(EditContext &C);
/// The release TooEarly goes, and Flow's variable is released where it dies.
Edit releaseHandedOver(EditContext &C, const HandleFlow &Flow,
                       const clang::Stmt *TooEarly, std::string Call);
/// A fresh handle that is collected too early: a reference of its own from its
/// creation to its last use, or the one that the function gives back anyway.
Edit protect(EditContext &C);
/// The same for one that is made among the arguments of a call: it is made
/// before.
Edit holdArgument(EditContext &C);
/// In C++: the object of z3++ that counts it is made at once.
Edit wrapEarlier(EditContext &C);
/// z3raii handles beside an array of raw ones, beside a vector, and for an
/// argument.
Edit holdListed(EditContext &C);
Edit holdInVector(EditContext &C);
Edit holdArgumentByHandle(EditContext &C);
/// A release of what is not ours, or in the wrong way.
Edit correctRelease(EditContext &C);
/// A wrapper that counts what is counted by hand, or gives back what it never
/// got.
Edit correctWrapping(EditContext &C);
/// Of two shared pointers that are made of one handle the second is a copy.
Edit copyPointer(EditContext &C);
/// A field of a local struct, or of what a local variable points to: the
/// release before it is lost.
Edit releasePart(EditContext &C);
/// A field that is overwritten while it owns: the old one is released first.
Edit releaseOverwritten(EditContext &C);
/// `if (!v.emplace(key, made).second)`: what did not get in is released.
Edit releaseRefused(EditContext &C);
/// Release of elements that their owner drops.
Edit releaseDropped(EditContext &C);
/// An array of a struct that is freed without its elements: the file's own
/// function that gives back both.
Edit freeByOwnFunction(EditContext &C);
/// A reference to an element that leaves its container: a copy.
Edit copyElement(EditContext &C);
/// The function that releases a place leaves null there.
Edit forgetInCallee(EditContext &C);
/// The function that releases all elements leaves none there.
Edit emptyInCallee(EditContext &C);
/// A release by a macro of the file.
Edit removeExpandedRelease(EditContext &C);

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_EDITS_H
