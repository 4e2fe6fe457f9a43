// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for a dead handle where no release can move: a reference of its own
// for the later use. It is taken before the object dies and given back behind
// the last use; in C++ a guard does that, or the variable itself becomes the
// object that counts.

#include "explain/Edits.h"
#include "explain/Effects.h"

#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

/// Calls Fn for each name in a piece of source.
template <class Fn> class NameVisitor : public lower::ASTVisitor {
public:
  explicit NameVisitor(Fn F) : F(F) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    F(E);
    return true;
  }
  Fn F;
};

template <class Fn> void forEachName(const Stmt *S, Fn F) {
  NameVisitor<Fn> V(F);
  V.TraverseStmt(const_cast<Stmt *>(S));
}

/// How the reference is kept.
enum class Style {
  ByHand, ///< retain and release
  Z3pp,   ///< an object of z3++
  Z3raii, ///< a handle of z3raii
};

class Keeper {
public:
  explicit Keeper(EditContext &C) : C(C), Out(C.edits()) {}
  Edit run();

private:
  bool findUse();
  bool findArgument(const std::string &Name);
  bool findContext();
  bool findContextIn(const CallExpr *Call);
  bool findContextBeside(const Expr *Handle);
  SourceLocation placeOfKill() const;
  bool findKill();
  void findLast();
  bool mentions(const Stmt *S);
  bool isStable(const Stmt *S) const;
  bool isCaptured() const;
  bool mayBeNull();
  bool needsCopy() const;
  Style style() const;
  std::string handle() const { return Copy.empty() ? Text : Copy; }
  std::string counting(StringRef Function, bool Guarded) const;
  bool releaseAtJumps();
  Edit keepBefore();
  Edit keepByHand(bool Guarded, std::vector<std::string> Before);

  EditContext &C;
  SourceEdits Out;
  /// The handle as the use spells it, and the variable that it starts with.
  std::string Text;
  const VarDecl *Root = nullptr;
  bool IsVariable = false;
  QualType Type;
  ir::Kind K = ir::Kind::None;
  std::string Context;
  const Expr *ContextExpr = nullptr;
  const CompoundStmt *Block = nullptr;
  size_t First = 0, Use = 0, Last = 0;
  const Stmt *UseStmt = nullptr;
  /// A variable for the handle, where the place may change meanwhile.
  std::string Copy;
};

} // namespace

/// "session.solver", "seeds[0]": names, fields and constant elements.
static const VarDecl *rootOfChain(const Expr *E, const ASTContext &Ctx) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Ref->refersToEnclosingVariableOrCapture()
               ? nullptr
               : dyn_cast<VarDecl>(Ref->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isa<FieldDecl>(Member->getMemberDecl())
               ? rootOfChain(Member->getBase(), Ctx)
               : nullptr;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return Subscript->getIdx()->isEvaluatable(Ctx)
               ? rootOfChain(Subscript->getBase(), Ctx)
               : nullptr;
  return nullptr;
}

/// Whether nothing that a call is given can hold a handle but the handles.
static bool takesHandlesOnly(lower::ModuleContext &M, const CallExpr *Call) {
  return !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call) &&
         llvm::all_of(Call->arguments(), [&](const Expr *Arg) {
           QualType T = Arg->getType();
           return M.Types.handleKind(T) != ir::Kind::None ||
                  lower::TypeInfo::isNumber(T.getCanonicalType()) ||
                  T->isFloatingType() ||
                  (T->isPointerType() && T->getPointeeType()->isCharType());
         });
}

/// The argument of the use that is the dead handle: by its name, else the only
/// one of its kind.
bool Keeper::findUse() {
  UseStmt = statementOf(*C.F.F, C.F.At, C.L);
  const std::string Name = placeName(*C.F.F, C.F.Holder, C.L);
  if (!Name.empty() && findArgument(Name))
    return true;
  // A function of the program may reach it through another argument.
  const auto *Call = dyn_cast_or_null<CallExpr>(UseStmt);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee &&
         (C.M.effectOf(Callee).Known || takesHandlesOnly(C.M, Call)) &&
         findArgument({});
}

bool Keeper::findArgument(const std::string &Name) {
  const Expr *Found = nullptr;
  Root = nullptr;
  ContextExpr = nullptr;
  const auto *Call = dyn_cast_or_null<CallExpr>(UseStmt);
  if (!Call || C.isTaught() || !ir::isCounted(C.F.K))
    return false;
  for (const Expr *Arg : Call->arguments()) {
    const Expr *E = underlyingHandle(Arg);
    const VarDecl *Var = rootOfChain(E, C.M.Ctx);
    const ir::Kind ArgKind = C.M.Types.handleKind(E->getType());
    if (!Var || !Var->hasLocalStorage() || !ir::isCounted(ArgKind) ||
        E->getBeginLoc().isMacroID() || isa<ArraySubscriptExpr>(E))
      continue;
    const std::string Spelled = Out.text(E->getSourceRange());
    bool Fits = Name.empty() ? ArgKind == C.F.K : Spelled == Name;
    if (!Fits)
      continue;
    if (Root)
      return false; // twice
    Found = E;
    Text = Spelled;
    Root = Var;
    Type = E->getType();
    K = ArgKind;
    IsVariable = isa<DeclRefExpr>(E->IgnoreParenImpCasts());
  }
  return Root && (findContextIn(Call) || findContext() ||
                  findContextBeside(IsVariable ? Root->getInit() : Found));
}

bool Keeper::findContextIn(const CallExpr *Call) {
  for (const Expr *Arg : Call->arguments()) {
    const Expr *E = Arg->IgnoreUnlessSpelledInSource();
    if (C.M.Types.handleKind(Arg->getType()) != ir::Kind::Context ||
        !isPlainExpression(Arg))
      continue;
    if (ContextExpr)
      return false;
    ContextExpr = E;
    Context = Out.text(Arg->getSourceRange());
  }
  return ContextExpr;
}

/// As the killing call, or the creation, spells it.
bool Keeper::findContext() {
  for (ir::InstrId At : {C.F.Killed, C.F.Made})
    if (const auto *Call =
            dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, At, C.L)))
      if (!ContextExpr && findContextIn(Call))
        return true;
  return false;
}

/// `m->ctx` of `m->regs[a]`: the only context of the struct that the handle is
/// in, or comes from.
bool Keeper::findContextBeside(const Expr *Handle) {
  const Expr *E = Handle ? Handle->IgnoreParenImpCasts() : nullptr;
  while (const auto *Subscript = dyn_cast_or_null<ArraySubscriptExpr>(E))
    E = Subscript->getBase()->IgnoreParenImpCasts();
  const auto *Member = dyn_cast_or_null<MemberExpr>(E);
  const auto *Field =
      Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field || C.isCpp() || !isPlainExpression(Member->getBase()))
    return false;
  const FieldDecl *Found = nullptr;
  for (const FieldDecl *Other : Field->getParent()->fields())
    if (C.M.Types.handleKind(Other->getType()) == ir::Kind::Context) {
      if (Found)
        return false;
      Found = Other;
    }
  if (!Found)
    return false;
  ContextExpr = Member->getBase();
  Context = Out.text(Member->getBase()->getSourceRange()) +
            (Member->isArrow() ? "->" : ".") + Found->getNameAsString();
  return true;
}

/// The statement of a block that S is a part of; null if it is none of its.
static const Stmt *childOf(const CompoundStmt *Block, const Stmt *S,
                           const ParentMap &Parents) {
  while (S && Parents.getParent(S) != Block)
    S = Parents.getParent(S);
  return S;
}

static size_t indexOf(const CompoundStmt *Block, const Stmt *S) {
  return llvm::find(Block->body(), S) - Block->body_begin();
}

/// The statement of a block that a place in the source is in; null for none.
static const Stmt *childAt(const CompoundStmt *Block, SourceLocation Loc) {
  for (const Stmt *S : Block->body())
    if (S->getBeginLoc() <= Loc && Loc <= S->getEndLoc())
      return S;
  return nullptr;
}

bool explain::hasEntry(const CompoundStmt *Block, size_t First, size_t Last) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitLabelStmt(LabelStmt *) override { return !(Found = true); }
    bool VisitSwitchCase(SwitchCase *) override {
      return !(Found |= !Switches);
    }
    bool TraverseSwitchStmt(SwitchStmt *S) override {
      ++Switches;
      bool Go = ASTVisitor::TraverseSwitchStmt(S);
      --Switches;
      return Go;
    }
    unsigned Switches = 0;
    bool Found = false;
  } Finder;
  for (size_t I = First; I <= Last; ++I)
    Finder.TraverseStmt(Block->body_begin()[I]);
  return Finder.Found;
}

/// What a destructor does at the end of a scope has no place of its own: it is
/// behind the instruction before.
SourceLocation Keeper::placeOfKill() const {
  ir::InstrId At = C.F.Killed;
  SourceLocation Loc = locationOf(C.F.F->instr(At).Loc);
  while (Loc.isInvalid() && At > 0)
    Loc = locationOf(C.F.F->instr(--At).Loc);
  return Loc;
}

/// The innermost block with the killing statement before the use. The end of a
/// scope kills in the statement that the scope is.
bool Keeper::findKill() {
  if (C.F.Killed == ir::NoInstr)
    return false;
  const SourceLocation Killing = placeOfKill();
  for (const Stmt *S = C.Parents.getParent(UseStmt); S && Killing.isValid();
       S = C.Parents.getParent(S)) {
    const auto *Around = dyn_cast<CompoundStmt>(S);
    const Stmt *Kill = Around ? childAt(Around, Killing) : nullptr;
    if (!Kill)
      continue;
    Block = Around;
    First = indexOf(Block, Kill);
    Use = indexOf(Block, childOf(Block, UseStmt, C.Parents));
    return First < Use;
  }
  return false;
}

/// Whether something in S gives the place, or what it is reached by, another
/// value.
bool Keeper::isStable(const Stmt *S) const {
  bool Changes = false;
  forEachName(S, [&](const DeclRefExpr *Ref) {
    if (Ref->getDecl() != Root)
      return;
    const Stmt *E = Ref;
    const Stmt *P = C.Parents.getParent(E);
    Changes |= !P;
    // Of an object, its parts.
    while (P && isa<MemberExpr, ArraySubscriptExpr, ParenExpr>(P)) {
      E = P;
      P = C.Parents.getParent(P);
    }
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(P))
      Changes |= Binary->isAssignmentOp() && Binary->getLHS() == E;
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P))
      Changes |= Unary->isIncrementDecrementOp() ||
                 (Unary->getOpcode() == UO_AddrOf && IsVariable);
  });
  return !Changes;
}

bool Keeper::isCaptured() const {
  bool Captured = false;
  forEachName(C.FD->getBody(), [&](const DeclRefExpr *Ref) {
    Captured |=
        Ref->getDecl() == Root && Ref->refersToEnclosingVariableOrCapture();
  });
  return Captured;
}

/// Whether others may write the place: a field of something whose address is
/// about, or of an object behind a pointer.
bool Keeper::needsCopy() const {
  if (IsVariable && !Root->getType()->isReferenceType())
    return false;
  if (StringRef(Text).contains("->") || Root->getType()->isReferenceType() ||
      isa<ParmVarDecl>(Root))
    return true;
  bool Given = false;
  forEachName(C.FD->getBody(), [&](const DeclRefExpr *Ref) {
    const Stmt *P = C.Parents.getParent(Ref);
    const auto *Unary = dyn_cast_or_null<UnaryOperator>(P);
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(P);
    if (Ref->getDecl() == Root)
      Given |= (Unary && Unary->getOpcode() == UO_AddrOf) ||
               (Cast && Cast->getCastKind() == CK_ArrayToPointerDecay &&
                !isa_and_nonnull<ArraySubscriptExpr>(C.Parents.getParent(P))) ||
               isa_and_nonnull<CallExpr>(P);
  });
  return Given;
}

bool Keeper::mentions(const Stmt *S) {
  bool Found = false;
  forEachName(S,
              [&](const DeclRefExpr *Ref) { Found |= Ref->getDecl() == Root; });
  return Found && StringRef(Out.text(S->getSourceRange())).contains(Text);
}

/// The last statement of the block that uses the handle, or what is lent by it.
void Keeper::findLast() {
  std::vector<const ValueDecl *> Borrowers;
  Last = Use;
  for (size_t I = First + 1; I != Block->size(); ++I) {
    const Stmt *S = Block->body_begin()[I];
    bool Needs = mentions(S);
    forEachName(S, [&](const DeclRefExpr *Ref) {
      Needs |= llvm::is_contained(Borrowers, Ref->getDecl());
    });
    if (Needs && I > Last)
      Last = I;
    const auto *Decl = dyn_cast<DeclStmt>(S);
    if (!Needs || !Decl)
      continue;
    for (const clang::Decl *D : Decl->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        if (C.M.Types.handleKind(Var->getType()) != ir::Kind::None ||
            Var->getType()->isPointerType())
          Borrowers.push_back(Var);
  }
}

bool Keeper::mayBeNull() {
  const HandleFlow *Flow = C.flow();
  if (IsVariable && Flow && Flow->variable() == Root) {
    HandleStates States = Flow->before(Block->body_begin()[First]);
    return !States || (States & (NullOne | Unset));
  }
  // A place that is used as it is found is no null one.
  bool Null = false;
  auto IsNull = [&](const Expr *E) {
    return E &&
           E->isNullPointerConstant(C.M.Ctx, Expr::NPC_ValueDependentIsNotNull);
  };
  Null |= IsVariable && Root->hasInit() && IsNull(Root->getInit());
  forEachName(C.FD->getBody(), [&](const DeclRefExpr *Ref) {
    const auto *Assign =
        dyn_cast_or_null<BinaryOperator>(C.Parents.getParent(Ref));
    Null |= Ref->getDecl() == Root && Assign && Assign->isAssignmentOp() &&
            Assign->getLHS() == Ref && IsNull(Assign->getRHS());
    const Stmt *P =
        C.Parents.getParentIgnoreParenImpCasts(const_cast<DeclRefExpr *>(Ref));
    const auto *Not = dyn_cast_or_null<UnaryOperator>(P);
    Null |=
        Ref->getDecl() == Root && IsVariable &&
        (isa_and_nonnull<IfStmt>(P) || (Not && Not->getOpcode() == UO_LNot));
  });
  return Null;
}

/// Whether the variable has a value for sure at the killing statement.
static bool isInitialised(const EditContext &C, const VarDecl *Root,
                          const CompoundStmt *Block, size_t First) {
  if (Root->hasInit() || isa<ParmVarDecl>(Root) ||
      !Root->getType()->isPointerType())
    return true;
  for (size_t I = 0; I != First; ++I) {
    const auto *Assign = dyn_cast<BinaryOperator>(Block->body_begin()[I]);
    const auto *Ref = Assign && Assign->getOpcode() == BO_Assign
                          ? dyn_cast<DeclRefExpr>(Assign->getLHS())
                          : nullptr;
    if (Ref && Ref->getDecl() == Root)
      return true;
  }
  return false;
}

bool explain::deletesAnyContext(EditContext &C, const CompoundStmt *Block,
                                size_t Since) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCXXDeleteExpr(CXXDeleteExpr *) override { return Found = true; }
    bool Found = false;
  } Finder;
  for (size_t I = Since; I != Block->size(); ++I) {
    Finder.TraverseStmt(Block->body_begin()[I]);
    Finder.Found |= effectsOf(C.M, Block->body_begin()[I]).DeletesContext;
  }
  return Finder.Found;
}

/// z3++'s own object where the context is one of z3++; z3raii's where the C API
/// is used from C++; by hand in C, and where the context is deleted by hand.
Style Keeper::style() const {
  if (!C.isCpp())
    return Style::ByHand;
  QualType T = ContextExpr->getType().getNonReferenceType();
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (Class && Class->hasDefinition() && lower::inTopNamespace(Class, "z3") &&
      !model::z3ppClass(K).empty() && K != ir::Kind::Params &&
      K != ir::Kind::Optimize && K != ir::Kind::Fixedpoint)
    return Style::Z3pp;
  if (C.canUseRaii() && !model::raiiAlias(K).empty() &&
      !deletesAnyContext(C, Block, First))
    return Style::Z3raii;
  return Style::ByHand;
}

/// "Z3_solver_inc_ref(c, s);", with a test where null would crash.
std::string Keeper::counting(StringRef Function, bool Guarded) const {
  std::string Call = countingCall(Function, K, Context, handle()) + ";";
  return Guarded ? "if (" + handle() + ") " + Call : Call;
}

/// The ways out between get their own release.
bool Keeper::releaseAtJumps() {
  const SourceLocation Since = Block->body_begin()[First]->getBeginLoc();
  const SourceLocation Until = Block->body_begin()[Last]->getEndLoc();
  for (const WayOut &Way : jumpsOutOf(Block, Block->getBeginLoc())) {
    const SourceLocation Loc = Way.Jump->getBeginLoc();
    if (Loc < Since || Loc > Until)
      continue;
    if (!isa<ReturnStmt>(Way.Jump) || !C.isVariableVisibleAt(Root, Way.Jump) ||
        !C.isVisibleAt(ContextExpr, Way.Jump))
      return false;
    const Expr *Value = cast<ReturnStmt>(Way.Jump)->getRetValue();
    insertBeforeReturn(cast<ReturnStmt>(Way.Jump),
                       {counting(model::releaseFunction(K), false)},
                       Value && mentions(Value), C, Out);
  }
  return true;
}

Edit Keeper::keepByHand(bool Guarded, std::vector<std::string> Before) {
  const Stmt *Kill = Block->body_begin()[First];
  if (Before.empty())
    Out.insertBefore(Kill, {counting(model::retainFunction(K), Guarded)});
  Before.push_back(counting(model::retainFunction(K), Guarded));
  if (Before.size() > 1)
    Out.declareBefore(Kill, Before);
  if (!releaseAtJumps())
    return {};
  const Stmt *LastUse = Block->body_begin()[Last];
  if (!isa<ReturnStmt>(LastUse))
    Out.insertBehind(LastUse, {counting(model::releaseFunction(K), Guarded)});
  return {Out.take(), {}};
}

Edit Keeper::keepBefore() {
  for (size_t I = First; I <= Last; ++I)
    if (!isStable(Block->body_begin()[I]))
      return {};
  // A closure from before may run in there.
  if (isCaptured() && !isStable(C.FD->getBody()))
    return {};
  const Stmt *Kill = Block->body_begin()[First];
  const bool MayBeNull = mayBeNull();
  if (!C.isVariableVisibleAt(Root, Kill) || !C.isVisibleAt(ContextExpr, Kill) ||
      !isInitialised(C, Root, Block, First))
    return {};
  bool ReadsError = false, MayThrow = false;
  for (size_t I = First; I <= Last; ++I) {
    const Effects Of = effectsOf(C.M, Block->body_begin()[I]);
    ReadsError |= Of.ReadsError;
    MayThrow |= Of.MayThrow;
  }
  const Style S = style();
  const std::string Name = freshName(C, "kept");
  if (ReadsError || Name.empty())
    return {};
  if (S == Style::ByHand) {
    if (C.isCpp() && MayThrow)
      return {};
    if (!needsCopy())
      return keepByHand(MayBeNull && model::retainOfNullCrashes(K), {});
    std::vector<std::string> Before = {
        Type.getUnqualifiedType().getAsString(C.M.Ctx.getPrintingPolicy()) +
        " " + Name + " = " + Text + ";"};
    Copy = Name;
    return keepByHand(MayBeNull && model::retainOfNullCrashes(K), Before);
  }
  if (MayBeNull)
    return {};
  if (S == Style::Z3pp) {
    Out.declareBefore(Kill, {"z3::" + model::z3ppClass(K).str() + " " + Name +
                             "(" + Context + ", " + Text + ");"});
    return {Out.take(), {}};
  }
  const std::string Class = "z3raii::" + model::raiiAlias(K).str();
  Out.declareBefore(Kill, {Class + " " + Name + " = " + Class + "::share(" +
                           Context + ", " + Text + ");"});
  return {Out.take(), {"<z3raii/z3raii.h>"}};
}

Edit Keeper::run() {
  if (!findUse() || !findKill())
    return {};
  findLast();
  if (hasEntry(Block, First, Last))
    return {};
  return keepBefore();
}

Edit explain::keepAlive(EditContext &C) { return Keeper(C).run(); }
