// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops as nested strongly connected components: the components of the graph
// are its outermost loops; without its header, what is left of a loop falls
// into components again, the loops inside it. So goto loops and irreducible
// graphs need no case of their own.

#include "ir/Ir.h"
#include "llvm/ADT/STLExtras.h"

namespace z3tidy::ir {

namespace {

class LoopFinder {
public:
  explicit LoopFinder(const Function &F) : F(F), Size(F.Blocks.size()) {}

  std::vector<Loop> run();

private:
  using BlockList = std::vector<BlockId>;

  /// Blocks whose loops are searched, and the loop that they are in.
  struct Part {
    BlockList Blocks;
    int Parent;
  };
  struct Frame {
    BlockId B;
    unsigned NextEdge = 0;
  };

  const Function &F;
  const size_t Size;
  std::vector<uint32_t> Order;  ///< reverse postorder number of each block
  std::vector<uint32_t> InPart; ///< the part that each block is in now
  uint32_t PartId = 0;

  // Tarjan's algorithm, for one part.
  std::vector<uint32_t> Number, Low;
  std::vector<bool> OnStack;

  /// The next successor of a frame's block; NoBlock when there is none left.
  BlockId nextSuccessor(Frame &Top) const;
  void computeOrder();
  std::vector<BlockList> components(const BlockList &Blocks);
  bool isLoop(const BlockList &Component) const;
};

BlockId LoopFinder::nextSuccessor(Frame &Top) const {
  const Block &B = F.Blocks[Top.B];
  if (B.How != Exit::Edges)
    return NoBlock;
  while (Top.NextEdge < B.Edges.size()) {
    BlockId To = B.Edges[Top.NextEdge++].To;
    if (To < Size)
      return To;
  }
  return NoBlock;
}

void LoopFinder::computeOrder() {
  Order.assign(Size, 0);
  std::vector<bool> Seen(Size);
  std::vector<Frame> Stack;
  std::vector<BlockId> Postorder;
  auto Visit = [&](BlockId Root) {
    if (Root >= Size || Seen[Root])
      return;
    Seen[Root] = true;
    Stack.push_back({Root});
    while (!Stack.empty()) {
      BlockId Next = nextSuccessor(Stack.back());
      if (Next == NoBlock) {
        Postorder.push_back(Stack.back().B);
        Stack.pop_back();
      } else if (!Seen[Next]) {
        Seen[Next] = true;
        Stack.push_back({Next});
      }
    }
  };
  // What cannot be reached comes last: it must not choose a loop's header.
  Visit(F.Entry);
  uint32_t Reached = Postorder.size();
  for (uint32_t I = 0; I < Reached; ++I)
    Order[Postorder[I]] = Reached - 1 - I;
  for (BlockId B = 0; B < Size; ++B)
    Visit(B);
  for (uint32_t I = Reached; I < Postorder.size(); ++I)
    Order[Postorder[I]] = Reached + (Postorder.size() - 1 - I);
}

/// The strongly connected components of the graph that consists of Blocks.
std::vector<LoopFinder::BlockList>
LoopFinder::components(const BlockList &Blocks) {
  ++PartId;
  for (BlockId B : Blocks) {
    InPart[B] = PartId;
    Number[B] = 0;
  }
  std::vector<BlockList> Result;
  std::vector<Frame> Frames;
  BlockList Stack;
  uint32_t Count = 0;
  auto Enter = [&](BlockId B) {
    Number[B] = Low[B] = ++Count;
    OnStack[B] = true;
    Stack.push_back(B);
    Frames.push_back({B});
  };
  auto Leave = [&](BlockId B) {
    Frames.pop_back();
    if (!Frames.empty())
      Low[Frames.back().B] = std::min(Low[Frames.back().B], Low[B]);
    if (Low[B] != Number[B])
      return;
    BlockList &Component = Result.emplace_back();
    BlockId Member;
    do {
      Member = Stack.back();
      Stack.pop_back();
      OnStack[Member] = false;
      Component.push_back(Member);
    } while (Member != B);
  };
  for (BlockId Root : Blocks) {
    if (Number[Root])
      continue;
    Enter(Root);
    while (!Frames.empty()) {
      BlockId B = Frames.back().B;
      BlockId Next = nextSuccessor(Frames.back());
      if (Next == NoBlock)
        Leave(B);
      else if (InPart[Next] != PartId)
        continue;
      else if (!Number[Next])
        Enter(Next);
      else if (OnStack[Next])
        Low[B] = std::min(Low[B], Number[Next]);
    }
  }
  return Result;
}

bool LoopFinder::isLoop(const BlockList &Component) const {
  if (Component.size() > 1)
    return true;
  Frame Top{Component.front()};
  for (BlockId To; (To = nextSuccessor(Top)) != NoBlock;)
    if (To == Component.front())
      return true;
  return false;
}

std::vector<Loop> LoopFinder::run() {
  std::vector<Loop> Loops;
  computeOrder();
  InPart.assign(Size, 0);
  Number.assign(Size, 0);
  Low.assign(Size, 0);
  OnStack.assign(Size, false);

  BlockList All(Size);
  for (BlockId B = 0; B < Size; ++B)
    All[B] = B;
  std::vector<Part> Work;
  Work.push_back({std::move(All), -1});
  auto Earlier = [&](BlockId A, BlockId B) { return Order[A] < Order[B]; };

  while (!Work.empty()) {
    Part P = std::move(Work.back());
    Work.pop_back();
    std::vector<Loop> Found;
    for (BlockList &Component : components(P.Blocks)) {
      if (!isLoop(Component))
        continue;
      Loop L;
      L.Parent = P.Parent;
      L.Depth = P.Parent < 0 ? 1 : Loops[P.Parent].Depth + 1;
      // The first block in reverse postorder is one by which it is entered.
      L.Header = *llvm::min_element(Component, Earlier);
      L.Blocks = std::move(Component);
      llvm::sort(L.Blocks);
      Found.push_back(std::move(L));
    }
    llvm::sort(Found, [&](const Loop &A, const Loop &B) {
      return Earlier(A.Header, B.Header);
    });
    for (Loop &L : Found) {
      L.Id = Loops.size();
      if (L.Blocks.size() > 1) {
        BlockList Rest;
        llvm::copy_if(L.Blocks, std::back_inserter(Rest),
                      [&](BlockId B) { return B != L.Header; });
        Work.push_back({std::move(Rest), static_cast<int>(L.Id)});
      }
      Loops.push_back(std::move(L));
    }
  }
  return Loops;
}

} // namespace

std::vector<Loop> findLoops(const Function &F) { return LoopFinder(F).run(); }

std::vector<int> innermostLoops(const Function &F,
                                const std::vector<Loop> &Loops) {
  std::vector<int> Innermost(F.Blocks.size(), -1);
  // Inner loops come after the ones around them, and so have the last word.
  for (const Loop &L : Loops)
    for (BlockId B : L.Blocks)
      Innermost[B] = static_cast<int>(L.Id);
  return Innermost;
}

} // namespace z3tidy::ir
