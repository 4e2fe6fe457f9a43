// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/Containers.h"
#include "lower/Deleters.h"
#include "lower/FunctionLowering.h"
#include "lower/NameSwitch.h"
#include "lower/TextReaders.h"

namespace z3tidy::lower {

using namespace clang;

Container containerForm(QualType T) {
  const CXXRecordDecl *RD = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  if (!RD || !inTopNamespace(RD, "std"))
    return Container::None;
  return NameSwitch<Container>(nameOf(RD))
      .Cases({"vector", "deque", "list", "forward_list"}, Container::Sequence)
      .Cases({"stack", "queue", "priority_queue"}, Container::Sequence)
      .Cases({"set", "multiset", "unordered_set", "unordered_multiset"},
             Container::Set)
      .Cases({"map", "multimap", "unordered_map", "unordered_multimap"},
             Container::Map)
      .Default(Container::None);
}

/// A unique_ptr of a counted handle, whose deleter is a class.
static bool isHandlePointer(TypeInfo &Types, QualType T) {
  QualType Pointee = templateArgument(T, 0);
  if (Types.stdClass(T) != StdClass::UniquePtr || Pointee.isNull() ||
      !Pointee->isRecordType())
    return false;
  ASTContext &Ctx = Pointee->getAsRecordDecl()->getASTContext();
  return ir::isCounted(Types.managedKind(Ctx.getPointerType(Pointee))) &&
         hasReleasingDeleter(T);
}

bool isFollowedElement(TypeInfo &Types, QualType T) {
  if (T.isNull())
    return false;
  if (isHandlePointer(Types, T))
    return true;
  if (Types.managedKind(T) != ir::Kind::None || Types.owner(T) ||
      isFollowedContainer(Types, T))
    return true;
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!RD || !RD->hasDefinition() || RD->isUnion() || Types.isZ3Class(RD))
    return false;
  if (Types.stdClass(RD) == StdClass::None && !inTopNamespace(RD, "std"))
    return Types.reaches(T);
  if (nameOf(RD) != "pair" || !inTopNamespace(RD, "std"))
    return false;
  bool Any = false;
  for (unsigned I = 0; I < 2; ++I) {
    QualType Part = templateArgument(T, I);
    bool Follows = isFollowedElement(Types, Part);
    if (!Follows && Types.reaches(Part))
      return false;
    Any |= Follows;
  }
  return Any;
}

bool isFollowedContainer(TypeInfo &Types, QualType T) {
  Container C = containerForm(T);
  if (C == Container::None)
    return false;
  QualType Key = templateArgument(T, 0);
  if (C != Container::Map)
    return isFollowedElement(Types, Key);
  QualType Value = templateArgument(T, 1);
  bool OfKey = isFollowedElement(Types, Key);
  bool OfValue = isFollowedElement(Types, Value);
  return (OfKey || !Types.reaches(Key)) && (OfValue || !Types.reaches(Value)) &&
         (OfKey || OfValue);
}

/// `vector<const char *>`, `map<string, const char *>`.
static bool isContainerOfTexts(QualType T) {
  const Container C = containerForm(T);
  return C != Container::None &&
         isTextPointer(templateArgument(T, C == Container::Map ? 1 : 0));
}

bool FunctionLowering::isFollowedContainer(QualType T) {
  return lower::isFollowedContainer(Types, T) ||
         (M.AsksForTexts && isContainerOfTexts(T));
}

QualType iteratorElement(QualType T) {
  const CXXRecordDecl *RD = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  if (!RD || !(inTopNamespace(RD, "std") || inTopNamespace(RD, "__gnu_cxx")))
    return {};
  llvm::StringRef Name = nameOf(RD);
  if (!Name.contains("iterator") && Name != "__wrap_iter")
    return {};
  if (Name.contains("insert") || Name.contains("stream"))
    return {};
  QualType Of = templateArgument(T, 0);
  if (Of.isNull())
    return {};
  // Those of arrays and vectors wrap a pointer; an element that is a pointer,
  // as a handle is, is none.
  const bool WrapsPointer =
      Name == "__normal_iterator" || Name == "__wrap_iter";
  const bool WrapsIterator =
      Name == "reverse_iterator" || Name == "move_iterator";
  if ((WrapsPointer || WrapsIterator) && Of->isPointerType())
    return Of->getPointeeType();
  return WrapsIterator ? iteratorElement(Of) : Of;
}

bool FunctionLowering::isFollowedIterator(QualType T) {
  QualType Element = iteratorElement(T);
  if (Element.isNull())
    return false;
  return isFollowedElement(Types, Element.getUnqualifiedType()) ||
         (M.AsksForTexts && isTextPointer(Element));
}

} // namespace z3tidy::lower
