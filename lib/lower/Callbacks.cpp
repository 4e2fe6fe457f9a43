// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that are given to others to call. An algorithm of the standard
// library is a loop around its callback. Of a function of the file that takes a
// pointer to a function or a std::function there is a version for each callback
// that it is called with, as there is of a template.

#include "lower/Callbacks.h"
#include "lower/ClangCompat.h"
#include "lower/FunctionLowering.h"
#include "lower/NameSwitch.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

//===----------------------------------------------------------------------===//
// What the source says
//===----------------------------------------------------------------------===//

const CXXRecordDecl *functionWrapper(QualType T) {
  const CXXRecordDecl *RD =
      T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!RD || !inTopNamespace(RD, "std"))
    return nullptr;
  llvm::StringRef Name = nameOf(RD);
  bool IsWrapper = Name == "function" || Name == "move_only_function" ||
                   Name == "copyable_function";
  return IsWrapper ? RD->getCanonicalDecl() : nullptr;
}

const CXXMethodDecl *callOperatorOf(QualType T) {
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!RD || !RD->hasDefinition() || inTopNamespace(RD, "std"))
    return nullptr;
  const CXXMethodDecl *Found = nullptr;
  for (const Decl *D : RD->getDefinition()->decls()) {
    const auto *FD = dyn_cast<FunctionDecl>(D);
    if (const auto *T = dyn_cast<FunctionTemplateDecl>(D)) {
      // A generic lambda: its one instantiation.
      FD = T->getTemplatedDecl();
      if (FD->getOverloadedOperator() == OO_Call)
        for (const FunctionDecl *Spec : T->specializations())
          if (const FunctionDecl *Def = Spec->getDefinition())
            FD = Def;
      if (FD == T->getTemplatedDecl())
        continue;
    }
    if (!FD || FD->getOverloadedOperator() != OO_Call)
      continue;
    if (Found)
      return nullptr;
    Found = cast<CXXMethodDecl>(FD);
  }
  return Found;
}

/// std::move(f), std::forward<F>(f), std::ref(f): what they hand on.
static const Expr *forwarded(const CallExpr *E) {
  const FunctionDecl *FD = E->getDirectCallee();
  if (!FD || !FD->isInStdNamespace() || E->getNumArgs() != 1)
    return nullptr;
  bool Forwards =
      NameSwitch<bool>(nameOf(FD))
          .Cases({"move", "forward", "ref", "cref", "as_const"}, true)
          .Default(false);
  return Forwards ? E->getArg(0) : nullptr;
}

const Expr *withoutWrapping(const Expr *E) {
  while (true) {
    E = E->IgnoreParenImpCasts();
    const Expr *Inner = nullptr;
    if (const auto *X = dyn_cast<FullExpr>(E))
      Inner = X->getSubExpr();
    else if (const auto *X = dyn_cast<MaterializeTemporaryExpr>(E))
      Inner = X->getSubExpr();
    else if (const auto *X = dyn_cast<CXXBindTemporaryExpr>(E))
      Inner = X->getSubExpr();
    else if (const auto *X = dyn_cast<ExplicitCastExpr>(E))
      Inner = X->getSubExpr();
    else if (const auto *X = dyn_cast<CXXDefaultInitExpr>(E))
      Inner = X->getExpr();
    else if (const auto *X = dyn_cast<UnaryOperator>(E);
             X && (X->getOpcode() == UO_AddrOf || X->getOpcode() == UO_Plus ||
                   X->getOpcode() == UO_Deref))
      Inner = X->getSubExpr();
    else if (const auto *X = dyn_cast<CXXConstructExpr>(E);
             X && X->getNumArgs() >= 1 &&
             (functionWrapper(X->getType()) ||
              X->getConstructor()->isCopyOrMoveConstructor()))
      Inner = X->getArg(0);
    else if (const auto *X = dyn_cast<CXXMemberCallExpr>(E);
             X && isa_and_nonnull<CXXConversionDecl>(X->getDirectCallee()))
      Inner = X->getImplicitObjectArgument(); // of a lambda without captures
    else if (const auto *X = dyn_cast<CallExpr>(E))
      Inner = forwarded(X);
    if (!Inner)
      return E;
    E = Inner;
  }
}

const FunctionDecl *handedOver(const Expr *Arg) {
  const Expr *E = withoutWrapping(Arg);
  const auto *R = dyn_cast<DeclRefExpr>(E);
  if (const auto *FD =
          dyn_cast_or_null<FunctionDecl>(R ? R->getDecl() : nullptr))
    return FD;
  if (const CXXMethodDecl *Call = callOperatorOf(E->getType()))
    return Call;
  const auto *VD = dyn_cast_or_null<VarDecl>(R ? R->getDecl() : nullptr);
  if (VD && !isa<ParmVarDecl>(VD) && functionWrapper(VD->getType()) &&
      VD->getInit() && withoutWrapping(VD->getInit()) != E)
    return callOperatorOf(withoutWrapping(VD->getInit())->getType());
  return nullptr;
}

const CXXMethodDecl *taskIn(const Expr *Arg) {
  if (Arg->isTypeDependent())
    return nullptr;
  const CXXMethodDecl *Call = callOperatorOf(withoutWrapping(Arg)->getType());
  return Call && !isSystem(Call) ? Call : nullptr;
}

bool isGivenToCall(const Expr *Callee) {
  if (!Callee)
    return false;
  const Expr *E = withoutWrapping(Callee);
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    return isa<ParmVarDecl>(R->getDecl());
  // A function object that was stored: `this->visit(node)`.
  const auto *M = dyn_cast<MemberExpr>(E);
  return M && isa<FieldDecl>(M->getMemberDecl()) &&
         callOperatorOf(M->getType());
}

//===----------------------------------------------------------------------===//
// What it stands for here
//===----------------------------------------------------------------------===//

FunctionLowering::Callback FunctionLowering::callbackIn(const VarDecl *VD,
                                                        PlaceId Place) {
  QualType T = VD->getType().getNonReferenceType();
  bool IsHolder = functionWrapper(T);
  for (auto [Param, Fn] : Bound)
    if (Param == VD)
      return {Fn, IsHolder ? Place : ir::NoPlace, IsHolder};
  if (isa<ParmVarDecl>(VD) || !VD->getInit() ||
      VD->getInit()->isValueDependent())
    return {};
  if ((!IsHolder && !T->isFunctionPointerType()) || M.isReassigned(VD))
    return {};
  if (const FunctionDecl *Fn = handedOver(VD->getInit());
      Fn && !M.moduleName(Fn).empty())
    return {Fn, IsHolder ? Place : ir::NoPlace, IsHolder};
  return {};
}

FunctionLowering::Callback FunctionLowering::callbackOf(const Expr *Arg) {
  if (Arg->isTypeDependent())
    return {};
  const Expr *E = withoutWrapping(Arg);
  const auto *R = dyn_cast<DeclRefExpr>(E);
  if (const auto *Fn =
          dyn_cast_or_null<FunctionDecl>(R ? R->getDecl() : nullptr))
    return M.moduleName(Fn).empty() ? Callback() : Callback{Fn};
  if (const CXXMethodDecl *Call = callOperatorOf(E->getType()))
    return M.moduleName(Call).empty() ? Callback()
                                      : Callback{Call, objectOf(E)};
  if (const auto *VD = dyn_cast_or_null<VarDecl>(R ? R->getDecl() : nullptr))
    return callbackIn(VD, objectOf(E));
  return {};
}

/// What the function gets as its object.
ir::Operand FunctionLowering::closureOf(const Callback &B, const Stmt *At) {
  if (B.Object == ir::NoPlace)
    return Operand::unknown();
  return Operand::place(B.IsHolder ? B.Object : addressTemp(B.Object, At));
}

/// Whether a copy of the closure is as good as the closure itself.
static bool isPlainClosure(const CXXRecordDecl *RD) {
  return RD && RD->hasDefinition() && RD->hasTrivialDestructor();
}

/// A std::function that leaves the function has what the closure has captured
/// by value; whoever gets it ends it.
bool FunctionLowering::holdCaptures(const CXXRecordDecl *Closure,
                                    PlaceId Source, PlaceId P, const Stmt *At) {
  if (!Closure->hasDefinition() || !Closure->isLambda())
    return false;
  for (const FieldDecl *Field : Closure->fields()) {
    PlaceId From = fieldOf(Source, Field), Held = fieldOf(P, Field);
    if (Types.owner(Field->getType())) {
      emitCopy(Held, Operand::place(From), At);
      emitOn(Op::Retain, Operand::place(Held), At).R = ir::Role::Store;
    } else if (Types.reaches(Field->getType())) {
      emitEscape(Operand::place(From), At);
    }
  }
  return true;
}

/// std::function leads to the closure that it was made from.
bool FunctionLowering::constructFunction(const CXXConstructExpr *E, PlaceId P) {
  if (E->getNumArgs() == 0 || P == ir::NoPlace)
    return E->getNumArgs() == 0;
  const Expr *Arg = E->getArg(0);
  PlaceId Source = objectOf(Arg);
  if (functionWrapper(Arg->getType())) {
    if (Source == ir::NoPlace)
      return false;
    emitCopy(P, Operand::place(Source), E);
    if (!F.place(P).isRoot())
      emitEscape(Operand::place(Source), E);
    return true;
  }
  const Place &Root = F.place(P);
  if (Root.F == Place::Ret && Source != ir::NoPlace &&
      withoutWrapping(Arg)->getType()->getAsCXXRecordDecl())
    return holdCaptures(withoutWrapping(Arg)->getType()->getAsCXXRecordDecl(),
                        Source, P, E);
  if (Root.F != Place::Local && Root.F != Place::Temp)
    return false;
  Callback B = callbackOf(Arg);
  if (!B)
    return false;
  if (B.Object == ir::NoPlace) {
    emitCopy(P, Operand::integer(1), E);
    return true;
  }
  if (!isPlainClosure(withoutWrapping(Arg)->getType()->getAsCXXRecordDecl()))
    return false;
  emitAddress(P, B.Object, E);
  return true;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// A call through a parameter or variable of which it is known what it holds.
bool FunctionLowering::lowerCallbackCall(const CallSite &C) {
  const Expr *Callee = nullptr;
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(C.E)) {
    if (Op->getOperator() == OO_Call &&
        functionWrapper(Op->getArg(0)->getType()))
      Callee = Op->getArg(0);
  } else if (const auto *Call = dyn_cast<CallExpr>(C.E); Call && !C.Callee) {
    Callee = Call->getCallee();
  }
  if (!Callee || Callee->isTypeDependent())
    return false;
  const auto *R = dyn_cast<DeclRefExpr>(withoutWrapping(Callee));
  const auto *VD = dyn_cast_or_null<VarDecl>(R ? R->getDecl() : nullptr);
  Callback B = VD ? callbackIn(VD, objectOf(R)) : Callback();
  if (!B || B.Fn->getNumParams() > C.Args.size())
    return false;
  CallSite To = C;
  To.Callee = B.Fn;
  To.Object = nullptr;
  llvm::SmallVector<Operand, 6> Args;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(B.Fn);
      Method && Method->isInstance())
    Args.push_back(closureOf(B, C.E));
  for (unsigned I = 0; I < B.Fn->getNumParams(); ++I)
    Args.push_back(passedArgument(C.Args[I], B.Fn->getParamDecl(I)->getType()));
  PlaceId Result = resultPlace(To);
  ir::Instr &I = emit(Op::Call, C.E);
  I.Callee = M.moduleName(B.Fn).str();
  I.Dst = Result;
  I.Args.append(Args.begin(), Args.end());
  if (isa<ParmVarDecl>(VD))
    I.R = ir::Role::Callback;
  setCallResult(To, Result);
  mayUnwindAt(C.E, B.Fn, /*Done=*/true);
  return true;
}

/// The version of the callee for the callbacks among the arguments; empty if
/// there are none.
llvm::StringRef FunctionLowering::versionFor(const CallSite &C) {
  const FunctionDecl *Def = nullptr;
  if (!C.Callee->hasBody(Def))
    return {};
  CallbackBindings Found;
  unsigned N = std::min<size_t>(Def->getNumParams(), C.Args.size());
  for (unsigned I = 0; I < N; ++I) {
    const ParmVarDecl *Param = Def->getParamDecl(I);
    QualType T = Param->getType().getNonReferenceType();
    if (!functionWrapper(T) && !T->isFunctionPointerType() &&
        !T->isFunctionType())
      continue;
    if (Callback B = callbackOf(C.Args[I]))
      Found.push_back({Param, B.Fn});
  }
  if (Found.empty())
    return {};
  NeedsVersions = true;
  return M.versionFor(Def, Found);
}

//===----------------------------------------------------------------------===//
// Algorithms
//===----------------------------------------------------------------------===//

namespace {
/// How an algorithm goes on after its callback has answered.
enum class Goes : uint8_t { No, Always, WhileFalse, WhileTrue };
} // namespace

static Goes algorithm(llvm::StringRef Name) {
  return NameSwitch<Goes>(Name)
      .Cases({"for_each", "for_each_n", "transform"}, Goes::Always)
      .Cases({"generate", "generate_n", "tabulate"}, Goes::Always)
      .Cases({"accumulate", "reduce", "transform_reduce"}, Goes::Always)
      .Cases({"inner_product", "partial_sum", "exclusive_scan"}, Goes::Always)
      .Cases({"count_if", "copy_if", "remove_if", "remove_copy_if"},
             Goes::Always)
      .Cases({"replace_if", "erase_if", "partition", "stable_partition",
              "partition_copy"},
             Goes::Always)
      .Cases({"sort", "stable_sort", "min_element", "max_element"},
             Goes::Always)
      .Cases({"any_of", "none_of", "find_if"}, Goes::WhileFalse)
      .Cases({"all_of", "find_if_not", "is_partitioned"}, Goes::WhileTrue)
      // Of C, POSIX and GLib.
      .Cases({"qsort", "qsort_r", "qsort_s", "twalk", "twalk_r"}, Goes::Always)
      .Cases({"tdestroy", "ftw", "nftw"}, Goes::Always)
      .Cases({"g_list_foreach", "g_slist_foreach", "g_ptr_array_foreach",
              "g_hash_table_foreach"},
             Goes::Always)
      .Default(Goes::No);
}

/// How many elements the algorithm is run over, where that is a constant.
unsigned FunctionLowering::rangeSize(const CallSite &C) {
  for (const Expr *Arg : C.Args) {
    const Expr *E = Arg->IgnoreParenImpCasts();
    // begin(x), x.begin()
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      const auto *Method = dyn_cast<CXXMemberCallExpr>(Call);
      if (Method)
        E = Method->getImplicitObjectArgument();
      else if (Call->getNumArgs() == 1)
        E = Call->getArg(0);
      E = E->IgnoreParenImpCasts();
    }
    QualType T = E->getType();
    if (auto Size = compat::constantArraySize(Ctx, T))
      return std::min<uint64_t>(*Size, 1u << 30);
    const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        T->getAsCXXRecordDecl());
    if (Spec && nameOf(Spec) == "array" && inTopNamespace(Spec, "std"))
      return std::min<uint64_t>(
          Spec->getTemplateArgs()[1].getAsIntegral().getLimitedValue(),
          1u << 30);
    // for_each_n(first, 4, f)
    if (Arg != C.Args[0] && TypeInfo::isNumber(Arg->getType()) &&
        C.Args.size() == 3)
      return std::max<int64_t>(0, constantOf(Arg).value_or(0));
  }
  return 0;
}

/// The callback is the body of a loop.
void FunctionLowering::lowerPerElement(const CallSite &C, const Callback &B,
                                       llvm::StringRef Name) {
  const Goes Next = algorithm(Name);
  Operand Closure = closureOf(B, C.E), Data;
  if (!inTopNamespace(C.Callee, "std") &&
      C.Args.back()->getType()->isObjectPointerType())
    Data = operandOf(C.Args.back());
  if (lowerReleaseEach(C, B.Fn, Closure))
    return;
  BlockId Head = newBlock(), Body = newBlock(), After = newBlock();
  jump(Head);
  addEdge(Head, Body);
  addEdge(Head, After);
  continueIn(Body);
  QualType R = B.Fn->getReturnType();
  bool Answers = Next != Goes::Always && TypeInfo::isScalar(R);
  PlaceId Result = R->isVoidType() ? ir::NoPlace : newTemp();
  ir::Instr &I = emit(Op::Call, C.E);
  I.Callee = M.moduleName(B.Fn).str();
  I.R = ir::Role::Callback;
  I.Dst = Result;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(B.Fn);
      Method && Method->isInstance())
    I.Args.push_back(Closure);
  I.Args.append(B.Fn->getNumParams(), Operand::unknown());
  // f(list, callback, data) of C: data comes last.
  if (Data.isPlace() && B.Fn->getNumParams() > 1)
    I.Args.back() = Data;
  // It goes into another range, or is what the algorithm goes on with.
  if (Types.reaches(R))
    emitEscape(Operand::place(Result), C.E);
  if (Answers) {
    ir::Condition C = truthOf(Operand::place(Result));
    if (Next == Goes::WhileFalse)
      C = C.negated();
    branch(C, Head, After);
  } else {
    jump(Head);
  }
  ir::LoopNote &Note = F.LoopNotes[Head];
  Note.Loc = M.source(C.E->getSourceRange());
  Note.PerElement = true;
  Note.TripCount = rangeSize(C);
  Map.Loops[Head] = C.E;
  continueIn(After);
}

/// An algorithm with callbacks that are functions of the file.
bool FunctionLowering::lowerAlgorithm(const CallSite &C, llvm::StringRef Name) {
  if (algorithm(Name) == Goes::No)
    return false;
  bool Any = false, Unknown = !inTopNamespace(C.Callee, "std");
  for (const Expr *Arg : C.Args) {
    if (Callback B = callbackOf(Arg)) {
      lowerPerElement(C, B, Name);
      Any = true;
    } else {
      // Others may lead to what the algorithm then does.
      const Expr *E = withoutWrapping(Arg);
      Unknown |= E->getType()->isFunctionPointerType() ||
                 functionWrapper(E->getType()) ||
                 (callOperatorOf(E->getType()) && argReaches(Arg));
    }
  }
  if (!Any && Unknown)
    return false;
  // What the callback gets of an array, or from the round before.
  for (const Expr *Arg : C.Args)
    if (QualType T = Arg->getType();
        Any && (Types.managedKind(T) != ir::Kind::None ||
                (T->isPointerType() &&
                 Types.managedKind(T->getPointeeType()) != ir::Kind::None)))
      if (Operand Op = passedArgument(Arg, QualType()); Op.isPlace())
        emitEscape(Op, C.E);
  setContainerResult(C);
  return true;
}

} // namespace z3tidy::lower
