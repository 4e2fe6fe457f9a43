// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Closures that are kept as std::function, in a queue for a pool of threads:
// what they have captured goes to where all calls of such functions find it.
// This is for the rules about threads alone.

#include "lower/Callbacks.h"
#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

/// A file with more of one type has a pool for all and everything.
constexpr size_t MaxTasks = 8;

ir::PlaceId FunctionLowering::taskPlace(const CXXMethodDecl *Task) {
  llvm::StringRef Name = M.moduleName(Task);
  return Name.empty() ? ir::NoPlace
                      : F.root(Place::Global, ("task " + Name).str());
}

/// The argument becomes a std::function.
void FunctionLowering::noteTask(QualType Wrapper, const Expr *Arg,
                                const Expr *At) {
  if (!functionWrapper(Wrapper))
    return;
  if (const CXXMethodDecl *Task = taskIn(Arg))
    emitFlow(taskPlace(Task), objectOf(withoutWrapping(Arg)), At);
}

/// A call of a std::function of which nothing else is known.
void FunctionLowering::runTasks(const CallSite &C) {
  if (!C.Object || C.Callee->getOverloadedOperator() != OO_Call)
    return;
  const CXXRecordDecl *Wrapper = functionWrapper(C.Object->getType());
  if (!Wrapper)
    return;
  auto It = M.Tasks.find(Wrapper);
  if (It == M.Tasks.end() || It->second.size() > MaxTasks)
    return;
  for (const CXXMethodDecl *Task : It->second) {
    PlaceId Kept = taskPlace(Task);
    if (Kept == ir::NoPlace || Task->getNumParams() != C.Args.size())
      continue;
    PlaceId Closure = newTemp();
    emitFlow(Closure, Kept, C.E, ir::Role::Reach);
    llvm::SmallVector<Operand, 4> Passed{Operand::place(Closure)};
    for (unsigned I = 0; I < C.Args.size(); ++I)
      Passed.push_back(
          passedArgument(C.Args[I], Task->getParamDecl(I)->getType()));
    ir::Instr &I = emit(Op::Spawn, C.E);
    I.R = ir::Role::Callback;
    I.Callee = M.moduleName(Task).str();
    I.Args.append(Passed.begin(), Passed.end());
  }
}

} // namespace z3tidy::lower
