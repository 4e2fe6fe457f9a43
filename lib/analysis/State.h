// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known at a program point on one class of paths: which object each
// place holds, the typestate of each object, and the facts that the branches
// taken have established. A point holds a set of such states; two of them merge
// when they agree on the typestate (see docs/analysis.md).

#ifndef Z3TIDY_ANALYSIS_STATE_H
#define Z3TIDY_ANALYSIS_STATE_H

#include "ir/Ir.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <tuple>
#include <vector>

namespace z3tidy::analysis {

using ObjectId = uint32_t; ///< index into the function's ObjectTable
constexpr ObjectId NoObject = ~0U;
using SymbolId = uint32_t; ///< index into the function's SymbolTable
using FactId = uint32_t;   ///< index into the function's FactTable

struct TraceNode;

/// How the name of a block of memory begins that stands for all but the newest
/// one of its allocation.
constexpr llvm::StringLiteral OlderBlock = "older";

/// What a place holds.
struct Value {
  enum Form : uint8_t {
    Unknown, ///< anything
    Null,    ///< null, zero, false
    Int,     ///< the number N
    Symbol,  ///< one unknown value that has a name: copies of it are equal
    Object,  ///< a handle of object N
    Address, ///< points to place N
  } F = Unknown;
  bool MaybeNull = false; ///< Object: may also be null
  int64_t N = 0;
  bool Moved = false;      ///< Null: what was here has been moved away
  bool FromCaller = false; ///< Symbol: what a place held at entry

  static Value unknown() { return {}; }
  static Value null() { return {Null, false, 0}; }
  static Value integer(int64_t V) { return V ? Value{Int, false, V} : null(); }
  static Value symbol(SymbolId S) { return {Symbol, false, S}; }
  static Value input(SymbolId S) { return {Symbol, false, S, false, true}; }
  static Value object(ObjectId O, bool MaybeNull = false) {
    return {Object, MaybeNull, O};
  }
  static Value address(ir::PlaceId P) { return {Address, false, P}; }

  bool isObject() const { return F == Object; }
  bool isAddress() const { return F == Address; }
  /// To an object, itself or through memory.
  bool leadsOn() const { return isObject() || isAddress(); }
  bool isSymbol() const { return F == Symbol; }
  ObjectId object() const { return isObject() ? ObjectId(N) : NoObject; }
  bool operator==(const Value &O) const {
    return F == O.F && MaybeNull == O.MaybeNull && N == O.N;
  }
};

enum class Life : uint8_t { Alive, Dead, Unsure };
enum class Death : uint8_t {
  None,
  Released,
  ContextDeleted,
  Collected,
  Overwritten, ///< a string: the next one stands in its buffer
  OwnerGone,   ///< borrowed: what kept it is dead
};
/// Whether a solver has the answer that a model or a core is taken of.
enum class Asked : uint8_t {
  Unknown,
  Never,    ///< made here, not asked yet
  Changed,  ///< since it was last asked
  Ignored,  ///< asked, and nobody looks at what it says
  Answered, ///< AnswerValue says what
  NotSat,   ///< known not to be sat, but perhaps unknown
  NotUnsat, ///< known not to be unsat
  Decided,  ///< known not to be unknown
};
enum class Origin : uint8_t {
  Made,    ///< by an instruction of this function (or a callee of it)
  Input,   ///< what a parameter, field or global held at entry
  Foreign, ///< of unknown origin
  Borrowed ///< kept alive by another object
};

/// What a function asks of a solver without asking for an answer first.
struct Wish {
  ir::Role R = ir::Role::None;
  bool ByHand = false;  ///< by the C API, which does not throw
  bool AsItIs = false;  ///< what comes is used without a test
  bool operator==(const Wish &O) const {
    return R == O.R && ByHand == O.ByHand && AsItIs == O.AsItIs;
  }
  /// What both wish.
  Wish common(const Wish &O) const {
    if (R != O.R || ByHand != O.ByHand)
      return {};
    return {R, ByHand, AsItIs && O.AsItIs};
  }
};

/// The typestate of one abstract object.
struct ObjectState {
  ObjectId Id = NoObject;
  ir::Kind K = ir::Kind::None;
  Origin From = Origin::Made;
  Life L = Life::Alive;
  Death How = Death::None;
  /// References that this function owns, in -3..3; negative: it gave back ones
  /// that it was not the owner of. Saturates.
  int8_t Lo = 0, Hi = 0;
  bool Escaped = false; ///< others may retain, release or keep it
  bool Fresh = false;   ///< only a slot keeps it (count 0 since it was made)
  bool Kept = false;    ///< something that is not followed may keep it
  bool Taken = false;   ///< a reference was handed over to others
  /// The object that it was built or put into; borrowed: what it is a part of.
  ObjectId KeptBy = NoObject;
  /// The destructor of the wrapper that counted it, if a raw handle is left.
  ir::InstrId Gone = ir::NoInstr;
  bool Wrapped = false; ///< an owner's destructor is to release it: no leak
  bool Unowned = false; ///< Input: the caller has no reference to it
  bool Many = false;    ///< stands for several objects: no strong update
  bool Mixed = false;   ///< was told to be in a call of another context
  ObjectId Context = NoObject;
  // A context's own:
  ir::ContextMode Mode = ir::ContextMode::Unknown;
  ObjectId Trail = NoObject, LastObject = NoObject;
  /// Of the references that are owned, those that wrappers count.
  int8_t Wrappers = 0;
  /// The wrapper that counts it although a reference was held by hand.
  ir::InstrId WrappedAt = ir::NoInstr;
  /// The owner that took it over without a reference for it, so far.
  ir::InstrId AdoptedAt = ir::NoInstr;
  // A solver's: its answer, if a model or a core is asked for in the file.
  Asked Answer = Asked::Unknown;
  Value AnswerValue;
  // A context's: errors call nobody.
  bool Silent = false;
  bool Unread = false; ///< may be null or empty, and nobody has looked
  /// A model, core or proof: the call that asked for it, if the answer of the
  /// solver does not promise it (yet); Answer and AnswerValue are the solver's
  /// then.
  ir::InstrId Request = ir::NoInstr;
  ObjectId RequestedOf = NoObject;
  /// A solver's: the push that no pop has met yet, or NoInstr.
  ir::InstrId OpenScope = ir::NoInstr;
  // Not part of the typestate: differences are joined.
  /// Input: another context that came in, in a call of which it was used.
  ObjectId UsedIn = NoObject;
  bool Closed = false;    ///< a solver's: a scope from before was closed
  bool Used = false;      ///< Input: read by an API call
  bool ByHand = false;    ///< the source counts it: no wrapper's count alone
  bool Uncounted = false; ///< more references were taken than Hi can say
  /// A context's: its slots have been written, on all paths.
  bool WroteTrail = false, WroteLastObject = false;
  bool WroteText = false; ///< a context's: its string buffer
  /// Where a raw handle was first taken from its wrapper, and where one was put
  /// into memory that is not followed.
  ir::InstrId TakenAt = ir::NoInstr, KeptRaw = ir::NoInstr;
  bool Element = false;             ///< was put among the elements of an array
  ir::InstrId DiedAt = ir::NoInstr; ///< Alive: given back, but still a part
  ir::InstrId AnsweredAt = ir::NoInstr; ///< the check or change
  /// A solver's: what was asked for with the answer that it came in with, and
  /// whether that was used without being held against null.
  Wish Wants;
  /// A context's: the call whose error is not read yet, and whether another
  /// call, which can't fail itself, has come since.
  ir::InstrId Pending = ir::NoInstr;
  bool Overtaken = false;
  /// Nothing holds it any more; it is a leak unless its context goes, too.
  bool Lost = false;
  ir::InstrId LostAt = ir::NoInstr;
  const TraceNode *LostTrace = nullptr;

  bool sameTypestate(const ObjectState &O) const;
  /// A term that does not need yet what it is a part of.
  bool isCountedTerm() const {
    return From != Origin::Borrowed && !Fresh &&
           ir::family(K) == ir::Family::Ast;
  }
};

struct Cell {
  ir::PlaceId P;
  Value V;
  bool Assigned; ///< written by this function (and not only tested)
};

/// What a path has assumed about a value that the function was entered with.
struct Assumption {
  /// NotEqual: where that is told (FunctionAnalysis::TellsUnequal).
  enum Form : uint8_t { Null, NonNull, Equal, NotEqual } F;
  ir::PlaceId P;
  int64_t N = 0;
  bool operator==(const Assumption &O) const {
    return F == O.F && P == O.P && N == O.N;
  }
  bool isNegated() const { return F == NonNull || F == NotEqual; }
  /// The place is N, or is not N.
  bool isOfNumber() const { return F == Equal || F == NotEqual; }
  bool operator<(const Assumption &O) const {
    return std::tie(P, F, N) < std::tie(O.P, O.F, O.N);
  }
};

/// Sorted, each once.
using Assumptions = llvm::SmallVector<Assumption, 4>;

class State {
public:
  std::vector<Cell> Cells;                    ///< ascending by P
  std::vector<ObjectState> Objects;           ///< ascending by Id
  std::vector<std::pair<FactId, bool>> Facts; ///< ascending
  Assumptions Assumed;
  const TraceNode *Trace = nullptr;
  bool Lossy = false; ///< the cap has joined different typestates into it
  /// The call that the block ends in has thrown: only its unwind edge is taken.
  bool Throwing = false;
  bool Unwound = false; ///< an exception has been on the way here

  const Cell *find(ir::PlaceId P) const;
  void set(ir::PlaceId P, Value V, bool Assigned = true);
  void erase(ir::PlaceId P);
  /// Every cell that holds From holds To from now on.
  void replace(Value From, Value To);

  ObjectState *object(ObjectId O);
  const ObjectState *object(ObjectId O) const {
    return const_cast<State *>(this)->object(O);
  }
  ObjectState &addObject(ObjectState O);
  void eraseObject(ObjectId O);

  const bool *fact(FactId F) const;
  void setFact(FactId F, bool Holds);

  /// Takes down that the path relies on this.
  void assumeInput(Assumption A);

  /// Whether the two may merge: same objects in the same typestate, held by the
  /// same places.
  bool agreesWith(const State &O) const;
  /// Joins what is not typestate: scalars, facts, assumptions. True if this
  /// state became weaker.
  bool weaken(const State &O);
  /// Joins typestates too, past the cap; objects on which the two differ are
  /// no longer reported. True if this state became weaker.
  bool weakenLossy(const State &O);
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_STATE_H
