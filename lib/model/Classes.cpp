// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The classes of z3++ and z3raii.

#include "model/Model.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/Twine.h"

namespace z3tidy::model {

using ir::Kind;
using ir::Role;

//===----------------------------------------------------------------------===//
// z3++
//===----------------------------------------------------------------------===//

Kind ownerKind(llvm::StringRef QualifiedClass) {
  QualifiedClass.consume_front("::");
  if (!QualifiedClass.consume_front("z3::"))
    return Kind::None;
  return llvm::StringSwitch<Kind>(QualifiedClass)
#define Z3PP_OWNER(Class, K) .Case(#Class, Kind::K)
#include "model/Z3PlusPlus.def"
      .Default(Kind::None);
}

namespace {

llvm::StringMap<Role> buildMethods() {
  llvm::StringMap<Role> Map;
#define Z3PP_METHOD(Class, Method, RoleName)                                   \
  Map["z3::" #Class "::" #Method] = Role::RoleName;
#include "model/Z3PlusPlus.def"
  return Map;
}

} // namespace

/// "z3::expr::arg"; the aliases of the one vector template are told as it.
static std::string methodKey(llvm::StringRef QualifiedClass,
                             llvm::StringRef Method) {
  QualifiedClass.consume_front("::");
  if (ownerKind(QualifiedClass) == Kind::AstVector)
    QualifiedClass = "z3::ast_vector_tpl";
  return (llvm::Twine(QualifiedClass) + "::" + Method).str();
}

Role methodRole(llvm::StringRef QualifiedClass, llvm::StringRef Method) {
  static const llvm::StringMap<Role> Map = buildMethods();
  auto It = Map.find(methodKey(QualifiedClass, Method));
  return It == Map.end() ? Role::None : It->second;
}

bool returnsPart(llvm::StringRef QualifiedClass, llvm::StringRef Method) {
  return llvm::StringSwitch<bool>(methodKey(QualifiedClass, Method))
#define Z3PP_PART(Class, Name) .Case("z3::" #Class "::" #Name, true)
#include "model/Z3PlusPlus.def"
      .Default(false);
}

bool isImmortal(llvm::StringRef QualifiedClass, llvm::StringRef Method) {
  return llvm::StringSwitch<bool>(methodKey(QualifiedClass, Method))
#define Z3PP_IMMORTAL(Class, Name) .Case("z3::" #Class "::" #Name, true)
#define Z3PP_SHARES(Class, Name) .Case("z3::" #Class "::" #Name, true)
#include "model/Z3PlusPlus.def"
      .Default(false);
}

bool isOtherText(llvm::StringRef QualifiedClass, llvm::StringRef Method) {
  return llvm::StringSwitch<bool>(methodKey(QualifiedClass, Method))
#define Z3PP_OTHER_TEXT(Class, Name) .Case("z3::" #Class "::" #Name, true)
#include "model/Z3PlusPlus.def"
      .Default(false);
}

bool makesName(llvm::StringRef QualifiedClass, llvm::StringRef Method) {
  return llvm::StringSwitch<bool>(methodKey(QualifiedClass, Method))
#define Z3PP_NAME(Class, Name) .Case("z3::" #Class "::" #Name, true)
#include "model/Z3PlusPlus.def"
      .Default(false);
}

bool makesName(llvm::StringRef Function) {
  return Function == "Z3_mk_string_symbol";
}

bool makesFreshName(llvm::StringRef) {
  // No function of z3++ up to 5.1.0 calls Z3_mk_fresh_const or
  // Z3_mk_fresh_func_decl.
  return false;
}

llvm::StringRef z3ppClass(Kind K) {
  switch (K) {
#define Z3PP_ADVICE(KindName, Class)                                           \
  case Kind::KindName:                                                         \
    return #Class;
#include "model/Z3PlusPlus.def"
  default:
    return "";
  }
}

//===----------------------------------------------------------------------===//
// z3raii
//===----------------------------------------------------------------------===//

Kind raiiOwnerKind(llvm::StringRef QualifiedClass) {
  QualifiedClass.consume_front("::");
  if (QualifiedClass.contains("::") && !QualifiedClass.starts_with("z3raii::"))
    return Kind::None;
  // Between them may stand the inline namespace of the mode, and `kind`.
  size_t Last = QualifiedClass.rfind("::");
  llvm::StringRef Name = Last == llvm::StringRef::npos
                             ? QualifiedClass
                             : QualifiedClass.drop_front(Last + 2);
  Name.consume_back("_kind");
  Kind K = ir::kindFromSpelling(Name).value_or(Kind::None);
  return ir::isManaged(K) ? K : Kind::None;
}

llvm::StringRef raiiAlias(Kind K) {
  return ir::isManaged(K) ? ir::spelling(K) : llvm::StringRef();
}

} // namespace z3tidy::model
