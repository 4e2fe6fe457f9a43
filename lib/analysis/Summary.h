// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a call of a function does, seen from its caller: a small set of cases,
// each with what it requires of the arguments and what it then does to the
// handles that are reachable from them.

#ifndef Z3TIDY_ANALYSIS_SUMMARY_H
#define Z3TIDY_ANALYSIS_SUMMARY_H

#include "analysis/State.h"
#include "llvm/ADT/StringMap.h"

#include <memory>

namespace z3tidy::analysis {

/// An object that the callee made or borrowed, and its caller gets to see.
struct NewObject {
  ir::Kind K = ir::Kind::None;
  int8_t Lo = 0, Hi = 0;
  bool Escaped = false;
  bool Fresh = false;
  bool Kept = false; ///< a term: it was built or put into something
  /// A term: what the context's slot holds in the end was built from it, so
  /// that it lives until the slot is written again.
  bool InSlot = false;
  bool Wrapped = false;
  bool Many = false;    ///< stands for several elements of a container
  bool Foreign = false; ///< of unknown origin, and given back
  /// A part of its owner: of what a place of the callee's input held, of
  /// another new object, or (neither) of its context.
  bool Borrowed = false;
  ir::PlaceId OwnerPlace = ir::NoPlace;
  int OwnerNew = -1;
  bool ByHand = false;
  int8_t Wrappers = 0;
  Asked Answer = Asked::Unknown;
  bool Silent = false;
  Life L = Life::Alive;
  Death How = Death::None;
  ir::ContextMode Mode = ir::ContextMode::Unknown;
  /// Its context: a place of the callee's input, or another new object.
  ir::PlaceId ContextPlace = ir::NoPlace;
  int ContextNew = -1;
};

/// A value in the callee's terms.
struct SummaryValue {
  enum Form : uint8_t {
    Unknown,
    Null,
    NonNull,
    Int,     ///< the number N
    New,     ///< Case::News[N]
    Input,   ///< what place N held at entry
    Address, ///< the address of place N
  } F = Unknown;
  int64_t N = 0;
  bool operator==(const SummaryValue &O) const { return F == O.F && N == O.N; }
};

struct Effect {
  ir::PlaceId P;         ///< held the object at entry
  int8_t Lo = 0, Hi = 0; ///< change of the references that the caller owns
  bool Used = false;
  bool Kept = false; ///< a term: it was built or put into something
  /// A term: what the context's slot holds in the end was built from it, so
  /// that it lives until the slot is written again.
  bool InSlot = false;
  bool Escaped = false;
  bool Deleted = false;              ///< an owned kind, or a context, is gone
  ir::PlaceId Context = ir::NoPlace; ///< held the context that it is used in
  int8_t Wrappers = 0; ///< change of the references that wrappers count
  Asked Answer = Asked::Unknown; ///< Changed: for certain
  Wish Wants;                    ///< of the answer that the caller has got
  /// A solver: the scopes that are open after it and were not before, and the
  /// other way round.
  enum ScopeChange : uint8_t { Balanced, Opens, Closes } Scope = Balanced;
  /// A context: this slot is written, and holds Case::News[N] then (-1: what
  /// the caller cannot see).
  struct SlotWrite {
    bool Written = false;
    int New = -1;
    bool operator==(const SlotWrite &O) const {
      return Written == O.Written && New == O.New;
    }
  } Trail, LastObject;
  bool WritesText = false; ///< a context: another string is in its buffer
  bool KeepsRaw = false;   ///< Escaped: put into memory as a raw handle
};

struct SummaryStore {
  ir::PlaceId P;
  SummaryValue V;
};

struct SummaryCase {
  Assumptions Requires;
  std::vector<NewObject> News;
  std::vector<Effect> Effects;
  std::vector<SummaryStore> Stores; ///< with `ret` and the fields of it

  /// What a caller knows News[N] by: the N-th of its kind, so that in all cases
  /// objects of one name are of one kind.
  uint16_t nameOf(unsigned N) const;
  /// What it says of the result; null: nothing.
  const SummaryStore *result(const ir::PlaceTable &Places) const;
};

/// A dear object that the callee makes and gives up again in each call.
struct DearObject {
  ir::Kind K;
  int ContextArgument = -1; ///< the argument that its context comes from; -1:
                            ///< it is a context, or of a global one
  ir::PlaceId Context = ir::NoPlace; ///< the callee's input place that holds it
};

/// Terms that the callee makes from one of its arguments: in a context that
/// keeps all terms, memory grows with each other value of it.
struct KeptTerm {
  ir::PlaceId Context; ///< the callee's input place that holds the context
  unsigned Argument;
};

/// A term that each call leaves in a container of its caller that is never
/// emptied.
struct LeftTerm {
  ir::PlaceId Container;                    ///< the callee's input place
  llvm::SmallVector<unsigned, 2> Arguments; ///< that it is made from
};

/// What the callee does to a solver, optimizer or fixedpoint of its caller.
struct SolverUse {
  ir::PlaceId P = ir::NoPlace; ///< the callee's input place that holds it
  bool Asserts = false;
  bool Asks = false;
  bool Scopes = false; ///< pushes, pops or resets it, or may do so
  bool Pops = false;   ///< the latter two
  /// The arguments that what is asserted is made from.
  llvm::SmallVector<unsigned, 2> Arguments;
};

struct Summary {
  bool Known = false; ///< false: nothing is known, assume anything
  const ir::Function *F = nullptr;
  std::shared_ptr<const ir::PlaceTable> Places; ///< what PlaceIds refer to
  std::vector<SummaryCase> Cases;               ///< none: it never returns
  /// What it has done where an exception leaves it; none: it throws nothing
  /// that matters here.
  std::vector<SummaryCase> Throws;
  bool ThrowsUnknown = false; ///< and more
  /// It counts references of the program's own down, and releases if none is
  /// left: whether it does so in one call is not known.
  bool CountsDown = false;
  /// What it does depends on a number that it counts, or a helper does, which
  /// no caller can follow.
  bool Undecided = false;
  /// An input is held against a number in a way that the cases don't tell
  /// (`stage >= 2`): which of them a caller gets is not known.
  bool ComparesInputs = false;
  /// On some of its ways it translates, if the contexts are not the same.
  bool MayTranslate = false;
  std::vector<DearObject> Dear;
  std::vector<KeptTerm> Terms;
  std::vector<LeftTerm> Left;
  std::vector<SolverUse> Solvers;
  bool Asks = false; ///< a solver, of the caller or its own
  /// Makes terms, or other objects: what a slot held may be gone.
  bool MakesTerms = false, MakesObjects = false;
  /// Arguments that a name is made from; -1: each call makes a new one.
  std::vector<int> Names;
  /// Arrays of the caller whose elements are taken out by name.
  std::vector<ir::PlaceId> Touched;
  /// Those of which it releases the elements by hand, and retains none.
  std::vector<ir::PlaceId> GivenBack;
  /// Inputs that go where they are not followed: to unknown code, into arrays
  /// that the caller can reach.
  std::vector<ir::PlaceId> EscapedInputs;
  /// Pointers of the caller behind which anything may be done.
  std::vector<ir::PlaceId> Blurred;
};

/// Whether the two say the same of every call.
bool sameSummary(const Summary &A, const Summary &B);

using Summaries = llvm::StringMap<Summary>;

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_SUMMARY_H
