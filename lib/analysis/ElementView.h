// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function does to the elements of the containers in a field, as its
// instructions name them.

#ifndef Z3TIDY_ANALYSIS_ELEMENTVIEW_H
#define Z3TIDY_ANALYSIS_ELEMENTVIEW_H

#include "ir/Ir.h"
#include "llvm/ADT/DenseSet.h"
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
              const llvm::StringSet<> *Counts = nullptr);

  /// One of the elements, or what is in it; not the container.
  bool isElement(PlaceId P) const;
  /// All elements: `.field.(content)`.
  bool isContent(PlaceId P) const;

  /// Of the object that a method works on, or that a parameter points to.
  bool isOfObject(PlaceId P) const;

  /// Whether anything but a put names the value of an element, or the function
  /// hands the container or a pointer into it on.
  bool reads() const;

  /// Releases each element and is done with them all.
  bool releasesEach() const;
  bool empties() const;
  /// Others get a handle of an element.
  bool handsOut() const;
  bool putsNull() const;
  /// Releases an element, or some of them.
  bool releasesSome() const;

  /// Fields that are counted up where an element is put in; those that are set
  /// to another number than 0 count what is not there yet.
  void findCounts(llvm::StringSet<> &Counted, llvm::StringSet<> &Set) const;

  /// Drops elements: one that is taken out, all of them, those above a mark.
  /// (`d->n = 0` may be what begins a struct, and says nothing.)
  bool drops(const Instr &I, const Instr *Before, bool OfStruct) const;
  /// Overwrites an element that is known to be there: `i < d->n`, or it was
  /// found.
  bool overwrites(const Instr &I, const std::vector<bool> &Found) const;

  /// Blocks that are reached only behind a test that an element is there.
  std::vector<bool> foundIn() const;

  /// Calls Visit with each call of a function that gets the object itself.
  template <typename Fn> void eachCall(Fn Visit) const {
    for (const ir::Block &B : F.Blocks)
      for (const Instr &I : B.Instrs)
        if (I.O == Op::Call || I.O == Op::Spawn)
          Visit(I);
  }

private:
  bool isContainer(PlaceId P) const;
  bool noteAlias(const Instr &I);
  bool reads(const Instr &I) const;
  bool asks(const ir::Condition &C) const;
  /// `i < d->n` for an element `[%i]`, or an iterator that is not at the end.
  bool saysItIsThere(const ir::Condition &C) const;
  bool isInLoop(ir::BlockId B) const;
  bool isVariable(PlaceId P) const;
  bool isCount(PlaceId P) const;
  template <typename Fn> bool any(Fn Test) const;

  const ir::Function &F;
  llvm::StringRef Field;
  const llvm::StringSet<> *Counts;
  llvm::DenseSet<PlaceId> Containers; ///< variables that refer to one
  llvm::DenseSet<PlaceId> Pointers;   ///< to elements; iterators
  llvm::DenseSet<PlaceId> OfObject;   ///< those of the object itself
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_ELEMENTVIEW_H
