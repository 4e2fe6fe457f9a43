// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From IR to the words of the source.

#include "explain/Names.h"

#include "model/Model.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

std::string explain::kindNoun(ir::Kind K) {
  if (K == ir::Kind::None)
    return "a Z3 object";
  std::string Word = ir::spelling(K).str();
  std::replace(Word.begin(), Word.end(), '_', ' ');
  if (Word == "ast" || StringRef(Word).starts_with("ast "))
    Word.replace(0, 3, "AST");
  return "a Z3 " + Word;
}

const VarDecl *explain::variableOf(const ir::Function &F, ir::PlaceId P,
                                   const lower::Lowered &L) {
  auto Map = L.Maps.find(F.Name);
  if (P == ir::NoPlace || Map == L.Maps.end())
    return nullptr;
  return Map->second.Vars.lookup(P);
}

const Stmt *explain::statementOf(const ir::Function &F, ir::InstrId I,
                                 const lower::Lowered &L) {
  auto Map = L.Maps.find(F.Name);
  if (I == ir::NoInstr || Map == L.Maps.end() || I >= Map->second.Stmts.size())
    return nullptr;
  return Map->second.Stmts[I];
}

/// A typedef of Z3 itself.
static bool isZ3Handle(QualType T) {
  T = T.getNonReferenceType();
  const RecordDecl *RD =
      T->isPointerType() ? T->getPointeeType()->getAsRecordDecl() : nullptr;
  return RD && RD->getName().starts_with("_Z3_");
}

static const ir::Instr *creationOf(const analysis::Finding &F) {
  if (F.Made != ir::NoInstr)
    return &F.F->instr(F.Made);
  return F.At == ir::NoInstr ? nullptr : &F.F->instr(F.At);
}

bool explain::isTaught(const analysis::Finding &F, const lower::Lowered &L) {
  if (const ir::Instr *Made = creationOf(F); Made && Made->Taught)
    return true;
  const VarDecl *Var = variableOf(*F.F, F.Holder, L);
  const Type *T =
      Var ? Var->getType()->getPointeeOrArrayElementType() : nullptr;
  const RecordDecl *RD = T ? T->getAsRecordDecl() : nullptr;
  return RD && !RD->getDefinition() && !isZ3Handle(Var->getType());
}

std::string explain::releaseFunctionOf(const analysis::Finding &F,
                                       const lower::Lowered &L) {
  const ir::Instr *Made = creationOf(F);
  if (Made && Made->Taught) {
    auto It = L.ReleasedBy.find(Made->Callee);
    if (It != L.ReleasedBy.end())
      return It->second;
    const Stmt *S = statementOf(*F.F, Made->Id, L);
    const auto *E = dyn_cast_or_null<Expr>(S);
    const VarDecl *Var = variableOf(*F.F, F.Holder, L);
    QualType T = Var ? Var->getType() : E ? E->getType() : QualType();
    if (T.isNull() || !isZ3Handle(T))
      return {};
  }
  return model::releaseFunction(F.K).str();
}

SourceLocation explain::locationOf(const ir::Source &S) {
  return SourceLocation::getFromRawEncoding(S.Begin);
}

/// The name of a root; "this" stands for the pointer.
static std::string rootName(const ir::Function &F, ir::PlaceId P,
                            const lower::Lowered &L) {
  if (const VarDecl *Var = variableOf(F, P, L)) // no `__begin1`
    return Var->isImplicit() ? std::string() : Var->getNameAsString();
  const ir::Place &Root = F.place(P);
  switch (Root.F) {
  case ir::Place::Local:
  case ir::Place::Param:
  case ir::Place::Global:
    return Root.Name;
  case ir::Place::This:
    return "this";
  default:
    return {};
  }
}

std::string explain::placeName(const ir::Function &F, ir::PlaceId P,
                               const lower::Lowered &L) {
  if (P == ir::NoPlace)
    return {};
  const ir::Place &Place = F.place(P);
  if (auto Map = L.Maps.find(F.Name); Map != L.Maps.end())
    if (const ValueDecl *Captured = Map->second.Captured.lookup(P))
      return Captured->getNameAsString();
  if (Place.isRoot())
    return rootName(F, P, L);

  const ir::Place &Parent = F.place(Place.Parent);
  // A reference is a pointer in the IR, and its name stands for what it is
  // bound to.
  auto IsReference = [&](ir::PlaceId Pointer) {
    const VarDecl *Var = variableOf(F, Pointer, L);
    return Var && (Var->getType()->isReferenceType() ||
                   (isa<ParmVarDecl>(Var) && Var->getType()->isRecordType()));
  };
  if (Place.F == ir::Place::Deref && IsReference(Place.Parent))
    return placeName(F, Place.Parent, L);

  bool ThroughPointer = Place.F == ir::Place::Field &&
                        Parent.F == ir::Place::Deref &&
                        !IsReference(Parent.Parent);
  // `p[i]` is an element of what p points to.
  bool OfPointer = Place.isElement() && Parent.F == ir::Place::Deref;
  std::string Base = placeName(
      F, ThroughPointer || OfPointer ? Parent.Parent : Place.Parent, L);
  if (Base.empty())
    return {};
  switch (Place.F) {
  case ir::Place::Field:
    if (StringRef(Place.Name).starts_with(ir::AlternativePrefix))
      return {}; // the source has no name for it
    if (Place.Name == ir::ContentField || Place.Name == ir::DataField)
      return ThroughPointer ? "(*" + Base + ")" : Base;
    if (ThroughPointer && Base == "this")
      return Place.Name;
    return Base + (ThroughPointer ? "->" : ".") + Place.Name;
  case ir::Place::Deref:
    return "*" + Base;
  case ir::Place::Index:
    return Base + "[" + std::to_string(Place.Number) + "]";
  default:
    return Base + "[...]";
  }
}

std::string explain::subject(const ir::Function &F, ir::PlaceId P, ir::Kind K,
                             const lower::Lowered &L) {
  std::string Name = placeName(F, P, L);
  if (!Name.empty())
    return "'" + Name + "'";
  return "this" + kindNoun(K).substr(1);
}
