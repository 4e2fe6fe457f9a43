// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the lowering wants to know of a type: which handle it is, whether it is
// a class that owns one, whether a handle can be reached from it.

#ifndef Z3TIDY_LOWER_TYPES_H
#define Z3TIDY_LOWER_TYPES_H

#include "ir/Kind.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace z3tidy::lower {

/// A class whose objects are one handle: of namespace z3 or z3raii.
struct OwnerClass {
  ir::Kind K = ir::Kind::None;
  bool Raii = false;
  bool Moves = false; ///< of z3++: a move leaves null behind
  explicit operator bool() const { return K != ir::Kind::None; }
};

/// Classes of the standard library, by how they hold what is put into them.
enum class StdClass : uint8_t {
  None,      ///< not of the standard library
  UniquePtr, ///< a pointer that deletes
  SharedPtr, ///< a pointer whose last one deletes
  Tuple,     ///< tuple: members by number
  Optional,  ///< optional of a handle or an owner: that, or null
  Choice,    ///< variant, and optional of another class
  Other,     ///< containers, iterators, functions, streams …
};

class TaughtTypes;

class TypeInfo {
public:
  explicit TypeInfo(const TaughtTypes &Told) : Told(Told) {}

  /// The kind of a raw handle type, by the record that it points to (so that
  /// `auto` and typedefs of typedefs do); None for all others, and for
  /// Z3_string, which is a plain pointer.
  ir::Kind handleKind(clang::QualType T) const;
  /// As handleKind(), but None for handles that nobody has to release.
  ir::Kind managedKind(clang::QualType T) const;

  /// A pointer to a struct that is told to be a handle, and that is defined
  /// here: who sees into it sees no handle.
  bool isDefinedHandle(clang::QualType T) const;

  OwnerClass owner(const clang::CXXRecordDecl *RD) const;
  OwnerClass owner(clang::QualType T) const;
  StdClass stdClass(const clang::RecordDecl *RD) const;
  StdClass stdClass(clang::QualType T) const;
  /// An owner of which the program says so.
  bool isTaughtOwner(const clang::RecordDecl *RD) const;
  /// A class of namespace z3 or z3raii, owner or not.
  bool isZ3Class(const clang::RecordDecl *RD) const;

  /// Whether a handle or an owner can be got at through a value of the type:
  /// by dereference, fields, elements, template arguments of containers,
  /// captures.
  bool reaches(clang::QualType T);
  /// Who holds a Base may hold a Derived: what that reaches can be got at, too.
  void noteDerived(const clang::CXXRecordDecl *Base,
                   const clang::CXXRecordDecl *Derived) {
    DerivedOf[Base->getCanonicalDecl()].push_back(Derived);
  }

  /// Integer, bool, enum: what conditions test.
  static bool isNumber(clang::QualType T);
  /// Number, pointer or handle: what fits into one operand.
  static bool isScalar(clang::QualType T);
  /// A class that is passed by value through a hidden reference.
  static bool isPassedByAddress(clang::QualType T);

private:
  bool search(clang::QualType T);

  const TaughtTypes &Told;
  llvm::DenseMap<const clang::CXXRecordDecl *,
                 llvm::SmallVector<const clang::CXXRecordDecl *, 2>>
      DerivedOf;
  llvm::DenseMap<const clang::Type *, bool> Reaching;
  mutable llvm::DenseMap<const clang::RecordDecl *, OwnerClass> Owners;
};

/// std::string and its like.
bool isStringClass(clang::QualType T);
/// A string, or characters that a pointer leads to.
bool isText(clang::QualType T);

/// Declared in a system header.
bool isSystem(const clang::Decl *D);
/// The Nth type argument of a class template's specialisation; null if there is
/// none.
clang::QualType templateArgument(clang::QualType T, unsigned N);
/// In namespace `Name` at the top level, whatever inline namespaces are
/// between.
bool inTopNamespace(const clang::Decl *D, llvm::StringRef Name);
/// The class of that name of the standard library.
bool isStd(clang::QualType T, llvm::StringRef Name);
/// A function or constructor by which threads start, end or wait for each
/// other: what its callers do matters even if it touches no handle.
bool isAboutThreads(const clang::FunctionDecl *FD);
/// The name of an identifier; empty for operators and the like.
llvm::StringRef nameOf(const clang::NamedDecl *D);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_TYPES_H
