// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A finding: what is wrong, where, and the path that shows it. In terms of the
// IR; lib/explain gives it words and source locations.

#ifndef Z3TIDY_ANALYSIS_FINDING_H
#define Z3TIDY_ANALYSIS_FINDING_H

#include "ir/Ir.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringSet.h"

#include <string>
#include <vector>

namespace z3tidy::analysis {

enum class Defect : uint8_t {
  LoopLeak,        ///< each iteration's object stays counted and is lost
  LoopGrowth,      ///< nothing is counted, but it stays
  LoopChurn,       ///< released, but made anew each time although reusable
  UseAfterRelease, ///< a dead handle is used
  UseAfterMove,    ///< what a move has left behind is used
  SecondRelease,   ///< a dead handle is released again
  UseAfterContext, ///< used or released after its context was deleted
  OutlivesContext, ///< destroyed by its wrapper after its context
  HandleLeak,      ///< an owned reference is lost, not in a loop
  OwnerClass,      ///< special members of a class disagree about a handle
  UnprotectedUse,  ///< a fresh handle used after its slot was overwritten
  ContextMixing,   ///< used in a call of another context than its own
  WrongRelease,    ///< a release that can't be right (Mismatch says why)
  WrongWrap,       ///< a wrapper and a hand count the same reference, or none
  UncheckedResult, ///< a result that the protocol does not guarantee
  ManualCount,     ///< nothing is wrong: a class could count it
  ThreadSharing,   ///< two threads work in one context, and no lock is held
  DanglingHandle,  ///< a raw handle or string kept beyond what keeps it alive
};

/// The IR's and the design's word: "loop-leak", "use-after-release" …
llvm::StringRef spelling(Defect D);

enum class Confidence : uint8_t { Possible, Likely, Certain };

/// What LoopGrowth found.
enum class Growth : uint8_t {
  None,
  KeptTerms,  ///< the context keeps each term
  FreshNames, ///< each call makes a new name
  Scopes,     ///< a push that no pop meets
  Assertions, ///< asserted to one solver and never popped
  Forgotten,  ///< an assignment that forgets what the variable held
  Container,  ///< objects that a container keeps and nobody asks for
};

/// What a release, or a wrapper, gets wrong.
enum class Mismatch : uint8_t {
  None,
  OtherContext, ///< in another context than its own
  OtherKind,    ///< by the function of another kind, through a cast
  NotCounted,   ///< it was never retained
  Borrowed,     ///< it belongs to another object
  OfWrapper,    ///< the reference is a wrapper's, which gives it back itself
  HeldByHand,   ///< a wrapper counts it, and the count by hand stays
  HandedOver,   ///< the reference was given to others before
};

/// How a handle comes to dangle.
enum class Dangling : uint8_t {
  None,
  Temporary,   ///< taken from a wrapper that ends with the statement
  Variable,    ///< taken from a wrapper that ends here, and handed on
  Overwritten, ///< a string: another one was written into the buffer
  OwnerGone,   ///< borrowed: its owner is dead
  ContextGone, ///< a string: it went with its context
  Lent,        ///< lent to a callback for the call, and kept
};

/// How an object leaves the function in which its context ends.
enum class Leaving : uint8_t { Not, Returned, Thrown, Stored };

/// What of the protocol a result was taken without.
enum class Unchecked : uint8_t {
  None,
  NeverAsked,  ///< there was no check
  Changed,     ///< none since the last change
  OtherAnswer, ///< the answer was known to be another one
  Ignored,     ///< there was one, and nobody looks at the answer
  PerhapsNone, ///< the answer may be unknown, which promises nothing
  MayBeNull,   ///< null after an error, and errors call nobody
  NoValue,     ///< null where there is none, without an error
  Unread,      ///< empty after an error that was not read
  StaleError,  ///< the error code, after another call has reset it
};

/// What OwnerClass found.
enum class OwnerFault : uint8_t {
  None,
  ImplicitCopy,       ///< the copy is not counted, the destructor releases it
  ImplicitAssignment, ///< the same, and the old handle is forgotten
  CopyWithoutRetain,  ///< a copy written by hand does not retain
  MoveKeepsSource,    ///< the source of a move keeps the handle too
  AssignmentForgets,  ///< the old handle is not released
  SelfAssignment,     ///< `x = x` releases the handle before it is retained
  LeavesContext,      ///< takes the other's handle and not its context
  NoDestructor,       ///< a constructor retains, and nothing releases
  TakesUncounted,  ///< a constructor does not retain, the destructor releases
  StoresUncounted, ///< the same of another method
};

/// One event of the path, in order.
struct Step {
  enum What : uint8_t {
    Made,           ///< the object is made here
    Retained,       ///< count after it is in Count
    Released,       ///< count after it is in Count
    ContextDeleted, ///< its context goes here
    Collected,      ///< this call drops it from the slot that kept it
    Iteration,      ///< the loop goes round: Loc is the loop
    Branch,         ///< a branch that decides: Text says which way
    Lost,           ///< the last place that held it is overwritten or ends
    Used,           ///< the use that is wrong
    CalleeReleases, ///< this call releases it (Callee is its name)
    Throws,         ///< an exception leaves from here
    OwnContext,     ///< the context that it belongs to is made here
    CallContext,    ///< the context of the call is made here
    Mixed,          ///< the call: which context is which
    Because,        ///< the change, answer or failing call that matters
    FirstThread,    ///< where the other thread is started
    ThreadUses,     ///< used by the new thread; Count: 1 if it changes a count
    OtherUses,      ///< used meanwhile by the thread that has started it
    Stored,         ///< stored where it is when the function is left
    MovedAway,      ///< another object has it from here on
    JoinedLate,     ///< where the new thread is waited for
  } W;
  const ir::Function *F = nullptr;
  ir::InstrId At = ir::NoInstr; ///< the instruction, if there is one
  ir::Source Loc;
  int Count = 0; ///< references that this code owns after the event
  ir::PlaceId Where = ir::NoPlace;
  std::string Text;
};

struct Finding {
  Defect D;
  Confidence C = Confidence::Likely;
  Growth G = Growth::None;
  Mismatch M = Mismatch::None;
  Unchecked U = Unchecked::None;
  Dangling Dangles = Dangling::None;
  Leaving Leaves = Leaving::Not;
  /// OwnerClass: what is wrong with which handles of which class, at least one;
  /// F is the class's destructor, or null if it has none.
  OwnerFault Owner = OwnerFault::None;
  const ir::Class *Class = nullptr;
  llvm::SmallVector<const ir::Class::Handle *, 1> Fields;
  const ir::Function *F = nullptr;
  ir::Kind K = ir::Kind::None;      ///< of the object
  ir::Role Wants = ir::Role::None;  ///< UncheckedResult: a model, a core …
  ir::InstrId At = ir::NoInstr;     ///< where the warning stands
  ir::Source Loc;                   ///< of At
  ir::InstrId Made = ir::NoInstr;   ///< the creation, if in F
  ir::InstrId Killed = ir::NoInstr; ///< release or deletion that made it dead
  ir::PlaceId Holder = ir::NoPlace; ///< the variable that holds it, if one does
  /// Loop defects: the header of the loop and where the loop statement is.
  ir::BlockId LoopHeader = ir::NoBlock;
  ir::Source LoopLoc;
  int Count = 0;      ///< references that are lost
  bool AtEnd = false; ///< the second release is one at the end of a scope; the
                      ///< warning stands at the first
  bool ByException = false; ///< no other way loses it
  /// Mixed contexts: variables that hold the object's and the call's.
  ir::PlaceId OwnContext = ir::NoPlace, CallContext = ir::NoPlace;
  bool CanTranslate = false; ///< Z3_translate can stand around the argument
  /// Leaks: where the last place that held it is overwritten or ends, on each
  /// path that loses it.
  std::vector<ir::InstrId> Lost;
  /// The loop is a function that calls itself: LoopLoc is where it stands.
  bool InRecursion = false;
  /// The loop is what runs the function for each element: LoopLoc is where the
  /// function stands.
  bool PerElement = false;
  /// Leaks: all that is lost was among the elements of an array.
  bool OnlyElements = false;
  /// Lost with all that was in its container.
  bool WithContainer = false;
  /// The releases of the object that other paths have (empty: none at all).
  std::vector<ir::InstrId> Releases;
  std::vector<Step> Path;
};

/// The names of the functions that are told of by what is at least as sure.
llvm::StringSet<> functionsIn(llvm::ArrayRef<Finding> Findings,
                              Confidence Least);

/// By position, as a function's findings are told.
bool isBefore(const Finding &A, const Finding &B);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_FINDING_H
