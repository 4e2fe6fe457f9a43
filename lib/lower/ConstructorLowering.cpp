// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constructors that an exception leaves: the destructor of the object does not
// run then, those of its bases and members do, and what the object holds by
// hand is lost.

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

/// The try block that is the whole body of a constructor and of its
/// initialisers, if it has one.
const CXXTryStmt *functionTryOf(const FunctionDecl *FD) {
  return isa<CXXConstructorDecl>(FD)
             ? dyn_cast_or_null<CXXTryStmt>(FD->getBody())
             : nullptr;
}

/// A base or member is there from here on, and is destroyed with the object.
void FunctionLowering::noteConstructed(const CXXCtorInitializer *Init) {
  Constructed.push_back(Init);
  Cleanups.clear();
}

/// What has been made of the object so far, last first. After a constructor
/// that this one delegates to, that is the whole object.
void FunctionLowering::destroyConstructed(const Stmt *At) {
  PlaceId This = F.deref(F.root(Place::This, ""));
  for (const CXXCtorInitializer *Init : llvm::reverse(Constructed)) {
    const FieldDecl *Field = Init->getMember();
    if (Field)
      destroy(fieldOf(This, Field), Field->getType(), At);
    else if (const Type *Class = Init->getBaseClass())
      destroy(This, QualType(Class, 0), At);
    else if (Init->isDelegatingInitializer())
      destroy(This, Init->getTypeSourceInfo()->getType(), At);
  }
}

/// The memory of an object that is not constructed goes, with what it holds.
void FunctionLowering::forgetUnfinished() {
  ir::Instr &I = emit(Op::End, nullptr);
  I.Args.push_back(Operand::place(F.deref(F.root(Place::This, ""))));
  I.Implicit = true;
}

/// Blocks of the handlers of a constructor as a whole: the exception goes on at
/// their end.
void FunctionLowering::findFunctionHandlers() {
  const CXXTryStmt *Whole = functionTryOf(FD);
  const CFGBlock *Dispatch = Whole ? TryBlocks.lookup(Whole) : nullptr;
  if (!Dispatch)
    return;
  llvm::SmallVector<const CFGBlock *, 8> Work{Dispatch};
  while (!Work.empty()) {
    const CFGBlock *B = Work.pop_back_val();
    if (B == CfgExit || !FunctionHandlers.insert(B).second)
      continue;
    for (const CFGBlock::AdjacentBlock &A : B->succs())
      if (const CFGBlock *To = A.getReachableBlock())
        Work.push_back(To);
  }
}

} // namespace z3tidy::lower
