// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Read off the instructions, not the states: where nothing of a function so
// much as names the value of an element, no path of it can have given it back.

#include "analysis/ForgottenElements.h"

#include "analysis/ElementView.h"
#include "llvm/ADT/ArrayRef.h"

#include <optional>

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::Place;
using ir::PlaceId;

namespace {

class Rule {
public:
  explicit Rule(const ir::Module &M) : M(M) {}

  std::vector<Finding> run() {
    for (const ir::Class &C : M.Classes)
      for (const ir::Class::Handle &H : C.Handles)
        if (H.IsContent && ir::isCounted(H.K))
          check(C, H);
    return std::move(Found);
  }

private:
  using Loss = std::pair<const ir::Function *, const Instr *>;

  void check(const ir::Class &C, const ir::Class::Handle &H) {
    if (!isOwned(C, H))
      return;
    llvm::StringSet<> Counts, Set;
    bool HandsOut = false;
    for (const auto &F : M.Functions) {
      if (!isStruct(C) && !belongsTo(C, *F))
        continue;
      ElementView V(*F, H.Field);
      V.findCounts(Counts, Set);
      HandsOut |= V.handsOut();
    }
    for (const auto &Name : Set)
      Counts.erase(Name.getKey());
    std::vector<Loss> Losses;
    for (const std::string &Name : C.Methods)
      if (const ir::Function *F = M.find(Name))
        findLosses(C, H, *F, Counts, HandsOut, Losses);
    if (Losses.empty())
      return;
    if (std::optional<Loss> Made = onlyMaker(C, H)) {
      report(H, *Made, Losses, /*AtCreation=*/true);
      return;
    }
    for (const Loss &L : Losses)
      report(H, L, L, /*AtCreation=*/false);
  }

  /// Something gives all elements back, and none of them is ever null.
  bool isOwned(const ir::Class &C, const ir::Class::Handle &H) const {
    // A struct of C has no destructor: any function may end it.
    const ir::Function *Dtor = M.find(C.Destructor.Function);
    if (!isStruct(C) && !(Dtor && releasesEach(*Dtor, H)))
      return false;
    bool Owned = !isStruct(C);
    for (const auto &F : M.Functions) {
      if (!isStruct(C) && !belongsTo(C, *F))
        continue;
      ElementView V(*F, H.Field);
      Owned |= V.releasesEach();
      if (V.putsNull())
        return false;
    }
    return Owned;
  }

  static bool belongsTo(const ir::Class &C, const ir::Function &F) {
    return F.Name == C.Destructor.Function ||
           llvm::is_contained(C.Methods, F.Name) ||
           llvm::is_contained(C.Constructors, F.Name);
  }

  static bool isStruct(const ir::Class &C) {
    return C.Destructor.How == ir::Special::Absent && C.Constructors.empty();
  }

  /// The function, or one that it calls.
  bool releasesEach(const ir::Function &F, const ir::Class::Handle &H,
                    unsigned Depth = 0) const {
    ElementView V(F, H.Field);
    bool Does = V.releasesEach();
    V.eachCall([&](const Instr &I) {
      if (const ir::Function *Callee = M.find(I.Callee); Callee && Depth < 3)
        Does |= Callee->HasThis && releasesEach(*Callee, H, Depth + 1);
    });
    return Does;
  }

  void findLosses(const ir::Class &C, const ir::Class::Handle &H,
                  const ir::Function &F, const llvm::StringSet<> &Counts,
                  bool HandsOut, std::vector<Loss> &Losses) {
    const ElementView V(F, H.Field, &Counts);
    std::vector<Loss> Here;
    const std::vector<bool> There = V.foundIn();
    for (const ir::Block &B : F.Blocks) {
      const Instr *Before = nullptr;
      for (const Instr &I : B.Instrs) {
        if (V.drops(I, Before, isStruct(C)) || V.overwrites(I, There))
          Here.push_back({&F, &I});
        Before = &I;
      }
    }
    if (Here.empty() || V.reads() || deletesContext(F) || setsContext(C, F))
      return;
    bool Helped = false;
    V.eachCall([&](const Instr &I) { Helped |= mayRead(I.Callee, H); });
    if (Helped || isHelper(C, H, F, HandsOut))
      return;
    Losses.insert(Losses.end(), Here.begin(), Here.end());
  }

  static bool deletesContext(const ir::Function &F) {
    return llvm::any_of(F.Blocks, [&](const ir::Block &B) {
      return llvm::any_of(B.Instrs,
                          [](const Instr &I) { return I.O == Op::Delete; });
    });
  }

  /// A method by which the object begins.
  static bool setsContext(const ir::Class &C, const ir::Function &F) {
    return llvm::any_of(F.Blocks, [&](const ir::Block &B) {
      return llvm::any_of(B.Instrs, [&](const Instr &I) {
        return I.Dst != ir::NoPlace && F.place(I.Dst).F == Place::Field &&
               llvm::any_of(C.Handles, [&](const ir::Class::Handle &H) {
                 return H.K == ir::Kind::Context &&
                        H.Field == F.place(I.Dst).Name;
               });
      });
    });
  }

  /// The function, or one that it calls, gets at the value of an element; or it
  /// is not known.
  bool mayRead(llvm::StringRef Name, const ir::Class::Handle &H,
               unsigned Depth = 0) const {
    const ir::Function *F = M.find(Name);
    if (!F)
      return false; // it was lowered with what escapes there
    if (Depth > 4)
      return true;
    ElementView V(*F, H.Field);
    if (V.reads())
      return true;
    bool Any = false;
    V.eachCall([&](const Instr &I) {
      Any |= I.Callee != Name && mayRead(I.Callee, H, Depth + 1);
    });
    return Any;
  }

  /// Whether some caller has got at the element before, or may have, if
  /// elements are handed out and nobody of the file is a caller.
  bool isHelper(const ir::Class &C, const ir::Class::Handle &H,
                const ir::Function &F, bool HandsOut) const {
    bool AnyCaller = false;
    for (const auto &Caller : M.Functions) {
      const ElementView V(*Caller, H.Field);
      bool Calls = false;
      V.eachCall([&](const Instr &I) { Calls |= I.Callee == F.Name; });
      if (Calls && Caller.get() != &F &&
          (helps(*Caller, V, H) || isOfContext(C, *Caller)))
        return true;
      AnyCaller |= Calls;
    }
    return HandsOut && !AnyCaller;
  }

  bool helps(const ir::Function &Caller, const ElementView &V,
             const ir::Class::Handle &H) const {
    // It names elements itself; all of them once is what ends them.
    if (V.reads() && !(V.releasesEach() && !V.releasesSome()))
      return true;
    bool Helps = false;
    V.eachCall([&](const Instr &I) {
      const ir::Function *Callee = M.find(I.Callee);
      if (!Callee)
        return;
      ElementView Does(*Callee, H.Field);
      Helps |= Does.releasesSome() || Does.handsOut();
    });
    return Helps;
  }

  /// A method that gives the context up: its terms go with that.
  bool isOfContext(const ir::Class &C, const ir::Function &Caller) const {
    return belongsTo(C, Caller) && deletesContext(Caller);
  }

  /// Where the class makes what it puts in, if that is one place.
  std::optional<Loss> onlyMaker(const ir::Class &C,
                                const ir::Class::Handle &H) const {
    std::optional<Loss> Made;
    for (const std::string &Name : C.Methods) {
      const ir::Function *F = M.find(Name);
      if (!F)
        continue;
      const ElementView V(*F, H.Field);
      for (const ir::Block &B : F->Blocks)
        for (const Instr &I : B.Instrs) {
          if (I.O != Op::Copy || I.Dst == ir::NoPlace || !V.isElement(I.Dst))
            continue;
          const Instr *New =
              I.Args[0].isPlace() ? creationOf(*F, I.Args[0].P) : nullptr;
          if (!New || Made)
            return std::nullopt;
          Made = Loss{F, New};
        }
    }
    return Made;
  }

  static const Instr *creationOf(const ir::Function &F, PlaceId P) {
    const Instr *New = nullptr;
    for (const ir::Block &B : F.Blocks)
      for (const Instr &I : B.Instrs)
        if (I.Dst == P) {
          if (New || I.O != Op::New)
            return nullptr;
          New = &I;
        }
    return New;
  }

  void report(const ir::Class::Handle &H, const Loss &At,
              llvm::ArrayRef<Loss> Losses, bool AtCreation) {
    auto [F, I] = At;
    Finding R;
    R.D = Defect::HandleLeak;
    R.C = Confidence::Likely;
    R.K = H.K;
    R.F = F;
    R.At = I->Id;
    R.Loc = I->Loc;
    R.Count = 1;
    R.OnlyElements = true;
    if (AtCreation) {
      R.Made = I->Id;
      R.Holder = I->Dst;
      for (const Loss &L : Losses) {
        Step S;
        S.W = Step::Lost;
        S.F = L.first;
        S.At = L.second->Id;
        S.Loc = L.second->Loc;
        S.Count = 1;
        R.Path.push_back(S);
      }
    } else {
      PlaceId P = I->O == Op::Copy ? I->Dst : I->Args[0].P;
      const Place::Form Root = F->place(F->rootOf(P)).F;
      if (Root == Place::This || Root == Place::Param)
        R.Holder = P;
    }
    Found.push_back(std::move(R));
  }

  const ir::Module &M;
  std::vector<Finding> Found;
};

} // namespace

std::vector<Finding> checkForgottenElements(const ir::Module &M) {
  return Rule(M).run();
}

} // namespace z3tidy::analysis
