// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function does to one local variable that holds a handle, statement by
// statement, so that an edit knows where the handle is held and where it is
// not.
//
// This is for edits, not for findings: it follows one variable by its name
// through the structure of the source, takes every branch, and where it does
// not understand what happens it says so (understood()), and no edit is
// offered.

#ifndef Z3TIDY_EXPLAIN_HANDLEFLOW_H
#define Z3TIDY_EXPLAIN_HANDLEFLOW_H

#include "lower/ModuleContext.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/StmtCXX.h"

#include <map>
#include <vector>

namespace z3tidy::explain {

/// What the variable may hold: a set of these.
enum HandleState : uint8_t {
  Unset = 1, ///< nothing yet
  NullOne = 2,
  Fresh = 4,  ///< an object that is not ours: count 0
  Held = 8,   ///< an object of which we own one reference
  Held2 = 16, ///< … two or more
  Dead = 32,  ///< an object that we have released
  Gone = 64,  ///< an object that others have too, or not known
};
using HandleStates = uint8_t;

/// One appearance of the variable.
struct HandleEvent {
  enum What : uint8_t {
    Assign,  ///< a new value; Value is what
    Retain,  ///< Call retains it
    Release, ///< Call releases it
    Use,     ///< Call of the API, or of a function that only uses it
    Test,    ///< compared, or a condition
    Escape,  ///< copied, stored, returned, captured, its address taken
  } W;
  const clang::DeclRefExpr *Ref = nullptr; ///< null for the declaration
  const clang::Expr *Value = nullptr;
  const clang::CallExpr *Call = nullptr;
  /// The whole statement that it stands in; the Call alone if IsStatement.
  const clang::Stmt *Statement = nullptr;
  bool IsStatement = false;
  bool Lends = false; ///< Use whose result lives as long as the object does
};

class HandleFlow {
public:
  /// Var is a local variable of FD, of a raw handle type. Creation is the call
  /// of which is known that what it returns is ours (null: none). Without is a
  /// release or retain that is taken for gone (null: none). Depth is how deep
  /// functions of the file are looked into for what they return.
  HandleFlow(lower::ModuleContext &M, const clang::FunctionDecl *FD,
             const clang::VarDecl *Var, const clang::Stmt *Creation,
             const clang::ParentMap &Parents,
             const clang::Stmt *Without = nullptr, unsigned Depth = 2);

  /// False: something happens that is not followed, so no edit may rest on it.
  bool understood() const { return Understood; }
  /// In the order of evaluation, as far as the source shows it.
  const std::vector<HandleEvent> &events() const { return Events; }
  const HandleEvent *eventOf(const clang::Stmt *Call) const;

  /// States before a statement, or 0 if it is not reached or not in a block.
  HandleStates before(const clang::Stmt *S) const;
  /// States when a return, throw, break, continue or goto leaves, after what
  /// it evaluates; 0 if it is not reached.
  HandleStates atJump(const clang::Stmt *S) const;
  /// States before the event with this index in events().
  HandleStates beforeEvent(size_t I) const;
  /// States at the closing brace of a block, 0 if it is not reached.
  HandleStates atEnd(const clang::CompoundStmt *Block) const;

  /// Where control comes when the call that makes the object says that it has
  /// not; null for none.
  const clang::Stmt *failure() const { return Failure; }
  /// Whether the function retains it itself anywhere.
  bool retained() const { return Retained; }
  /// Statements in the variable's scope that delete its context.
  const std::vector<const clang::Stmt *> &contextDeletions() const {
    return Deletions;
  }

  /// The block that the variable is declared in.
  const clang::CompoundStmt *scope() const { return Scope; }
  const clang::DeclStmt *declaration() const { return Declaration; }
  ir::Kind kind() const { return K; }
  const clang::VarDecl *variable() const { return Var; }

  /// The expression for the context in calls on the object; null if there is
  /// none or if it is not a plain one.
  const clang::Expr *context() const { return Context; }

private:
  struct Jumps {
    HandleStates Break = 0;
    HandleStates Continue = 0;
    HandleStates SwitchEntry = 0;
    bool IsSwitch = false;
  };
  struct LoopParts {
    const clang::Expr *Cond;
    const clang::Stmt *Inc;
    const clang::Stmt *Body;
    bool TestFirst;
    bool Uncounted = false; ///< range-for: may end before any iteration
  };

  void collect(const clang::Stmt *S);
  void addReference(const clang::DeclRefExpr *Ref);
  HandleEvent classify(const clang::DeclRefExpr *Ref);
  bool isMadeThrough(const clang::UnaryOperator *Address) const;
  HandleEvent madeThrough(HandleEvent E);
  void addCapture(const clang::LambdaExpr *Lambda);
  bool isReadThroughArray(const clang::Stmt *Element) const;
  void classifyArgument(HandleEvent &E, const clang::CallExpr *Call,
                        const clang::Expr *Argument);
  void findContext();

  HandleStates run(const clang::Stmt *S, HandleStates In);
  HandleStates runBlock(const clang::CompoundStmt *Block, HandleStates In);
  HandleStates runIf(const clang::IfStmt *If, HandleStates In);
  HandleStates runLoop(const LoopParts &L, HandleStates In);
  HandleStates runSwitch(const clang::SwitchStmt *S, HandleStates In);
  HandleStates runTry(const clang::CXXTryStmt *Try, HandleStates In);
  HandleStates runJump(const clang::Stmt *S, HandleStates In);
  /// Index in Targets of the loop that `continue` is for; past the end if
  /// there is none.
  size_t continueTarget() const;
  bool leavesScope(const clang::GotoStmt *Goto) const;
  HandleStates runPlain(const clang::Stmt *S, HandleStates In);
  /// States behind a condition that is true, and one that is false.
  struct Split {
    HandleStates Yes, No;
  };
  Split runCondition(const clang::Expr *Cond, HandleStates In);
  Split runPart(const clang::Expr *Part, const clang::Expr *Cond,
                HandleStates In);
  bool isAssignedOnSomeWay(const clang::Expr *Ref,
                           const clang::Stmt *Cond) const;
  HandleStates applied(const HandleEvent &E, HandleStates In) const;
  HandleStates created(const HandleEvent &E) const;
  bool isRetainedNext(const HandleEvent &E) const;
  bool isMaker(const clang::FunctionDecl *FD) const;
  HandleStates returnedBy(const clang::FunctionDecl *FD) const;
  /// Narrows by a test of the variable for null; Truth is its answer.
  HandleStates narrowed(const clang::Expr *Cond, bool Truth, HandleStates In);
  bool endsProcess(const clang::Stmt *S) const;
  bool onlyCounts(const clang::Stmt *S) const;
  bool deletesContext(const clang::Stmt *S) const;

  lower::ModuleContext &M;
  const clang::FunctionDecl *FD;
  const clang::VarDecl *Var;
  const clang::Stmt *Creation;
  const clang::ParentMap &Parents;
  const clang::Stmt *Without;
  const unsigned Depth;
  ir::Kind K;
  const clang::CompoundStmt *Scope = nullptr;
  const clang::DeclStmt *Declaration = nullptr;
  const clang::Expr *Context = nullptr;
  bool Understood = true;
  bool Retained = false;   ///< the function retains it somewhere
  bool IsCaptured = false; ///< by a closure, so far
  /// The condition that says whether the object was made through the address of
  /// the variable, and what it is if it was not.
  const clang::Expr *Answer = nullptr;
  bool FailsWhen = false;
  const clang::Stmt *Failure = nullptr;

  std::vector<HandleEvent> Events;
  /// Events by the statement (of a block, or a condition) that they stand in.
  std::map<const clang::Stmt *, std::vector<size_t>> EventsIn;
  std::map<const clang::Stmt *, HandleStates> Before;
  std::map<const clang::Stmt *, HandleStates> AtJump;
  std::map<size_t, HandleStates> BeforeEvent;
  std::map<const clang::CompoundStmt *, HandleStates> AtEnd;
  std::map<const clang::LabelDecl *, HandleStates> AtLabel;
  /// Conditions that assign it on some way through them.
  std::vector<const clang::Stmt *> SplitConditions;
  mutable std::map<const clang::FunctionDecl *, HandleStates> Returned;
  /// Of statements that name the context: whether they delete one.
  mutable std::map<const clang::Stmt *, bool> DeletingStatements;
  std::vector<Jumps> Targets;
  /// For each `try` around: the states in which a call may throw.
  std::vector<HandleStates> Throwing;
  size_t TargetsOutside = 0; ///< how many of them are around the scope
  std::vector<const clang::Stmt *> Deletions;
  bool Changed = false;
};

/// What a function of the file returns in all cases: a variable of its own that
/// holds one reference, or null; 0 for anything else.
HandleStates handedOverBy(lower::ModuleContext &M,
                          const clang::FunctionDecl *FD, ir::Kind K,
                          unsigned Depth = 2);

/// Skips casts and the Z3_*_to_ast functions around a handle.
const clang::Expr *underlyingHandle(const clang::Expr *E);

/// Whether a call only reads an argument that is a handle, or points to some,
/// and nothing that it returns hangs on it.
bool onlyReads(lower::ModuleContext &M, const clang::CallExpr *Call,
               const clang::Expr *Argument);

/// Only names, fields and dereferences: may be written once more elsewhere.
bool isPlainExpression(const clang::Expr *E);

/// All references to a variable in a piece of source.
std::vector<const clang::DeclRefExpr *> referencesTo(const clang::VarDecl *Var,
                                                     const clang::Stmt *S);

/// The variables that an expression names.
std::vector<const clang::VarDecl *> variablesIn(const clang::Stmt *S);

/// The statement of a block (or the substatement of an `if`, a loop, a label)
/// that an expression stands in.
const clang::Stmt *enclosingStatement(const clang::Stmt *E,
                                      const clang::ParentMap &Parents);

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_HANDLEFLOW_H
