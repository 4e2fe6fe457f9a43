// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the special members of a class do to one of its handles, read off their
// summaries, and whether that fits together.

#include "analysis/OwnerRules.h"

#include "analysis/FunctionAnalysis.h"
#include "analysis/Instances.h"
#include "llvm/ADT/STLExtras.h"

#include <optional>
#include <set>

namespace z3tidy::analysis {

using ir::Class;
using ir::Place;
using ir::PlaceId;
using ir::Special;

namespace {

/// What one special member does, in terms of `this` and of its parameter.
class MemberView {
public:
  /// Nothing is known if the summary is not.
  MemberView(const Summary *S, llvm::StringRef Field) : S(S) {
    if (!S || !S->Known || !S->F || S->Cases.empty())
      return;
    Mine = handleOf(Place::This, Field);
    Theirs = handleOf(Place::Param, Field);
    IsKnown = true;
  }

  bool isKnown() const { return IsKnown; }

  bool releasesMine() const {
    return anyEffect(Mine, [](const Effect &E) { return isGiven(E); });
  }
  /// Others may release it.
  bool handsOnMine() const {
    return anyEffect(Mine, [](const Effect &E) { return E.Escaped; });
  }
  /// On some path the handle of the other object is now ours too, although no
  /// reference was made for it and the other one keeps it.
  bool sharesTheirs() const {
    return llvm::any_of(S->Cases, [&](const SummaryCase &C) {
      return takesTheirs(C) && !isIdle(C) &&
             !has(C, Theirs,
                  [](const Effect &E) { return E.Hi > 0 || E.Escaped; }) &&
             !writes(C, Theirs);
    });
  }
  /// On some path ours is overwritten with theirs, and is neither given back
  /// nor handed to the other object.
  bool forgetsMine() const {
    return llvm::any_of(S->Cases, [&](const SummaryCase &C) {
      return takesTheirs(C) && !isIdle(C) && !isNull(C, Mine) &&
             !has(C, Mine,
                  [](const Effect &E) { return isGiven(E) || E.Escaped; }) &&
             !llvm::any_of(C.Stores, [&](const SummaryStore &W) {
               return W.V == SummaryValue{SummaryValue::Input, Mine};
             });
    });
  }
  /// On some path ours becomes theirs.
  bool takesTheirs() const {
    return llvm::any_of(S->Cases, [&](const SummaryCase &C) {
      return takesTheirs(C) && !isIdle(C);
    });
  }
  bool leavesMine() const {
    return llvm::none_of(S->Cases,
                         [&](const SummaryCase &C) { return writes(C, Mine); });
  }
  /// What other members are wherever this one releases the handle: set
  /// (`if (owned)`, `if (node && context)`), or not set (`if (!moved)`).
  using Conditions = std::map<std::string, bool>;
  Conditions conditions() const {
    std::optional<Conditions> Common;
    for (const SummaryCase &C : S->Cases) {
      if (!has(C, Mine, [](const Effect &E) { return isGiven(E); }))
        continue;
      Conditions Here;
      for (const Assumption &A : C.Requires) {
        const Place &P = (*S->Places)[A.P];
        const bool IsSet = A.F == Assumption::NonNull;
        if ((!IsSet && A.F != Assumption::Null) || A.P == Mine ||
            P.F != Place::Field)
          continue;
        auto Before = Common ? Common->find(P.Name) : Conditions::iterator();
        if (!Common || (Before != Common->end() && Before->second == IsSet))
          Here[P.Name] = IsSet;
      }
      Common = std::move(Here);
    }
    return Common.value_or(Conditions());
  }
  /// Cases that leave an object in which one of these does not hold do not
  /// matter: it releases nothing.
  void setConditions(Conditions Of) { OfRelease = std::move(Of); }

  /// Whether it leaves a new object, or one that it was given, with a
  /// reference made for it.
  bool takesReference() const {
    return llvm::any_of(S->Cases, [&](const SummaryCase &C) {
      return llvm::any_of(C.Stores, [&](const SummaryStore &W) {
        if (W.P != Mine)
          return false;
        // Beside another member that has it, it is only a name.
        if (W.V.F == SummaryValue::New)
          return C.News[W.V.N].Lo > 0 && !C.News[W.V.N].Escaped &&
                 llvm::count_if(C.Stores, [&](const SummaryStore &O) {
                   return O.V == W.V;
                 }) == 1;
        return W.V.F == SummaryValue::Input &&
               has(C, W.V.N, [](const Effect &E) { return E.Lo > 0; });
      });
    });
  }

private:
  /// With what this case requires, or makes of either object, only one of them
  /// ever releases anything.
  bool isIdle(const SummaryCase &C) const {
    auto Wants = [&](PlaceId At) -> std::optional<bool> {
      const Place &P = (*S->Places)[At];
      auto It = P.F == Place::Field ? OfRelease.find(P.Name) : OfRelease.end();
      return It == OfRelease.end() ? std::nullopt
                                   : std::optional<bool>(It->second);
    };
    return llvm::any_of(C.Requires,
                        [&](const Assumption &A) {
                          auto IsSet = Wants(A.P);
                          return IsSet && (*IsSet ? A.F == Assumption::Null
                                                  : A.F == Assumption::NonNull);
                        }) ||
           llvm::any_of(C.Stores, [&](const SummaryStore &W) {
             auto IsSet = Wants(W.P);
             return IsSet && (*IsSet ? W.V.F == SummaryValue::Null
                                     : W.V.F == SummaryValue::Int ||
                                           W.V.F == SummaryValue::NonNull);
           });
  }

  static bool isGiven(const Effect &E) { return E.Lo < 0 || E.Deleted; }

  /// `%this.*.field`, or `%other.*.field` of the first parameter.
  PlaceId handleOf(Place::Form Root, llvm::StringRef Field) const {
    const ir::PlaceTable &P = *S->Places;
    for (PlaceId I = 0; I < P.size(); ++I) {
      if (P[I].F != Place::Field || P[I].Name != Field)
        continue;
      PlaceId Object = P[I].Parent;
      if (P[Object].F != Place::Deref || !P[P[Object].Parent].isRoot())
        continue;
      const Place &Pointer = P[P[Object].Parent];
      if (Pointer.F == Root && (Root == Place::This || Pointer.Number == 0))
        return I;
    }
    return ir::NoPlace;
  }

  template <typename Fn>
  static bool has(const SummaryCase &C, PlaceId P, Fn Test) {
    return P != ir::NoPlace && llvm::any_of(C.Effects, [&](const Effect &E) {
             return E.P == P && Test(E);
           });
  }
  template <typename Fn> bool anyEffect(PlaceId P, Fn Test) const {
    return llvm::any_of(S->Cases,
                        [&](const SummaryCase &C) { return has(C, P, Test); });
  }
  bool takesTheirs(const SummaryCase &C) const {
    return Theirs != ir::NoPlace && !isNull(C, Theirs) &&
           llvm::any_of(C.Stores, [&](const SummaryStore &W) {
             return W.P == Mine &&
                    W.V == SummaryValue{SummaryValue::Input, Theirs};
           });
  }
  static bool isNull(const SummaryCase &C, PlaceId P) {
    return llvm::is_contained(C.Requires, Assumption{Assumption::Null, P, 0});
  }
  static bool writes(const SummaryCase &C, PlaceId P) {
    return llvm::any_of(C.Stores,
                        [&](const SummaryStore &W) { return W.P == P; });
  }

  const Summary *S;
  PlaceId Mine = ir::NoPlace, Theirs = ir::NoPlace;
  bool IsKnown = false;
  Conditions OfRelease;
};

/// What a method does to the handles in a container of its class.
class ContentView {
public:
  ContentView(const Summary *S, llvm::StringRef Field) : S(S), Field(Field) {}

  bool isKnown() const { return S && S->Known && S->F && !S->Cases.empty(); }
  bool releases() const {
    return anyEffect([](const Effect &E) { return isGiven(E); });
  }
  bool alwaysReleases() const {
    return llvm::all_of(S->Cases, [&](const SummaryCase &C) {
      return llvm::any_of(C.Effects, [&](const Effect &E) {
        return isMine(E.P) && isGiven(E);
      });
    });
  }
  /// Others may have one of them, and release it.
  bool handsOn() const {
    return anyEffect([](const Effect &E) { return E.Escaped; }) ||
           anyStore([&](const SummaryCase &, const SummaryStore &W) {
             bool GetsOut = W.V.F == SummaryValue::Input && isMine(W.V.N);
             GetsOut |= W.V.F == SummaryValue::Address && leadsToMine(W.V.N);
             bool IsReplaced = isMine(W.P) && W.V.F == SummaryValue::Unknown;
             return (GetsOut && !isMine(W.P)) || IsReplaced;
           });
  }
  /// A reference is made for what is put in, and nobody else gets it.
  bool takesReference() const {
    return anyStore([&](const SummaryCase &C, const SummaryStore &W) {
      if (!isMine(W.P) || llvm::any_of(C.Stores, [&](const SummaryStore &O) {
            return O.V == W.V && !isMine(O.P);
          }))
        return false;
      if (W.V.F == SummaryValue::New)
        return C.News[W.V.N].Lo > 0 && !C.News[W.V.N].Escaped;
      return W.V.F == SummaryValue::Input &&
             llvm::any_of(C.Effects, [&](const Effect &E) {
               return E.P == PlaceId(W.V.N) && E.Lo > 0;
             });
    });
  }

private:
  static bool isGiven(const Effect &E) { return E.Lo < 0 || E.Deleted; }

  /// `%this.*.field.(content)` and what is below it.
  bool isMine(PlaceId P) const {
    const ir::PlaceTable &Places = *S->Places;
    for (; !Places[P].isRoot(); P = Places[P].Parent) {
      const Place &Container = Places[Places[P].Parent];
      if (Places[P].Name == ir::ContentField && Container.Name == Field)
        return Places[Container.Parent].F == Place::Deref &&
               Places[Places[Container.Parent].Parent].F == Place::This;
    }
    return false;
  }
  /// The container or something in it.
  bool leadsToMine(PlaceId P) const {
    const ir::PlaceTable &Places = *S->Places;
    return isMine(P) || (!Places[P].isRoot() && Places[P].Name == Field);
  }
  template <typename Fn> bool anyEffect(Fn Test) const {
    return llvm::any_of(S->Cases, [&](const SummaryCase &C) {
      return llvm::any_of(
          C.Effects, [&](const Effect &E) { return isMine(E.P) && Test(E); });
    });
  }
  template <typename Fn> bool anyStore(Fn Test) const {
    return llvm::any_of(S->Cases, [&](const SummaryCase &C) {
      return llvm::any_of(C.Stores,
                          [&](const SummaryStore &W) { return Test(C, W); });
    });
  }

  const Summary *S;
  llvm::StringRef Field;
};

/// Whether all that a copy does to a container is to take over the elements of
/// the other object's: nothing gets at any of them, or at either object.
bool onlyCopies(const ir::Function &F, llvm::StringRef Field) {
  auto IsContainer = [&](PlaceId P) {
    const Place &Node = F.place(P);
    return Node.F == Place::Field && Node.Name == Field &&
           F.place(Node.Parent).F == Place::Deref &&
           F.place(F.place(Node.Parent).Parent).isRoot();
  };
  auto GetsAt = [&](PlaceId P) {
    const Place *Node = &F.place(P);
    if (Node->isRoot()) // `this`, or a reference to the other object
      return Node->F == Place::This || Node->F == Place::Param;
    for (; !Node->isRoot(); P = Node->Parent, Node = &F.place(P))
      if (IsContainer(P))
        return true;
    return false;
  };
  bool Copies = false;
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Instrs) {
      if (I.isThreadFact() || I.O == ir::Op::End)
        continue;
      const PlaceId Dst = I.Dst;
      const bool IsCopy = I.O == ir::Op::Copy && Dst != ir::NoPlace &&
                          I.Args[0].isPlace() &&
                          F.place(Dst).Name == ir::ContentField &&
                          F.place(I.Args[0].P).Name == ir::ContentField &&
                          IsContainer(F.place(Dst).Parent) &&
                          IsContainer(F.place(I.Args[0].P).Parent) &&
                          F.place(F.rootOf(Dst)).F == Place::This;
      Copies |= IsCopy;
      if (!IsCopy && ((Dst != ir::NoPlace && GetsAt(Dst)) ||
                      llvm::any_of(I.Args, [&](const ir::Operand &A) {
                        return A.isPlace() && GetsAt(A.P);
                      })))
        return false;
    }
  return Copies;
}

class OwnerRules {
public:
  OwnerRules(const ir::Module &M, const Summaries &Known, const Options &O)
      : M(M), Known(Known), Opts(O) {}

  std::vector<Finding> run() {
    for (const Class &C : M.Classes)
      for (const Class::Handle &H : C.Handles)
        check(C, H);
    return std::move(Found);
  }

private:
  const Summary *summaryOf(llvm::StringRef Name) const {
    auto It = Known.find(Name);
    return It == Known.end() ? nullptr : &It->second;
  }
  MemberView view(const Class::Member &Member, const Class::Handle &H) const {
    return {Member.How == Special::User ? summaryOf(Member.Function) : nullptr,
            H.Field};
  }

  void check(const Class &C, const Class::Handle &H) {
    if (H.IsContent)
      return checkContent(C, H);
    MemberView Destructor = view(C.Destructor, H);
    if (Destructor.isKnown() && Destructor.releasesMine())
      checkCopies(C, H);
    else if ((H.K != ir::Kind::Context || losesContexts(C, H)) &&
             !releasesUnseen(C, H) &&
             (C.Destructor.How != Special::User ||
              (Destructor.isKnown() && !Destructor.handsOnMine())))
      checkNoDestructor(C, H);
  }

  /// Whether the destructor releases the member after something that is not
  /// known got at it (`unregister(this)`).
  bool releasesUnseen(const Class &C, const Class::Handle &H) const {
    const ir::Function *F = M.find(C.Destructor.Function);
    return F && llvm::any_of(F->Blocks, [&](const ir::Block &B) {
             return llvm::any_of(B.Instrs, [&](const ir::Instr &I) {
               return (I.O == ir::Op::Release || I.O == ir::Op::Delete) &&
                      F->place(I.Args[0].P).Name == H.Field;
             });
           });
  }

  /// A context is often that of the program: of a class of which there is one
  /// object that never ends, it may stay.
  bool losesContexts(const Class &C, const Class::Handle &H) const {
    return hasEndingObjects(M, C) && !isGivenBackOutside(M, C, H.Field);
  }

  /// A container of handles: what the destructor releases, a copy shares.
  void checkContent(const Class &C, const Class::Handle &H) {
    bool HasDestructor = C.Destructor.How == Special::User;
    ContentView Destructor(
        HasDestructor ? summaryOf(C.Destructor.Function) : nullptr, H.Field);
    if (HasDestructor && Destructor.isKnown() && Destructor.releases()) {
      const ir::Function *Copy = C.CopyConstructor.How == Special::User
                                     ? M.find(C.CopyConstructor.Function)
                                     : nullptr;
      if (Copy && Destructor.alwaysReleases() && onlyCopies(*Copy, H.Field))
        report(C, H, OwnerFault::CopyWithoutRetain, C.CopyConstructor.Loc);
      return checkImplicitCopies(C, H);
    }
    std::vector<std::string> All = C.Constructors;
    All.insert(All.end(), C.Methods.begin(), C.Methods.end());
    if (HasDestructor)
      All.push_back(C.Destructor.Function);
    bool Takes = false;
    for (const std::string &Name : All) {
      ContentView V(summaryOf(Name), H.Field);
      if (!V.isKnown() || V.releases() || V.handsOn())
        return;
      Takes |= V.takesReference();
    }
    if (Takes)
      report(C, H, OwnerFault::NoDestructor,
             HasDestructor ? C.Destructor.Loc : C.Loc);
  }

  void checkCopies(const Class &C, const Class::Handle &H) {
    checkImplicitCopies(C, H);
    checkWrittenCopies(C, H);
  }

  void checkImplicitCopies(const Class &C, const Class::Handle &H) {
    for (auto [Member, Fault] :
         {std::pair{&C.CopyConstructor, OwnerFault::ImplicitCopy},
          std::pair{&C.CopyAssignment, OwnerFault::ImplicitAssignment},
          std::pair{&C.MoveConstructor, OwnerFault::ImplicitCopy},
          std::pair{&C.MoveAssignment, OwnerFault::ImplicitAssignment}}) {
      bool IsMove = Member == &C.MoveConstructor || Member == &C.MoveAssignment;
      if (Member->How == Special::Implicit && !(H.IsContent && IsMove))
        report(C, H, Fault, Member->Loc.Line ? Member->Loc : C.Loc,
               Member->Loc.Line ? Confidence::Likely : Confidence::Possible);
    }
  }

  void checkWrittenCopies(const Class &C, const Class::Handle &H) {
    MemberView::Conditions Conditions = view(C.Destructor, H).conditions();
    MemberView Copy = view(C.CopyConstructor, H);
    Copy.setConditions(Conditions);
    if (Copy.isKnown() && Copy.sharesTheirs())
      report(C, H, OwnerFault::CopyWithoutRetain, C.CopyConstructor.Loc);
    MemberView Move = view(C.MoveConstructor, H);
    Move.setConditions(Conditions);
    if (Move.isKnown() && Move.sharesTheirs())
      report(C, H, OwnerFault::MoveKeepsSource, C.MoveConstructor.Loc);
    checkAssignment(C, H, C.CopyAssignment, OwnerFault::CopyWithoutRetain);
    checkAssignment(C, H, C.MoveAssignment, OwnerFault::MoveKeepsSource);
  }

  void checkAssignment(const Class &C, const Class::Handle &H,
                       const Class::Member &Member, OwnerFault IfShared) {
    MemberView V = view(Member, H);
    if (!V.isKnown())
      return;
    V.setConditions(view(C.Destructor, H).conditions());
    if (V.sharesTheirs())
      report(C, H, IfShared, Member.Loc);
    else if (V.forgetsMine())
      report(C, H, OwnerFault::AssignmentForgets, Member.Loc);
    else if (breaksSelf(Member))
      report(C, H, OwnerFault::SelfAssignment, Member.Loc);
    else if (V.takesTheirs() && leavesContext(C, Member))
      report(C, H, OwnerFault::LeavesContext, Member.Loc);
  }

  /// Whether the class owns a context, each object its own, which the member
  /// leaves where it is.
  bool leavesContext(const Class &C, const Class::Member &Member) const {
    return llvm::any_of(C.Handles, [&](const Class::Handle &H) {
      if (H.K != ir::Kind::Context || H.IsContent)
        return false;
      MemberView Destructor = view(C.Destructor, H);
      return Destructor.isKnown() && Destructor.releasesMine() &&
             view(Member, H).leavesMine();
    });
  }

  /// Whether `x = x` uses what it has just released: the body is run with both
  /// names for one object.
  bool breaksSelf(const Class::Member &Member) const {
    const ir::Function *F = M.find(Member.Function);
    if (!F || F->Params.empty())
      return false;
    Statistics Ignored;
    FunctionAnalysis A(*F, Known, Opts, Ignored);
    A.assumeSelf(F->Params.front().P);
    if (!A.run())
      return false;
    return llvm::any_of(A.findings(), [](const Finding &R) {
      return R.D == Defect::UseAfterRelease || R.D == Defect::SecondRelease;
    });
  }

  /// A constructor makes a reference for the handle, and nothing of the class
  /// ever gives it back.
  void checkNoDestructor(const Class &C, const Class::Handle &H) {
    bool Given = llvm::any_of(C.Methods, [&](const std::string &Name) {
      const Summary *S = summaryOf(Name);
      MemberView V(S, H.Field);
      return !V.isKnown() || V.releasesMine() || V.handsOnMine();
    });
    if (Given)
      return;
    for (const std::string &Name : C.Constructors) {
      const Summary *S = summaryOf(Name);
      MemberView V(S, H.Field);
      if (V.isKnown() && V.takesReference())
        return report(C, H, OwnerFault::NoDestructor,
                      C.Destructor.How == Special::User ? C.Destructor.Loc
                                                        : C.Loc);
    }
  }

  void report(const Class &C, const Class::Handle &H, OwnerFault Fault,
              const ir::Source &Loc, Confidence Conf = Confidence::Likely) {
    // One member is wrong or missing, however many handles it is wrong for.
    auto Same = llvm::find_if(Found, [&](const Finding &Told) {
      return Told.Class == &C && Told.Owner == Fault &&
             Told.Loc.Begin == Loc.Begin;
    });
    if (Same != Found.end()) {
      Same->Fields.push_back(&H);
      return;
    }
    Finding R;
    R.D = Defect::OwnerClass;
    R.C = Conf;
    R.Owner = Fault;
    R.K = H.K;
    R.Loc = Loc;
    R.Class = &C;
    R.Fields.push_back(&H);
    const std::vector<std::string> &Named =
        C.Constructors.empty() ? C.Methods : C.Constructors;
    R.F = M.find(Fault == OwnerFault::NoDestructor ? Named.front()
                                                   : C.Destructor.Function);
    Found.push_back(std::move(R));
  }

  const ir::Module &M;
  const Summaries &Known;
  const Options &Opts;
  std::vector<Finding> Found;
};

} // namespace

std::string blameClass(Finding &R, const ir::Module &M,
                       const llvm::StringSet<> &Adopters) {
  if (R.D != Defect::WrongWrap || R.M != Mismatch::NotCounted ||
      R.At == ir::NoInstr)
    return {};
  const ir::Instr &I = R.F->instr(R.At);
  const ir::Function *Method = M.find(I.Callee);
  if (I.O != ir::Op::Call || !Method || Adopters.contains(I.Callee))
    return {};
  for (const Class &C : M.Classes) {
    if (!llvm::is_contained(C.Constructors, I.Callee) &&
        !llvm::is_contained(C.Methods, I.Callee))
      continue;
    for (const Class::Handle &H : C.Handles) {
      bool BothAst = ir::family(H.K) == ir::Family::Ast &&
                     ir::family(R.K) == ir::Family::Ast;
      if (H.K != R.K && !BothAst)
        continue;
      Finding Fault;
      Fault.D = Defect::OwnerClass;
      Fault.C = R.C;
      Fault.Owner = Method->IsConstructor ? OwnerFault::TakesUncounted
                                          : OwnerFault::StoresUncounted;
      Fault.K = H.K;
      Fault.Loc = Method->Loc;
      Fault.Class = &C;
      Fault.Fields.push_back(&H);
      Fault.F = M.find(C.Destructor.Function);
      if (!Fault.F)
        return {};
      R = std::move(Fault);
      return Method->Name;
    }
  }
  return {};
}

std::vector<Finding> checkOwners(const ir::Module &M, const Summaries &Known,
                                 const Options &O) {
  return OwnerRules(M, Known, O).run();
}

} // namespace z3tidy::analysis
