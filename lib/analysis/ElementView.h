// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function does to the elements of the containers in a field, as its
// instructions name them.

#ifndef Z3TIDY_ANALYSIS_ELEMENTVIEW_H
#define Z3TIDY_ANALYSIS_ELEMENTVIEW_H

#include "ir/Ir.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

#include <vector>

namespace z3tidy::analysis {

/// What one function does to the elements of the containers of one name.
class ElementView {
  using Instr = ir::Instr;
  using Op = ir::Op;
  using Place = ir::Place;
  using PlaceId = ir::PlaceId;

public:
  /// \p Counts: the fields that say how many elements such a container has.
  ElementView(const ir::Function &F, llvm::StringRef Field,
              const llvm::StringSet<> *Counts = nullptr)
      : F(F), Field(Field), Counts(Counts) {
    for (bool Grew = true; Grew;) {
      Grew = false;
      for (const ir::Block &B : F.Blocks)
        for (const Instr &I : B.Instrs)
          Grew |= noteAlias(I);
    }
  }

  /// One of the elements, or what is in it; not the container.
  bool isElement(PlaceId P) const {
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
  /// All elements: `.field.(content)`.
  bool isContent(PlaceId P) const {
    const Place &Content = F.place(P);
    return Content.Name == ir::ContentField && Content.F == Place::Field &&
           isContainer(Content.Parent);
  }

  /// Of the object that a method works on, or that a parameter points to.
  bool isOfObject(PlaceId P) const {
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

  /// Whether anything but a put names the value of an element, or the function
  /// hands the container or a pointer into it on.
  bool reads() const {
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

  /// Releases each element and is done with them all.
  bool releasesEach() const {
    return any([&](const Instr &I) {
      return I.O == Op::Release && I.Each && I.Args[0].isPlace() &&
             isElement(I.Args[0].P);
    });
  }
  bool empties() const {
    return any([&](const Instr &I) {
      return I.O == Op::End && isContent(I.Args[0].P);
    });
  }
  /// Others get a handle of an element.
  bool handsOut() const {
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
  bool putsNull() const {
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
  /// Releases an element, or some of them.
  bool releasesSome() const {
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

  /// Fields that are counted up where an element is put in; those that are set
  /// to another number than 0 count what is not there yet.
  void findCounts(llvm::StringSet<> &Counted, llvm::StringSet<> &Set) const {
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

  /// Drops elements: one that is taken out, all of them, those above a mark.
  /// (`d->n = 0` may be what begins a struct, and says nothing.)
  bool drops(const Instr &I, const Instr *Before, bool OfStruct) const {
    if (I.Args.empty() || !I.Args[0].isPlace())
      return false;
    const PlaceId P = I.Args[0].P;
    if (!isOfObject(P))
      return false;
    if (I.O == Op::End)
      return OfStruct ? isElement(P) : isElement(P) || isContent(P);
    // `d->n = mark`: those above it.
    return I.O == Op::Escape && I.Each && !I.Implicit && isElement(P) &&
           Before && Before->O == Op::Copy && Before->Dst != ir::NoPlace &&
           Before->Args[0].isPlace() &&
           F.place(Before->Dst).F == Place::Field &&
           Before->Loc.Line == I.Loc.Line;
  }
  /// Overwrites an element that is known to be there: `i < d->n`, or it was
  /// found.
  bool overwrites(const Instr &I, const std::vector<bool> &Found) const {
    if (I.O != Op::Copy || I.Dst == ir::NoPlace || !I.Args[0].isPlace() ||
        !isElement(I.Dst) || !isOfObject(I.Dst) ||
        !Found[F.position(I.Id).first])
      return false;
    PlaceId P = I.Dst;
    while (!F.place(P).isRoot() && F.place(P).F != Place::At)
      P = F.place(P).Parent;
    if (!F.place(P).isRoot() && isInLoop(F.position(I.Id).first))
      return false; // all are filled anew
    return F.place(P).isRoot() ? Pointers.count(P) > 0
                               : isVariable(F.place(P).Number);
  }

  /// Blocks that are reached only behind a test that an element is there.
  std::vector<bool> foundIn() const {
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

  /// Calls Visit with each call of a function that gets the object itself.
  template <typename Fn> void eachCall(Fn Visit) const {
    for (const ir::Block &B : F.Blocks)
      for (const Instr &I : B.Instrs)
        if (I.O == Op::Call || I.O == Op::Spawn)
          Visit(I);
  }

private:
  bool isContainer(PlaceId P) const {
    const Place &Node = F.place(P);
    if (Node.F == Place::Field && Node.Name == Field)
      return true;
    // `for (auto &x : field)`
    return Node.F == Place::Deref && Containers.count(Node.Parent);
  }

  bool noteAlias(const Instr &I) {
    if (I.Dst == ir::NoPlace || I.Args.empty() || !I.Args[0].isPlace())
      return false;
    const PlaceId From = I.Args[0].P;
    if (I.O == Op::Addr && isContainer(From))
      return Containers.insert(I.Dst).second;
    bool Points =
        (I.O == Op::Addr && isElement(From)) ||
        ((I.O == Op::Copy || I.O == Op::Move) && Pointers.count(From));
    if (!Points || !F.place(I.Dst).isRoot())
      return false;
    if (I.O == Op::Addr ? isOfObject(From) : OfObject.count(From) > 0)
      OfObject.insert(I.Dst);
    return Pointers.insert(I.Dst).second;
  }

  bool reads(const Instr &I) const {
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

  bool asks(const ir::Condition &C) const {
    // A key that the caller gives says nothing of the handle beside it.
    if (C.F == ir::Condition::Eq && C.Right.isPlace() &&
        F.place(C.Right.P).F == Place::Param)
      return false;
    auto IsValue = [&](PlaceId P) { return P != ir::NoPlace && isElement(P); };
    return IsValue(C.Left) || (C.Right.isPlace() && IsValue(C.Right.P)) ||
           llvm::any_of(C.Deps, IsValue);
  }

  /// `i < d->n` for an element `[%i]`, or an iterator that is not at the end.
  bool saysItIsThere(const ir::Condition &C) const {
    if (C.F == ir::Condition::Opaque)
      return C.Negated && C.Text == "is at the end" && !C.Deps.empty() &&
             Pointers.count(C.Deps[0]);
    return C.F == ir::Condition::Lt && !C.Negated && C.Right.isPlace() &&
           isVariable(C.Left) && isCount(C.Right.P);
  }

  bool isInLoop(ir::BlockId B) const {
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

  bool isVariable(PlaceId P) const {
    return F.place(P).F == Place::Local || F.place(P).F == Place::Param;
  }
  bool isCount(PlaceId P) const {
    return F.place(P).F == Place::Field && Counts &&
           Counts->contains(F.place(P).Name);
  }

  template <typename Fn> bool any(Fn Test) const {
    return llvm::any_of(F.Blocks, [&](const ir::Block &B) {
      return llvm::any_of(B.Instrs, Test);
    });
  }

  const ir::Function &F;
  llvm::StringRef Field;
  const llvm::StringSet<> *Counts;
  llvm::DenseSet<PlaceId> Containers; ///< variables that refer to one
  llvm::DenseSet<PlaceId> Pointers;   ///< to elements; iterators
  llvm::DenseSet<PlaceId> OfObject;   ///< those of the object itself
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_ELEMENTVIEW_H
