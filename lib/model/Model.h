// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a call of Z3 does to handles. Facts only, as data: rules over typedef
// names plus the complete list of exceptions (ApiExceptions.def), the classes
// of z3++ (Z3PlusPlus.def) and of z3raii. No clang here: who asks describes
// the call by the names that the source uses.

#ifndef Z3TIDY_MODEL_MODEL_H
#define Z3TIDY_MODEL_MODEL_H

#include "ir/Ir.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace z3tidy::model {

/// What an API function returns, seen from ownership (z3-handle-rules.md 1.3).
enum class Result : uint8_t {
  None,     ///< void, a number, an enum, a pointer that is no handle
  Fresh,    ///< count 0, kept by the slot of its kind until the next write
  Borrowed, ///< lives as long as the argument BorrowedFrom
  Immortal, ///< lives as long as the context
  Owned,    ///< ours; must be deleted
  Cast,     ///< the argument itself under another typedef
  Symbol,   ///< not counted
  String,   ///< in the context's one buffer or static
};

enum class CountEffect : uint8_t { None, Retain, Release, Delete };

struct OutParam {
  unsigned Index; ///< parameter position
  ir::Kind K;     ///< of what is written through it
  Result R;       ///< Fresh, or Owned for rcf_num
  bool Array;     ///< an array is filled
};

/// The effect of one call of a C API function.
struct CallEffect {
  bool Known = false; ///< false: not a function of Z3's API
  Result R = Result::None;
  ir::Kind K = ir::Kind::None; ///< kind of the result
  ir::Role Role = ir::Role::None;
  CountEffect Count = CountEffect::None;
  int CountArg = -1;         ///< the argument that Count is about
  int ContextArg = -1;       ///< context that the call works in; -1: none (also
                             ///< for Z3_del_context)
  int ResultContextArg = -1; ///< context of the result: ContextArg, or the
                             ///< target of Z3_*_translate
  int BorrowedFrom = -1; ///< argument that keeps a Borrowed result alive; of
                         ///< a Cast: the argument that is the result
  bool WritesTrail = false;
  bool WritesLastObject = false;
  bool WritesString = false; ///< the result is in the context's one string
                             ///< buffer: earlier strings are overwritten (1.7)
  bool KeepsArgs = false;    ///< a fresh AST that has its AST arguments as
                             ///< children: they live while it does
  bool SharesParts = false;  ///< what the result holds others have, too
  bool Fallible = false;     ///< fails on data, not only on misuse; the result
                             ///< is null then
  bool Composite = false;    ///< drops the trail before it uses its arguments
                             ///< (1.12)
  ir::ContextMode Mode = ir::ContextMode::Unknown; ///< of a new context
  llvm::SmallVector<OutParam, 2> Outs;
};

/// A declaration, by the names that the header uses ("Z3_ast", "unsigned",
/// "Z3_ast const[]", "Z3_ast *"), after removal of `Z3_API` and macros such as
/// Z3_ast_opt.
struct Signature {
  llvm::StringRef Name;
  llvm::StringRef Result;
  llvm::SmallVector<llvm::StringRef, 6> Params;
};

/// The effect of calling a function with this signature; not Known for a name
/// that does not start with "Z3_".
CallEffect effectOf(const Signature &S);

/// "Z3_solver_inc_ref" for Kind::Solver; empty for kinds without a count.
llvm::StringRef retainFunction(ir::Kind K);
/// "Z3_solver_dec_ref", "Z3_del_context", "Z3_rcf_del"; empty for Free kinds.
llvm::StringRef releaseFunction(ir::Kind K);
/// The function that turns the handle into a Z3_ast ("Z3_sort_to_ast"), which
/// Z3_inc_ref and Z3_dec_ref want; empty for Z3_ast and for other families.
llvm::StringRef toAstFunction(ir::Kind K);
/// The function that copies an object into another context ("Z3_translate" for
/// all terms); empty for kinds that have none.
llvm::StringRef translateFunction(ir::Kind K);
/// Releasing NULL is a crash for this kind (1.2).
bool releaseOfNullCrashes(ir::Kind K);
/// Retaining NULL is a crash for this kind (1.2).
bool retainOfNullCrashes(ir::Kind K);

//===----------------------------------------------------------------------===//
// z3++
//===----------------------------------------------------------------------===//

/// The kind that a class of namespace z3 owns: Solver for "z3::solver", Ast for
/// "z3::expr", Context for "z3::context"; Kind::None for any other name (also
/// z3::symbol, which owns nothing). Works on the qualified name without
/// template arguments ("z3::ast_vector_tpl", "z3::cast_ast" is None).
ir::Kind ownerKind(llvm::StringRef QualifiedClass);

/// What a method of a z3 class is to its object beyond using it
/// ("z3::solver", "push" -> Push; "from_string" -> LoadText …).
ir::Role methodRole(llvm::StringRef QualifiedClass, llvm::StringRef Method);

/// Whether the handle that the method returns is a part of its object, which
/// keeps it alive whatever becomes of the wrapper ("z3::expr", "arg"; operators
/// as "operator[]").
bool returnsPart(llvm::StringRef QualifiedClass, llvm::StringRef Method);

/// Whether the result lives as long as its context, without a reference; of a
/// vector, whether others have its elements.
bool isImmortal(llvm::StringRef QualifiedClass, llvm::StringRef Method);

/// Whether the text that the method makes is not one of the context's buffer.
bool isOtherText(llvm::StringRef QualifiedClass, llvm::StringRef Method);

/// Whether a method of z3++, or a function of the C API, makes a name from a
/// text (its first argument behind the context). A name that is new takes room
/// for the life of the process (z3-handle-rules.md 1.2).
bool makesName(llvm::StringRef QualifiedClass, llvm::StringRef Method);
bool makesName(llvm::StringRef Function);

/// A z3::context method that makes a new name at each call.
bool makesFreshName(llvm::StringRef Function);

//===----------------------------------------------------------------------===//
// z3raii
//===----------------------------------------------------------------------===//

/// The kind that an alias or specialisation of namespace z3raii owns, by the
/// name of the tag in handle<Kind> ("z3raii::kind::solver") or of the class
/// ("z3raii::context"); inline namespaces in between do not matter. A name
/// without "::" is taken as one of z3raii's.
ir::Kind raiiOwnerKind(llvm::StringRef QualifiedClass);

/// "solver" for Kind::Solver: the alias in namespace z3raii.
llvm::StringRef raiiAlias(ir::Kind K);
/// "solver" for Kind::Solver: the class in namespace z3; empty if there is
/// none.
llvm::StringRef z3ppClass(ir::Kind K);

} // namespace z3tidy::model

#endif // Z3TIDY_MODEL_MODEL_H
