// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handle IR: what a function does to Z3 handles, and nothing else.
//
// A function is a graph of basic blocks. A block is a list of instructions,
// each one event in the life of a handle, and ends in edges to other blocks; an
// edge carries what is known when it is taken. Variables of the source are
// *places*, access paths such as `%p.*.solver`; what a place holds at a program
// point (which object, null, an address, a number) is for the analysis to find
// out.
//
// The lowering (lib/lower) writes this from clang's AST, lib/ir/Parse.cpp reads
// it from text, and lib/analysis reads nothing else.

#ifndef Z3TIDY_IR_IR_H
#define Z3TIDY_IR_IR_H

#include "ir/Kind.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace z3tidy::ir {

//===----------------------------------------------------------------------===//
// Source ranges
//===----------------------------------------------------------------------===//

/// Where an instruction comes from. Begin and End are clang's raw encodings
/// (macro expansions keep both ends); IR that was read from text has none and
/// only the line and column.
struct Source {
  uint32_t Begin = 0;
  uint32_t End = 0;
  unsigned Line = 0;   ///< expansion line, 1-based; 0: unknown
  unsigned Column = 0; ///< expansion column, 1-based
};

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

/// How the names of variables begin of which each thread has its own.
constexpr llvm::StringLiteral ThreadLocalPrefix = "thread_local ";

/// An index into Function's table of places. Equal paths have equal ids.
using PlaceId = uint32_t;
constexpr PlaceId NoPlace = ~0U;

/// One node of the tree of access paths: a root, or one step from its parent.
struct Place {
  enum Form : uint8_t {
    // Roots.
    Local,  ///< %name     a variable of the function, unique within it
    Param,  ///< %name     a parameter; Index is its position (this is not one)
    Global, ///< @name     a variable that outlives the function (also static)
    This,   ///< %this     the pointer `this`
    Temp,   ///< $N        a value of an expression
    Ret,    ///< ret       what the function returns
    Heap,   ///< heap.N    what an allocation of the function made
    // Steps.
    Field, ///< .name
    Deref, ///< .*
    Index, ///< [N]       an element with a constant index
    At,    ///< [%i]      the element that the variable %i names now; Number is
           ///<           the place of %i
    Any,   ///< [*]       all other elements: one summary element
  };
  Form F;
  PlaceId Parent = NoPlace; ///< NoPlace for a root
  std::string Name;         ///< variable or field
  unsigned Number = 0;      ///< of a Temp, Heap, Param, Index, At

  bool isRoot() const { return F <= Heap; }
  bool isElement() const { return F == Index || F == At || F == Any; }
};

/// All access paths of a function, each once. Ids are dense and stay valid in
/// a copy, which the analysis makes to add paths of its own.
class PlaceTable {
public:
  PlaceId root(Place::Form F, llvm::StringRef Name, unsigned Number = 0);
  PlaceId step(PlaceId Parent, Place::Form F, llvm::StringRef Name = "",
               unsigned Number = 0);
  /// The path if it is in the table, else NoPlace.
  PlaceId findStep(PlaceId Parent, Place::Form F, llvm::StringRef Name = "",
                   unsigned Number = 0) const;
  const Place &operator[](PlaceId P) const { return Nodes[P]; }
  uint32_t size() const { return Nodes.size(); }
  PlaceId rootOf(PlaceId P) const;
  /// Number of steps from the root.
  unsigned depth(PlaceId P) const;
  /// Whether P is Prefix or lies below it.
  bool isWithin(PlaceId P, PlaceId Prefix) const;
  /// Calls Visit with each variable that names an element on the path.
  void forEachIndex(PlaceId P, llvm::function_ref<void(PlaceId)> Visit) const;
  /// "%p.*.solver", "$3", "ret".
  std::string str(PlaceId P) const;

private:
  PlaceId add(Place New);

  std::vector<Place> Nodes;
  /// By node: its newest child, and the child of its parent before it. A node
  /// has few children, so that a walk along them beats a table.
  std::vector<PlaceId> NewestChild, Sibling;
  /// Roots may be many. Those without a name are found by form and number.
  llvm::DenseMap<std::pair<unsigned, unsigned>, PlaceId> NumberedRoots;
  std::map<std::tuple<uint8_t, std::string, unsigned>, PlaceId> NamedRoots;
};

/// A field of every object: the context that it belongs to, whatever holds
/// that.
constexpr llvm::StringLiteral ContextField = "(context)";

/// Begins the name of the step from a member to the object that it is in: what
/// `container_of(link, struct node, hook)` gives is `%link.*.(around hook)`. A
/// step to the member leads back.
constexpr llvm::StringLiteral AroundField = "(around ";

/// What an instruction reads: a place's value or a literal.
struct Operand {
  enum Form : uint8_t { PlaceValue, Null, Int, Unknown } F = Unknown;
  PlaceId P = NoPlace;
  int64_t Value = 0;

  static Operand place(PlaceId P) { return {PlaceValue, P, 0}; }
  static Operand null() { return {Null, NoPlace, 0}; }
  static Operand integer(int64_t V) { return {Int, NoPlace, V}; }
  static Operand unknown() { return {}; }
  bool isPlace() const { return F == PlaceValue; }
};

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

/// Whether a context counts ASTs (Z3_mk_context_rc, every z3::context) or keeps
/// them all (Z3_mk_context). z3-handle-rules.md 1.1.
enum class ContextMode : uint8_t { Unknown, Counting, Keeping };

/// The two keep-alive slots of a context. z3-handle-rules.md 1.1.
enum class Slot : uint8_t { None, Trail, LastObject };

/// What an API call is to the object it works on, beyond using it. Checks ask
/// for it where a rule is about the meaning of the call and not about counts.
enum class Role : uint8_t {
  None,
  Check,      ///< asks a solver, optimize or fixedpoint for an answer
  Assert,     ///< adds a formula for good (until the scope is popped)
  Push,       ///< opens a scope
  Pop,        ///< closes scopes
  Reset,      ///< throws the content away
  Configure,  ///< sets parameters, tactics, a logic
  LoadText,   ///< adds what a text or file says
  FreshName,  ///< makes a new name at each call (Z3_mk_fresh_const …)
  Store,      ///< puts handles into an object that keeps them (a vector, a map)
  Model,      ///< asks for what only an answer other than unsat promises
  Refutation, ///< asks for what only the answer unsat promises
  Derivation, ///< asks for what any answer but unknown promises
  Handler,    ///< sets what is called at an error; null: nothing
  ReadError,  ///< asks for the error code of the call before
  Fallible,   ///< New: may fail on data, the result is null then
  Adopt,      ///< Copy: a wrapper takes over a reference counted by hand
  Detach,     ///< Move: a wrapper hands over its reference
  Callback,   ///< Call: of what the function was given to call
  Text,       ///< Use: dst is a text that is put together from the arguments
  Name,       ///< Use: makes a name from a text
  Forget,     ///< Use: what the place held is overwritten and stays counted
  HandOver,   ///< Release: others own the reference now, and the object lives
  Interrupt,  ///< stops what a context does: any thread may
  DeferReleases, ///< from now on any thread may release what is in the context
  Join,          ///< Sync: the thread has ended
  Lock,          ///< Sync: nobody else holds this lock now
  Unlock,        ///< Sync: and does no longer
  Wait,          ///< Sync: another thread has given a sign
  Notify,        ///< Sync: gives a sign to threads that wait for one
  Poll,     ///< Sync: looks whether there is a sign: a wait if a loop does only
            ///< that
  Reach,    ///< Flow: the address, not the value
  Keep,     ///< Use: goes into a container that only grows
  Optional, ///< New: null where there is none, which is no error
};

enum class Op : uint8_t {
  /// dst = new KIND in CONTEXT, count N. Count 0: fresh, kept by a slot only
  /// (its kind says which one); the slot's former content is collected first.
  /// Count 1: owned by who holds dst (owned kinds, wrappers that retain).
  /// Args: what the object keeps alive (children of a term).
  New,
  /// dst = borrow KIND from ARG. Lives as long as ARG does; not ours to
  /// release. Without ARG: immortal, or of unknown origin.
  Borrow,
  /// retain ARG: one reference more is ours.
  Retain,
  /// release ARG: one reference less is ours; at 0 the object is dead.
  Release,
  /// delete ARG: an owned kind ends; a context takes all that is in it along.
  Delete,
  /// [dst =] use ARGS [in CONTEXT]: an API call reads these handles; dst is a
  /// number that depends on them.
  Use,
  /// collect SLOT in CONTEXT: the slot's content is dropped.
  Collect,
  /// dst = copy ARG: same value, no count changes.
  Copy,
  /// dst = move ARG: as copy, and ARG is null after it.
  Move,
  /// dst = addr PLACE: dst points to PLACE (args[0] is the place itself, which
  /// is not read).
  Addr,
  /// dst = alloc: a new memory block; dst points to a Heap place (args[0]).
  Alloc,
  /// free ARG: the block that ARG points to is gone (what it holds is not
  /// released by that).
  Free,
  /// havoc PLACE: any value, also for all places below it. A number, a pointer
  /// or a handle of unknown origin that is not ours. Of a number it may be
  /// known
  /// how the new value follows from the old one (Change).
  Havoc,
  /// escape ARGS: others may keep, retain or release what is reachable.
  Escape,
  /// [dst =] call @CALLEE(ARGS): a function with a summary; without one all
  /// that is reachable from ARGS escapes, and what they point to is havoc.
  /// For a method ARGS[0] is the address of the object.
  Call,
  /// end PLACE: the variable's scope ends.
  End,
  // What follows has no effect on handles; it is read for thread rules only.
  /// [dst =] spawn @CALLEE(ARGS): a thread of its own calls the function; dst
  /// is what it is joined by.
  Spawn,
  /// sync [ARG] role ROLE: threads wait for each other, by ARG if it is known.
  Sync,
  /// dst = flow ARG: what ARG holds may be in dst too: into a container and out
  /// of it.
  Flow,
};

/// The fields of a variant, or of an optional of a class: which of the
/// alternatives there is, and `(alternative 1)`, each by its number.
constexpr llvm::StringLiteral ChoiceIndex = "(index)";
constexpr llvm::StringLiteral AlternativePrefix = "(alternative ";

/// What a number that changes becomes, where that is known.
enum class Change : uint8_t {
  Any,
  Plus, ///< By more than it was
  Or,   ///< with the bits of By set
  And,  ///< with no bits but those of By
  Less, ///< smaller by some number, or round zero
};

/// The field of a container that stands for its content: `.(content)[*]` is any
/// of its elements, and the end of `.(content)` empties it.
constexpr llvm::StringLiteral ContentField = "(content)";

/// How the names of global variables begin that stand for one key in all
/// functions, in `.(content)[@"key 'text'"]`; and for the elements at the ends
/// of a container: `back`, `front`, `top`.
constexpr llvm::StringLiteral KeyPrefix = "key ";

/// The field of an array with such elements that is the pointer to them.
constexpr llvm::StringLiteral DataField = "(data)";

using InstrId = uint32_t; ///< index within the function, in order of creation
constexpr InstrId NoInstr = ~0U;

struct Instr {
  Op O;
  InstrId Id = NoInstr;
  Kind K = Kind::None;                     ///< New, Borrow
  Role R = Role::None;                     ///< Use (and New for FreshName)
  Slot S = Slot::None;                     ///< Collect
  Change C = Change::Any;                  ///< Havoc
  int64_t By = 0;                          ///< of the change
  ContextMode Mode = ContextMode::Unknown; ///< New of a context
  uint8_t Count = 0;     ///< New: what the holder of dst owns, 0 or 1
  bool Joined = false;   ///< New: a further result of the same call: its
                         ///< slot keeps it beside what it has
  bool Implicit = false; ///< not written: a destructor, end of scope
  bool Taught = false;   ///< of a function of which the program says what it
                         ///< does (an annotation, a model file)
  /// Release, Call …: done to each of the elements that the operand stands for;
  /// 2: to each element of each container.
  uint8_t Each = 0;
  PlaceId Dst = NoPlace;
  PlaceId Context = NoPlace;
  llvm::SmallVector<Operand, 3> Args;
  std::string Callee; ///< function that was called, as the source names it;
                      ///< Call: the unique name of an ir::Function
  Source Loc;

  /// Says something of threads, and nothing of handles.
  bool isThreadFact() const {
    return O == Op::Spawn || O == Op::Sync || O == Op::Flow;
  }

  /// Counted by hand: written in the source as a call of the C API, or of the
  /// program's own function for it; not a wrapper's doing.
  bool isByHand() const {
    return Taught || llvm::StringRef(Callee).starts_with("Z3_");
  }
};

//===----------------------------------------------------------------------===//
// Conditions and edges
//===----------------------------------------------------------------------===//

/// What holds when an edge is taken.
struct Condition {
  enum Form : uint8_t {
    True,   ///< nothing is known
    Null,   ///< Left is null / zero
    Eq,     ///< Left == Right
    Lt,     ///< Left < Right
    Le,     ///< Left <= Right
    Bits,   ///< Left has one of the bits of Right (a number) set
    Opaque, ///< a test that has no other form; equal Text with unchanged Deps
            ///< has the same answer again
  } F = True;
  bool Negated = false;
  PlaceId Left = NoPlace;
  Operand Right;
  std::string Text;                   ///< Opaque: normalised source
  llvm::SmallVector<PlaceId, 2> Deps; ///< Opaque: places that the text reads

  /// `First F Second + Offset`, of places; F is Eq, Lt or Le.
  struct Comparison {
    Form F = True;
    PlaceId First = NoPlace, Second = NoPlace;
    int64_t Offset = 0;
  };
  /// Opaque: what the text says, if it is such a comparison. It is for those
  /// who can compute; the negation is not in it.
  Comparison Says;

  Condition negated() const {
    Condition C = *this;
    C.Negated = !Negated;
    return C;
  }
};

using BlockId = uint32_t;
constexpr BlockId NoBlock = ~0U;

struct Edge {
  BlockId To;
  llvm::SmallVector<Condition, 1> Holds; ///< all of them hold
  bool Unwind = false;                   ///< taken by an exception
};

/// How a block ends.
enum class Exit : uint8_t {
  Edges,       ///< to the blocks in Edges (one: goto; two: branch; or switch)
  Return,      ///< out of the function, with what `ret` holds
  Throw,       ///< out of the function, by an exception
  Unreachable, ///< control does not come here (abort, exit, longjmp …)
};

struct Block {
  BlockId Id;
  std::vector<Instr> Instrs;
  Exit How = Exit::Unreachable;
  llvm::SmallVector<Edge, 2> Edges;
  Source ExitLoc;
};

/// A natural or goto loop: a strongly connected part of the graph.
struct Loop {
  unsigned Id;
  int Parent = -1;             ///< index of the loop around it; -1: none
  BlockId Header = NoBlock;    ///< the block by which it is entered
  std::vector<BlockId> Blocks; ///< ascending, with those of inner loops
  unsigned Depth = 1;
};

/// What the lowering knows of a loop and the graph does not show; keyed by the
/// block that the loop is entered by.
struct LoopNote {
  Source Loc;              ///< of the loop statement
  unsigned TripCount = 0;  ///< constant number of iterations; 0: not known
  bool PerElement = false; ///< body of a callback that is run per element
};

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

struct Param {
  std::string Name;
  Kind K = Kind::None;
  PlaceId P = NoPlace;
};

class Function {
public:
  explicit Function(std::string Name) : Name(std::move(Name)) {}

  std::string Name;    ///< unique in the module
  std::string Display; ///< as a reader knows it
  std::string File;    ///< where its body is
  std::string Class;   ///< of a method: its class, unique in the module
  llvm::SmallVector<Param, 4> Params;
  Kind ReturnKind = Kind::None;
  bool ReturnsPointer = false; ///< null/non-null is a meaningful class
  bool HasThis = false;
  bool IsConstructor = false;
  bool IsDestructor = false;
  bool Internal = false; ///< static, anonymous namespace, lambda: all callers
                         ///< are in the module
  Source Loc;
  BlockId Entry = 0;
  std::vector<Block> Blocks; ///< Blocks[I].Id == I
  std::map<BlockId, LoopNote> LoopNotes;
  uint32_t NumInstrs = 0;
  /// Of places that hold handles at entry, or are reached through pointers:
  /// the kind that their type says. Parameters have theirs in Params.
  std::map<PlaceId, Kind> Kinds;

  // Places ------------------------------------------------------------------
  PlaceTable Places;
  PlaceId root(Place::Form F, llvm::StringRef Name, unsigned Number = 0) {
    return Places.root(F, Name, Number);
  }
  PlaceId step(PlaceId Parent, Place::Form F, llvm::StringRef Name = "",
               unsigned Number = 0) {
    return Places.step(Parent, F, Name, Number);
  }
  PlaceId field(PlaceId P, llvm::StringRef Name) {
    return step(P, Place::Field, Name);
  }
  PlaceId deref(PlaceId P) { return step(P, Place::Deref); }
  const Place &place(PlaceId P) const { return Places[P]; }
  PlaceId rootOf(PlaceId P) const { return Places.rootOf(P); }
  bool isWithin(PlaceId P, PlaceId Prefix) const {
    return Places.isWithin(P, Prefix);
  }
  uint32_t numPlaces() const { return Places.size(); }
  std::string str(PlaceId P) const { return Places.str(P); }

  // Building ----------------------------------------------------------------
  Block &addBlock();
  /// Appends to a block; gives the instruction its id.
  Instr &append(BlockId B, Instr I);

  /// Where an instruction stands: block and index in it.
  std::pair<BlockId, unsigned> position(InstrId I) const { return Index[I]; }
  const Instr &instr(InstrId I) const {
    return Blocks[Index[I].first].Instrs[Index[I].second];
  }

private:
  std::vector<std::pair<BlockId, unsigned>> Index;
};

//===----------------------------------------------------------------------===//
// Classes
//===----------------------------------------------------------------------===//

/// How a class comes by one of its special member functions.
enum class Special : uint8_t {
  Absent,   ///< it has none: deleted, or not declared and not implicit
  Implicit, ///< member by member: a raw handle is copied as it is
  User,     ///< written in the program
};

/// A class of the program that has raw handles as members: what is copied,
/// moved and destroyed with its objects. Whether that fits together is for the
/// analysis to find out.
struct Class {
  struct Handle {
    std::string Field;
    Kind K = Kind::None;
    Source Loc;
    bool IsContent = false; ///< the field is a container of such
  };
  struct Member {
    Special How = Special::Absent;
    std::string Function; ///< User: its name in the module; empty: not lowered
    Source Loc;           ///< User: where it is declared; Implicit: the first
                          ///< place of the file that needs it, if any
  };
  std::string Name; ///< as a reader knows it
  Source Loc;
  std::vector<Handle> Handles;
  Member Destructor, CopyConstructor, MoveConstructor, CopyAssignment,
      MoveAssignment;
  /// Names in the module of its constructors but for the two above, and of all
  /// its other methods.
  std::vector<std::string> Constructors, Methods;
};

class Module {
public:
  std::vector<std::shared_ptr<Function>> Functions;
  std::vector<Class> Classes;

  /// Adds an empty function. The name must be new.
  Function &add(std::string Name);
  /// Adds a function that others have, too. Its name must be new.
  void share(std::shared_ptr<Function> F);
  /// Gives the function of that name, which there is, another content.
  void replace(Function New);
  /// nullptr if there is none of that name.
  const Function *find(llvm::StringRef Name) const;

private:
  llvm::StringMap<Function *> ByName;
};

/// All loops of a function, each after the one around it. Handles irreducible
/// graphs (goto into a loop): any strongly connected part is a loop, and the
/// rest of it without its header is searched for inner ones.
std::vector<Loop> findLoops(const Function &F);

/// Of each block the blocks that lead to it, once for each edge.
std::vector<llvm::SmallVector<BlockId, 2>> predecessors(const Function &F);

/// For each block the index in Loops of its innermost loop, or -1.
std::vector<int> innermostLoops(const Function &F,
                                const std::vector<Loop> &Loops);

} // namespace z3tidy::ir

#endif // Z3TIDY_IR_IR_H
