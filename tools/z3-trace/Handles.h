// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The state of every handle that the program was given. The rules (docs/
// z3-trace.md tells them with examples):
//
//  - A handle is named by its pointer and its family. Whoever hands the same
//    pointer out again starts a new life of it, unless the program holds it.
//  - The count is the program's own: its retains minus its releases.
//  - With count 0 a handle is
//      fresh     until the slot that keeps it is written again (for ever, for
//                an AST in a context that does not count: Z3_mk_context);
//      unsaved   after that: dead, unless something that it was built into or
//                put into may still be alive;
//      released  after the program gave its last reference back; an AST that an
//                accessor has lent out since is borrowed again instead;
//      borrowed  kept by an owner; never called dead;
//      immortal  kept by the context (true, Int, bit-vector sorts, ...);
//      foreign   first seen in a callback or from untraced code; never judged.
//  - Nothing is asked of Z3, so an AST that lives on in another term is not
//  seen
//    to do so: using it after its release is called misuse all the same, since
//    the program had given up its right to it.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_HANDLES_H
#define Z3TIDY_TOOLS_Z3_TRACE_HANDLES_H

#include "Effects.h"
#include "Sharing.h"
#include "Stacks.h"
#include "Turns.h"
#include <string>
#include <unordered_map>
#include <vector>

namespace z3trace {

struct Handle;

/// Rounds of work: the number of checks (of solvers and their like) that were
/// started so far. What is made in one round is one batch, whatever its size;
/// what stays from round to round grows.
using Round = uint32_t;
extern Round CurrentRound;

/// How many things that are alive were made in each round.
class RoundCounts {
public:
  void add(Round R);
  void remove(Round R);
  /// The number of rounds with something alive.
  size_t size() const { return Rounds - Empty; }

private:
  struct Entry {
    Round R;
    uint32_t Alive;
  };
  std::vector<Entry> Entries; ///< ascending
  size_t Rounds = 0, Empty = 0;
};

/// Where handles of one kind are made, and how many of them there are.
struct Origin {
  StackId Site;
  unsigned char Kind;
  const char *ContextKind; ///< "rc", "non-rc", "-"
  uint64_t Made = 0;
  uint64_t Alive = 0;      ///< held (or kept for good) at present
  uint64_t Most = 0;       ///< the highest Alive was
  uint64_t MostRounds = 0; ///< the most rounds that had left something alive
  uint64_t Ns = 0;         ///< making and first checking, of dear kinds
  uint64_t UnreleasedCount = 0, UnreleasedReferences = 0;
  uint64_t LeakedCount = 0, LeakedReferences = 0; ///< with a deleted context
  uint64_t Held = 0, HeldReferences = 0; ///< when they were last counted
  bool Immortal = false;

  void grow(Round R);
  void shrink(Round R);

private:
  RoundCounts Rounds;
};

/// A context that the program made. Kept for ever, also when deleted.
struct Context {
  Handle *Self = nullptr;
  bool Rc = true;
  bool Deleted = false;
  StackId DeletedAt = 0;
  std::vector<Handle *> Handles; ///< all that were ever handed out in it
  std::vector<Handle *> Trail;   ///< what the trail slot holds
  std::vector<Handle *> Last;    ///< what the last_obj slot holds
  ContextUse Use;
  Turn Whose; ///< with --one-at-a-time

  const char *kindName() const { return Rc ? "rc" : "non-rc"; }
};

/// References that the program took after one creation site handed it out.
struct Hold {
  Origin *From;
  uint32_t Count;
  Round Since;
};

/// Scopes and assertions of a solver, optimize or fixedpoint object.
struct SolverState {
  struct PerSite {
    StackId Site;
    uint32_t Count = 0;
    Round Last = 0;
  };
  struct Level {
    StackId PushedAt;
    std::vector<PerSite> Assertions; ///< made in this level
  };
  std::vector<Level> Levels{Level{0, {}}};
  std::vector<PerSite> Pushes; ///< not popped
  Round Checks = 1;            ///< of this object
  bool Checked = false;

  static PerSite &at(std::vector<PerSite> &Sites, StackId Site);
  /// In how many rounds of checking that site has added to this level.
  uint32_t assertAt(StackId Site);
  /// How many pushes of that site are open.
  uint32_t pushAt(StackId Site);
  void pop(unsigned Levels);
};

enum class Status : uint8_t {
  Fresh,
  Unsaved,
  Released,
  Borrowed,
  Immortal,
  Foreign,
  Owned,
};

struct Handle {
  uintptr_t Ptr = 0;
  unsigned char Kind = 0;
  Status St = Status::Foreign;
  bool InTrail = false, InLast = false;
  bool Stays = false;       ///< AST on the trail of a non-rc context
  bool Lent = false;        ///< an accessor handed it out; see Keepers
  bool WasRetained = false; ///< in this life
  bool ManyKeepers = false; ///< more than are remembered: taken as kept
  uint8_t Reported = 0;     ///< kinds of misuse reported in this life
  uint32_t Count = 0;
  Context *Ctx = nullptr; ///< null for configs and foreign handles
  Origin *Made = nullptr; ///< the last hand-out
  StackId ReleasedAt = 0;
  std::vector<Hold> Holds;
  std::vector<Handle *> Keepers; ///< what it was built into or put into
  SolverState *Solver = nullptr;

  Family family() const { return Kinds[Kind].Fam; }
  bool isAst() const { return family() == Family::Ast; }
};

/// All handles, contexts and origins. One instance, never destroyed; used under
/// the tracer's lock.
class HandleTable {
public:
  /// The handle of that pointer, or null if none was ever seen.
  Handle *find(uintptr_t Ptr, unsigned char Kind);
  /// As find, but makes a foreign one.
  Handle *get(uintptr_t Ptr, unsigned char Kind);

  Context *context(uintptr_t Ptr);
  Context *addContext(uintptr_t Ptr, bool Rc);

  Origin *origin(StackId Site, unsigned char Kind, const char *ContextKind);
  /// Counters of things that are no handles: symbols, scopes, assertions.
  Origin *pseudoOrigin(StackId Site, const char *What, const char *Of,
                       const char *ContextKind);

  struct PseudoOrigin : Origin {
    std::string What, Of;
  };

  std::vector<Origin *> Origins;
  std::vector<PseudoOrigin *> PseudoOrigins;
  std::vector<Handle *> Handles;

  /// From here on only what is new is counted: what a forked child has of its
  /// parent is not its own to give back.
  void disown();

private:
  std::unordered_map<uint64_t, Handle *> ByPtr;
  std::unordered_map<uintptr_t, Context *> Contexts;
  std::unordered_map<uint64_t, Origin *> OriginIndex;
  std::unordered_map<std::string, PseudoOrigin *> PseudoIndex;
};

HandleTable &table();

/// Whether an AST without a reference of the program's may be alive because of
/// something that it was built into, put into, or lent out by.
bool mayBeKept(Handle *H);

/// \name Events in a handle's life
/// @{

/// The program was given \p H by a call at \p From.
void handOut(Handle *H, Result How, Context *C, Origin *From,
             unsigned char Kind);
void retain(Handle *H);
/// Gives one reference back; the caller has checked that there is one.
void release(Handle *H, StackId At);
/// \p Part may from now on live as long as \p Whole.
void keep(Handle *Part, Handle *Whole);
/// The slot is written anew: what it kept and nobody holds is unsaved.
void emptySlot(Context *C, bool Trail);
void fillSlot(Context *C, bool Trail, Handle *H);
/// The program deleted \p C.
void deleteContext(Context *C, StackId At);
/// Gives a reference back after the context was deleted: not a leak, at least.
void releaseTooLate(Handle *H, StackId At);
/// @}

} // namespace z3trace

#endif
