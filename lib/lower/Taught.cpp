// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that an annotation or the model file speaks of.

#include "lower/Taught.h"
#include "lower/ClangCompat.h"
#include "lower/Types.h"
#include "clang/AST/Attr.h"
#include "llvm/ADT/StringExtras.h"

namespace z3tidy::lower {

using namespace clang;
using model::ArgumentEffect;
using model::ResultEffect;

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

/// Reads all that is said of one function.
struct Teaching::Reader {
  Teaching &T;
  const FunctionDecl *FD;
  Taught &Out;

  void annotations();
  void onFunction(const AnnotateAttr *A);
  void onParameter(const AnnotateAttr *A, unsigned Index);
  void rule(const model::FunctionRule &R);
  bool covers(const model::FunctionRule &R) const;
  int parameter(const model::ParameterName &P);
  std::optional<unsigned> named(llvm::StringRef Name) const;
  void setArgument(unsigned Index, ArgumentEffect E, SourceLocation Loc,
                   model::Position At);
  void setObject(ArgumentEffect E, SourceLocation Loc, model::Position At);
  void setResult(ResultEffect E, SourceLocation Loc, model::Position At);
  void setFailure(model::Failure E, SourceLocation Loc, model::Position At);
  void complete();

  void fail(SourceLocation Loc, model::Position At, const llvm::Twine &Text) {
    T.Problems.add({Loc, At, Text.str()});
  }
  std::string name() const { return "'" + FD->getNameAsString() + "'"; }
  bool isHandle(QualType Type) const {
    return T.Types.managedKind(Type) != ir::Kind::None ||
           T.Types.owner(Type.getNonReferenceType()) ||
           T.Types.isDefinedHandle(Type);
  }
};

std::optional<unsigned> Teaching::Reader::named(llvm::StringRef Name) const {
  for (const FunctionDecl *D : FD->redecls())
    for (unsigned I = 0; I < D->getNumParams(); ++I)
      if (nameOf(D->getParamDecl(I)) == Name)
        return I;
  return std::nullopt;
}

int Teaching::Reader::parameter(const model::ParameterName &P) {
  unsigned Index = 0;
  if (!llvm::StringRef(P.Text).getAsInteger(10, Index)) {
    if (Index >= 1 && Index <= FD->getNumParams())
      return Index - 1;
    fail({}, P.At,
         name() + " has " + llvm::Twine(FD->getNumParams()) +
             (FD->getNumParams() == 1 ? " parameter" : " parameters") +
             ", there is no parameter " + P.Text);
    return Taught::None;
  }
  if (std::optional<unsigned> I = named(P.Text))
    return *I;
  fail({}, P.At, name() + " has no parameter '" + P.Text + "'");
  return Taught::None;
}

void Teaching::Reader::setArgument(unsigned Index, ArgumentEffect E,
                                   SourceLocation Loc, model::Position At) {
  QualType Type = FD->getParamDecl(Index)->getType();
  std::string Which =
      "parameter " + std::to_string(Index + 1) + " of " + name();
  bool Makes = E >= ArgumentEffect::MakesOwned;
  if (Makes && ((!Type->isPointerType() && !Type->isReferenceType()) ||
                !isHandle(Type->getPointeeType())))
    return fail(Loc, At, Which + " is no pointer or reference to a handle");
  if (!Makes && E != ArgumentEffect::Borrows && !isHandle(Type) &&
      !FD->isTemplated())
    return fail(Loc, At, Which + " is no handle");
  Out.Args[Index].Effect = E;
  Out.Describes = true;
}

void Teaching::Reader::setObject(ArgumentEffect E, SourceLocation Loc,
                                 model::Position At) {
  const auto *Method = dyn_cast<CXXMethodDecl>(FD);
  if (!Method || !Method->isInstance())
    return fail(Loc, At, name() + " is no method: say of which parameter");
  QualType Class = compat::recordType(T.Ctx, Method->getParent());
  if (E != ArgumentEffect::Borrows && !isHandle(Class) &&
      !isHandle(T.Ctx.getPointerType(Class)))
    return fail(Loc, At, "the object of " + name() + " is no handle");
  Out.OnObject = E;
  Out.Describes = true;
}

void Teaching::Reader::setResult(ResultEffect E, SourceLocation Loc,
                                 model::Position At) {
  if (!isHandle(FD->getReturnType()) && !FD->isTemplated())
    return fail(Loc, At, "what " + name() + " returns is no handle");
  Out.Result = E;
  Out.Describes = true;
}

void Teaching::Reader::setFailure(model::Failure E, SourceLocation Loc,
                                  model::Position At) {
  QualType Type = FD->getReturnType();
  if (E == model::Failure::Null ? !Type->isPointerType()
                                : !TypeInfo::isNumber(Type))
    return fail(Loc, At,
                "what " + name() + " returns is no " +
                    (E == model::Failure::Null ? "pointer" : "number"));
  Out.Fails = E;
}

//===----------------------------------------------------------------------===//
// Annotations
//===----------------------------------------------------------------------===//

void Teaching::Reader::onFunction(const AnnotateAttr *A) {
  llvm::StringRef Text = A->getAnnotation();
  SourceLocation Loc = A->getLocation();
  if (!Text.consume_front("z3::"))
    return;
  auto [Word, Value] = Text.split('=');
  llvm::StringRef Result = Word;
  if (Result.consume_front("returns_")) {
    if (auto E = model::resultEffect(Result)) {
      setResult(*E, Loc, {});
      if (!Value.empty() && *E == ResultEffect::Borrowed) {
        if (auto I = named(Value))
          Out.From = *I;
        else
          fail(Loc, {}, name() + " has no parameter '" + Value + "'");
      }
      return;
    }
  }
  if (auto E = model::argumentEffect(Word); E && Value.empty()) {
    // Said of the function, `borrows` is about all that it gets.
    if (*E == ArgumentEffect::Borrows) {
      Out.Describes = true;
      Out.OnObject = *E;
      for (Taught::Argument &Arg : Out.Args)
        if (Arg.Effect == ArgumentEffect::Unsaid)
          Arg.Effect = *E;
      return;
    }
    return setObject(*E, Loc, {});
  }
  if (Word == "throws" && Value.empty())
    Out.Throws = true;
  else if (Word == "released_by" && !Value.empty())
    Out.ReleasedBy = Value.str();
  else if (auto F = model::failure(Value); Word == "fails" && F)
    setFailure(*F, Loc, {});
  else
    fail(Loc, {}, "unknown annotation 'z3::" + Text + "' of a function");
}

void Teaching::Reader::onParameter(const AnnotateAttr *A, unsigned Index) {
  llvm::StringRef Text = A->getAnnotation();
  SourceLocation Loc = A->getLocation();
  if (!Text.consume_front("z3::"))
    return;
  auto [Word, Value] = Text.split('=');
  if (auto E = model::argumentEffect(Word); E && Value.empty())
    return setArgument(Index, *E, Loc, {});
  auto When = model::callsWhen(Value);
  if (Word == "calls" && When) {
    Out.Args[Index].When = *When;
    Out.Describes = true;
  } else if (Word == "context" && Value.empty()) {
    Out.ContextArg = Index;
  } else {
    fail(Loc, {}, "unknown annotation 'z3::" + Text + "' of a parameter");
  }
}

void Teaching::Reader::annotations() {
  for (const FunctionDecl *D : FD->redecls())
    for (unsigned I = 0; I < D->getNumParams() && I < Out.Args.size(); ++I)
      for (const AnnotateAttr *A :
           D->getParamDecl(I)->specific_attrs<AnnotateAttr>())
        onParameter(A, I);
  for (const AnnotateAttr *A :
       FD->getMostRecentDecl()->specific_attrs<AnnotateAttr>())
    onFunction(A);
}

//===----------------------------------------------------------------------===//
// Entries of the model file
//===----------------------------------------------------------------------===//

bool Teaching::Reader::covers(const model::FunctionRule &R) const {
  if (R.Arity && *R.Arity != FD->getNumParams())
    return false;
  if (!R.Signature)
    return true;
  if (R.Signature->size() != FD->getNumParams())
    return false;
  PrintingPolicy Policy(T.Ctx.getLangOpts());
  auto Spelled = [](std::string S) {
    llvm::erase_if(S, [](char C) { return C == ' '; });
    return S;
  };
  for (unsigned I = 0; I < FD->getNumParams(); ++I) {
    QualType Type = FD->getParamDecl(I)->getType();
    std::string Wanted = Spelled((*R.Signature)[I]);
    if (Spelled(Type.getAsString(Policy)) != Wanted &&
        Spelled(Type.getCanonicalType().getAsString(Policy)) != Wanted)
      return false;
  }
  return true;
}

void Teaching::Reader::rule(const model::FunctionRule &R) {
  if (R.Result != ResultEffect::Unsaid)
    setResult(R.Result, {}, R.At);
  if (!R.From.Text.empty())
    Out.From = R.From.Text == "object" ? Taught::Object : parameter(R.From);
  if (!R.Context.Text.empty())
    Out.ContextArg = parameter(R.Context);
  if (R.Fails != model::Failure::Never)
    setFailure(R.Fails, {}, R.At);
  if (!R.ReleasedBy.empty())
    Out.ReleasedBy = R.ReleasedBy;
  Out.Throws |= R.Throws;
  if (R.Object != ArgumentEffect::Unsaid)
    setObject(R.Object, {}, R.At);
  for (const model::ArgumentRule &A : R.Arguments) {
    int Index = parameter(A.Which);
    if (Index < 0)
      continue;
    if (A.Effect != ArgumentEffect::Unsaid)
      setArgument(Index, A.Effect, {}, A.Which.At);
    Taught::Argument &Arg = Out.Args[Index];
    if (A.When != model::Calls::Unsaid)
      Arg.When = A.When;
    Arg.Hands.append(A.Hands.begin(), A.Hands.end());
    Out.Describes = true;
  }
  if (R.Others == ArgumentEffect::Unsaid)
    return;
  Out.Describes = true;
  for (Taught::Argument &Arg : Out.Args)
    if (Arg.Effect == ArgumentEffect::Unsaid)
      Arg.Effect = R.Others;
}

//===----------------------------------------------------------------------===//
// What is not said
//===----------------------------------------------------------------------===//

void Teaching::Reader::complete() {
  auto KindOf = [&](unsigned I) {
    QualType Type = FD->getParamDecl(I)->getType().getNonReferenceType();
    OwnerClass O = T.Types.owner(Type);
    return O ? O.K : T.Types.managedKind(Type);
  };
  for (unsigned I = 0; I < FD->getNumParams(); ++I) {
    // Nobody keeps a context without saying so.
    if (KindOf(I) == ir::Kind::Context &&
        Out.Args[I].Effect == ArgumentEffect::Unsaid)
      Out.Args[I].Effect = ArgumentEffect::Borrows;
    if (KindOf(I) == ir::Kind::Context && Out.ContextArg == Taught::None)
      Out.ContextArg = I;
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(FD);
  bool HasObject =
      Method && Method->isInstance() && !isa<CXXConstructorDecl>(Method);
  bool ObjectIsHandle =
      HasObject && isHandle(compat::recordType(T.Ctx, Method->getParent()));
  // Else in that of the first handle that it gets.
  for (unsigned I = 0; I < FD->getNumParams() && !ObjectIsHandle &&
                       Out.ContextArg == Taught::None;
       ++I)
    if (KindOf(I) != ir::Kind::None && KindOf(I) != ir::Kind::Config)
      Out.ContextArg = I;
  if (Out.ContextArg == Taught::None && ObjectIsHandle)
    Out.ContextArg = Taught::Object;
  if (Out.Result != ResultEffect::Borrowed)
    return;
  if (ObjectIsHandle && Out.From == Taught::None)
    Out.From = Taught::Object;
  for (unsigned I = 0; I < FD->getNumParams() && Out.From == Taught::None; ++I)
    if (KindOf(I) != ir::Kind::None && KindOf(I) != ir::Kind::Context)
      Out.From = I;
  if (Out.From == Taught::None)
    Out.From = Out.ContextArg;
  // Who lends a part of it does not keep it besides.
  if (Out.From >= 0 && Out.Args[Out.From].Effect == ArgumentEffect::Unsaid)
    Out.Args[Out.From].Effect = ArgumentEffect::Borrows;
}

std::unique_ptr<Taught> Teaching::read(const FunctionDecl *FD) {
  auto Out = std::make_unique<Taught>();
  Out->Args.resize(FD->getNumParams());
  Reader R{*this, FD, *Out};
  if (mayBeAnnotated(Ctx))
    R.annotations();
  if (Model)
    if (auto It = Model->Functions.find(plainName(FD));
        It != Model->Functions.end())
      for (const model::FunctionRule &Rule : It->second)
        if (R.covers(Rule))
          R.rule(Rule);
  if (!Out->Describes && !Out->Throws)
    return nullptr;
  R.complete();
  return Out;
}

const Taught *Teaching::of(const FunctionDecl *FD) {
  if (!FD || (!Model && !mayBeAnnotated(Ctx)) || nameOf(FD).starts_with("Z3_"))
    return nullptr;
  FD = FD->getCanonicalDecl();
  if (auto It = Read.find(FD); It != Read.end())
    return It->second.get();
  Read[FD] = nullptr;
  std::unique_ptr<Taught> Own = read(FD);
  const Taught *Result = Own.get();
  Read[FD] = std::move(Own);
  if (Result)
    return Result;
  // What is said of a method holds for those that override it.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(FD))
    for (const CXXMethodDecl *Base : Method->overridden_methods())
      if (const Taught *Said = of(Base)) {
        Read[FD] = std::make_unique<Taught>(*Said);
        return Read[FD].get();
      }
  return nullptr;
}

} // namespace z3tidy::lower
