// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C's containers: an array of handles in a struct beside the field that says
// how many there are, which some loop of the file gives back one by one:
//
//   for (i = 0; i < d->n; i++) Z3_dec_ref(d->c, d->items[i]);
//
// or that is a stack:
//
//   d->items[d->n++] = x;  x = d->items[--d->n];
//
// or an array of a fixed size of which all are given back:
//
//   for (i = 0; i < NUM_REGS; i++) Z3_dec_ref(m->c, m->regs[i]);
//
// Where nobody does more with the array than to index it, to let it grow and to
// pass it to Z3, it is lowered as a container.

#ifndef Z3TIDY_LOWER_ARRAYFIELDS_H
#define Z3TIDY_LOWER_ARRAYFIELDS_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace z3tidy::lower {

class ModuleContext;

/// A loop over all that a field, or a constant, counts.
struct CountedLoop {
  const clang::Expr *Bound = nullptr;       ///< null: it is none
  const clang::MemberExpr *Count = nullptr; ///< the bound, if that is a field
  const clang::Stmt *Body = nullptr;
  bool Empties = false; ///< it counts the field itself down
};
CountedLoop countedLoop(const clang::Stmt *Loop);
/// Whether it goes over all of an array: one that the same object counts, or
/// one of as many elements.
bool goesOver(const CountedLoop &Loop, const clang::MemberExpr *Array,
              const clang::ASTContext &Ctx);

bool isZero(const clang::Expr *E);
/// What must not be zero for the condition to hold: x of `x`, `x > 0`, `x--`.
const clang::Expr *testedForMore(const clang::Expr *Cond);

/// Whether the body of a loop, or of a callback, does nothing but give back
/// what it gets (ReleaseLoops.cpp).
bool onlyGivesBack(const clang::Stmt *Body);

/// The field that the expression names; null if it names none.
const clang::FieldDecl *fieldNamed(const clang::Expr *E);
/// Whether the two are fields of one object.
bool areOfOneObject(const clang::MemberExpr *A, const clang::MemberExpr *B);

/// Which element an index names by the field that counts them.
struct ArrayEnd {
  enum Form : uint8_t {
    None,
    Next,  ///< `[d->n++]`: the new one
    Last,  ///< `[d->n - 1]`
    Taken, ///< `[--d->n]`: the one that was the last
    Past,  ///< `[d->n]`: either the next or, after `--d->n`, the one taken
  } How = None;
  const clang::MemberExpr *Count = nullptr;
};
ArrayEnd arrayEnd(const clang::ArraySubscriptExpr *E);

class ArrayFields {
public:
  /// Looks through these declarations, but for those of the system.
  ArrayFields(clang::DeclContext::decl_range Declared, ModuleContext &M);

  bool contains(const clang::FieldDecl *Array) const {
    return Counts.count(Array);
  }
  /// The arrays whose elements the field counts. (Nothing counts those of a
  /// fixed size.)
  llvm::ArrayRef<const clang::FieldDecl *>
  countedBy(const clang::FieldDecl *Count) const;

  /// Each of the arrays, and the field that counts it, or null.
  const llvm::DenseMap<const clang::FieldDecl *, const clang::FieldDecl *> &
  all() const {
    return Counts;
  }

private:
  llvm::DenseMap<const clang::FieldDecl *, const clang::FieldDecl *> Counts;
  llvm::DenseMap<const clang::FieldDecl *,
                 llvm::SmallVector<const clang::FieldDecl *, 1>>
      Arrays; ///< by count
};

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_ARRAYFIELDS_H
