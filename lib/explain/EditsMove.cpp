// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An edit for a dead handle in a field, an array, another name, or one that a
// call has released: the statement that makes it dead goes behind the last one
// that uses it. Both stand in one block, and what is in between is only calls
// that do not care.

#include "explain/Edits.h"
#include "explain/Effects.h"
#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

/// A name with the fields and elements that are taken of it: "g.solver".
struct Path {
  const ValueDecl *Root = nullptr;
  std::string Text;
  QualType Type;
  const Expr *E = nullptr;
};

class StatementMover {
public:
  explicit StatementMover(EditContext &C) : C(C), Out(C.edits()) {}
  Edit run();

private:
  bool findStatements();
  const Stmt *wholeOf(const Stmt *S, const Stmt *Use) const;
  bool isDirect() const;
  void addOperands();
  void addPaths(const Stmt *S, bool HandlesOnly);
  void addBorrowers(const Stmt *S);
  bool findLast();
  bool mayPassUntilLast();
  bool namesHolderBehindUse();
  bool leavesDeadAsBase() const;
  bool onlyReadsDead(const Stmt *S);
  bool mayPass(const Stmt *S);
  std::optional<Path> pathOf(const Expr *Root);
  bool isBehindBlock(const Stmt *S) const;
  bool dropsElement(const Stmt *S);
  bool overwrites(const Stmt *S);
  bool freesOperand(const Stmt *S);
  bool leavesAlone(const Path &P) const;
  bool isAskedObject(const Path &P);
  bool changesContainer() const;
  SourceLocation overwrittenBehind(const CompoundStmt *&Around);
  bool isReplacedBehind();
  Edit moveUse();
  std::vector<Path> pathsIn(const Stmt *S);
  bool overlaps(const Path &P) const;
  bool mentioned(const Stmt *S);
  bool usedElsewhere();

  EditContext &C;
  SourceEdits Out;
  const Expr *Call = nullptr; ///< the call that kills
  const Stmt *Kill = nullptr; ///< the statement that it is, or is all of
  const CompoundStmt *Block = nullptr;
  size_t First = 0; ///< index of the killing statement in the block
  size_t Used = 0;  ///< index of the statement with the use
  size_t Last = 0;  ///< index of the last statement that uses what it kills
  bool KillsContext = false;
  /// What is dead behind the killing statement.
  std::vector<Path> Dead;
};

} // namespace

static size_t indexIn(const CompoundStmt *Block, const Stmt *S) {
  return llvm::find(Block->body(), S) - Block->body_begin();
}

/// The loop, or the test, that does nothing but the killing call.
const Stmt *StatementMover::wholeOf(const Stmt *S, const Stmt *Use) const {
  const Stmt *Whole = S;
  for (const Stmt *P = C.Parents.getParent(S); P; P = C.Parents.getParent(P)) {
    const bool HasUse = P->getBeginLoc() <= Use->getBeginLoc() &&
                        Use->getEndLoc() <= P->getEndLoc();
    const auto *Inner = dyn_cast<CompoundStmt>(P);
    const auto *If = dyn_cast<IfStmt>(P);
    if (HasUse || (Inner && Inner->size() != 1) ||
        (If && (If->getElse() || If->getCond()->HasSideEffects(C.M.Ctx))))
      break;
    if (If || bodyOf(P))
      Whole = P;
    else if (!Inner)
      break;
  }
  return Whole;
}

bool StatementMover::findStatements() {
  const Stmt *Killing = statementOf(*C.F.F, C.F.Killed, C.L);
  const Stmt *Use = statementOf(*C.F.F, C.F.At, C.L);
  if (!Killing || !Use)
    return false;
  const auto *E = dyn_cast<Expr>(enclosingStatement(Killing, C.Parents));
  if (!E)
    return false;
  Call = E->IgnoreUnlessSpelledInSource();
  Kill = wholeOf(E, Use);
  Block = dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Kill));
  if (!Block)
    return false;
  E = Call;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  bool IsCall = Operator ? Operator->getOperator() == OO_Call
                         : isa<CallExpr, CXXDeleteExpr>(E);
  if (!IsCall)
    return false;
  const Stmt *S = Use;
  while (S && C.Parents.getParent(S) != Block)
    S = C.Parents.getParent(S);
  if (!S)
    return false;
  First = indexIn(Block, Kill);
  Last = Used = indexIn(Block, S);
  KillsContext = C.F.D == analysis::Defect::UseAfterContext ||
                 C.F.K == ir::Kind::Context ||
                 C.F.Dangles == analysis::Dangling::ContextGone;
  return Last < Block->size() && First < Last;
}

/// The longest chain of fields and constant elements that starts with a name,
/// or with a field of the object itself.
std::optional<Path> StatementMover::pathOf(const Expr *E) {
  const ValueDecl *Root = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Root = dyn_cast<ValueDecl>(Ref->getDecl());
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    Root = dyn_cast<FieldDecl>(Member->getMemberDecl());
  if (!Root || isa<FunctionDecl, EnumConstantDecl>(Root))
    return std::nullopt;
  while (const Stmt *P = C.Parents.getParent(E)) {
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(P)) {
      const Stmt *Above = C.Parents.getParent(Cast);
      bool InChain = isa_and_nonnull<MemberExpr, ArraySubscriptExpr>(Above);
      if (!InChain)
        break;
      E = Cast;
      continue;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(P)) {
      if (!isa<FieldDecl>(Member->getMemberDecl()))
        break;
      E = Member;
      continue;
    }
    const auto *Subscript = dyn_cast<ArraySubscriptExpr>(P);
    if (!Subscript || Subscript->getBase() != E ||
        !Subscript->getIdx()->isEvaluatable(C.M.Ctx))
      break;
    E = Subscript;
  }
  // Of what a macro makes of it only the root is known.
  const SourceRange R = E->getSourceRange();
  const bool IsMacro = R.getBegin().isMacroID() || R.getEnd().isMacroID();
  return Path{Root, IsMacro ? Root->getNameAsString() : Out.text(R),
              E->getType(), E};
}

std::vector<Path> StatementMover::pathsIn(const Stmt *S) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      Found.push_back(E);
      return true;
    }
    bool VisitMemberExpr(MemberExpr *E) override {
      if (isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts()))
        Found.push_back(E);
      return true;
    }
    std::vector<const Expr *> Found;
  } Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(S));
  std::vector<Path> Paths;
  for (const Expr *Root : Finder.Found)
    if (std::optional<Path> P = pathOf(Root))
      Paths.push_back(*P);
  return Paths;
}

/// Whether a value of a type may be, or hold, what is dead.
static bool mayHold(lower::ModuleContext &M, QualType T, bool KillsContext) {
  T = T.getNonReferenceType();
  if (lower::TypeInfo::isNumber(T.getCanonicalType()) || T->isFloatingType() ||
      T->isFunctionType())
    return false;
  const ir::Kind K = M.Types.handleKind(T);
  if (K == ir::Kind::Context || K == ir::Kind::Config)
    return KillsContext;
  if (K != ir::Kind::None)
    return true;
  if (lower::OwnerClass Owner = M.Types.owner(T))
    return KillsContext || Owner.K != ir::Kind::Context;
  if (const auto *Pointer = T->getAs<PointerType>())
    return !Pointer->getPointeeType()->isCharType();
  return T->isRecordType() || T->isArrayType();
}

void StatementMover::addPaths(const Stmt *S, bool HandlesOnly) {
  for (const Path &P : pathsIn(S)) {
    bool Fits =
        HandlesOnly
            ? C.M.Types.handleKind(P.Type.getNonReferenceType()) == C.F.K ||
                  P.Type->isRecordType() || P.Type->isPointerType()
            : true;
    if (Fits && mayHold(C.M, P.Type, KillsContext) && !overlaps(P))
      Dead.push_back(P);
  }
}

void StatementMover::addOperands() {
  // A closure's own name says nothing; what it captures is in its use.
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    for (unsigned I = 1; I < Operator->getNumArgs(); ++I)
      addPaths(Operator->getArg(I), false);
  } else {
    addPaths(Kill, false);
  }
  // A text that is gone with its context.
  if (const VarDecl *Holder = C.holder(); Holder && C.F.K == ir::Kind::String)
    Dead.push_back(
        {Holder, Holder->getNameAsString(), Holder->getType(), nullptr});
  if (const VarDecl *Holder = C.holder();
      Holder && C.M.Types.handleKind(Holder->getType()) == C.F.K) {
    const Path OfHolder{Holder, Holder->getNameAsString(), Holder->getType(),
                        nullptr};
    if (!overlaps(OfHolder) && mayHold(C.M, OfHolder.Type, KillsContext))
      Dead.push_back(OfHolder);
  }
  // By its name it is known what is dead.
  const std::string Name = placeName(*C.F.F, C.F.Holder, C.L);
  if (isDirect() && !KillsContext && mentioned(Block->body_begin()[Used]) &&
      (Name.empty() ? Dead.size() == 1 : llvm::any_of(Dead, [&](const Path &D) {
        return D.Text == Name;
      })))
    return;
  // Of the use, what may be the dead object.
  const Stmt *Use = statementOf(*C.F.F, C.F.At, C.L);
  if (const auto *Call = dyn_cast_or_null<CallExpr>(Use))
    for (const Expr *Arg : Call->arguments()) {
      const ir::Kind K = C.M.Types.handleKind(Arg->getType());
      if (K == C.F.K ||
          (K == ir::Kind::None && mayHold(C.M, Arg->getType(), KillsContext)))
        addPaths(Arg, true);
    }
}

/// Two names of which one may be a part of the other.
bool StatementMover::overlaps(const Path &P) const {
  return llvm::any_of(Dead, [&](const Path &D) {
    return D.Root == P.Root && (StringRef(D.Text).starts_with(P.Text) ||
                                StringRef(P.Text).starts_with(D.Text));
  });
}

bool StatementMover::mentioned(const Stmt *S) {
  return llvm::any_of(pathsIn(S), [&](const Path &P) {
    const bool IsText = P.Root == C.holder() && C.F.K == ir::Kind::String;
    return overlaps(P) && (IsText || mayHold(C.M, P.Type, KillsContext));
  });
}

/// A handle that lives only as long as the object counts as the object.
void StatementMover::addBorrowers(const Stmt *S) {
  const auto *Decl = dyn_cast<DeclStmt>(S);
  if (!Decl)
    return;
  for (const clang::Decl *D : Decl->decls()) {
    const auto *Var = dyn_cast<VarDecl>(D);
    if (Var && Var->hasInit() && mentioned(Var->getInit()) &&
        C.M.Types.handleKind(Var->getType()) != ir::Kind::None)
      Dead.push_back({Var, Var->getNameAsString(), Var->getType(), nullptr});
  }
}

/// `v.pop_back();`: the dead handle is not in the container any more.
bool StatementMover::dropsElement(const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  const auto *Member =
      E ? dyn_cast<CXXMemberCallExpr>(E->IgnoreUnlessSpelledInSource())
        : nullptr;
  return Member && lower::isSystem(Member->getMethodDecl()) &&
         (lower::nameOf(Member->getMethodDecl()) == "pop_back" ||
          lower::nameOf(Member->getMethodDecl()) == "clear") &&
         mentioned(S);
}

/// `free(s);`: the killing statement needs what it frees.
bool StatementMover::freesOperand(const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  E = E ? E->IgnoreUnlessSpelledInSource() : nullptr;
  const auto *Free = dyn_cast_or_null<CallExpr>(E);
  const bool IsFree = isa_and_nonnull<CXXDeleteExpr>(E) ||
                      (Free && Free->getDirectCallee() &&
                       lower::nameOf(Free->getDirectCallee()) == "free");
  if (!IsFree)
    return false;
  const std::vector<Path> Freed = pathsIn(S);
  return llvm::any_of(pathsIn(Kill), [&](const Path &K) {
    return llvm::any_of(Freed, [&](const Path &P) { return P.Root == K.Root; });
  });
}

/// `s->term = next;`: who is dead is not there any more.
bool StatementMover::overwrites(const Stmt *S) {
  const auto *Assign = dyn_cast<BinaryOperator>(S);
  if (!Assign || Assign->getOpcode() != BO_Assign ||
      mentioned(Assign->getRHS()))
    return false;
  const std::string Text = Out.text(Assign->getLHS()->getSourceRange());
  return llvm::all_of(Dead, [&](const Path &D) { return D.Text == Text; });
}

bool StatementMover::findLast() {
  for (size_t I = First + 1; I != Block->size(); ++I) {
    const Stmt *S = Block->body_begin()[I];
    if (I > Last && (dropsElement(S) || overwrites(S) || freesOperand(S)))
      break; // is no use, and nothing may come behind it
    if (I <= Last || mentioned(S)) {
      Last = I;
      addBorrowers(S);
    }
  }
  if (mayPassUntilLast())
    return true;
  // What names only the container, or the like, comes behind the killing
  // statement as before.
  if (Last == Used || namesHolderBehindUse())
    return false;
  Last = Used;
  return mayPassUntilLast();
}

bool StatementMover::mayPassUntilLast() {
  for (size_t I = First + 1; I <= Last; ++I)
    if (!mayPass(Block->body_begin()[I]) ||
        freesOperand(Block->body_begin()[I]))
      return false;
  return true;
}

/// Whether what is dead may be used once more behind the use: by the variable
/// that the finding names, or by one that the use declares.
bool StatementMover::namesHolderBehindUse() {
  const Path *OfUse = nullptr;
  const std::string Name = placeName(*C.F.F, C.F.Holder, C.L);
  for (const Path &D : Dead)
    if (D.Text == Name || StringRef(Name).starts_with(D.Text + "."))
      OfUse = &D;
  if (!OfUse)
    return true;
  const Stmt *Use = Block->body_begin()[Used];
  for (size_t I = Used + 1; I != Block->size(); ++I)
    for (const Path &P : pathsIn(Block->body_begin()[I])) {
      const bool IsDeclaredByUse =
          P.Root->getBeginLoc() >= Use->getBeginLoc() &&
          P.Root->getBeginLoc() <= Use->getEndLoc() &&
          mayHold(C.M, P.Type, KillsContext);
      if (P.Root == OfUse->Root || IsDeclaredByUse)
        return true;
    }
  return false;
}

/// `Base::close();` in an override of it: who calls it expects that all is
/// given back behind it.
bool StatementMover::leavesDeadAsBase() const {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
  const auto *Method = dyn_cast<CXXMethodDecl>(C.FD);
  return Member && Method && Block == C.FD->getBody() &&
         llvm::is_contained(Method->overridden_methods(),
                            Member->getMethodDecl()->getCanonicalDecl());
}

/// The API's own release, of which is known what it does.
bool StatementMover::isDirect() const {
  const auto *Plain = dyn_cast<CallExpr>(Call);
  return isa<CXXDeleteExpr>(Call) ||
         (Plain && Plain->getDirectCallee() &&
          C.M.effectOf(Plain->getDirectCallee()).Known);
}

/// Whether the killing call does not change a field.
bool StatementMover::leavesAlone(const Path &P) const {
  const auto *Member =
      P.E ? dyn_cast<MemberExpr>(P.E->IgnoreParenImpCasts()) : nullptr;
  const auto *Field =
      Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  return Field && !mayWrite(C.M, Kill, Field);
}

/// Whether a name stands for a whole object that the killing call gets, so that
/// what it is asked may have another answer behind the call. What is moved from
/// is meant to be asked before.
bool StatementMover::isAskedObject(const Path &P) {
  const QualType T = P.Type.getNonReferenceType();
  const bool IsObject = T->isRecordType() || T->isPointerType();
  if (!IsObject || C.M.Types.owner(T) ||
      C.M.Types.handleKind(T) != ir::Kind::None)
    return false;
  return llvm::any_of(pathsIn(Kill), [&](const Path &Given) {
    const auto *Above =
        dyn_cast_or_null<CallExpr>(C.Parents.getParent(Given.E));
    const FunctionDecl *Callee = Above ? Above->getDirectCallee() : nullptr;
    const bool IsMoved =
        Callee && lower::isSystem(Callee) && lower::nameOf(Callee) == "move";
    return Given.Root == P.Root && !IsMoved;
  });
}

/// Whether the killing call is a method of a container.
bool StatementMover::changesContainer() const {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
  return Member && Member->getMethodDecl() &&
         lower::isSystem(Member->getMethodDecl());
}

/// Whether a statement gives what is dead only to calls that do no more than
/// read it.
bool StatementMover::onlyReadsDead(const Stmt *S) {
  return llvm::all_of(pathsIn(S), [&](const Path &P) {
    if (!overlaps(P) || !mayHold(C.M, P.Type, KillsContext))
      return true;
    const Expr *Argument = P.E;
    const Stmt *Above = C.Parents.getParent(Argument);
    while (isa_and_nonnull<ImplicitCastExpr>(Above)) {
      Argument = cast<Expr>(Above);
      Above = C.Parents.getParent(Above);
    }
    const auto *Reader = dyn_cast_or_null<CallExpr>(Above);
    return Reader && onlyReads(C.M, Reader, Argument);
  });
}

/// Whether a statement may come before the killing one.
bool StatementMover::mayPass(const Stmt *S) {
  const Effects OfThis = effectsOf(C.M, S), OfKill = effectsOf(C.M, Kill);
  if (OfThis.Jumps || OfKill.Jumps || (OfThis.Visible && OfKill.Visible))
    return false;
  // Releases of what is in a context belong before its deletion.
  if (OfThis.Counts && !KillsContext && mentioned(S) && !onlyReadsDead(S))
    return false;

  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitBinaryOperator(BinaryOperator *E) override {
      return E->isAssignmentOp() ? note(E->getLHS()) : true;
    }
    bool VisitUnaryOperator(UnaryOperator *E) override {
      // Through its address a handle may be replaced.
      bool Replaces =
          E->getOpcode() == UO_AddrOf &&
          Types->handleKind(E->getSubExpr()->getType()) != ir::Kind::None;
      return E->isIncrementDecrementOp() || Replaces ? note(E->getSubExpr())
                                                     : true;
    }
    bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) override {
      return E->isAssignmentOp() ? note(E->getArg(0)) : true;
    }
    bool note(const Expr *E) {
      Changed.push_back(E);
      return true;
    }
    lower::TypeInfo *Types = nullptr;
    std::vector<const Expr *> Changed;
  } Changes;
  Changes.Types = &C.M.Types;
  Changes.TraverseStmt(const_cast<Stmt *>(S));
  std::vector<Path> OfKillPaths = pathsIn(Kill);
  for (const Expr *E : Changes.Changed)
    for (const Path &P : pathsIn(E)) {
      bool Named = llvm::any_of(OfKillPaths, [&](const Path &K) {
        return K.Root == P.Root && (StringRef(K.Text).starts_with(P.Text) ||
                                    StringRef(P.Text).starts_with(K.Text));
      });
      if (Named || (overlaps(P) && mayHold(C.M, P.Type, KillsContext)))
        return false;
    }
  // A call may also have changed other parts of what it was given; a container
  // has another size behind it.
  const bool IsUse = S == Block->body_begin()[Used];
  if (!isDirect())
    for (const Path &P : pathsIn(S)) {
      const bool IsPart = !mayHold(C.M, P.Type, KillsContext);
      const bool IsAsked = isAskedObject(P) && (!IsUse || changesContainer());
      if (overlaps(P) && ((IsPart && !leavesAlone(P)) || IsAsked))
        return false;
    }
  return true;
}

/// The first place behind the block that all must pass who leave it by its end,
/// and from which on, within Around, the dead place has another handle; invalid
/// if there is none.
SourceLocation StatementMover::overwrittenBehind(const CompoundStmt *&Around) {
  const Stmt *S = Block;
  while ((S = C.Parents.getParent(S))) {
    Around = dyn_cast<CompoundStmt>(S);
    for (const Stmt *Child : S->children())
      if (Around && Child && isBehindBlock(Child) && overwrites(Child))
        return Child->getBeginLoc();
  }
  return {};
}

/// Whether something dead is named behind the block, or again when a loop comes
/// round.
bool StatementMover::usedElsewhere() {
  for (const Path &P : Dead) {
    if (!isa<VarDecl, BindingDecl, FieldDecl>(P.Root))
      continue;
    for (const Stmt *S = Block; S; S = C.Parents.getParent(S)) {
      if (!isa<FieldDecl>(P.Root) &&
          S->getBeginLoc() <= P.Root->getBeginLoc() &&
          P.Root->getBeginLoc() <= S->getEndLoc())
        break;
      if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
        return true;
    }
  }
  const CompoundStmt *Around = nullptr;
  const SourceLocation Since = overwrittenBehind(Around);
  return llvm::any_of(pathsIn(C.FD->getBody()), [&](const Path &P) {
    const SourceLocation Loc = P.E->getBeginLoc();
    const bool IsNew =
        Since.isValid() && Since <= Loc && Loc <= Around->getEndLoc();
    return !IsNew && isBehindBlock(P.E) && overlaps(P) &&
           mayHold(C.M, P.Type, KillsContext);
  });
}

/// Whether the function leaves nothing dead in a field of the object, where the
/// next call would find it.
bool StatementMover::isReplacedBehind() {
  for (size_t I = Last + 1; I != Block->size(); ++I) {
    const Stmt *S = Block->body_begin()[I];
    const auto *Assign = dyn_cast<BinaryOperator>(S);
    if (dropsElement(S) || (Assign && Assign->getOpcode() == BO_Assign &&
                            mentioned(Assign->getLHS())))
      return true;
  }
  return false;
}

bool StatementMover::isBehindBlock(const Stmt *S) const {
  const SourceManager &SM = C.M.Ctx.getSourceManager();
  return SM.isBeforeInTranslationUnit(Block->getEndLoc(),
                                      SM.getExpansionLoc(S->getBeginLoc()));
}

/// The other way round: the use comes first. What stands between must be
/// assignments of constants to what the use does not name.
Edit StatementMover::moveUse() {
  const Stmt *Use = Block->body_begin()[Used];
  const Effects OfUse = effectsOf(C.M, Use), OfKill = effectsOf(C.M, Kill);
  if (!isa<Expr>(Use) || OfUse.Jumps || (OfUse.Visible && OfKill.Visible))
    return {};
  // Each may put a handle where the other one takes it from.
  if (OfUse.Counts && !isDirect())
    return {};
  const std::vector<Path> Named = pathsIn(Use);
  for (size_t I = First + 1; I != Used; ++I) {
    const auto *Assign = dyn_cast<BinaryOperator>(Block->body_begin()[I]);
    if (!Assign || Assign->getOpcode() != BO_Assign ||
        !Assign->getRHS()->isEvaluatable(C.M.Ctx))
      return {};
    for (const Path &P : pathsIn(Assign->getLHS()))
      if (llvm::any_of(Named, [&](const Path &N) { return N.Root == P.Root; }))
        return {};
  }
  const std::string Line = Out.text(Use->getSourceRange()) + ";";
  Out.insertBefore(Kill, {Line});
  Out.replace(Use, {});
  return {Out.take(), {}};
}

Edit StatementMover::run() {
  if (!findStatements())
    return {};
  addOperands();
  if (Dead.empty() || usedElsewhere())
    return {};
  const bool OfField =
      llvm::any_of(Dead, [](const Path &D) { return isa<FieldDecl>(D.Root); });
  if (!findLast())
    return OfField ? Edit() : moveUse();
  if (OfField && !isReplacedBehind() && !leavesDeadAsBase())
    return {};
  std::string Line = Out.text({Kill->getBeginLoc(), Kill->getEndLoc()});
  if (!StringRef(Line).ends_with("}") || isa<Expr>(Kill))
    Line += ";";
  Out.replace(Kill, {});
  Out.insertBehind(Block->body_begin()[Last], {Line});
  return {Out.take(), {}};
}

Edit explain::moveKilling(EditContext &C) { return StatementMover(C).run(); }
