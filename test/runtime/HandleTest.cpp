// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every counted kind: how many calls each operation of a handle makes. Runs in
// both modes, on a context that z3raii does not own.

#include "CallCounter.h"
#include "Samples.h"

#include <gtest/gtest.h>
#include <memory>
#include <unordered_set>
#include <vector>

namespace {

template <class Kind> class Handle : public testing::Test {
protected:
  using Type = z3raii::handle<Kind>;
  using Raw = typename Type::raw_type;

  /// A new object without a reference, and its counts at zero.
  Raw fresh() {
    Raw R = Sample<Kind>::make(C);
    EXPECT_NE(R, nullptr);
    counted::reset();
    return R;
  }
  /// The same with one reference that the test owns.
  Raw retained() {
    Raw R = Sample<Kind>::make(C);
    EXPECT_NE(R, nullptr);
    Kind::retain(C, R);
    counted::reset();
    return R;
  }
  static void expectCalls(Raw R, int Increments, int Decrements) {
    EXPECT_EQ(counted::increments(R), Increments);
    EXPECT_EQ(counted::decrements(R), Decrements);
    EXPECT_EQ(counted::allCalls(), Increments + Decrements);
  }

  RawContext C;
};

using namespace z3raii;
using CountedKinds =
    testing::Types<kind::ast, kind::sort, kind::func_decl, kind::app,
                   kind::pattern, kind::solver, kind::model, kind::params,
                   kind::optimize, kind::fixedpoint, kind::goal, kind::tactic,
                   kind::probe, kind::apply_result, kind::stats,
                   kind::ast_vector, kind::ast_map, kind::func_interp,
                   kind::func_entry, kind::param_descrs>;
struct Names {
  template <class Kind> static std::string GetName(int) { return Kind::label; }
};
TYPED_TEST_SUITE(Handle, CountedKinds, Names);

TYPED_TEST(Handle, ShareRetainsAndTheEndReleases) {
  auto R = this->fresh();
  {
    typename TestFixture::Type H = TestFixture::Type::share(this->C, R);
    EXPECT_TRUE(H);
    EXPECT_EQ(H.get(), R);
    EXPECT_EQ(H.ctx(), this->C.C);
    this->expectCalls(R, 1, 0);
  }
  this->expectCalls(R, 1, 1);
}

TYPED_TEST(Handle, AdoptTakesOverWithoutACall) {
  auto R = this->retained();
  {
    auto H = TestFixture::Type::adopt(this->C, R);
    EXPECT_EQ(H.get(), R);
    this->expectCalls(R, 0, 0);
  }
  this->expectCalls(R, 0, 1);
}

TYPED_TEST(Handle, CopyRetains) {
  auto R = this->fresh();
  {
    auto A = TestFixture::Type::share(this->C, R);
    auto B = A;
    EXPECT_EQ(A, B);
    this->expectCalls(R, 2, 0);
  }
  this->expectCalls(R, 2, 2);
}

TYPED_TEST(Handle, MoveCallsNothing) {
  auto R = this->fresh();
  {
    auto A = TestFixture::Type::share(this->C, R);
    auto B = std::move(A);
    EXPECT_FALSE(A);
    EXPECT_EQ(A.ctx(), nullptr);
    EXPECT_EQ(B.get(), R);
    typename TestFixture::Type D;
    D = std::move(B);
    EXPECT_FALSE(B);
    EXPECT_EQ(D.get(), R);
    this->expectCalls(R, 1, 0);
  }
  this->expectCalls(R, 1, 1);
}

TYPED_TEST(Handle, CopyAssignmentReleasesTheOldObject) {
  auto Old = TestFixture::Type::share(this->C, this->fresh());
  auto OldRaw = Old.get();
  auto Fresh = Sample<TypeParam>::make(this->C);
  auto New = TestFixture::Type::share(this->C, Fresh);
  counted::reset();
  Old = New;
  EXPECT_EQ(Old, New);
  if (OldRaw != Fresh) { // Equal sorts are one object.
    EXPECT_EQ(counted::decrements(OldRaw), 1);
    EXPECT_EQ(counted::increments(OldRaw), 0);
  }
  EXPECT_EQ(counted::increments(Fresh), 1);
  EXPECT_EQ(counted::allCalls(), 2);
}

TYPED_TEST(Handle, SelfAssignmentKeepsTheObject) {
  auto R = this->fresh();
  {
    auto H = TestFixture::Type::share(this->C, R);
    auto &Same = H;
    H = Same;
    EXPECT_EQ(H.get(), R);
    EXPECT_EQ(counted::increments(R) - counted::decrements(R), 1);
    H = std::move(Same);
    EXPECT_TRUE(H);
    EXPECT_EQ(H.get(), R);
    EXPECT_EQ(counted::increments(R) - counted::decrements(R), 1);
  }
  EXPECT_EQ(counted::increments(R), counted::decrements(R));
}

TYPED_TEST(Handle, ReleaseGivesBackAtOnceAndOnce) {
  auto R = this->fresh();
  {
    auto H = TestFixture::Type::share(this->C, R);
    H.release();
    EXPECT_FALSE(H);
    this->expectCalls(R, 1, 1);
  }
  this->expectCalls(R, 1, 1);
}

TYPED_TEST(Handle, ReleaseOfOneCopyLeavesTheOther) {
  auto R = this->fresh();
  auto A = TestFixture::Type::share(this->C, R);
  {
    auto B = A;
    A.release();
    EXPECT_FALSE(A);
    EXPECT_EQ(B.get(), R);
    this->expectCalls(R, 2, 1);
  }
  this->expectCalls(R, 2, 2);
}

TYPED_TEST(Handle, ReleasedHandleTakesANewObject) {
  auto R = this->fresh();
  auto H = TestFixture::Type::share(this->C, R);
  H.release();
  H = TestFixture::Type::share(this->C, Sample<TypeParam>::make(this->C));
  EXPECT_TRUE(H);
}

TYPED_TEST(Handle, ResetIsSilentOnAnEmptyHandle) {
  auto R = this->fresh();
  auto H = TestFixture::Type::share(this->C, R);
  H.reset();
  H.reset();
  EXPECT_FALSE(H);
  this->expectCalls(R, 1, 1);
}

TYPED_TEST(Handle, DetachGivesTheReferenceToTheCaller) {
  auto R = this->fresh();
  typename TestFixture::Raw Out;
  {
    auto H = TestFixture::Type::share(this->C, R);
    Out = H.detach();
    EXPECT_FALSE(H);
  }
  EXPECT_EQ(Out, R);
  this->expectCalls(R, 1, 0);
  {
    auto Again = TestFixture::Type::adopt(this->C, Out);
  }
  this->expectCalls(R, 1, 1);
}

TYPED_TEST(Handle, EmptyHandlesCallNothing) {
  counted::reset();
  {
    typename TestFixture::Type A;
    auto B = A;
    auto D = std::move(A);
    auto E = TestFixture::Type::share(this->C, nullptr);
    auto F = TestFixture::Type::adopt(this->C, nullptr);
    A = D;
    D = std::move(E);
    EXPECT_FALSE(A || B || D || E || F);
    EXPECT_EQ(A, F);
    EXPECT_TRUE(A == nullptr);
    EXPECT_EQ(B.detach(), nullptr);
  }
  EXPECT_EQ(counted::allCalls(), 0);
}

TYPED_TEST(Handle, SwapCallsNothing) {
  auto R = this->fresh();
  auto A = TestFixture::Type::share(this->C, R);
  typename TestFixture::Type B;
  swap(A, B);
  EXPECT_FALSE(A);
  EXPECT_EQ(B.get(), R);
  A.swap(B);
  EXPECT_EQ(A.get(), R);
  this->expectCalls(R, 1, 0);
}

TYPED_TEST(Handle, VectorGrowsByMovesAndCopiesByReferences) {
  auto R = this->fresh();
  {
    std::vector<typename TestFixture::Type> V;
    for (int I = 0; I != 20; ++I)
      V.push_back(TestFixture::Type::share(this->C, R));
    this->expectCalls(R, 20, 0);
    auto W = V;
    this->expectCalls(R, 40, 0);
    V.erase(V.begin(), V.begin() + 5);
    this->expectCalls(R, 40, 5);
    V.clear();
    this->expectCalls(R, 40, 20);
  }
  this->expectCalls(R, 40, 40);
}

TYPED_TEST(Handle, SetHoldsAnObjectOnce) {
  auto R = this->fresh();
  {
    std::unordered_set<typename TestFixture::Type> Set;
    Set.insert(TestFixture::Type::share(this->C, R));
    Set.insert(TestFixture::Type::share(this->C, R));
    EXPECT_EQ(Set.size(), 1u);
    EXPECT_EQ(Set.count(*Set.begin()), 1u);
  }
  EXPECT_EQ(counted::increments(R), counted::decrements(R));
}

TYPED_TEST(Handle, ComparesByIdentity) {
  auto R = this->fresh();
  auto A = TestFixture::Type::share(this->C, R);
  auto B = A;
  typename TestFixture::Type None;
  EXPECT_TRUE(A == B && !(A != B) && A <= B && A >= B && !(A < B) && !(A > B));
  EXPECT_TRUE(A != None && None < A && A > None);
  EXPECT_TRUE(A == R && R == A && !(A != R) && !(R != A));
  EXPECT_TRUE(A != nullptr && nullptr != A);
  EXPECT_EQ(std::hash<typename TestFixture::Type>()(A), B.hash());
}

TYPED_TEST(Handle, LvalueStandsForItsRawHandle) {
  using Type = typename TestFixture::Type;
  using Raw = typename TestFixture::Raw;
  auto R = this->fresh();
  auto H = Type::share(this->C, R);
  Raw Implicit = H;
  EXPECT_EQ(Implicit, R);
  const Type &Constant = H;
  Raw FromConstant = Constant;
  EXPECT_EQ(FromConstant, R);
  EXPECT_TRUE((std::is_convertible<Type &, Raw>::value));
  EXPECT_TRUE((std::is_convertible<const Type &, Raw>::value));
  EXPECT_FALSE((std::is_convertible<Type, Raw>::value));
  EXPECT_FALSE((std::is_convertible<const Type, Raw>::value));
  // Terms of every kind are Z3_asts.
  EXPECT_EQ((std::is_convertible<Type &, Z3_ast>::value), TypeParam::is_ast);
  EXPECT_FALSE((std::is_convertible<Type, Z3_ast>::value));
  // Nothing becomes a handle without saying who owns it.
  EXPECT_FALSE((std::is_convertible<Raw, Type>::value));
  EXPECT_FALSE((std::is_constructible<Type, Raw>::value));
  EXPECT_FALSE((std::is_constructible<Type, Z3_context, Raw>::value));
}

TYPED_TEST(Handle, IsSmallAndNothrow) {
  using Type = typename TestFixture::Type;
  EXPECT_LE(sizeof(Type), 2 * sizeof(void *));
  EXPECT_TRUE(std::is_nothrow_default_constructible<Type>::value);
  EXPECT_TRUE(std::is_nothrow_copy_constructible<Type>::value);
  EXPECT_TRUE(std::is_nothrow_move_constructible<Type>::value);
  EXPECT_TRUE(std::is_nothrow_copy_assignable<Type>::value);
  EXPECT_TRUE(std::is_nothrow_move_assignable<Type>::value);
  EXPECT_TRUE(noexcept(std::declval<Type &>().release()));
  EXPECT_TRUE(std::is_void<decltype(std::declval<Type &>().release())>::value);
}

} // namespace
