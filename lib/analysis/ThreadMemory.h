// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What threads can reach: all calls and starts of threads from one function on
// are unfolded, each chain of calls with variables of its own, and one pass
// over all of them, without regard to order, says which contexts a place's
// objects belong to, where pointers lead, and which threads a handle joins.

#ifndef Z3TIDY_ANALYSIS_THREADMEMORY_H
#define Z3TIDY_ANALYSIS_THREADMEMORY_H

#include "ir/Ir.h"

#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

namespace z3tidy::analysis {

/// A variable in one chain of calls, or a part of what one holds.
using LocId = uint32_t;
using FrameId = uint32_t;
/// A context, by where it is made, or a thread, by where it is started.
using TokenId = uint32_t;

/// A function in one chain of calls from the root.
struct Frame {
  const ir::Function *F = nullptr;
  FrameId Parent = 0;             ///< of the root: itself
  ir::InstrId Site = ir::NoInstr; ///< the call or spawn in the parent
  unsigned Thread = 0;            ///< index in ThreadMemory::threads()
  unsigned Depth = 0;
  std::map<ir::InstrId, FrameId> Callees;
  /// Nothing in it or below changes threads, locks or contexts.
  bool Plain = true;
};

/// The thread that the root runs in is number 0; the others are spawned.
struct Thread {
  FrameId Starter = 0; ///< the frame of the spawn
  ir::InstrId Spawn = ir::NoInstr;
  FrameId Body = ~0U; ///< ~0: not a function of the file
  unsigned Parent = 0;
  TokenId Token = 0;
};

struct Token {
  bool IsThread = false;
  unsigned Thread = 0; ///< that it is, or that made it
  FrameId Made = 0;    ///< frame and instruction, if an instruction made it
  ir::InstrId At = ir::NoInstr;
  ir::PlaceId Named = ir::NoPlace; ///< of the function of Made
  /// An element of an array: any number of contexts.
  bool Plural = false;
  /// In a variable of which each thread has its own: no other has it, but by
  /// its address.
  bool IsThreadLocal = false;
};

/// Else it runs the function in the thread that it is in: a closure that was
/// kept.
inline bool startsThread(const ir::Instr &I) {
  return I.O == ir::Op::Spawn && I.R != ir::Role::Callback;
}

class ThreadMemory {
public:
  explicit ThreadMemory(const ir::Module &M) : M(M) {}

  /// False if there is too much to unfold.
  bool build(const ir::Function &Root);

  const Frame &frame(FrameId F) const { return Frames[F]; }
  const std::vector<Thread> &threads() const { return Threads; }
  /// Which of the threads the instruction starts.
  unsigned spawnedAt(FrameId F, ir::InstrId I) const {
    return Spawned.at({F, I});
  }
  const Token &token(TokenId T) const { return Tokens[T]; }
  size_t numTokens() const { return Tokens.size(); }

  std::set<LocId> resolve(FrameId F, ir::PlaceId P);
  /// The one context that the objects of a place belong to; false if that is
  /// not known.
  bool contextAt(FrameId F, ir::PlaceId P, TokenId &Found);
  /// The threads that are joined by a place.
  std::set<unsigned> threadsAt(FrameId F, ir::PlaceId P);
  /// The one variable that the place is; false if it may be another.
  bool variableAt(FrameId F, ir::PlaceId P, LocId &Found);
  bool isElement(LocId L) const;
  /// Whether Part is Whole or a part of it.
  bool isPart(LocId Part, LocId Whole) const;
  /// The token that an instruction makes there, if it makes one.
  bool madeBy(FrameId F, ir::InstrId I, TokenId &Found) const;
  /// Whether the release of what is in the context may be left to any thread.
  bool defersReleases(TokenId Context) const {
    return AllDefer || Deferring.count(Context);
  }
  /// Whether Inner is Outer, or was started below it.
  bool isWithin(unsigned Inner, unsigned Outer) const;
  /// Whether the token was made by, or in a call of, an instruction of the
  /// frame for which Which holds.
  template <typename Fn> bool madeUnder(TokenId T, FrameId F, Fn Which) const {
    const Token &Of = Tokens[T];
    if (Of.At == ir::NoInstr)
      return false;
    FrameId At = Of.Made;
    ir::InstrId I = Of.At;
    while (true) {
      if (At == F)
        return Which(I);
      if (At == Frames[At].Parent)
        return false;
      I = Frames[At].Site;
      At = Frames[At].Parent;
    }
  }

private:
  struct Loc {
    ir::Place::Form Step;
    LocId Parent; ///< itself for a root
    bool Input;   ///< the root's caller, or another file, may have set it
    /// Of a root of which each thread has its own: whose it is.
    std::optional<unsigned> Owner;
    std::map<std::pair<unsigned, std::string>, LocId> Children;
    std::set<LocId> Leads;
    std::set<TokenId> Holds;
  };

  bool unfold(FrameId F);
  FrameId addFrame(const ir::Function &F, FrameId Parent, ir::InstrId Site,
                   unsigned Thread);
  void markPlain();
  LocId addLoc(ir::Place::Form Step, LocId Parent, bool Input);
  bool isInGlobal(LocId L) const;
  LocId rootOf(LocId L) const;
  Token tokenAt(LocId L) const;
  LocId root(FrameId F, ir::PlaceId P);
  LocId child(LocId L, ir::Place::Form Step, const std::string &Name);
  TokenId newToken(Token T);
  void settle();
  void apply(FrameId F, const ir::Instr &I);
  void bind(FrameId Caller, const ir::Instr &I, FrameId Callee);
  void makeContext(FrameId F, const ir::Instr &I);
  void noteInputs(FrameId F, const ir::Instr &I);
  void guessPointee(LocId L);
  ir::PlaceId placeInRoot(LocId L);
  void flow(LocId To, LocId From, unsigned Depth = 0);
  void hold(LocId L, TokenId T) { Grew |= Locs[L].Holds.insert(T).second; }
  void lead(LocId L, LocId To) { Grew |= Locs[L].Leads.insert(To).second; }

  const ir::Module &M;
  std::vector<Frame> Frames;
  std::vector<Thread> Threads;
  std::vector<Token> Tokens;
  std::vector<Loc> Locs;
  std::map<std::pair<FrameId, ir::PlaceId>, LocId> Roots;
  std::map<std::pair<unsigned, std::string>, LocId> Globals;
  std::map<std::pair<FrameId, ir::InstrId>, TokenId> Made;
  std::map<std::pair<FrameId, ir::InstrId>, unsigned> Spawned;
  /// Blocks of memory, and the instruction that hands out their address.
  std::map<LocId, std::pair<FrameId, ir::InstrId>> Allocated;
  std::map<LocId, TokenId> ByLoc; ///< contexts known by their place alone
  std::set<TokenId> Deferring;
  bool AllDefer = false;
  bool Grew = false;
  bool GuessInputs = false; ///< the second pass
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_THREADMEMORY_H
