// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lowering of one function: clang's CFG is walked block by block, in
// reverse post-order, and each element leaves its instructions behind. By
// topic:
//
//   FunctionLowering.cpp   blocks and their edges, loops, ways out
//   Statements.cpp         declarations, destructors and ends of scope,
//   unwinding Conditions.cpp         what an edge says ExprLowering.cpp values
//   and places of expressions InitLowering.cpp       initialisers, new and
//   delete, lambdas CallLowering.cpp       calls: Z3's C API, functions of the
//   file, others OwnerLowering.cpp      objects of z3:: and z3raii:: classes
//   ClassLowering.cpp      objects of the program's own classes
//   StdLowering.cpp        the standard library
//   TextLowering.cpp       texts that become names
//   StringLowering.cpp     texts that Z3 gives, and what it lends callbacks
//   Callbacks.cpp          functions that are given to others to call
//   ThreadLowering.cpp     threads, locks, what goes into containers

#ifndef Z3TIDY_LOWER_FUNCTIONLOWERING_H
#define Z3TIDY_LOWER_FUNCTIONLOWERING_H

#include "lower/ClangCompat.h"
#include "lower/IgnoredAnswers.h"
#include "lower/Lower.h"
#include "lower/ModuleContext.h"
#include "lower/Prescan.h"
#include "clang/AST/StmtVisitor.h"
#include "clang/Analysis/CFG.h"

#include <functional>

namespace z3tidy::lower {

/// What an expression stands for.
struct Value {
  enum Form : uint8_t {
    Unknown,
    Scalar,    ///< the operand Op: a number, a pointer, a handle
    Object,    ///< the object in place P: an lvalue, or a class object
    Address,   ///< a pointer to place P
    ContextOf, ///< the z3::context of the object in place P
    Element, ///< an element of a container; the handle in it is also in temp P
  } F = Unknown;
  ir::Operand Op;
  ir::PlaceId P = ir::NoPlace;

  static Value scalar(ir::Operand Op) { return {Scalar, Op, ir::NoPlace}; }
  static Value object(ir::PlaceId P) { return {Object, {}, P}; }
  static Value address(ir::PlaceId P) { return {Address, {}, P}; }
};

class FunctionLowering : public clang::ConstStmtVisitor<FunctionLowering> {
public:
  /// FD has a body; F is empty but for its name.
  FunctionLowering(ModuleContext &M, const clang::FunctionDecl *FD,
                   ir::Function &F, FunctionMap &Map,
                   const CallbackBindings &Bound = {});

  /// False if the body can't be lowered; Why says why not.
  bool run(std::string &Why);

  /// Counts are changed in the source; an exception may lose them.
  bool countsByHand() const { return CountsByHand; }
  /// A call may throw before the function has changed any count; no edge says
  /// so.
  bool throwsEarly() const { return ThrowsEarly; }
  /// Has functions lowered for the callbacks that it gives to them.
  bool needsVersions() const { return NeedsVersions; }
  /// As Lowered::ReleasedBy, of the functions that are called here.
  std::vector<std::pair<std::string, std::string>> ReleasedBy;

  // Elements of the CFG, by class of statement (ExprLowering.cpp …) ----------
  void VisitStmt(const clang::Stmt *) {}
  void VisitDeclStmt(const clang::DeclStmt *S);
  void VisitReturnStmt(const clang::ReturnStmt *S);
  void VisitGCCAsmStmt(const clang::GCCAsmStmt *S);
  void VisitExpr(const clang::Expr *E);
  void VisitDeclRefExpr(const clang::DeclRefExpr *E);
  void VisitMemberExpr(const clang::MemberExpr *E);
  void VisitArraySubscriptExpr(const clang::ArraySubscriptExpr *E);
  void VisitCXXThisExpr(const clang::CXXThisExpr *E);
  void VisitUnaryOperator(const clang::UnaryOperator *E);
  void VisitBinaryOperator(const clang::BinaryOperator *E);
  void VisitCompoundAssignOperator(const clang::CompoundAssignOperator *E);
  void
  VisitAbstractConditionalOperator(const clang::AbstractConditionalOperator *E);
  void VisitConditionalOperator(const clang::ConditionalOperator *E) {
    VisitAbstractConditionalOperator(E);
  }
  void
  VisitBinaryConditionalOperator(const clang::BinaryConditionalOperator *E) {
    VisitAbstractConditionalOperator(E);
  }
  void VisitCastExpr(const clang::CastExpr *E);
  void VisitOpaqueValueExpr(const clang::OpaqueValueExpr *E);
  void VisitAtomicExpr(const clang::AtomicExpr *E);
  void VisitStmtExpr(const clang::StmtExpr *E);
  void VisitMaterializeTemporaryExpr(const clang::MaterializeTemporaryExpr *E);
  void VisitCXXBindTemporaryExpr(const clang::CXXBindTemporaryExpr *E);
  void VisitCXXThrowExpr(const clang::CXXThrowExpr *E);
  void VisitInitListExpr(const clang::InitListExpr *E);
  void VisitCXXParenListInitExpr(const clang::CXXParenListInitExpr *E);
  void VisitCompoundLiteralExpr(const clang::CompoundLiteralExpr *E);
  void VisitImplicitValueInitExpr(const clang::ImplicitValueInitExpr *E);
  void VisitCXXScalarValueInitExpr(const clang::CXXScalarValueInitExpr *E);
  void
  VisitCXXStdInitializerListExpr(const clang::CXXStdInitializerListExpr *E);
  void VisitCXXNewExpr(const clang::CXXNewExpr *E);
  void VisitCXXDeleteExpr(const clang::CXXDeleteExpr *E);
  void VisitLambdaExpr(const clang::LambdaExpr *E);
  void VisitCXXConstructExpr(const clang::CXXConstructExpr *E);
  void VisitCXXInheritedCtorInitExpr(const clang::CXXInheritedCtorInitExpr *E);
  void VisitCallExpr(const clang::CallExpr *E);

private:
  using Place = ir::Place;
  using PlaceId = ir::PlaceId;
  using BlockId = ir::BlockId;
  using Operand = ir::Operand;

  /// The arguments of a call, as a callee sees them.
  struct CallSite {
    const clang::Expr *E = nullptr;
    const clang::FunctionDecl *Callee = nullptr;
    const clang::Expr *Object = nullptr; ///< of a method
    llvm::SmallVector<const clang::Expr *, 6> Args;
    PlaceId ObjectPlace = ir::NoPlace;
  };

  // Blocks and edges (FunctionLowering.cpp) -----------------------------------
  void declareSignature();
  void mapBlocks(const clang::CFG &G);
  void lowerBlock(const clang::CFGBlock &B);
  void lowerElement(const clang::CFGElement &E);
  void finishBlock(const clang::CFGBlock &B);
  void finishSwitch(const clang::CFGBlock &B, const clang::SwitchStmt *S);
  void finishBranch(const clang::CFGBlock &B, const ir::Condition &C,
                    const clang::Stmt *Terminator);
  void noteLoops(const clang::CFG &G);
  unsigned tripCount(const clang::Stmt *Loop);
  BlockId entryOf(const clang::CFGBlock *B);
  BlockId newBlock();
  /// Goes on in another block.
  void continueIn(BlockId B) { Cur = B; }
  void jump(BlockId To);
  /// Ends Cur in an edge for each answer; nothing is added to Cur after.
  void branch(const ir::Condition &C, BlockId Yes, BlockId No);
  void addEdge(BlockId From, BlockId To,
               llvm::ArrayRef<ir::Condition> Holds = {}, bool Unwind = false);
  void leave(ir::Exit How, clang::SourceRange R);
  void leaveByReturn(clang::SourceRange R);
  void showToBase();
  /// What an edge into the block where a && b is put together says of it.
  void setLogicalValue(const clang::CFGBlock &From, const clang::CFGBlock *To);

  // Scopes (Statements.cpp) ---------------------------------------------------
  void declareVariable(const clang::VarDecl *VD, const clang::Stmt *S);
  void declareBindings(const clang::DecompositionDecl *D, PlaceId Whole);
  void lowerInitializer(const clang::CXXCtorInitializer *Init);
  void destroyVariable(const clang::VarDecl *VD, const clang::Stmt *At);
  void endVariable(const clang::VarDecl *VD);
  bool isPartOfAnother(const clang::Expr *E);
  void destroyTemporary(const clang::CXXBindTemporaryExpr *E);
  void cleanupVariable(const clang::VarDecl *VD);
  /// Destroys what is in scope at From and not in scope at To.
  void unwindScopes(const ScopeNode *From, const ScopeNode *To,
                    const clang::Stmt *At);
  /// Ends Cur in a way out by exception to the handlers of T, or out of the
  /// function.
  void leaveByThrow(const ScopePoint &From, const clang::Stmt *At);
  void destroyLiveTemps(const clang::Stmt *At);
  /// The block that leaveByThrow() would end in, one for all calls of a scope.
  BlockId cleanupOf(const ScopePoint &From);
  /// An edge for the exception of a call, where it matters: to the handlers,
  /// or out of the function. Done: the call has been lowered, and its summary
  /// says what it has done before it throws.
  void mayUnwindAt(const clang::Stmt *Call, const clang::FunctionDecl *Callee,
                   bool Done);
  void finishTry(const clang::CFGBlock &B, const clang::CXXTryStmt *S);
  void throwOut(const clang::Stmt *At);

  // Constructors that throw (ConstructorLowering.cpp) -------------------------
  void noteConstructed(const clang::CXXCtorInitializer *Init);
  void destroyConstructed(const clang::Stmt *At);
  void forgetUnfinished();
  void findFunctionHandlers();

  // Conditions (Conditions.cpp) -----------------------------------------------
  ir::Condition conditionOf(const clang::Expr *E);
  ir::Condition bitsOf(const clang::Expr *E);
  ir::Condition bitComparison(const clang::BinaryOperator *E);
  ir::Condition comparison(const clang::BinaryOperator *E);
  ir::Condition countedComparison(const clang::Expr *E,
                                  clang::BinaryOperatorKind Op,
                                  std::optional<int64_t> N);
  ir::Condition comparisonOf(clang::BinaryOperatorKind Op, Operand L,
                             Operand R);
  ir::Condition truthOf(Operand Op);
  ir::Condition opaque(const clang::Expr *E);
  /// `i++`: what it is by now, and what is to be added for what it was.
  std::optional<std::pair<PlaceId, int64_t>> counterOf(const clang::Expr *E);
  /// `n - 1` as a place and a number.
  std::optional<std::pair<PlaceId, int64_t>>
  placeAndOffset(const clang::Expr *E);
  ir::Condition::Comparison comparisonSaid(const clang::Expr *E);
  bool collectDeps(const clang::Expr *E, llvm::SmallVectorImpl<PlaceId> &Deps);
  /// The number that stands for a truth value; splits the block if there is a
  /// condition that can be kept; a number made so is in Into.
  Operand truthValue(const clang::Expr *E, PlaceId Into = ir::NoPlace);
  const clang::Expr *branchCondition(const clang::CFGBlock &B);

  // Values (ExprLowering.cpp) -------------------------------------------------
  Value valueOf(const clang::Expr *E);
  void setValue(const clang::Expr *E, Value V);
  void setScalar(const clang::Expr *E, Operand Op) {
    setValue(E, Value::scalar(Op));
  }
  void setObject(const clang::Expr *E, PlaceId P) {
    if (P != ir::NoPlace)
      noteKind(P, E->getType());
    setValue(E, P == ir::NoPlace ? Value() : Value::object(P));
  }
  /// The place that a reference to a glvalue leads to; NoPlace if not known.
  PlaceId referent(const Value &V);
  /// Takes down which kind of handle the type says is in a place.
  void noteKind(PlaceId P, clang::QualType T);
  void noteKind(PlaceId P, ir::Kind K);
  /// The context of the object that a ContextOf value names, as a place.
  PlaceId contextPlace(const Value &V) {
    return F.field(V.P, ir::ContextField);
  }
  /// The place that a glvalue or a class object is; NoPlace if not known.
  PlaceId objectOf(const clang::Expr *E);
  /// What a pointer expression points to; NoPlace if not known.
  PlaceId pointeeOf(const clang::Expr *E);
  PlaceId pointeeOf(const Value &V);
  /// A pointer variable that goes through an array.
  PlaceId elementPassed(const CallSite &C, unsigned I);
  bool isCursor(const clang::Expr *E) const;
  Value cursorValue(const clang::VarDecl *VD, Value V);
  PlaceId positionOf(const clang::VarDecl *VD);
  void startCursor(const clang::VarDecl *VD, const clang::Stmt *At);
  void moveCursor(const clang::Expr *Cursor, int By, const clang::Expr *At);
  std::optional<int64_t> elementNumber(const clang::Expr *E);
  Operand positionOperand(const clang::Expr *E);
  ir::Condition comparisonOfCursors(const clang::BinaryOperator *E);
  /// The operand that a scalar expression is; an address gets a temp.
  Operand operandOf(const clang::Expr *E);
  Operand operandOf(const Value &V, const clang::Stmt *At);
  /// Puts the value of a scalar expression into a place.
  void assign(PlaceId Dst, const clang::Expr *Source, const clang::Stmt *At);
  void assignValue(PlaceId Dst, const Value &V, const clang::Stmt *At);
  bool assignSum(PlaceId Dst, const clang::Expr *Source, const clang::Stmt *At);
  /// Of a store through something that is not known: what is stored escapes.
  void storeUnknown(const clang::Expr *Source, const clang::Stmt *At);
  /// A pointer that goes on as bits of a number may be anywhere.
  void escapePointerIn(const clang::Expr *Number, const clang::Stmt *At);
  void escapeAnswerIn(const clang::Expr *E, const clang::Stmt *At);
  void assignTo(const clang::Expr *Target, const clang::Expr *Source,
                const clang::Stmt *At);
  void visitResult(const clang::Expr *E);
  void visitArmEnd(const clang::Expr *E);
  PlaceId elementOf(PlaceId Array, const clang::Expr *Index);
  PlaceId allElements(const Value &V);
  PlaceId fieldOf(PlaceId Base, const clang::FieldDecl *F);
  PlaceId placeOf(const clang::VarDecl *VD);
  /// What a reference variable refers to, else the variable itself.
  PlaceId referredBy(const clang::VarDecl *VD);
  PlaceId captured(const clang::ValueDecl *VD);
  std::optional<int64_t> constantOf(const clang::Expr *E);

  // Places and instructions ---------------------------------------------------
  PlaceId newTemp();
  PlaceId targetOf(const clang::Expr *E);
  PlaceId placeOf(const Destination &D, const clang::Expr *E);
  PlaceId heapOf(const clang::Expr *E);
  void allocate(const clang::CXXNewExpr *E);
  void beginObject(const clang::Expr *E);
  ir::Instr &emit(ir::Op O, const clang::Stmt *At);
  void emitCopy(PlaceId Dst, Operand Src, const clang::Stmt *At,
                ir::Op O = ir::Op::Copy, ir::Role R = ir::Role::None);
  void emitAddress(PlaceId Dst, PlaceId Of, const clang::Stmt *At);
  void emitHavoc(PlaceId P, const clang::Stmt *At);
  void emitChange(PlaceId P, const clang::Expr *E,
                  clang::BinaryOperatorKind How, std::optional<int64_t> By);
  struct AtomicStep;
  void countAtomically(PlaceId Count, AtomicStep Step, const clang::Expr *By,
                       const clang::Expr *E);
  bool lowerSyncBuiltin(const CallSite &C);
  bool lowerStdAtomic(const CallSite &C);
  bool changesItself(const clang::BinaryOperator *E);
  void emitEscape(llvm::ArrayRef<Operand> Args, const clang::Stmt *At,
                  ir::Role R = ir::Role::None);
  ir::Instr &emitOn(ir::Op O, Operand Arg, const clang::Stmt *At);
  /// A temp that holds the address of a place.
  PlaceId addressTemp(PlaceId P, const clang::Stmt *At);
  /// Runs Body where P is not null.
  void ifNotNull(PlaceId P, const std::function<void()> &Body);

  // Initialisers (InitLowering.cpp) -------------------------------------------
  /// Everything in a place of a type is null or zero.
  void nullify(PlaceId P, clang::QualType T, const clang::Stmt *At,
               unsigned Depth = 0);
  void initializeParts(const clang::Expr *E,
                       llvm::ArrayRef<const clang::Expr *> Inits,
                       const clang::FieldDecl *UnionField);
  void initialize(PlaceId P, clang::QualType T, const clang::Expr *Init,
                  const clang::Stmt *At);
  void initializeCapture(PlaceId Closure, const clang::LambdaCapture &C,
                         const clang::FieldDecl *F, const clang::Expr *Init,
                         const clang::Stmt *At);

  // Calls (CallLowering.cpp) --------------------------------------------------
  bool isIgnored(const clang::Expr *Call);
  void lowerApiCall(const CallSite &C, const model::CallEffect &E);
  ir::Operand plainArgument(const clang::Expr *Arg);
  bool reachesHandle(const CallSite &C, unsigned I);
  void lowerCountChange(const CallSite &C, const model::CallEffect &E,
                        PlaceId Context);
  bool isOwnDeclaration(const clang::Expr *Decl);
  ir::Role roleOfNew(const CallSite &C, const model::CallEffect &E);
  void lowerApiResult(const CallSite &C, const model::CallEffect &E);
  void lowerApiOuts(const CallSite &C, const model::CallEffect &E);
  Operand apiArgument(const CallSite &C, unsigned I);
  void escapeRange(const CallSite &C);
  void lowerUserCall(const CallSite &C, llvm::StringRef Name);
  void lowerUnknownCall(const CallSite &C);
  const clang::FunctionDecl *calleeByMember(const CallSite &C);
  bool resolveVirtual(CallSite &C);
  void lowerIndirectCall(const CallSite &C);
  const clang::FunctionDecl *makerOf(const CallSite &C);
  bool lowerLibraryCall(const CallSite &C);

  // Texts (TextLowering.cpp) --------------------------------------------------
  struct TextParts {
    llvm::SmallVector<PlaceId, 4> Places;
    llvm::DenseSet<const clang::Expr *> Seen;
    llvm::DenseSet<const clang::VarDecl *> Variables;
  };
  void collectText(const clang::Expr *E, TextParts &Parts);
  void collectVariable(const clang::VarDecl *VD, TextParts &Parts);
  Operand textOperand(const clang::Expr *Text);
  bool isMadeFromNumbers(const clang::Expr *Text);
  Operand computedFrom(const clang::Expr *Number);
  Operand textOf(const TextParts &Parts, const clang::Expr *At);
  void noteName(const CallSite &C);
  void noteForgetting(const clang::CXXMethodDecl *Assignment, PlaceId Dst,
                      PlaceId Src, const clang::Stmt *At);

  // Strings of Z3, what callbacks are lent (StringLowering.cpp) ---------------
  void makeText(PlaceId Dst, PlaceId Context, const clang::Stmt *At,
                std::string Callee);
  void readTexts(llvm::ArrayRef<const clang::Expr *> Args,
                 const clang::Expr *At, const clang::FunctionDecl *Callee);
  void readTextMembers(const CallSite &C);
  void readCharacter(const clang::CastExpr *E);
  void constructTextView(const clang::CXXConstructExpr *E, PlaceId P);
  void copyTextView(PlaceId To, PlaceId From, const clang::Stmt *At);
  bool lowerTextView(const CallSite &C);
  bool lowerTextOfTemporary(const CallSite &C);
  void endText(const clang::CXXBindTemporaryExpr *Owner);
  void noteTextOfZ3(const CallSite &C, PlaceId Context);
  void borrowLentParameters();
  llvm::DenseMap<const clang::CXXBindTemporaryExpr *, PlaceId> TextsOf;

  // Callbacks (Callbacks.cpp) -------------------------------------------------
  /// A function of the file that an expression stands for.
  struct Callback {
    const clang::FunctionDecl *Fn = nullptr;
    PlaceId Object = ir::NoPlace; ///< the closure or function object
    bool IsHolder = false; ///< Object is a std::function, which leads to it
    explicit operator bool() const { return Fn; }
  };
  Callback callbackOf(const clang::Expr *E);
  Callback callbackIn(const clang::VarDecl *VD, PlaceId Place);
  Operand closureOf(const Callback &B, const clang::Stmt *At);
  bool lowerCallbackCall(const CallSite &C);
  llvm::StringRef versionFor(const CallSite &C);
  bool holdCaptures(const clang::CXXRecordDecl *Closure, PlaceId Source,
                    PlaceId P, const clang::Stmt *At);
  bool constructFunction(const clang::CXXConstructExpr *E, PlaceId P);
  bool lowerAlgorithm(const CallSite &C, llvm::StringRef Name);
  void lowerPerElement(const CallSite &C, const Callback &B,
                       llvm::StringRef Name);
  unsigned rangeSize(const CallSite &C);
  bool lowerMemoryCopy(const CallSite &C, llvm::StringRef Name);
  Operand passedArgument(const clang::Expr *Arg, clang::QualType ParamType);
  bool argReaches(const clang::Expr *Arg);
  bool onlyUses(const CallSite &C, unsigned I);
  void havocPointees(const CallSite &C);
  bool isConstantObject(const clang::Expr *E);
  PlaceId askedByArgument(const CallSite &C);
  bool saysWhatItHolds(clang::QualType T) const;
  bool lowerQuestion(const CallSite &C); ///< QuestionLowering.cpp
  void setCallResult(const CallSite &C, PlaceId Result);
  PlaceId resultPlace(const CallSite &C);
  PlaceId objectPlaceOf(const CallSite &C);
  void afterCall(const CallSite &C);
  PlaceId contextOf(const clang::Expr *E);
  static std::string calleeName(const clang::FunctionDecl *FD);

  // What the program says of its functions (TaughtLowering.cpp) ---------------
  void lowerTaughtCall(const CallSite &C, const Taught &Said);
  void lowerTaughtArguments(const CallSite &C, const Taught &Said);
  bool isContext(const CallSite &C, unsigned I);
  Operand taughtArgument(const CallSite &C, unsigned I);
  PlaceId taughtContext(const CallSite &C, const Taught &Said);
  Operand taughtOwner(const CallSite &C, const Taught &Said);
  void changeTaughtCount(Operand Handle, model::ArgumentEffect E,
                         const CallSite &C, const Taught &Said);
  void callBack(const CallSite &C, const Taught::Argument &Said,
                const clang::Expr *Arg, PlaceId Context);
  Operand handed(const CallSite &C, const Taught::Argument &Said,
                 const clang::FunctionDecl *Fn, unsigned I, PlaceId Context);
  void makeTaught(PlaceId Dst, clang::QualType T, model::ResultEffect E,
                  const CallSite &C, const Taught &Said);
  void makeTaughtResults(const CallSite &C, const Taught &Said, PlaceId Result);
  bool isOfTaughtOwner(const CallSite &C);

  // Owners (OwnerLowering.cpp) ------------------------------------------------
  void constructOwner(const clang::CXXConstructExpr *E, PlaceId P,
                      OwnerClass O);
  void copyOwner(PlaceId Dst, Operand Src, const clang::Stmt *At,
                 PlaceId Context = ir::NoPlace);
  void assignOwner(PlaceId Dst, const clang::Expr *Source, OwnerClass O,
                   const clang::Stmt *At, bool IsMove);
  void moveOwner(PlaceId Dst, PlaceId Src, OwnerClass O, const clang::Stmt *At,
                 bool IsMove);
  void releaseOwner(PlaceId P, OwnerClass O, const clang::Stmt *At,
                    bool Implicit, llvm::StringRef Callee = "");
  void lowerZ3Call(const CallSite &C);
  bool lowerRaiiMethod(const CallSite &C, OwnerClass O);
  bool lowerWrap(const CallSite &C);
  bool isPart(const CallSite &C) const;
  bool isKeptByContext(const CallSite &C);
  void lowerZ3Result(const CallSite &C, PlaceId Context,
                     llvm::ArrayRef<Operand> Used, bool HasUse);
  PlaceId contextAmong(llvm::ArrayRef<const clang::Expr *> Args);
  void collectZ3Args(llvm::ArrayRef<const clang::Expr *> Args,
                     llvm::SmallVectorImpl<Operand> &Out,
                     bool OnlyHandles = false);
  void constructZ3Other(const clang::CXXConstructExpr *E, PlaceId P);

  // The program's classes (ClassLowering.cpp) ---------------------------------
  void construct(const clang::CXXConstructExpr *E, PlaceId P);
  void constructUser(const clang::CXXConstructExpr *E, PlaceId P);
  /// Copies or moves an object of a class member by member, as an implicit
  /// constructor (Assign: assignment) does.
  void copyObject(PlaceId Dst, PlaceId Src, clang::QualType T,
                  const clang::Stmt *At, bool IsMove, bool Assign);
  void copyMember(PlaceId Dst, PlaceId Src, clang::QualType T,
                  const clang::Stmt *At, bool IsMove, bool Assign);
  void callMember(const clang::CXXMethodDecl *MD, PlaceId Object,
                  llvm::ArrayRef<Operand> Args, const clang::Stmt *At,
                  bool Implicit);
  /// Runs the destructor of an object.
  void destroyPointee(PlaceId P, clang::QualType T, const clang::Stmt *At);
  /// Classes of whose objects the members are being destroyed.
  llvm::SmallVector<const clang::CXXRecordDecl *, 4> BeingDestroyed;
  void destroy(PlaceId P, clang::QualType T, const clang::Stmt *At);
  bool hasDestruction(clang::QualType T);
  bool lowerImplicitAssignment(const CallSite &C);

  // The standard library (StdLowering.cpp) ------------------------------------
  bool lowerStdCall(const CallSite &C);
  void lowerContainerCall(const CallSite &C);
  bool lowerStdFunction(const CallSite &C, llvm::StringRef Name);
  bool lowerUniquePtr(const CallSite &C);
  PlaceId allocateFor(const clang::Expr *E);
  void lowerMakeUnique(const CallSite &C);
  /// Builds an object from arguments that a function of the library forwards.
  void constructForwarded(PlaceId P, clang::QualType T,
                          llvm::ArrayRef<const clang::Expr *> Args,
                          const clang::Expr *At);
  void lowerSwap(const CallSite &C);
  void emitSwap(PlaceId A, PlaceId B, PlaceId Temp, const clang::Stmt *At);
  void constructStd(const clang::CXXConstructExpr *E, PlaceId P);

  // Smart pointers to handles (StdPointers.cpp)
  // --------------------------------
  OwnerClass sharedKind(clang::QualType T) const;
  PlaceId sharedHandle(PlaceId P, clang::QualType T);
  void releaseShared(PlaceId P, clang::QualType T, const clang::Stmt *At,
                     bool Implicit);
  void copyShared(PlaceId Dst, PlaceId Src, clang::QualType T,
                  const clang::Stmt *At, bool IsMove);
  void adoptShared(PlaceId P, clang::QualType T,
                   llvm::ArrayRef<const clang::Expr *> Args,
                   const clang::Stmt *At);
  void adoptRaw(PlaceId P, Operand Raw, const clang::Stmt *At,
                llvm::StringRef Pointer);
  bool isOfHandle(clang::QualType Pointer);
  bool hasUnclearDeleter(clang::QualType T);
  bool keepsHandle(clang::QualType T);
  PlaceId detached(PlaceId P, clang::QualType T, const clang::Stmt *At);
  void constructShared(const clang::CXXConstructExpr *E, PlaceId P);
  bool lowerSharedPtr(const CallSite &C, clang::QualType T);
  void lowerMakeShared(const CallSite &C);
  bool callDeleter(PlaceId P, clang::QualType T, const clang::Stmt *At);

  // Containers whose elements are followed (ContainerLowering.cpp) ------------
  bool isFollowedContainer(clang::QualType T);
  bool isFollowedIterator(clang::QualType T);
  PlaceId contentOf(PlaceId P);
  PlaceId anyElementOf(PlaceId P);
  bool isContentElement(PlaceId P) const;
  bool namesEach(llvm::ArrayRef<Operand> Args) const;
  void noteKept(Operand Kept, const clang::Stmt *At);
  void insertValue(PlaceId Element, clang::QualType T,
                   llvm::ArrayRef<const clang::Expr *> Args,
                   const clang::Expr *At);
  void insertPair(PlaceId Element, clang::QualType Key, clang::QualType Value,
                  llvm::ArrayRef<const clang::Expr *> Args,
                  const clang::Expr *At);
  void insertInto(PlaceId Element, clang::QualType T,
                  llvm::ArrayRef<const clang::Expr *> Args,
                  const clang::Expr *At);
  /// Nobody looks whether what the call makes was there already.
  bool isDropped(const clang::Expr *Call) const {
    return P.Discarded.count(Call);
  }
  bool insertList(PlaceId P, clang::QualType T, const clang::Expr *List,
                  const clang::Expr *At);
  void destroyElement(PlaceId Element, clang::QualType T, const clang::Stmt *At,
                      bool Each);
  void emptyContainer(PlaceId P, clang::QualType T, const clang::Stmt *At,
                      bool Implicit);
  PlaceId keyNamed(llvm::StringRef Name);
  PlaceId textKey(const clang::StringLiteral *Text);
  bool isSteadyKey(const clang::VarDecl *VD);
  bool isOnlyRead(const clang::VarDecl *VD);
  std::string steadyIndex(const clang::Expr *E);
  const clang::VarDecl *steadyKey(const clang::Expr *Key);
  Operand keyOperand(const clang::Expr *Arg);
  PlaceId namedElement(PlaceId P, llvm::StringRef Name);
  PlaceId newElement(const CallSite &C, PlaceId P);
  PlaceId keyedElement(PlaceId P, const clang::Expr *Key);
  PlaceId foundElement(PlaceId P, const clang::Expr *Key, PlaceId Iterator);
  PlaceId leavingElement(const CallSite &C, PlaceId P);
  void removeElement(const CallSite &C, PlaceId P, clang::QualType T);
  void lowerFind(const CallSite &C, PlaceId P, clang::QualType T);
  void noteElementKind(PlaceId Element, clang::QualType T);
  void stepIterator(PlaceId P, const clang::Stmt *At);
  void noteElementCopy(clang::QualType T, const clang::Stmt *At);
  void copyContainer(PlaceId Dst, PlaceId Src, clang::QualType T,
                     const clang::Stmt *At, bool IsMove, bool Assign);
  void swapContainers(PlaceId A, PlaceId B, const clang::Stmt *At);
  void constructContainer(const clang::CXXConstructExpr *E, PlaceId P);
  void setIterator(const CallSite &C, PlaceId Element);
  void copyIterator(const CallSite &C, PlaceId From);
  bool lowerIterator(const CallSite &C);
  void noteLookup(const CallSite &C, clang::QualType T);
  void lowerInsertion(const CallSite &C, PlaceId P, clang::QualType T);
  void lowerElementAccess(const CallSite &C, PlaceId P, clang::QualType T);
  bool assignContainer(const CallSite &C, PlaceId P, clang::QualType T);
  bool lowerContainerMethod(const CallSite &C, clang::QualType T);
  bool lowerIteratorFunction(const CallSite &C, llvm::StringRef Name);
  bool lowerContainer(const CallSite &C);

  // Loops that give each element back (ReleaseLoops.cpp) ----------------------
  void findReleaseLoops();
  bool skipsElements(const clang::ForStmt *L);
  bool goesOverContainerBackwards(const clang::ForStmt *L);
  bool isCopyOfElement(const clang::VarDecl *VD);
  void nameElement(const clang::VarDecl *VD);
  bool goesOverContainer(const clang::Expr *Cond);
  bool lowerReleaseEach(const CallSite &C, const clang::FunctionDecl *Callback,
                        Operand Closure);
  bool finishReleaseLoop(const clang::CFGBlock &B);
  /// A block that a loop is lowered by is kept although it only leads on.
  bool isKept(const clang::CFGBlock &B) const {
    return B.getLoopTarget() && ReleaseLoops.count(B.getLoopTarget());
  }

  // Arrays in structs as containers (ArrayLowering.cpp) -----------------------
  PlaceId arrayField(PlaceId P, const clang::FieldDecl *Field);
  PlaceId arrayAt(PlaceId P) const;
  PlaceId arrayNamed(const clang::Expr *E);
  void emptyArray(PlaceId Array, const clang::Stmt *At, bool Implicit);
  void noteFreedArray(const clang::Expr *Pointer, const clang::Stmt *At);
  /// To: what it was set to; null: it was counted down.
  void noteCount(const clang::Expr *Count, const clang::Expr *To,
                 const clang::Stmt *At);
  bool fillsArray(const clang::FieldDecl *Array);
  void scanElements();
  bool isAddressTaken(const clang::ArraySubscriptExpr *E);
  bool takesOut(const clang::FieldDecl *Count);
  const clang::Expr *assignedTo(const clang::ArraySubscriptExpr *E);
  PlaceId takenFrom(PlaceId Array);
  void renameLast(const clang::Stmt *At);
  PlaceId arrayElement(PlaceId Array, const clang::ArraySubscriptExpr *E);
  PlaceId arrayBeside(const clang::Expr *Other, const clang::FieldDecl *Array);
  llvm::SmallVector<PlaceId, 1> emptyContents(const clang::Expr *Cond,
                                              bool Holds);
  bool takesSeveral(const clang::Stmt *Body);
  bool goesOverArray(const clang::Stmt *Loop);
  void emptyArraysOf(const clang::Stmt *Loop);

  // Types of the standard library that are values (StdValues.cpp) -------------
  PlaceId memberOfTuple(PlaceId P, clang::QualType T, unsigned I);
  bool constructTuple(PlaceId P, clang::QualType T,
                      llvm::ArrayRef<const clang::Expr *> Args,
                      const clang::Expr *At);
  bool constructValue(PlaceId P, clang::QualType T,
                      llvm::ArrayRef<const clang::Expr *> Args,
                      const clang::Expr *At);
  void constructOptional(PlaceId P, clang::QualType T,
                         llvm::ArrayRef<const clang::Expr *> Args,
                         const clang::Expr *At);
  bool lowerOptional(const CallSite &C);
  bool lowerArrayMethod(const CallSite &C);
  bool lowerTupleFunction(const CallSite &C, llvm::StringRef Name);
  bool assignTuple(const CallSite &C);
  void destroyUniquePtr(PlaceId P, clang::QualType T, const clang::Stmt *At);

  // One of several objects, or none (ChoiceLowering.cpp) ----------------------
  bool isChoice(clang::QualType T);
  PlaceId indexOfChoice(PlaceId P);
  PlaceId alternativeOf(PlaceId P, unsigned I);
  ir::Condition isAlternative(PlaceId P, clang::QualType T, unsigned I);
  void ifAlternative(PlaceId P, clang::QualType T, unsigned I,
                     const std::function<void()> &Body);
  void destroyChoice(PlaceId P, clang::QualType T, const clang::Stmt *At);
  void emptyChoice(PlaceId P, clang::QualType T, unsigned I,
                   const clang::Stmt *At);
  void copyChoice(PlaceId Dst, PlaceId Src, clang::QualType T,
                  const clang::Stmt *At, bool IsMove, bool Assign);
  std::optional<unsigned> alternativeFor(clang::QualType T,
                                         clang::QualType From);
  void forgetChoice(PlaceId P, llvm::ArrayRef<const clang::Expr *> Args,
                    const clang::Expr *At);
  void constructChoice(PlaceId P, clang::QualType T,
                       llvm::ArrayRef<const clang::Expr *> Args,
                       const clang::Expr *At);
  void assignChoice(const CallSite &C, PlaceId P, clang::QualType T);
  bool lowerChoice(const CallSite &C, clang::QualType T);
  bool lowerChoiceFunction(const CallSite &C, llvm::StringRef Name);
  ir::Condition comparisonWithNullopt(const clang::CXXOperatorCallExpr *E);
  ir::Condition comparisonWithEnd(const clang::CXXOperatorCallExpr *Call);

  void setContainerResult(const CallSite &C);

  // Threads (ThreadLowering.cpp) ----------------------------------------------
  void noteThreads(const CallSite &C);
  bool noteThreadMethod(const CallSite &C);
  void noteThreadFunction(const CallSite &C);
  void noteStdObject(const clang::CXXConstructExpr *E, PlaceId P);
  void noteStdEnd(PlaceId P, clang::QualType T, const clang::Stmt *At);
  void noteTakenOver(PlaceId Object, const clang::CXXRecordDecl *Closure);
  void noteSpawn(PlaceId Handle, llvm::ArrayRef<const clang::Expr *> Args,
                 const clang::Expr *At);
  void notePut(const CallSite &C, llvm::ArrayRef<Operand> Args);
  void noteTaken(const CallSite &C, PlaceId Result, bool Address);
  PlaceId containerOf(const CallSite &C);
  void emitSync(ir::Role R, PlaceId P, const clang::Stmt *At);
  // Closures that are kept (TaskLowering.cpp).
  PlaceId taskPlace(const clang::CXXMethodDecl *Task);
  void noteTask(clang::QualType Wrapper, const clang::Expr *Arg,
                const clang::Expr *At);
  void runTasks(const CallSite &C);
  void emitFlow(PlaceId Dst, PlaceId Src, const clang::Stmt *At,
                ir::Role R = ir::Role::None);

  // State ---------------------------------------------------------------------
  ModuleContext &M;
  clang::ASTContext &Ctx;
  TypeInfo &Types;
  const clang::FunctionDecl *FD;
  ir::Function &F;
  FunctionMap &Map;
  const CallbackBindings Bound;
  Plan P;

  BlockId Cur = 0;
  bool Ended = false; ///< nothing in the CFG block is reached any more
  const clang::CFGBlock *CurCfgBlock = nullptr;
  /// Reverse post-order; what handlers alone reach comes last.
  std::vector<const clang::CFGBlock *> Order;
  llvm::DenseMap<const clang::CFGBlock *, BlockId> Entries;
  const clang::CFGBlock *CfgExit = nullptr;
  llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> TryBlocks;

  llvm::DenseMap<const clang::Expr *, Value> Values;
  llvm::DenseMap<const clang::Expr *, PlaceId> Targets;
  llvm::DenseMap<const clang::VarDecl *, PlaceId> VarPlaces;
  llvm::DenseMap<const clang::ValueDecl *, Value> Bindings;
  llvm::StringSet<> UsedNames;
  unsigned NumTemps = 0;
  unsigned NumHeaps = 0;

  /// Temporaries whose destructor an element of the CFG runs.
  llvm::DenseSet<const clang::CXXBindTemporaryExpr *> DestroyedLater;
  /// Those that are made on some paths only: temp that tells which.
  llvm::DenseMap<const clang::CXXBindTemporaryExpr *, PlaceId> Flags;
  llvm::DenseSet<const clang::CXXBindTemporaryExpr *> Temporaries; ///< elements
  const clang::CXXBindTemporaryExpr *
  madeWith(const clang::CXXBindTemporaryExpr *E, const clang::CFGBlock &B);
  /// Members of temporary closures that a thread has taken over.
  llvm::DenseSet<PlaceId> TakenOver;
  struct LiveTemp {
    const clang::CXXBindTemporaryExpr *E;
    const clang::CFGBlock *Block;
  };
  llvm::SmallVector<LiveTemp, 4> LiveTemps;
  /// Loops that give each element of a container back, the calls and tests in
  /// them, and their variables, which name the element.
  llvm::DenseSet<const clang::Stmt *> ReleaseLoops, EachTests;
  /// By call: the loop that it is done in for each element.
  llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> EachCalls;
  /// In how many nested ones the call is.
  llvm::DenseMap<const clang::Stmt *, uint8_t> EachDepth;
  struct EmptiedContainer {
    PlaceId P;
    clang::QualType T;
    const clang::Stmt *At;
  };
  /// By loop: the containers whose elements it takes out one by one.
  llvm::DenseMap<const clang::Stmt *, llvm::SmallVector<EmptiedContainer, 1>>
      EmptiedBy;
  llvm::DenseSet<const clang::VarDecl *> EachVariables;
  struct Position {
    PlaceId P = ir::NoPlace;
    bool IsKnown = false; ///< as the number of an element
  };
  /// Of cursors: the variable that counts their steps.
  llvm::DenseMap<const clang::VarDecl *, Position> Positions;
  llvm::DenseSet<PlaceId> ArrayPlaces;
  /// Counts of arrays in loops that give each element back.
  /// Variables, and whether the function only reads them.
  llvm::DenseMap<const clang::VarDecl *, bool> OnlyRead;
  /// Elements that are assigned in the body, and what to.
  std::optional<
      llvm::DenseMap<const clang::ArraySubscriptExpr *, const clang::Expr *>>
      ElementsAssigned;
  llvm::DenseSet<const clang::ArraySubscriptExpr *> AddressesTaken;
  llvm::DenseSet<const clang::FieldDecl *> CountsDown;
  llvm::DenseSet<const clang::MemberExpr *> EachCounts;
  /// By such a loop: the arrays that it leaves empty.
  llvm::DenseMap<const clang::Stmt *,
                 llvm::SmallVector<const clang::MemberExpr *, 1>>
      ArraysEmptiedBy;
  Keeping Keeps = Keeping::No; ///< the container that is written to now
  /// What is written is done to each element, of as many nested containers.
  uint8_t EachElement = 0;
  std::optional<llvm::DenseSet<const clang::Expr *>> Ignored; ///< results
  bool CountsByHand = false;
  bool ThrowsEarly = false;
  bool NeedsVersions = false;
  /// Of a constructor: bases and members that have been made, in order.
  llvm::SmallVector<const clang::CXXCtorInitializer *, 4> Constructed;
  llvm::DenseSet<const clang::CFGBlock *> FunctionHandlers;
  llvm::DenseMap<std::pair<const ScopeNode *, const TryRegion *>, BlockId>
      Cleanups;
  /// References whose temporary lives as long as they do.
  llvm::DenseMap<const clang::VarDecl *, const clang::Expr *> Extended;
  /// CFG blocks that begin with the value of a && b or a || b.
  llvm::DenseMap<const clang::CFGBlock *, const clang::BinaryOperator *>
      LogicalMerges;
  /// Captures of the closure whose call operator this is.
  llvm::DenseMap<const clang::ValueDecl *, const clang::FieldDecl *> Captures;
  const clang::FieldDecl *ThisCapture = nullptr;
  /// Threads and futures that were moved on: their destructor waits for nobody.
  llvm::DenseSet<PlaceId> MovedThreads;
};

/// The try block around a constructor and its initialisers, if it has one.
const clang::CXXTryStmt *functionTryOf(const clang::FunctionDecl *FD);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_FUNCTIONLOWERING_H
