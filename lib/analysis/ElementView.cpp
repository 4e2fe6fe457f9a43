// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/ElementView.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

template <typename Fn> bool ElementView::any(Fn Test) const {
  return llvm::any_of(F.Blocks, [&](const ir::Block &B) {
    return llvm::any_of(B.Instrs, Test);
  });
}

ElementView::ElementView(const ir::Function &F, llvm::StringRef Field,
                         const llvm::StringSet<> *Counts)
    : F(F), Field(Field), Counts(Counts) {
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (const ir::Block &B : F.Blocks)
      for (const Instr &I : B.Instrs)
        Grew |= noteAlias(I);
  }
}

bool ElementView::isElement(PlaceId P) const {
  for (; !F.place(P).isRoot(); P = F.place(P).Parent) {
    const Place &Up = F.place(F.place(P).Parent);
    if (F.place(P).isElement() && isContent(F.place(P).Parent))
      return true;
    if (F.place(P).F == Place::Deref && Up.isRoot() &&
        Pointers.count(F.place(P).Parent))
      return true;
  }
  return false;
}

bool ElementView::isContent(PlaceId P) const {
  const Place &Content = F.place(P);
  return Content.Name == ir::ContentField && Content.F == Place::Field &&
         isContainer(Content.Parent);
}

bool ElementView::isOfObject(PlaceId P) const {
  while (!F.place(P).isRoot() && !isContent(P))
    P = F.place(P).Parent;
  if (F.place(P).isRoot()) // what a variable points to
    return Pointers.count(P) && OfObject.count(P);
  const Place &Container = F.place(F.place(P).Parent);
  if (Container.F != Place::Field)
    return false;
  const Place &Object = F.place(Container.Parent);
  if (Object.F != Place::Deref)
    return false;
  const Place &Root = F.place(Object.Parent);
  return Root.F == Place::This || Root.F == Place::Param;
}

bool ElementView::reads() const {
  for (const ir::Block &B : F.Blocks) {
    const Instr *Before = nullptr;
    for (const Instr &I : B.Instrs) {
      if (!drops(I, Before, /*OfStruct=*/false) && reads(I))
        return true;
      Before = &I;
    }
    for (const ir::Edge &E : B.Edges)
      for (const ir::Condition &C : E.Holds)
        if (asks(C))
          return true;
  }
  return false;
}

bool ElementView::releasesEach() const {
  return any([&](const Instr &I) {
    return I.O == Op::Release && I.Each && I.Args[0].isPlace() &&
           isElement(I.Args[0].P);
  });
}

bool ElementView::empties() const {
  return any(
      [&](const Instr &I) { return I.O == Op::End && isContent(I.Args[0].P); });
}

bool ElementView::handsOut() const {
  llvm::DenseSet<PlaceId> Read;
  return any([&](const Instr &I) {
    if (I.Dst == ir::NoPlace || I.Args.empty() || !I.Args[0].isPlace())
      return false;
    bool IsValue = (I.O == Op::Copy || I.O == Op::Move) &&
                   (isElement(I.Args[0].P) || Read.count(I.Args[0].P));
    if (IsValue)
      Read.insert(I.Dst);
    const Place::Form Root = F.place(F.rootOf(I.Dst)).F;
    return (IsValue || (I.O == Op::Addr && isElement(I.Args[0].P))) &&
           (Root == Place::Ret || Root == Place::Param);
  });
}

bool ElementView::putsNull() const {
  llvm::DenseSet<PlaceId> Null; // on some path
  return any([&](const Instr &I) {
    if ((I.O != Op::Copy && I.O != Op::Move) || I.Dst == ir::NoPlace)
      return false;
    const ir::Operand &A = I.Args[0];
    if (A.F != ir::Operand::Null && !(A.isPlace() && Null.count(A.P)))
      return false;
    Null.insert(I.Dst);
    return isElement(I.Dst);
  });
}

bool ElementView::releasesSome() const {
  llvm::DenseSet<PlaceId> Read;
  return any([&](const Instr &I) {
    if ((I.O == Op::Copy || I.O == Op::Move) && I.Args[0].isPlace() &&
        isElement(I.Args[0].P))
      Read.insert(I.Dst);
    return I.O == Op::Release && I.Args[0].isPlace() &&
           (isElement(I.Args[0].P) || Read.count(I.Args[0].P)) &&
           !(I.Each && (F.IsDestructor || empties()));
  });
}

void ElementView::findCounts(llvm::StringSet<> &Counted,
                             llvm::StringSet<> &Set) const {
  const bool Puts = any([&](const Instr &I) {
    return I.O == Op::Copy && I.Dst != ir::NoPlace && isElement(I.Dst);
  });
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs) {
      if (Puts && I.O == Op::Havoc && I.C == ir::Change::Plus && I.By == 1 &&
          F.place(I.Args[0].P).F == Place::Field)
        Counted.insert(F.place(I.Args[0].P).Name);
      if (I.O == Op::Copy && I.Dst != ir::NoPlace &&
          F.place(I.Dst).F == Place::Field &&
          I.Args[0].F != ir::Operand::Null &&
          !(I.Args[0].F == ir::Operand::Int && I.Args[0].Value == 0))
        Set.insert(F.place(I.Dst).Name);
    }
}

bool ElementView::drops(const Instr &I, const Instr *Before,
                        bool OfStruct) const {
  if (I.Args.empty() || !I.Args[0].isPlace())
    return false;
  const PlaceId P = I.Args[0].P;
  if (!isOfObject(P))
    return false;
  if (I.O == Op::End)
    return OfStruct ? isElement(P) : isElement(P) || isContent(P);
  // `d->n = mark`: those above it.
  return I.O == Op::Escape && I.Each && !I.Implicit && isElement(P) && Before &&
         Before->O == Op::Copy && Before->Dst != ir::NoPlace &&
         Before->Args[0].isPlace() && F.place(Before->Dst).F == Place::Field &&
         Before->Loc.Line == I.Loc.Line;
}

bool ElementView::overwrites(const Instr &I,
                             const std::vector<bool> &Found) const {
  if (I.O != Op::Copy || I.Dst == ir::NoPlace || !I.Args[0].isPlace() ||
      !isElement(I.Dst) || !isOfObject(I.Dst) || !Found[F.position(I.Id).first])
    return false;
  PlaceId P = I.Dst;
  while (!F.place(P).isRoot() && F.place(P).F != Place::At)
    P = F.place(P).Parent;
  if (!F.place(P).isRoot() && isInLoop(F.position(I.Id).first))
    return false; // all are filled anew
  return F.place(P).isRoot() ? Pointers.count(P) > 0
                             : isVariable(F.place(P).Number);
}

std::vector<bool> ElementView::foundIn() const {
  // All are, until a way is seen that has no such test on it.
  std::vector<bool> Found(F.Blocks.size(), true);
  std::vector<ir::BlockId> Work{F.Entry};
  Found[F.Entry] = false;
  while (!Work.empty()) {
    const ir::Block &B = F.Blocks[Work.back()];
    Work.pop_back();
    for (const ir::Edge &E : B.Edges)
      if (Found[E.To] && llvm::none_of(E.Holds, [&](const ir::Condition &C) {
            return saysItIsThere(C);
          })) {
        Found[E.To] = false;
        Work.push_back(E.To);
      }
  }
  return Found;
}

bool ElementView::isContainer(PlaceId P) const {
  const Place &Node = F.place(P);
  if (Node.F == Place::Field && Node.Name == Field)
    return true;
  // `for (auto &x : field)`
  return Node.F == Place::Deref && Containers.count(Node.Parent);
}

bool ElementView::noteAlias(const Instr &I) {
  if (I.Dst == ir::NoPlace || I.Args.empty() || !I.Args[0].isPlace())
    return false;
  const PlaceId From = I.Args[0].P;
  if (I.O == Op::Addr && isContainer(From))
    return Containers.insert(I.Dst).second;
  bool Points = (I.O == Op::Addr && isElement(From)) ||
                ((I.O == Op::Copy || I.O == Op::Move) && Pointers.count(From));
  if (!Points || !F.place(I.Dst).isRoot())
    return false;
  if (I.O == Op::Addr ? isOfObject(From) : OfObject.count(From) > 0)
    OfObject.insert(I.Dst);
  return Pointers.insert(I.Dst).second;
}

bool ElementView::reads(const Instr &I) const {
  if (I.isThreadFact() || I.O == Op::End || I.O == Op::Havoc)
    return false;
  if (I.O == Op::Addr)
    return isContainer(I.Args[0].P) ||
           (I.Dst != ir::NoPlace && !F.place(I.Dst).isRoot() &&
            isElement(I.Args[0].P));
  // What is put in, or assigned as a whole.
  if (I.Dst != ir::NoPlace && isContent(I.Dst))
    return true;
  bool HandsOn = I.O == Op::Call || I.O == Op::Escape || I.O == Op::Release ||
                 I.O == Op::Use;
  return llvm::any_of(I.Args, [&](const ir::Operand &A) {
    return A.isPlace() &&
           (isElement(A.P) || isContent(A.P) || isContainer(A.P) ||
            (HandsOn && (Pointers.count(A.P) || Containers.count(A.P))));
  });
}

bool ElementView::asks(const ir::Condition &C) const {
  // A key that the caller gives says nothing of the handle beside it.
  if (C.F == ir::Condition::Eq && C.Right.isPlace() &&
      F.place(C.Right.P).F == Place::Param)
    return false;
  auto IsValue = [&](PlaceId P) { return P != ir::NoPlace && isElement(P); };
  return IsValue(C.Left) || (C.Right.isPlace() && IsValue(C.Right.P)) ||
         llvm::any_of(C.Deps, IsValue);
}

bool ElementView::saysItIsThere(const ir::Condition &C) const {
  if (C.F == ir::Condition::Opaque)
    return C.Negated && C.Text == "is at the end" && !C.Deps.empty() &&
           Pointers.count(C.Deps[0]);
  return C.F == ir::Condition::Lt && !C.Negated && C.Right.isPlace() &&
         isVariable(C.Left) && isCount(C.Right.P);
}

bool ElementView::isInLoop(ir::BlockId B) const {
  std::vector<bool> Seen(F.Blocks.size());
  std::vector<ir::BlockId> Work{B};
  while (!Work.empty()) {
    const ir::Block &At = F.Blocks[Work.back()];
    Work.pop_back();
    for (const ir::Edge &E : At.Edges) {
      if (E.To == B)
        return true;
      if (!Seen[E.To])
        Work.push_back(E.To);
      Seen[E.To] = true;
    }
  }
  return false;
}

bool ElementView::isVariable(PlaceId P) const {
  return F.place(P).F == Place::Local || F.place(P).F == Place::Param;
}

bool ElementView::isCount(PlaceId P) const {
  return F.place(P).F == Place::Field && Counts &&
         Counts->contains(F.place(P).Name);
}

} // namespace z3tidy::analysis
