// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// findLoops on graphs that are given as lists of successors.

#include "ir/Ir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace z3tidy::ir;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

Function graph(const std::vector<std::vector<BlockId>> &Successors) {
  Function F("f");
  for (const std::vector<BlockId> &To : Successors) {
    Block &B = F.addBlock();
    B.How = To.empty() ? Exit::Return : Exit::Edges;
    for (BlockId T : To)
      B.Edges.push_back({T, {}, false});
  }
  return F;
}

TEST(Loops, NoneInAStraightLineOrADiamond) {
  EXPECT_THAT(findLoops(graph({})), IsEmpty());
  EXPECT_THAT(findLoops(graph({{}})), IsEmpty());
  EXPECT_THAT(findLoops(graph({{1, 2}, {3}, {3}, {}})), IsEmpty());
}

TEST(Loops, WhileLoop) {
  Function F = graph({{1}, {2, 3}, {1}, {}});
  std::vector<Loop> L = findLoops(F);
  ASSERT_EQ(L.size(), 1u);
  EXPECT_EQ(L[0].Id, 0u);
  EXPECT_EQ(L[0].Header, 1u);
  EXPECT_EQ(L[0].Parent, -1);
  EXPECT_EQ(L[0].Depth, 1u);
  EXPECT_THAT(L[0].Blocks, ElementsAre(1, 2));
  EXPECT_THAT(innermostLoops(F, L), ElementsAre(-1, 0, 0, -1));
}

TEST(Loops, BlockThatRepeatsItself) {
  std::vector<Loop> L = findLoops(graph({{1}, {1, 2}, {}}));
  ASSERT_EQ(L.size(), 1u);
  EXPECT_THAT(L[0].Blocks, ElementsAre(1));
}

TEST(Loops, EntryBlockIsAHeader) {
  std::vector<Loop> L = findLoops(graph({{1, 2}, {0}, {}}));
  ASSERT_EQ(L.size(), 1u);
  EXPECT_EQ(L[0].Header, 0u);
}

TEST(Loops, NestedAndThenASecondOne) {
  // for (1) { for (2) 3; 4 } for (5) 6; 7
  Function F = graph({{1}, {2, 5}, {3, 4}, {2}, {1}, {6, 7}, {5}, {}});
  std::vector<Loop> L = findLoops(F);
  ASSERT_EQ(L.size(), 3u);
  EXPECT_EQ(L[0].Header, 1u);
  EXPECT_THAT(L[0].Blocks, ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(L[1].Header, 5u);
  EXPECT_EQ(L[1].Parent, -1);
  EXPECT_EQ(L[2].Header, 2u);
  EXPECT_EQ(L[2].Parent, 0);
  EXPECT_EQ(L[2].Depth, 2u);
  EXPECT_THAT(L[2].Blocks, ElementsAre(2, 3));
  EXPECT_THAT(innermostLoops(F, L), ElementsAre(-1, 0, 2, 2, 0, 1, 1, -1));
}

TEST(Loops, ContinueMakesNoSecondLoop) {
  std::vector<Loop> L = findLoops(graph({{1}, {2, 4}, {1, 3}, {1}, {}}));
  ASSERT_EQ(L.size(), 1u);
  EXPECT_THAT(L[0].Blocks, ElementsAre(1, 2, 3));
}

TEST(Loops, GotoIntoALoop) {
  // 0 jumps to 1 or into the middle, 2; 1 <-> 2.
  std::vector<Loop> L = findLoops(graph({{1, 2}, {2}, {1, 3}, {}}));
  ASSERT_EQ(L.size(), 1u);
  EXPECT_THAT(L[0].Blocks, ElementsAre(1, 2));
  EXPECT_EQ(L[0].Header, 1u);
}

TEST(Loops, CodeThatIsNeverReachedDoesNotChooseTheHeader) {
  // 4 cannot be reached and jumps into the middle of the loop 1, 2, 3; the
  // loop 5 cannot be reached either.
  std::vector<Loop> L = findLoops(graph({{1}, {2, 6}, {3}, {1}, {3}, {5}, {}}));
  ASSERT_EQ(L.size(), 2u);
  EXPECT_EQ(L[0].Header, 1u);
  EXPECT_EQ(L[1].Header, 5u);
}

TEST(Loops, OnlyEdgesOfBlocksThatGoOnCount) {
  Function F = graph({{1}, {0}});
  F.Blocks[1].How = Exit::Throw;
  EXPECT_THAT(findLoops(F), IsEmpty());
}

TEST(Loops, LongFunction) {
  // 100,000 blocks in one loop: no recursion over them.
  std::vector<std::vector<BlockId>> Successors;
  const BlockId N = 100000;
  for (BlockId B = 0; B < N; ++B)
    Successors.push_back({B + 1});
  Successors.push_back({1, N + 1});
  Successors.push_back({});
  std::vector<Loop> L = findLoops(graph(Successors));
  ASSERT_EQ(L.size(), 1u);
  EXPECT_EQ(L[0].Header, 1u);
  EXPECT_EQ(L[0].Blocks.size(), N);
}

TEST(Loops, DeeplyNested) {
  // Block i starts loop i, block 2N-i ends it.
  const BlockId N = 500;
  std::vector<std::vector<BlockId>> Successors;
  for (BlockId B = 0; B < N; ++B)
    Successors.push_back({B + 1});
  for (BlockId B = N; B < 2 * N; ++B)
    Successors.push_back({2 * N - 1 - B, B + 1});
  Successors.push_back({});
  std::vector<Loop> L = findLoops(graph(Successors));
  ASSERT_EQ(L.size(), N);
  for (BlockId I = 0; I < N; ++I) {
    EXPECT_EQ(L[I].Header, I);
    EXPECT_EQ(L[I].Parent, static_cast<int>(I) - 1);
    EXPECT_EQ(L[I].Depth, I + 1);
    EXPECT_EQ(L[I].Blocks.size(), 2 * (N - I));
  }
}

TEST(Loops, ManyInARow) {
  const BlockId N = 50000;
  std::vector<std::vector<BlockId>> Successors;
  for (BlockId B = 0; B < N; ++B)
    Successors.push_back({B, B + 1});
  Successors.push_back({});
  std::vector<Loop> L = findLoops(graph(Successors));
  ASSERT_EQ(L.size(), N);
  for (BlockId I = 0; I < N; ++I)
    ASSERT_EQ(L[I].Header, I);
}

} // namespace
