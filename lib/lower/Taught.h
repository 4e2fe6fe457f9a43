// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the program says of its own functions and types (docs/teaching.md), held
// against their declarations: annotations in the source and the model file.

#ifndef Z3TIDY_LOWER_TAUGHT_H
#define Z3TIDY_LOWER_TAUGHT_H

#include "model/UserModel.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

#include <memory>
#include <set>

namespace z3tidy::lower {

class TypeInfo;

/// An entry or annotation that can't be right.
struct TeachingProblem {
  clang::SourceLocation Loc; ///< of an annotation; invalid: of the model file
  model::Position At;        ///< in the model file
  std::string Text;
};

/// Takes each problem down once.
class TeachingProblems {
public:
  void add(TeachingProblem P);
  std::vector<TeachingProblem> Found;

private:
  std::set<std::pair<unsigned, std::pair<unsigned, std::string>>> Seen;
};

/// Structs and classes that stand for handles.
class TaughtTypes {
public:
  TaughtTypes(clang::ASTContext &Ctx, const model::UserModel *Model,
              TeachingProblems &Problems);

  /// The kind that a pointer to the struct is a handle of. None, too, where the
  /// struct is defined: who sees what is in it needs no teaching.
  ir::Kind handle(const clang::RecordDecl *RD) const;
  /// The same, wherever the struct is defined.
  bool isHandle(const clang::RecordDecl *RD) const {
    return entry(RD).Handle != ir::Kind::None;
  }
  /// The kind that an object of the class owns.
  ir::Kind owns(const clang::CXXRecordDecl *RD) const;
  /// The function that gives such a handle back; empty if none is named.
  llvm::StringRef releasedBy(const clang::RecordDecl *RD) const;

private:
  struct Entry {
    ir::Kind Handle = ir::Kind::None;
    ir::Kind Owns = ir::Kind::None;
    std::string ReleasedBy;
  };
  const Entry &entry(const clang::RecordDecl *RD) const;
  void readAnnotations(const clang::RecordDecl *RD, Entry &E) const;
  ir::Kind kind(llvm::StringRef Word, clang::SourceLocation Loc) const;

  TeachingProblems &Problems;
  llvm::DenseMap<const clang::RecordDecl *, const model::TypeRule *> OfModel;
  llvm::DenseSet<const clang::RecordDecl *> Classes;
  mutable llvm::DenseMap<const clang::RecordDecl *, std::unique_ptr<Entry>>
      Entries;
};

/// What one function does, by its parameters.
struct Taught {
  static constexpr int None = -1, Object = -2;
  struct Argument {
    model::ArgumentEffect Effect = model::ArgumentEffect::Unsaid;
    model::Calls When = model::Calls::Unsaid;
    llvm::SmallVector<std::pair<unsigned, model::ArgumentEffect>, 2> Hands;
  };
  bool Describes = false; ///< says more than whether it throws
  bool Throws = false;
  model::ResultEffect Result = model::ResultEffect::Unsaid;
  int From = None; ///< parameter, or Object
  int ContextArg = None;
  model::Failure Fails = model::Failure::Never;
  std::string ReleasedBy;
  model::ArgumentEffect OnObject = model::ArgumentEffect::Unsaid;
  llvm::SmallVector<Argument, 4> Args;
};

/// Functions of which something is said.
class Teaching {
public:
  Teaching(clang::ASTContext &Ctx, const TypeInfo &Types,
           const model::UserModel *Model, TeachingProblems &Problems)
      : Ctx(Ctx), Types(Types), Model(Model), Problems(Problems) {}

  /// Null if nothing is said. An annotation and an entry are taken together; of
  /// one thing the entry counts.
  const Taught *of(const clang::FunctionDecl *FD);
  /// Holds all entries against the declarations of the file, called or not.
  void checkEntries();

private:
  struct Reader;
  std::unique_ptr<Taught> read(const clang::FunctionDecl *FD);

  clang::ASTContext &Ctx;
  const TypeInfo &Types;
  const model::UserModel *Model;
  TeachingProblems &Problems;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Taught>> Read;
};

/// Whether the file may have annotations at all: one look-up.
bool mayBeAnnotated(const clang::ASTContext &Ctx);
/// Whether the file has a name of a handle type or class of the model.
bool namesTypeOf(const model::UserModel &Model, const clang::ASTContext &Ctx);
/// "ns::Class::method", without template arguments and inline namespaces.
std::string plainName(const clang::NamedDecl *D);
/// The declarations of a qualified name in the translation unit.
llvm::SmallVector<clang::NamedDecl *, 4> lookUp(clang::ASTContext &Ctx,
                                                llvm::StringRef Name);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_TAUGHT_H
