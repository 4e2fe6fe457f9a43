// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tables of the IR: kinds, places, instructions, modules.

#include "ir/Ir.h"
#include "gtest/gtest.h"

using namespace z3tidy::ir;

namespace {

TEST(Kind, NamesGoBothWays) {
  EXPECT_EQ(spelling(Kind::Solver), "solver");
  EXPECT_EQ(cTypedef(Kind::FuncDecl), "Z3_func_decl");
  EXPECT_EQ(kindFromSpelling("ast_vector"), Kind::AstVector);
  EXPECT_EQ(kindFromTypedef("Z3_rcf_num"), Kind::RcfNum);
  for (int I = 0; I <= static_cast<int>(Kind::String); ++I) {
    Kind K = static_cast<Kind>(I);
    EXPECT_EQ(kindFromSpelling(spelling(K)), K);
    if (K != Kind::None)
      EXPECT_EQ(kindFromTypedef(cTypedef(K)), K);
  }
}

TEST(Kind, OtherNamesAreNoKinds) {
  EXPECT_EQ(kindFromSpelling("Z3_solver"), std::nullopt);
  EXPECT_EQ(kindFromSpelling(""), std::nullopt);
  EXPECT_EQ(kindFromTypedef("unsigned"), Kind::None);
  EXPECT_EQ(kindFromTypedef(""), Kind::None);
}

TEST(Kind, FamiliesSayWhoReleases) {
  EXPECT_EQ(family(Kind::Pattern), Family::Ast);
  EXPECT_TRUE(isCounted(Kind::Sort));
  EXPECT_TRUE(isCounted(Kind::Goal));
  EXPECT_FALSE(isCounted(Kind::Context));
  EXPECT_TRUE(isManaged(Kind::Context));
  EXPECT_FALSE(isManaged(Kind::Symbol));
  EXPECT_FALSE(isManaged(Kind::None));
}

TEST(Places, EqualPathsHaveEqualIds) {
  Function F("f");
  PlaceId P = F.root(Place::Local, "p");
  EXPECT_EQ(F.root(Place::Local, "p"), P);
  EXPECT_NE(F.root(Place::Global, "p"), P);
  PlaceId S = F.field(F.deref(P), "solver");
  EXPECT_EQ(F.field(F.deref(P), "solver"), S);
  EXPECT_NE(F.step(P, Place::Index, "", 0), F.step(P, Place::Index, "", 1));
  EXPECT_NE(F.step(P, Place::Index, "", 0), F.step(P, Place::Any));
}

TEST(Places, RootAndPrefix) {
  Function F("f");
  PlaceId P = F.root(Place::Local, "p"), Q = F.root(Place::Local, "q");
  PlaceId Deref = F.deref(P);
  PlaceId S = F.field(Deref, "s"), T = F.field(Deref, "t");
  EXPECT_EQ(F.rootOf(S), P);
  EXPECT_EQ(F.rootOf(P), P);
  EXPECT_TRUE(F.isWithin(S, P));
  EXPECT_TRUE(F.isWithin(S, Deref));
  EXPECT_TRUE(F.isWithin(S, S));
  EXPECT_FALSE(F.isWithin(P, S));
  EXPECT_FALSE(F.isWithin(T, S));
  EXPECT_FALSE(F.isWithin(S, Q));
  EXPECT_FALSE(F.isWithin(NoPlace, P));
}

TEST(Places, TextOfEachForm) {
  Function F("f");
  EXPECT_EQ(F.str(F.root(Place::Param, "c", 0)), "%c");
  EXPECT_EQ(F.str(F.root(Place::Global, "ns::cache")), "@ns::cache");
  EXPECT_EQ(F.str(F.root(Place::This, "")), "%this");
  EXPECT_EQ(F.str(F.root(Place::Temp, "", 3)), "$3");
  EXPECT_EQ(F.str(F.root(Place::Heap, "", 1)), "heap.1");
  PlaceId Ret = F.root(Place::Ret, "");
  EXPECT_EQ(F.str(Ret), "ret");
  EXPECT_EQ(F.str(F.step(F.field(Ret, "v"), Place::Index, "", 2)), "ret.v[2]");
  PlaceId P = F.root(Place::Local, "p");
  EXPECT_EQ(F.str(F.field(F.deref(P), "s")), "%p.*.s");
  EXPECT_EQ(F.str(F.step(P, Place::Any)), "%p[*]");
}

TEST(Places, NamesThatAreNoWordsStandInQuotes) {
  Function F("f");
  EXPECT_EQ(F.str(F.root(Place::Local, "a b")), "%\"a b\"");
  EXPECT_EQ(F.str(F.root(Place::Local, "1st")), "%\"1st\"");
  EXPECT_EQ(F.str(F.root(Place::Local, "s:")), "%\"s:\"");
  EXPECT_EQ(F.str(F.root(Place::Local, "\"\\\n")), R"(%"\"\\\0A")");
  // Only the pointer is %this.
  EXPECT_EQ(F.str(F.root(Place::Local, "this")), "%\"this\"");
}

TEST(Function, KnowsWhereItsInstructionsStand) {
  Function F("f");
  EXPECT_EQ(F.addBlock().Id, 0u);
  EXPECT_EQ(F.addBlock().Id, 1u);
  Instr I{};
  I.O = Op::Use;
  EXPECT_EQ(F.append(1, I).Id, 0u);
  EXPECT_EQ(F.append(0, I).Id, 1u);
  EXPECT_EQ(F.append(1, I).Id, 2u);
  EXPECT_EQ(F.position(2), std::make_pair(BlockId(1), 1u));
  EXPECT_EQ(F.instr(1).Id, 1u);
  EXPECT_EQ(F.NumInstrs, 3u);
}

TEST(Module, FindsFunctionsByName) {
  Module M;
  Function &F = M.add("f");
  M.add("g");
  EXPECT_EQ(M.find("f"), &F);
  EXPECT_EQ(M.find("h"), nullptr);
  Module Moved = std::move(M);
  EXPECT_EQ(Moved.find("f"), &F);
}

} // namespace
