// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the lowerings of all functions of a file share: names, the effects of
// API functions, facts about functions that are asked for again and again.

#ifndef Z3TIDY_LOWER_MODULECONTEXT_H
#define Z3TIDY_LOWER_MODULECONTEXT_H

#include "ir/Ir.h"
#include "lower/ArrayFields.h"
#include "lower/Deleters.h"
#include "lower/Dispatch.h"
#include "lower/Exceptions.h"
#include "lower/FunctionTables.h"
#include "lower/Taught.h"
#include "lower/Types.h"
#include "model/Model.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringSet.h"

#include <deque>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace z3tidy::lower {

/// The functions that parameters of pointer or std::function type are bound to
/// in one version of a function.
using CallbackBindings = llvm::SmallVector<
    std::pair<const clang::ParmVarDecl *, const clang::FunctionDecl *>, 1>;

/// A version of a function for the callbacks that it is called with.
struct Version {
  const clang::FunctionDecl *FD;
  CallbackBindings Bound;
  std::string Name; ///< in the module
};

/// Whether a container keeps for good what is put into it, and whether anybody
/// ever asks for an element but the newest.
enum class Keeping : uint8_t { No, Unread, Read };

/// The containers of the file or of a function, by what is done to them.
struct GrowingContainers {
  llvm::DenseSet<const clang::ValueDecl *> Growing, Read;
  /// Or handed to somebody who may do so.
  llvm::DenseSet<const clang::ValueDecl *> Emptied;
};

/// What all bodies of a file together say, each found at the first question.
enum FileFact : unsigned {
  FileArrays = 1,     ///< which arrays of structs of the file are containers
  HeaderArrays = 2,   ///< which of the headers'
  FileContainers = 4, ///< which containers of the file only grow
};

class ModuleContext {
public:
  /// Model may be null.
  ModuleContext(clang::ASTContext &Ctx,
                std::shared_ptr<const model::UserModel> Model)
      : Ctx(Ctx), Model(std::move(Model)),
        Told(Ctx, this->Model.get(), Problems), Types(Told),
        Lessons(Ctx, Types, this->Model.get(), Problems), Deleting(Ctx),
        Tables(Ctx), Dispatching(Ctx) {
    for (const auto &[Base, Derived] : Dispatching.derivations())
      Types.noteDerived(Base, Derived);
  }

  clang::ASTContext &Ctx;
  /// What the program says of its own functions and types.
  std::shared_ptr<const model::UserModel> Model;
  TeachingProblems Problems;
  TaughtTypes Told;
  TypeInfo Types;
  Teaching Lessons;
  Deleters Deleting;
  FunctionTables Tables;
  Dispatch Dispatching;

  /// The file asks Z3 for strings.
  bool AsksForTexts = false;
  /// Closures that become a std::function, by the type of that: who calls one
  /// that was kept may call any of them.
  llvm::DenseMap<const clang::CXXRecordDecl *,
                 llvm::SmallVector<const clang::CXXMethodDecl *, 4>>
      Tasks;
  /// Exceptions of the standard library's look-ups and conversions that some
  /// handler of the file names.
  llvm::SmallPtrSet<const clang::CXXRecordDecl *, 2> CaughtFailures;
  /// Functions that ask a model what it has values for.
  llvm::DenseSet<const clang::FunctionDecl *> AsksForValues;
  /// Bodies in which no member is named and no struct is filled.
  llvm::DenseSet<const clang::FunctionDecl *> NamingNoField;
  /// Functions that are given to Z3 to call.
  llvm::DenseSet<const clang::FunctionDecl *> CalledByZ3;
  /// Also overriders of what z3++ calls.
  bool isCalledByZ3(const clang::FunctionDecl *FD) const;

  /// Gives a function that will be lowered its name in the module.
  void addFunction(const clang::FunctionDecl *FD);
  /// The name in the module; empty for a function that is not in it.
  llvm::StringRef moduleName(const clang::FunctionDecl *FD) const;
  /// The name in the module of a variable that outlives functions.
  llvm::StringRef globalName(const clang::VarDecl *VD);

  /// Whether the variable's function assigns to it after its initialisation; of
  /// a variable that outlives functions, always.
  bool isReassigned(const clang::VarDecl *VD);

  /// The name in the module of a function's version for these callbacks; empty
  /// where there are too many already. Who asks first has it lowered.
  llvm::StringRef versionFor(const clang::FunctionDecl *FD,
                             const CallbackBindings &Bound);
  /// What has been asked for; grows while these are lowered.
  std::deque<Version> Versions;

  /// The effect of a function of Z3's C API; not Known for any other.
  const model::CallEffect &effectOf(const clang::FunctionDecl *FD);
  /// Neither Z3's nor a system header's. (Where a declaration stands is dear to
  /// ask: most calls are told from their name.)
  bool isOfProgram(const clang::FunctionDecl *FD) {
    return !effectOf(FD).Known && !isSystem(FD);
  }
  /// Declared noreturn, or a body in this file whose end is never reached.
  bool neverReturns(const clang::FunctionDecl *FD);
  /// What has come of that so far; none: nobody has asked.
  std::optional<bool> wasNeverReturning(const clang::FunctionDecl *FD) const;
  void assumeNeverReturns(const clang::FunctionDecl *FD, bool Never);
  /// The graph of a body, under compat::cfgOptions; null where clang has none.
  std::unique_ptr<clang::CFG> takeGraph(const clang::FunctionDecl *Def);
  /// Gives the address of the object that it builds to others, who may find
  /// more of it there later.
  bool handsOutThis(const clang::CXXConstructorDecl *Ctor);
  /// The exceptions that its body or z3++ throws and that leave it.
  const Thrown &thrownBy(const clang::FunctionDecl *FD);
  bool mayThrow(const clang::FunctionDecl *FD) { return thrownBy(FD).any(); }
  /// An exception that leaves it ends the program.
  static bool letsNothingOut(const clang::FunctionDecl *FD);

  /// Whether the container is one of the file that is never emptied.
  Keeping keepingOf(const clang::Expr *Container);

  /// An array in a struct that is lowered as a container.
  bool isContainer(const clang::FieldDecl *Array);
  /// The arrays of this kind whose elements the field counts.
  llvm::ArrayRef<const clang::FieldDecl *>
  arraysCountedBy(const clang::FieldDecl *Count);

  /// As lower::textsReadBy.
  llvm::ArrayRef<const clang::FieldDecl *>
  textsReadBy(const clang::FunctionDecl *FD, const clang::ParmVarDecl *Param);

  ir::Source source(clang::SourceRange R) const;

  /// The FileFacts that were asked for since this was called before.
  unsigned takeFactsAskedFor() { return std::exchange(FactsAskedFor, 0); }
  /// These facts, found if need be, and AsksForTexts. NameOf tells declarations
  /// apart.
  std::string
  describe(unsigned Facts,
           llvm::function_ref<std::string(const clang::Decl *)> NameOf);

  /// Takes down where an object is copied or moved by a member that the
  /// compiler writes.
  void noteImplicitCopy(const clang::CXXRecordDecl *RD, bool IsMove,
                        bool Assigns, const clang::Stmt *At);
  /// The first of these places; none: an empty Source.
  ir::Source firstImplicitCopy(const clang::CXXRecordDecl *RD, bool IsMove,
                               bool Assigns) const;

private:
  const GrowingContainers &containersOf(const clang::FunctionDecl *Function);
  const ArrayFields &arraysFor(bool OfHeader);
  bool bodyNeverReturns(const clang::FunctionDecl *FD);
  bool reachesExit(const clang::CFG &G);

  llvm::DenseMap<const clang::FunctionDecl *, std::string> Names;
  llvm::DenseMap<const clang::VarDecl *, std::string> GlobalNames;
  llvm::StringSet<> UsedNames;
  llvm::StringSet<> UsedGlobals;
  llvm::DenseMap<const clang::FunctionDecl *,
                 std::unique_ptr<model::CallEffect>>
      Effects;
  llvm::DenseMap<const clang::FunctionDecl *, bool> NeverReturning;
  /// Of functions that were looked at for that, until they are lowered.
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<clang::CFG>>
      Graphs;
  llvm::DenseMap<const clang::VarDecl *, bool> Reassigned;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Thrown>> Throwing;
  std::map<std::tuple<const clang::CXXRecordDecl *, bool, bool>, ir::Source>
      ImplicitCopies;
  /// By function; null: of the whole file. Found at the first question.
  llvm::DenseMap<const clang::FunctionDecl *, GrowingContainers> Containers;
  std::optional<ArrayFields> Arrays, ArraysWithHeaders;
  unsigned FactsAskedFor = 0;
  std::map<std::pair<const clang::FunctionDecl *, const clang::ParmVarDecl *>,
           llvm::SmallVector<const clang::FieldDecl *, 2>>
      TextsRead;
};

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_MODULECONTEXT_H
