// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Types whose destruction releases objects of a context, or ends one: what the
// order of declarations matters to.

#ifndef Z3TIDY_LOWER_HELDOBJECTS_H
#define Z3TIDY_LOWER_HELDOBJECTS_H

#include "lower/Types.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace z3tidy::lower {

class HeldObjects {
public:
  explicit HeldObjects(const TypeInfo &Types) : Types(Types) {}

  /// Notes the classes that are declared here: who holds a Base by a pointer
  /// may hold a Derived.
  void noteClasses(clang::ASTContext &Ctx);

  /// Whether destroying a value of the type releases objects of a context that
  /// is not its own.
  bool holdsObjects(clang::QualType T) const { return holds(T, 0); }
  /// Whether it may do so: a closure may have captured some, and a derived
  /// class may have them as members. What is put in has to show it.
  bool mayHoldObjects(clang::QualType T) const { return mayHold(T, 0); }
  /// Whether the expression makes something that may be held so and holds
  /// objects: a closure with copies of them, an object of a class with such
  /// members.
  bool makesHolder(const clang::Stmt *S) const;

  /// A context that ends with the value, and with nothing else.
  bool isOwnedContext(clang::QualType T) const;
  /// The same, a pointer to it, or a raw handle: a context may be deleted by it.
  bool namesContext(clang::QualType T) const;
  /// Whether a class of the program does the counting, or deletes the context.
  bool isOfOwnClass(clang::QualType T) const { return countsByHand(T, 0); }

  /// The field is part of what is destroyed with a value of the type.
  bool hasPart(clang::QualType T, const clang::FieldDecl *Part) const {
    return hasPart(T, Part, 0);
  }

private:
  bool holds(clang::QualType T, unsigned Depth) const;
  bool mayHold(clang::QualType T, unsigned Depth) const;
  bool countsByHand(clang::QualType T, unsigned Depth) const;
  bool hasPart(clang::QualType T, const clang::FieldDecl *Part,
               unsigned Depth) const;
  bool hasContext(const clang::CXXRecordDecl *RD, unsigned Depth) const;

  const TypeInfo &Types;
  llvm::DenseMap<const clang::CXXRecordDecl *,
                 llvm::SmallVector<const clang::CXXRecordDecl *, 2>>
      DerivedOf;
};

/// shared_ptr to a context.
bool isSharedContext(const TypeInfo &Types, clang::QualType T);

/// Whether the expression makes, of an object of one context, one of another.
bool translates(const clang::Stmt *S);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_HELDOBJECTS_H
