// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From clang's AST and CFG to Handle IR. The only part that reads the AST of
// code under analysis for what it does (lib/explain reads it for where to
// edit).

#ifndef Z3TIDY_LOWER_LOWER_H
#define Z3TIDY_LOWER_LOWER_H

#include "ir/Ir.h"
#include "lower/KeptFunctions.h"
#include "lower/Taught.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseMap.h"

#include <memory>
#include <string>
#include <vector>

namespace z3tidy::lower {

/// What belongs to one lowered function on clang's side. Borrows from the
/// ASTContext.
struct FunctionMap {
  const clang::FunctionDecl *Decl = nullptr;
  /// By InstrId: the statement or expression that the instruction comes from;
  /// null for implicit ends of scope.
  std::vector<const clang::Stmt *> Stmts;
  /// Places that are variables or parameters.
  llvm::DenseMap<ir::PlaceId, const clang::VarDecl *> Vars;
  /// Members of a closure, and what they refer to, are the variables that it
  /// has captured.
  llvm::DenseMap<ir::PlaceId, const clang::ValueDecl *> Captured;
  /// Loop statements by the header block of the loop in the IR (absent for
  /// goto loops).
  llvm::DenseMap<ir::BlockId, const clang::Stmt *> Loops;
};

class FileLowering;

struct Lowered {
  ir::Module M;
  /// By function name in M; without those that were taken over.
  llvm::StringMap<FunctionMap> Maps;
  /// "name: reason" for functions that could not be lowered.
  std::vector<std::string> Skipped;
  /// What was said of the program's own functions and types; may be null.
  std::shared_ptr<const model::UserModel> Model;
  /// By the name of a function that is said to hand a handle out: the function
  /// that gives it back.
  llvm::StringMap<std::string> ReleasedBy;
  /// Wrong annotations, and entries of the model that the declarations do not
  /// bear out.
  std::vector<TeachingProblem> Problems;

  /// How many functions of M an earlier run has lowered.
  unsigned TakenOver = 0;
  /// What the next run on the file may take over; null: nothing was to be kept.
  std::unique_ptr<KeptFunctions> Kept;
  /// What lowers functions again. Borrows from the ASTContext.
  std::shared_ptr<FileLowering> Lowering;
  /// To be called before something is told of functions: of those of them that
  /// were taken over, the places in the source are of the run that has lowered
  /// them. Lowers these; false if there were none.
  bool renew(const llvm::StringSet<> &Names);
};

/// Whether the translation unit has seen Z3's headers, or names a type that the
/// program says is a handle: a few look-ups. Model may be null.
bool usesZ3(const clang::ASTContext &Ctx,
            const model::UserModel *Model = nullptr);

/// The model file for a translation unit: the one that is named, else the one
/// that is found upward from the main file; null if there is none.
std::shared_ptr<const model::UserModel> modelFor(const clang::ASTContext &Ctx,
                                                 llvm::StringRef Named = "");

/// Lowers every function definition outside system headers that touches a Z3
/// type, and those that they call in this file. Never fails: what is not
/// understood is havoc. Former: what was kept of the last run on this file;
/// null if nothing shall be kept.
Lowered lower(clang::ASTContext &Ctx,
              std::shared_ptr<const model::UserModel> Model = nullptr,
              std::unique_ptr<KeptFunctions> Former = nullptr);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_LOWER_H
