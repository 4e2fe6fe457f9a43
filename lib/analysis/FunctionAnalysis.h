// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Property simulation of one function: the fixpoint over its blocks and the
// transfer of each instruction. Findings are collected on the way (each state
// is some path's, so what is seen once can happen), the summary at the exits.

#ifndef Z3TIDY_ANALYSIS_FUNCTIONANALYSIS_H
#define Z3TIDY_ANALYSIS_FUNCTIONANALYSIS_H

#include "analysis/Analysis.h"
#include "analysis/ControlVariables.h"
#include "analysis/Iteration.h"
#include "analysis/Liveness.h"
#include "analysis/LoopFacts.h"
#include "analysis/Peeling.h"
#include "analysis/State.h"
#include "analysis/Summary.h"
#include "analysis/Trace.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallSet.h"

#include <map>
#include <set>
#include <tuple>

namespace z3tidy::analysis {

/// The name of an abstract object: what made it, and whether it is the newest
/// that did.
struct ObjectName {
  enum Form : uint8_t {
    Site,  ///< made by instruction N (the Sub-th object of a call)
    Input, ///< held by place N at entry
    Cell   ///< found in place N, of unknown origin
  } F;
  uint32_t N;
  uint16_t Sub = 0;
  bool Older = false;
  bool operator<(const ObjectName &O) const {
    return std::tie(F, N, Sub, Older) < std::tie(O.F, O.N, O.Sub, O.Older);
  }
};

class FunctionAnalysis {
public:
  FunctionAnalysis(const ir::Function &F, const Summaries &Known,
                   const Options &O, Statistics &Stats);

  /// Before run(): the reference or pointer parameter leads to `*this`.
  void assumeSelf(ir::PlaceId Parameter) { Self = Parameter; }

  /// Before run(): the function is run again and again as a whole.
  void assumeIterated(const Iterated &I) {
    Iteration = &I;
    Loops.addWhole(I.Varies);
  }

  /// Before run(): the function is the body of this one.
  void assumePeeled(const PeeledFunction &P) { Peeled = &P; }

  /// Before run(): only the objects of this creation site are followed, and
  /// contexts. See Slices.cpp.
  void follow(ir::InstrId Site) { Followed = Site; }

  /// After run(): the creation sites that are worth a run of their own, since
  /// states were joined although they differed: those of what is counted by
  /// hand. Empty: none were joined.
  std::vector<ir::InstrId> slices() const;
  unsigned visits() const { return Visits; }

  /// Before run(): of calls of these functions, which this one is a recursion
  /// with, only what they do to near places is applied exactly.
  void widenCallsOf(llvm::ArrayRef<const ir::Function *> Part) {
    Widened = Part;
  }

  /// Runs to the fixpoint. False: a cap was hit; there are no findings then and
  /// the summary is unknown.
  bool run();

  /// The summary of what run() saw.
  /// Widened: of what lies behind more than one pointer nothing is told.
  Summary summary(bool Widened = false) const;

  /// Constructors of owners that were given a reference here.
  const std::set<std::string> &adoptions() const { return Adoptions; }

  /// In order of position; one per defect. The findings borrow the function.
  std::vector<Finding> findings();

private:
  using States = llvm::SmallVector<State, 4>;
  struct SiteFacts;

  // The fixpoint (FunctionAnalysis.cpp).
  State entryState();
  void process(ir::BlockId B, State S);
  void leaveBlock(ir::BlockId B, State S);
  void flowTo(ir::BlockId From, unsigned EdgeIndex, State S);
  void merge(ir::BlockId B, State S);
  size_t agreeing(llvm::ArrayRef<State> Seen, const State &S) const;
  void noteLeaving(ir::InstrId Site, ir::PlaceId Holder);
  void noteCap();
  void leaveFunction(const ir::Block &B, State S);
  void findUnwindBlocks();
  /// The block ends in a call whose exceptions take edges of their own.
  static bool endsInThrowingCall(const ir::Block &B);

  // One creation site alone (Slices.cpp).
  bool isFollowed(const ObjectState &O) const;
  void forgetOthers(State &S);

  // Instructions (Transfer.cpp). A call may fork the state.
  void transfer(const ir::Instr &I, State S, States &Out);
  void transferSimple(const ir::Instr &I, State &S);
  void make(const ir::Instr &I, State &S);
  void borrow(const ir::Instr &I, State &S);
  void retain(const ir::Instr &I, State &S);
  void release(const ir::Instr &I, State &S);
  void destroy(const ir::Instr &I, State &S);
  void use(const ir::Instr &I, State &S);
  static void closeScope(ObjectState &O);
  void noteRole(const ir::Instr &I, State &S, ObjectId O);
  Value changed(const ir::Instr &I, const Value &Old, State &S);
  bool isCounted(const ir::Instr &I) const;
  void copy(const ir::Instr &I, State &S);
  /// The fields of a struct that is copied: target place and value.
  void collectFields(ir::PlaceId From, ir::PlaceId To, ir::PlaceId Named,
                     State &S,
                     std::vector<std::pair<ir::PlaceId, Value>> &Fields);
  llvm::ArrayRef<ir::PlaceId> fieldsOf(ir::PlaceId P);
  void allocate(const ir::Instr &I, State &S);
  void ageBlock(ir::PlaceId Block, State &S);
  ir::PlaceId rebase(ir::PlaceId P, ir::PlaceId From, ir::PlaceId To);
  void escapeWithin(State &S, ir::PlaceId Root, const ir::Instr *I = nullptr);
  void expose(ir::PlaceId P);
  void checkContext(const ir::Instr &I, State &S);
  void dieIfUnowned(const ir::Instr &I, ObjectState &O, State &S);
  ir::ContextMode modeOf(ObjectId Context, const State &S) const;
  /// A term of a context that may be one that keeps all of them.
  bool isPerhapsKept(const ObjectState &O, const State &S) const {
    return ir::family(O.K) == ir::Family::Ast &&
           modeOf(O.Context, S) == ir::ContextMode::Unknown;
  }
  void drop(const ir::Instr &I, State &S);
  void escapeArgs(const ir::Instr &I, State &S);
  /// Gives N (positive or negative) references to or from an object.
  /// OfEach: done to each element of a container, of which the object is one.
  void addReferences(const ir::Instr &I, State &S, ObjectId O, int Lo, int Hi,
                     bool OfEach = false);
  void deleteObject(const ir::Instr &I, State &S, ObjectId O,
                    bool OfEach = false);
  ObjectState *objectOfContext(ObjectId Context, State &S);
  void noteUsedIn(const ObjectState &Used, ObjectId Context, State &S);
  void learnContext(const ir::Instr &I, State &S, ObjectId O);
  ObjectId contextOf(const ir::Instr &I, State &S);

  // Contexts that differ (ContextRules.cpp).
  bool isOwn(ObjectId Id, const State &S) const;
  bool isParameter(ObjectId O) const;
  bool isOwnMember(ObjectId Context) const;
  bool areDifferent(ObjectId A, ObjectId B, const State &S) const;
  bool isOlderThan(const ObjectState &O, ObjectId Context,
                   const State &S) const;
  bool mayBeOverwritten(ir::PlaceId AtEntry) const;
  bool isAsItCameIn(const ObjectState &Member, const State &S) const;
  bool hadContext(ir::PlaceId Member, const State &S) const;
  bool isFromBefore(const ObjectState &O, ObjectId Context,
                    const State &S) const;
  bool isForeign(const ObjectState &O, ObjectId Context, const State &S) const;
  /// Reports the object if it belongs to another context than the call's. At is
  /// the argument, if there is one.
  bool checkMixing(const ir::Instr &I, State &S, ObjectId Id, ObjectId Context,
                   ir::PlaceId At = ir::NoPlace);
  void reportMixing(const ir::Instr &I, State &S, ObjectId Id, ObjectId Context,
                    ir::PlaceId At);
  bool isForeignToCallee(const ObjectState &O, const Summary &Callee,
                         ir::PlaceId CalleesContext, const State &S) const;
  void tellContexts(Finding &R, ObjectId Own, ObjectId Call);
  bool canTranslate(const ir::Instr &I, State &S, ObjectId Id);

  // Objects that are there when their context is gone (OutlivesRules.cpp).
  bool isWithContext(const ir::Instr &I, const ObjectState &O,
                     ir::PlaceId Holder) const;
  ir::PlaceId addressed(const ir::Instr &I) const;
  bool isContextSurelyDead(const ObjectState &O, const State &S) const;
  ir::PlaceId destroyedVariable(const ir::Instr &I, State &S);
  /// The destructor I comes to an object whose context was deleted.
  void reportOutliving(const ir::Instr &I, State &S, ObjectId Id, Confidence C);
  bool isHandedOut(ir::PlaceId Holder) const;
  /// Reports what leaves the function and outlives its context.
  void checkLeavingObjects(const ir::Block &B, State &S);
  ir::PlaceId visibleHolder(const Cell &C, const State &S) const;
  void tellContext(Finding &R, const ObjectState &O, const State &S);
  void keepOneForVariable();

  // Raw handles and strings without their keeper (DanglingRules.cpp).
  void noteTaken(const ir::Instr &I, State &S, const Value &V);
  bool isHeldByWrapper(const ObjectState &O) const;
  bool isLent(const ObjectState &O) const;
  /// The last wrapper of O is destroyed: true if its slot keeps O for now.
  bool loseWrapper(const ir::Instr &I, State &S, ObjectId Id);
  bool isRetainedNext(const ir::Instr &I) const;
  /// A call writes the slot of a family, perhaps in the context of objects that
  /// nothing else keeps.
  void collectGone(const ir::Instr &I, State &S, ObjectId Context,
                   ir::Family Which);
  void overwriteText(const ir::Instr &I, State &S, ObjectId Context);
  void readText(const ir::Instr &I, State &S);
  void end(const ir::Instr &I, State &S, ObjectState &O, Death How);
  void loseOwner(const ir::Instr &I, State &S, ObjectId Owner);
  bool hasKnownParts(const ObjectState &Owner) const;
  bool getsHandles(const ir::Instr &Call) const;
  void keepRaw(const ir::Instr &I, State &S, ObjectId Id);
  void reportDangling(const ir::Instr &I, State &S, ObjectId Id, Confidence C);
  void reportKept(ir::InstrId At, ir::Source Loc, const State &S,
                  const ObjectState &O, Dangling How, Confidence C);
  /// Nothing names the object any more.
  void checkDropped(const State &S, const ObjectState &O);
  bool reportReturned(const ir::Block &B, ir::InstrId By, const State &S,
                      const ObjectState &O);
  /// Reports raw handles and strings that leave the function dead.
  void checkLeavingRaw(const ir::Block &B, State &S);

  // Counts that can't be right (OwnershipRules.cpp).
  static void noteWrapperCount(ObjectState &O, int By);
  static void noteSecondCount(const ir::Instr &I, ObjectState &O);
  static void noteWrapper(const ir::Instr &I, ObjectState &O);
  bool isRetainedTwin(const ObjectState &O, const State &S) const;
  Mismatch mismatchOf(const ir::Instr &I, const ObjectState &O, int N,
                      const State &S) const;
  bool isForgottenNext(const ir::Instr &I) const;
  bool isOfDestructor(const ir::Instr &I) const;
  /// Reports a release of N references if it can't be right.
  bool checkRelease(const ir::Instr &I, State &S, ObjectId Id, int N);
  void handOver(const ir::Instr &I, State &S, ObjectId Id);
  void reportMismatch(Defect D, Mismatch M, ir::InstrId At, const State &S,
                      const ObjectState &O, Confidence C);
  void takeOver(const ir::Instr &I, State &S, ObjectState &O);
  void adopt(const ir::Instr &I, State &S);
  ir::PlaceId onlyHolder(const ObjectState &O, const State &S) const;
  bool isInResult(ir::PlaceId P) const;
  /// Objects that leave in wrappers, by the result or in a member.
  void checkLeavingWrappers(State &S);
  void checkSharedReference(const State &S, ObjectState &O);
  void checkHeldByHand(const State &S, ObjectState &O, ir::PlaceId Holder);
  void checkNotCounted(const State &S, ObjectState &O, ir::PlaceId Holder);

  // The program's own wrappers (OwnerCounts.cpp).
  /// A member of `this` that the destructor of the callee's class releases.
  /// OfElement: an element of such a member.
  bool isOwnerField(const Summary &Callee, ir::PlaceId P,
                    bool OfElement = false) const;
  ir::PlaceId ownerOf(const Summary &Callee, const SummaryCase &Case,
                      SummaryValue V) const;
  int wrapperCount(const Summary &Callee, const SummaryCase &Case,
                   const Effect &E) const;
  void noteAdoption(const ir::Instr &I, const Summary &Callee,
                    const SummaryCase &Case, State &S);
  bool checkAdoption(State &S, ObjectState &O, int By);
  void noteDetached(const ir::Instr &I, const Summary &Callee,
                    const SummaryCase &Case, llvm::ArrayRef<Value> Inputs,
                    State &S);

  // Results that are not guaranteed (ProtocolRules.cpp).
  void noteNewSolver(const ir::Instr &I, ObjectState &O) const;
  void noteAnswer(const ir::Instr &I, State &S, ObjectId Id);
  bool isOtherAnswer(ir::Role R, const ObjectState &O) const;
  void noteAnswerIsNot(const Value &Answer, const Value &V, State &S) const;
  bool isOfZ3pp(const ObjectState &O) const;
  void checkPromise(const ir::Instr &I, State &S, ObjectId Id);
  void reportUnchecked(Unchecked U, const ir::Instr &I, const State &S,
                       const ObjectState &O, Confidence C, ir::InstrId Because,
                       ir::Role Wants = ir::Role::None);
  static void forgetAnswers(State &S, ir::InstrId At);
  /// What callees ask of the solvers that they are given.
  using Wishes = std::map<ObjectId, Wish>;
  static Wishes common(const Wishes &A, const Wishes &B);
  bool hasAnswerOfCaller(const ObjectState &Solver) const;
  Unchecked missingFor(const Wish &Wants, const ObjectState &Solver) const;
  void noteRequest(const ir::Instr &I, State &S, ObjectId Id);
  void checkRequest(State &S, ObjectId Id);
  void noteWish(ObjectState &Solver, const Wish &OfCallee);
  void checkWish(const ir::Instr &I, State &S, ObjectId Id, const Wish &Wants);
  Wishes wishesByMemory(const ir::Instr &I, const Summary &Callee,
                        const SummaryCase &Case, State &S);
  bool keepsMemory(const ObjectState &Solver, llvm::StringRef Member) const;
  void noteFallible(const ir::Instr &I, State &S, ObjectId Id);
  void noteError(const ir::Instr &I, State &S);
  void checkUnread(const ir::Instr &I, State &S, ObjectId Id, const Value &V);

  // What a move has left behind (MovedRules.cpp).
  Value movedAway(const ir::Instr &I, ir::PlaceId From, const Value &Held);
  void noteMovedByCallee(const ir::Instr &I, ir::PlaceId Callees,
                         ir::PlaceId Path, bool IsHandle,
                         const SummaryCase &Case, llvm::ArrayRef<Value> Inputs,
                         Value &V, State &S);
  ir::PlaceId movedHolder(ir::PlaceId P, State &S);
  void noteMovedCopy(ir::PlaceId From, ir::PlaceId To, const Value &V);
  void checkMoved(const ir::Instr &I, ir::PlaceId P, State &S);

  // What keeps a handle of count 0 (Slots.cpp).
  static ir::Slot slotFor(ir::Kind K);
  bool staysOnTrail(const ObjectState &O, const State &S) const;
  void collectFormer(const ir::Instr &I, State &S, ObjectId Context);
  void occupySlot(const ir::Instr &I, State &S, ObjectId Context,
                  ir::Slot Which, ObjectId O);
  void keepWithSlot(State &S, ObjectId Context, ir::Slot Which, ObjectId O);
  void addElements(const ir::Operand &A, State &S,
                   llvm::SmallVectorImpl<ObjectId> &Found);
  void keepArguments(const ir::Instr &I, State &S, ObjectId Parent);
  bool isKeptBy(const ir::Instr &I, const ir::Operand &A) const;
  void keepInFirst(const ir::Instr &I, const ir::Operand &A, State &S,
                   ObjectState &Part);
  static void shareParts(State &S, ObjectId Owner, ir::Kind K);
  static bool isPartOfLiving(const ObjectState &O, const State &S);
  void collectFresh(const ir::Instr &I, State &S, ObjectId O);
  void loseParent(const ir::Instr &I, State &S, ObjectId Parent);
  static void forgetParent(State &S, const ObjectState &Parent);
  void writeSlots(const ir::Instr &I, State &S, ObjectId Context,
                  const Effect &E, const SummaryCase &Case,
                  llvm::ArrayRef<ObjectId> InSlot);

  // Calls (TransferCall.cpp).
  void call(const ir::Instr &I, State S, States &Out);
  static void closeWhatSomeClose(const State &Before,
                                 llvm::MutableArrayRef<State> After);
  // What has led to a node that leads back to it (BackPointers.cpp).
  ir::PlaceId wayBackTo(ir::PlaceId Written) const;
  void forgetWay(const ir::Instr &I, State &S, ir::PlaceId Way);
  void forgetWayTo(const ir::Instr &I, State &S, Value V);
  void forgetWays(const ir::Instr &I, const Summary &Callee,
                  const State &Before, llvm::MutableArrayRef<State> After);

  // What a caller can't tell of a callee's cases (DoubtfulCases.cpp).
  void doubtCases(const ir::Instr &I, const Summary &Callee,
                  const State &Before, llvm::MutableArrayRef<State> After);
  static void doubtWhatOnlySomeRelease(const State &Before,
                                       llvm::MutableArrayRef<State> After);
  static bool countsDown(const ir::Function &F);
  void doubt(ObjectId Id, State &S);
  void doubtWhatIsCounted(const State &Before,
                          llvm::MutableArrayRef<State> After);
  static bool isUndecided(const ir::Function &F);
  bool isRead(ir::PlaceId P) const;
  void doubtWhatSomeEnd(const ir::Instr &I, const State &Before,
                        llvm::MutableArrayRef<State> After);

  void callUnknown(const ir::Instr &I, State &S);
  bool areOfTwoContexts(const ir::Instr &I, State &S);
  void callThrows(const ir::Instr &I, const State &S, const Summary *Callee,
                  States &Out);
  bool applyCase(const ir::Instr &I, State &S, const Summary &Callee,
                 const SummaryCase &Case);
  struct Binding; // the callee's input places in the caller
  void tellFromOthers(const ir::Instr &I, const Summary &Callee,
                      const SummaryCase &Case, State &S);
  struct CaseReads;
  CaseReads readCase(const Binding &B, const SummaryCase &Case, State &S);
  std::optional<SummaryCase> withLentElements(const Binding &B,
                                              const SummaryCase &Case);
  /// The path that names the callee's place in the caller; NoPlace if there is
  /// none (the argument is a literal).
  ir::PlaceId toCallerPath(const Binding &B, ir::PlaceId P);
  ir::PlaceId toCallerPath(const ir::Instr &I, const Summary &Callee,
                           ir::PlaceId P);
  Value inputValue(const Binding &B, ir::PlaceId P, State &S);
  bool requirementHolds(const Binding &B, const Assumption &A, State &S);
  bool isConstructor(llvm::StringRef Name) const;
  static bool mayHaveLeft(const Summary &Callee, const SummaryCase &Case,
                          ir::PlaceId P);
  bool isInOwner(const Summary &Callee, const SummaryCase &Case,
                 unsigned N) const;
  void checkMixingOfCallee(const Binding &B, const Effect &E, ObjectId Id,
                           State &S);
  void escapeInput(const Binding &B, ir::PlaceId P, State &S);
  void applyCount(const ir::Instr &I, State &S, ObjectId Id, const Effect &E,
                  int Wrappers, bool OfEach);
  /// Wrappers: of the change, what wrappers count.
  void applyEffect(const ir::Instr &I, State &S, ObjectId Id, const Effect &E,
                   int Wrappers, bool OfEach);
  void makeNewObjects(const Binding &B, const SummaryCase &Case, State &S);
  void storeResults(const Binding &B, const SummaryCase &Case,
                    llvm::ArrayRef<Value> Inputs, State &S);

  // Memory: what places hold (Memory.cpp).
  ir::PlaceId resolve(ir::PlaceId P, State &S);
  Value load(ir::PlaceId Cell, State &S);
  Value loadPart(ir::PlaceId At, const State &S);
  Value eval(const ir::Operand &O, State &S);
  void store(const ir::Instr *I, State &S, ir::PlaceId Cell, Value V);
  /// Forgets what is below a pointer that changes; what was there stays alive
  /// elsewhere.
  void forgetPointees(State &S, ir::PlaceId Cell);
  /// The object that an operand is a handle of; makes a name for one that is
  /// not known yet. NoObject for null and for what cannot be tracked.
  ObjectId objectAt(const ir::Operand &O, State &S, ir::Kind K);
  /// The same of a place that is resolved.
  ObjectId objectIn(ir::PlaceId At, State &S, ir::Kind K);
  /// Another object gets the name: who holds the former knows no more of it.
  static void forgetFormer(State &S, ObjectId Id);
  void linkToContext(ObjectId Id, ir::PlaceId Source, State &S);
  /// What the lowering says that the place holds.
  ir::Kind kindOf(ir::PlaceId P) const;
  /// The context of an object. One that came in without gets a name for its
  /// own: the field (context) of where it came in.
  ObjectId contextOfObject(ObjectId Id, State &S);
  /// The objects that an operand of I stands for: those of all elements, if it
  /// names them all.
  void objectsAt(const ir::Instr &I, const ir::Operand &O, State &S, ir::Kind K,
                 llvm::SmallVectorImpl<ObjectId> &Found);
  bool isInput(ir::PlaceId Cell, const State &S) const;
  bool isOfCaller(ir::PlaceId P) const;
  bool isSummaryElement(ir::PlaceId Cell) const;
  void forgetHeld(const ir::Instr &I, State &S,
                  llvm::ArrayRef<ir::PlaceId> Written);
  void escape(State &S, Value V);
  bool isOnlyWrapped(const ObjectState &O) const;
  void collectGarbage(const ir::Instr *I, State &S, ir::PlaceId Dropped,
                      ir::Source Loc = {});
  void forgetDead(const ir::Instr &I, State &S);
  /// Forgets a place that is not read any more, unless it is all that holds an
  /// object that is owned. True: it held a link.
  bool forgetCell(State &S, size_t Index);
  void forgetDeadInto(ir::BlockId Into, const ir::Block &From, State &S);
  void eraseWithin(State &S, ir::PlaceId Root, bool &HeldLinks);
  bool throughOwnPointer(ir::PlaceId P, ir::PlaceId Root) const;
  bool isOutput(ir::PlaceId P) const;
  /// Whether the path leads through a pointer that came in from the caller.
  bool throughInput(ir::PlaceId P) const;
  SymbolId inputSymbol(ir::PlaceId P);
  SymbolId joinedSymbol(ir::PlaceId At, State &S);
  /// The symbol of that name, which stands for a new value from now on.
  SymbolId renewSymbol(std::pair<uint32_t, unsigned> Name, State &S);
  SymbolId freshSymbol(const ir::Instr &I, unsigned Sub, State &S);
  std::optional<SymbolId> symbolOfQuery(const ir::Instr &I, State &S);

  // Elements of arrays whose index is not a constant (Elements.cpp).
  ir::PlaceId outermostElement(ir::PlaceId P) const;
  /// Whether it depends on a variable which element the path names.
  bool isVaryingElement(ir::PlaceId P) const;
  unsigned varyingSteps(ir::PlaceId P) const;
  ir::PlaceId summarize(ir::PlaceId P, ir::PlaceId Outermost);
  ir::PlaceId summaryOf(ir::PlaceId P);
  bool ownsElements(ir::PlaceId At) const;
  /// One of the elements holds V from now on.
  /// FromCallee: it says that it is there, also if it is dead.
  void storeElement(State &S, ir::PlaceId At, Value V, bool FromCallee = false);
  /// The source stores V under this name, which may be another element each
  /// time although its index has one value now.
  void noteElement(ir::PlaceId Named, Value V, State &S);
  void fold(State &S, llvm::function_ref<bool(ir::PlaceId)> Which);
  /// The variable changes: what it named is just some element.
  void foldElements(State &S, ir::PlaceId Index);
  /// All elements whose names the caller does not know.
  void foldOwnNames(State &S);
  void foldWithin(State &S, ir::PlaceId Element);
  bool isNamedAfter(const Cell &C) const;
  void foldAliases(State &S, ir::PlaceId At);
  bool givesBackInTrips(const ir::Instr &I) const;
  /// What an element holds that no cell is known of by this name.
  Value takeElement(State &S, ir::PlaceId At);
  std::vector<ir::PlaceId> arraysGivenBack() const;
  void checkGivenBack(const ir::Instr &I, ir::PlaceId Array, State &S);
  void escapeElements(State &S, ir::PlaceId At);
  bool isFilledOnce(llvm::ArrayRef<ir::PlaceId> Names) const;
  bool isMemoryFilledOnce(ir::PlaceId Memory, State &S);
  bool isOnlyFilled(ir::PlaceId Array) const;
  bool goesOverElements(int Loop, ir::PlaceId At) const;
  ObjectId goneElement(State &S, ir::PlaceId At, ir::PlaceId Summary);
  ObjectId collectedElement(const ir::Operand &A, State &S);
  /// The operand's value, if it is known by its own name: nothing is taken out
  /// of an array.
  Value peek(const ir::Operand &O, State &S);

  // What containers hold (Contents.cpp).
  bool isContent(ir::PlaceId P) const;
  bool isContentElement(ir::PlaceId P) const;
  bool isHeld(ir::PlaceId Cell) const;
  ir::PlaceId heldStep(ir::PlaceId Element, unsigned Number);
  bool objectsIn(const State &S, ir::PlaceId Summary,
                 llvm::SmallVectorImpl<ObjectId> &Found);
  bool allIn(const State &S, ir::PlaceId Summary,
             llvm::SmallVectorImpl<ObjectId> &Found);
  bool isUnknown(const State &S, ir::PlaceId Element) const;
  bool isOne(const ObjectState &O) const;
  void dropDead(State &S, ir::PlaceId Summary);
  void storeOther(State &S, ir::PlaceId Summary);
  ObjectId memberOf(State &S, ir::PlaceId Summary);
  bool isMember(const ObjectState &O) const;
  bool isOnlyBorrowed(const ObjectState &O) const;
  ObjectId borrowedElement(const State &S, ObjectId Member);
  Value takeMember(State &S, ir::PlaceId Summary);
  void escapeHeld(State &S, ir::PlaceId Summary);
  void noteEscape(ir::InstrId Site);
  void knowEmpty(State &S, ir::PlaceId Summary);
  void doubtMembers(State &S, ObjectId Member);
  void doubtElements(State &S, ir::PlaceId Summary);
  void eachOf(State &S, ir::PlaceId P, llvm::SmallVectorImpl<ObjectId> &Found);
  void settleMember(const ir::Instr &I, State &S, ir::PlaceId Summary);
  ObjectId pickMember(const ir::Instr &I, State &S, ObjectId Id);
  bool releaseEach(const ir::Instr &I, State &S);
  void emptyContent(const ir::Instr &I, State &S, ir::PlaceId Content);
  void loseElement(const ir::Instr &I, State &S, ir::PlaceId Element);
  void foldContent(State &S, ir::PlaceId Content);
  void copyContent(const ir::Instr &I, State &S, ir::PlaceId From,
                   ir::PlaceId To);
  bool storeContent(const ir::Instr &I, State &S, ir::PlaceId Path, Value V);

  // Elements that have a name (NamedElements.cpp).
  static bool isUntouched(const ObjectState &O);
  bool isNamedElement(const State &S, ObjectId Id) const;
  bool isName(const State &S, const Cell &C) const;
  Value nameElement(State &S, ir::PlaceId At, Value Member,
                    ir::Kind K = ir::Kind::None);
  void joinOthers(State &S, ObjectId Id);
  void doubtOthers(State &S, ObjectId Id);
  void generalizePointers(State &S,
                          llvm::function_ref<bool(ir::PlaceId)> LosesName);
  void generalizeWithin(State &S, ir::PlaceId Element);
  void forgetNames(State &S, llvm::function_ref<bool(ir::PlaceId)> IsForgotten);
  void forgetAllNames(State &S);
  void leavePointees(State &S, ir::PlaceId Root);
  void takeOut(const ir::Instr &I, State &S, ir::PlaceId Element);

  void storeParts(const ir::Instr &I, State &S, ir::PlaceId From,
                  ir::PlaceId To);

  // Elements that have a name in the caller, too (CallersElements.cpp).
  bool areDifferentKeys(ir::PlaceId A, ir::PlaceId B) const;
  bool isCallersKey(ir::PlaceId Index, const State &S) const;
  bool isNamedByCaller(ir::PlaceId P, const State &S) const;
  bool isCallersElement(ir::PlaceId P, const State &S) const;
  bool isCallersName(ObjectId Id) const;
  bool isGivenByName(ir::PlaceId At, State &S);
  void noteChanged(State &S, ir::PlaceId Content);
  void addElement(State &S, ir::PlaceId At);
  void noteLeft(State &S, ir::PlaceId Element);
  static bool isLeft(const ir::Place &Node);
  bool isLeft(ir::PlaceId P) const { return isLeft(Places[P]); }
  bool isChanged(ir::PlaceId P) const;
  void loseCallers(const ir::Instr &I, State &S, ir::PlaceId Element,
                   bool IsSure);
  void forgetReadElements(State &S);
  void doubtToldTwice(State &S);
  void joinNamed(State &S, ir::PlaceId Summary);

  // Conditions (Conditions.cpp).
  struct Subject { ///< what a fact is about: it falls when one of them changes
    llvm::SmallVector<ir::PlaceId, 2> Places;
    llvm::SmallVector<SymbolId, 2> Symbols;
  };
  void noteSymbol(const Value &V, Subject &About) const;
  bool isKnownNonNull(const Value &V, const State &S) const;
  static bool isContextInUse(ObjectId Context, const State &S);
  bool assumeNonNull(const Value &V, bool IsNonNull, State &S);
  void dropFactsAbout(SymbolId Symbol, State &S);
  void invalidateFacts(State &S, ir::PlaceId Changed);
  void pruneFacts(State &S) const;
  std::string describe(ir::PlaceId P, const Value &V, Subject &About, State &S);
  bool assume(const ir::Condition &C, State &S);
  bool assumeNull(ir::PlaceId P, bool IsNull, State &S);
  bool isFact(const std::string &Text, bool Holds, const State &S) const;
  bool isLess(const std::string &A, const std::string &B, const State &S) const;
  bool isMadeFrom(const Value &New, const Value &Old, State &S);
  bool countsUpTo(ir::PlaceId I, const ir::Operand &N) const;
  bool leadsToHeld(ir::PlaceId Iterator, State &S);
  bool assumeEqual(const ir::Condition &C, State &S);
  bool assumeText(std::string Key, const Subject &About, bool Holds, State &S);

  // Objects.
  ObjectId objectId(ObjectName N);
  const ObjectName &name(ObjectId O) const { return ObjectNames[O]; }
  /// Makes the newest object of a site the older one, for a new one to come.
  void age(ObjectName Newest, State &S);
  ObjectState &fresh(ObjectName N, ir::Kind K, Origin From, State &S);

  // Findings (Report.cpp).
  /// The finding, and whether it is new: of one that is told already only the
  /// confidence can grow.
  std::pair<Finding *, bool> report(Defect D, ir::InstrId At, ir::Source Loc,
                                    const State &S, const ObjectState &O,
                                    Confidence C);
  /// Of what is wrong with an object on any one path.
  static Confidence confidenceIn(const ObjectState &O, const State &S);
  using FindingKey = std::tuple<Defect, ir::InstrId, ir::InstrId>;
  static FindingKey keyOf(Defect D, ir::InstrId At, ir::InstrId Site);
  /// The dead object is read, released again, or given to somebody.
  void reportUse(const ir::Instr &I, State &S, ObjectId O, bool IsRelease,
                 bool HandOver = false, bool OfEach = false);
  ir::PlaceId argumentWith(const ir::Instr &I, State &S, ObjectId Id);
  bool endsContainer(const ir::Instr &I) const;
  /// AtExit: the state in which the function is left, if that was what decided.
  void reportLost(const ir::Instr *I, ir::Source Loc, const State &S,
                  const ObjectState &O, ir::PlaceId Holder,
                  const State *AtExit = nullptr);
  // Leaks (LeakRules.cpp).
  static bool isOwnedHere(const ObjectState &O);
  bool lose(const ir::Instr *I, ir::Source Loc, const State &S, ObjectState &O,
            ir::PlaceId Holder);
  void reportLostFor(State &S, ir::Source Loc);
  void noteGivenUp(const ir::Instr &I, ObjectId Id, State &S);
  void checkGivenUp(State &S, ir::Source Loc);
  bool endsProgram(const ir::Instr *I) const;
  bool isUnfinished(const ir::Instr &I) const;
  bool isOnHeap(ir::InstrId Site) const;
  void findDoomedBlocks();
  ir::Source lossLocation(const ir::Instr *I, ir::Source Otherwise) const;
  void dropLeaksToldOf();

  using ChosenWays = std::map<const TraceNode *, const TraceNode *>;
  /// Tells the way of the state; Chosen: where it is entered another way.
  void witness(Finding &R, const State &S, const ObjectState &O,
               const ChosenWays &Chosen = {});
  void keepFirstUses();
  bool isLostBeforeAnyGoes(const Finding &R, const SiteFacts &Site) const;
  void dropDoubtfulElements();
  void addStep(Finding &R, Step::What W, ir::InstrId At);
  void addLoop(Finding &R, int Loop);
  void addIteration(std::vector<Step> &Backwards, const TraceNode &N);
  void addBranch(std::vector<Step> &Backwards, const TraceNode &N);
  static void keepTellingBranches(Finding &R);
  std::string calleeDisplay(const ir::Instr &I) const;
  ir::PlaceId holderOf(const ir::Instr &New) const;
  ir::PlaceId namedHolder(const State &S, ObjectId O) const;
  ir::InstrId siteOf(ObjectId O) const;

  // Ways that can't be gone (Feasibility.cpp).
  class WaySearch;
  struct Witness {
    const TraceNode *End = nullptr;
    ObjectState O;
    Confidence C = Confidence::Likely;
    bool Unwound = false;
    bool AtExit = false;  ///< ends where the function is left, behind the loss
    size_t Number = 0;    ///< they were seen in this order
    bool HasLoss = false; ///< a leak's: where the object is lost
    ir::InstrId LostAt = ir::NoInstr;
    ir::Source LostLoc;
  };
  struct FindingWitnesses {
    std::vector<Witness> List;
    bool MoreThere = false; ///< than the list has
  };
  void noteWitness(size_t Index, const State &S, const ObjectState &O,
                   Confidence C, bool AtExit = false);
  void noteLoss(const Finding &R, ir::InstrId LostAt, ir::Source Loc);
  bool isRefuted(Witness &W, ChosenWays &Chosen);
  void retell(Finding &R, const Witness &W, const ChosenWays &Chosen);
  bool refute(Finding &R, FindingWitnesses &All);
  void dropRefuted();
  void noteRun(ir::InstrId I, const State &S);
  /// Whether any way has executed the instruction twice.
  bool runsAgain(ir::InstrId I) const;

  // Loop rules on structure (LoopRules.cpp).
  void checkGrowth();
  // What containers are left with (KeptRules.cpp).
  struct Keeping;
  template <typename Fn> void forEachKeeping(Fn Visit) const;
  bool isLeftTo(const Keeping &K, const ir::Instr &New) const;
  bool servesRequests(int Loop) const;
  bool endsRange(ir::BlockId B) const;
  void checkKept();
  void checkKeptByCallee(const ir::Instr &I, int Loop);
  std::vector<LeftTerm> leftTerms() const;
  void checkAssertions();
  bool isInScopeAround(ObjectId O, int Loop) const;
  struct LoopUses { ///< what a loop, with those inside, does to a solver
    std::vector<const ir::Instr *> Asserts; ///< with it as the innermost loop
    std::vector<ir::PlaceId> Answers;
    bool Asks = false;
    bool Scoped = false;
    bool Pops = false;
  };
  std::map<int, LoopUses> usesByLoop(ObjectId Id) const;
  static SolverUse usedDirectly(const ir::Instr &I);
  bool assertsOther(int Loop, const ir::Instr &I, ObjectId Id) const;
  std::vector<SolverUse> solverUses() const;
  void noteSolverUses(const ir::Instr &I, const Summary &Callee, State &S);
  /// What no call follows may be done to what others have.
  void noteUnknownUses(const ir::Instr &I, const State &S);

  // Names, and what assignments forget (NameRules.cpp).
  void checkNames();
  bool fillsElements(int Loop, const ir::Instr &New) const;
  void noteForgotten(const ir::Instr &I, State &S);
  bool makesOther(int Loop, ir::InstrId Site) const;
  void checkForgotten();
  bool asksInLoop(int Loop) const;
  bool isScopedIn(int Loop) const;
  bool makesNewNames(int Loop, const ir::Instr &I) const;
  bool nameOutlives(int Loop, const ir::Instr &I) const;
  bool leavesIteration(int Loop, const ir::Instr &J) const;
  std::vector<int> newNames() const;
  void noteOpenScopes(int Loop, const State &S);
  void noteLasting(int Loop, const State &S);
  void checkOpenScopes();
  bool isAsked(ObjectId O, int Loop) const;
  bool isReleasedIn(ObjectId O, int Loop) const;
  bool descends(ObjectId O, int Loop) const;
  bool pops(const ir::Instr &I) const;
  bool popsWithoutPush(int Loop, ir::InstrId Push) const;
  bool popsElsewhere(int Loop) const;
  void reportGrowth(Growth G, int Loop, const ir::Instr &I, Confidence C);
  void checkChurn();
  bool isChurn(const ir::Instr &I, int Loop) const;
  bool isContextOfElement(int Loop, ir::PlaceId Context) const;
  bool isReusable(const ir::Instr &New, int Loop) const;
  bool answerEnds(int Loop, ir::InstrId Site, ir::Kind K) const;
  bool isIterated(int Loop, Iterated::Form Form) const;
  bool isSearch(int Loop) const;
  bool isSpunOn(ir::InstrId Site) const;
  bool recursionDependsOn(llvm::ArrayRef<ir::PlaceId> Answers) const;
  bool isOfRecursion(const ir::Instr &I) const;
  bool pathVaries(int Loop, const ir::Operand &Argument,
                  const ir::PlaceTable &Callee, ir::PlaceId P) const;
  void checkChurnOfCallee(const ir::Instr &I, int Loop);
  void reportChurn(const ir::Instr &I, ir::Kind K, int Loop);
  std::vector<DearObject> dearObjects() const;
  void addDearOfCallees(std::vector<DearObject> &Dear) const;
  int argumentIndex(ir::PlaceId Root) const;
  int contextArgument(const SiteFacts &Site, const ir::Instr &New) const;
  /// What a loop around a call of this function makes in the context.
  std::vector<KeptTerm> keptTerms() const;
  void noteKeptTerms(const ir::Instr &I, const Summary &Callee, State &S);
  bool checkGrowthOfCallee(const ir::Instr &I, int Loop);
  void noteSite(ir::InstrId Call, ir::Kind K, ObjectId Context);
  bool isMadeIn(ObjectId O, int Loop) const;
  bool isSingleton(ObjectId O) const;
  bool isUseOf(const ir::Instr &I, ir::InstrId Site) const;
  bool holds(ir::PlaceId P, ir::InstrId Site) const;

  const ir::Function &F;
  const Summaries &Known;
  const Options &Opts;
  Statistics &Stats;
  LoopFacts Loops;
  const Iterated *Iteration = nullptr;
  const PeeledFunction *Peeled = nullptr;
  ir::InstrId Followed = ir::NoInstr; ///< NoInstr: all sites are
  llvm::ArrayRef<const ir::Function *> Widened;
  const ControlVariables Control;
  Liveness Live;
  ir::PlaceTable Places; ///< the function's, and paths made here
  TraceArena Arena;

  /// Places whose handles API calls read, retain or release: no contexts.
  llvm::DenseSet<ir::PlaceId> HandlesRead;
  const llvm::DenseSet<ir::PlaceId> UnknownElements;
  /// Nothing is done but to choose a number (`enum phase next(enum phase)`), or
  /// there are few tests.
  const bool TellsUnequal;
  std::vector<llvm::SmallVector<ir::PlaceId, 2>> Fields; ///< by place of F
  ir::PlaceId FieldsSeen = 0;

  /// Where a place that outlives the call got to hold an object.
  std::map<std::pair<ir::PlaceId, ObjectId>, ir::InstrId> StoredAt;

  std::vector<ObjectName> ObjectNames;
  std::map<ObjectName, ObjectId> ObjectIds;
  std::vector<ir::PlaceId> SymbolPlaces; ///< NoPlace unless an input's value
  std::map<std::pair<uint32_t, unsigned>, SymbolId> SymbolIds;
  std::map<std::string, SymbolId> QuerySymbols; ///< by what is asked of what
  std::set<SymbolId> LastingSymbols;            ///< those of queries
  std::map<std::string, FactId> FactIds;
  std::vector<Subject> Subjects; ///< by FactId
  /// Variables that name elements of arrays.
  llvm::SmallSet<ir::PlaceId, 4> Indices;
  /// The caller's arrays whose elements are taken out by name here.
  std::set<ir::PlaceId> Touched;
  /// Inputs that go where they are not followed: to unknown code, into arrays
  /// that the caller can reach.
  std::set<ir::PlaceId> EscapedInputs;
  /// Pointers of the caller behind which a recursion does more than is told.
  std::set<ir::PlaceId> Blurred;
  void blur(const ir::Instr &I, ir::PlaceId Pointer, State &S);
  Summary nearby(const ir::Instr &I, const Summary &Callee, State &S);
  /// Variables whose address others may have kept.
  llvm::SmallSet<ir::PlaceId, 8> Exposed;

  struct BlockStates {
    std::vector<State> Seen;
    std::vector<bool> Pending;
    unsigned Visits = 0;
  };
  void joinAll(BlockStates &At);
  std::vector<BlockStates> In;
  std::vector<unsigned> Order; ///< reverse post-order number of a block
  std::set<std::pair<unsigned, ir::BlockId>> Worklist;
  /// From what a callee's wrapper took its handle over.
  std::map<ir::InstrId, ir::PlaceId> AdoptedFrom;
  /// The last move from a place; or from where the null came that it got.
  struct LastMove {
    ir::InstrId At = ir::NoInstr;
    ir::PlaceId From = ir::NoPlace;
  };
  std::map<ir::PlaceId, LastMove> MovedAt;
  std::vector<bool> Doomed; ///< blocks from which the program surely ends
  std::set<std::string> Adoptions;
  Wishes CalleeWishes; ///< in the case that is applied
  /// What came in, and was taken from its wrapper into a variable.
  std::map<ObjectId, ir::InstrId> GivenUp;
  std::set<ir::InstrId> MixedUses; ///< told of: what they give is of no context
  std::vector<State> Exits;
  std::vector<State> ThrowExits;
  /// Blocks from which the function is left by exception only.
  std::vector<bool> OnlyUnwinds;
  bool ThrowsUnknown = false;     ///< not all of them were followed to the end
  ir::PlaceId Self = ir::NoPlace; ///< a parameter that leads to *this
  bool Capped = false;            ///< states that differ were joined
  unsigned Visits = 0;            ///< of blocks
  ir::InstrId Now = ir::NoInstr;  ///< the instruction that is gone through
  bool GaveUp = false;
  std::string Reason;

  // What the rules on structure need to know of each creation site.
  struct SiteFacts {
    /// What was made; of a call, the dearest of what it made.
    ir::Kind K = ir::Kind::None;
    bool Leaves = false; ///< an object of it escapes or outlives its block
    bool Lost = false;   ///< one of it is leaked
    bool ByHand = false; ///< the source holds a reference, no wrapper
    bool AmongElements = false; ///< an array has one of it, by any index
    /// A loop over an array releases it, in an iteration that is not known.
    bool GivenBackAsElement = false;
    bool Doubted = false;   ///< among elements of which some may be given back
    bool InKeeping = false; ///< its context keeps all terms
    bool InGlobal = false;  ///< of a call: what it made is in a global variable
    std::set<ObjectId> Contexts;
    std::set<ir::InstrId> Releases;
    std::set<ir::InstrId> Escapes; ///< where others got at one of it
    std::set<ir::InstrId> UsedBy;
    std::set<ir::PlaceId> Holders; ///< places of F through which it is used
    std::set<const TraceNode *> RunFrom; ///< the entries of its block
    std::set<int> Outlasts; ///< loops of which it lasts into another iteration
  };
  std::map<ir::InstrId, SiteFacts> Sites;
  /// Of assignments that forget a term: where the terms come from.
  std::map<ir::InstrId, std::set<ir::InstrId>> ForgottenFrom;
  /// Pushes that are still open where a loop goes round.
  std::set<std::tuple<ir::InstrId, int, ObjectId>> OpenScopes;
  /// API calls that read an object, for objects of all origins.
  std::map<ObjectId, std::set<ir::InstrId>> ObjectUses;
  /// The same of calls, as far as it matters to solvers.
  std::map<ObjectId, std::map<ir::InstrId, SolverUse>> CallUses;
  std::vector<Finding> Found;
  std::map<FindingKey, size_t> FoundIndex;
  std::vector<FindingWitnesses> Witnesses; ///< by index into Found
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_FUNCTIONANALYSIS_H
