// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What has one owner and no count: constructor, constructor_list, rcf_num,
// config.

#include "CallCounter.h"
#include "Samples.h"

#include <gtest/gtest.h>
#include <type_traits>

namespace {

template <class Kind> struct Make;
template <> struct Make<z3raii::kind::constructor> {
  static Z3_constructor make(Z3_context C) {
    return Z3_mk_constructor(C, Z3_mk_string_symbol(C, "nil"),
                             Z3_mk_string_symbol(C, "is-nil"), 0, nullptr,
                             nullptr, nullptr);
  }
};
template <> struct Make<z3raii::kind::constructor_list> {
  static Z3_constructor_list make(Z3_context C) {
    return Z3_mk_constructor_list(C, 0, nullptr);
  }
};
template <> struct Make<z3raii::kind::rcf_num> {
  static Z3_rcf_num make(Z3_context C) { return Z3_rcf_mk_small_int(C, 7); }
};

template <class Kind> class Owned : public testing::Test {
protected:
  using Type = z3raii::owned<Kind>;
  RawContext C;
};
using OwnedKinds =
    testing::Types<z3raii::kind::constructor, z3raii::kind::constructor_list,
                   z3raii::kind::rcf_num>;
struct Names {
  template <class Kind> static std::string GetName(int) { return Kind::label; }
};
TYPED_TEST_SUITE(Owned, OwnedKinds, Names);

TYPED_TEST(Owned, IsDestroyedOnce) {
  auto R = Make<TypeParam>::make(this->C);
  counted::reset();
  {
    auto A = TestFixture::Type::adopt(this->C, R);
    EXPECT_TRUE(A);
    EXPECT_EQ(A.get(), R);
    EXPECT_EQ(A.ctx(), this->C.C);
    auto B = std::move(A);
    EXPECT_FALSE(A);
    EXPECT_EQ(B.get(), R);
    auto &Same = B;
    B = std::move(Same);
    EXPECT_EQ(B.get(), R);
    EXPECT_EQ(counted::allCalls(), 0);
  }
  EXPECT_EQ(counted::deletions(R), 1);
  EXPECT_EQ(counted::allCalls(), 1);
}

TYPED_TEST(Owned, ReleaseDestroysAtOnce) {
  auto R = Make<TypeParam>::make(this->C);
  auto A = TestFixture::Type::adopt(this->C, R);
  counted::reset();
  A.release();
  EXPECT_FALSE(A);
  EXPECT_EQ(counted::deletions(R), 1);
  A.reset();
  EXPECT_EQ(counted::allCalls(), 1);
}

TYPED_TEST(Owned, DetachLeavesTheObject) {
  auto R = Make<TypeParam>::make(this->C);
  counted::reset();
  decltype(R) Out;
  {
    auto A = TestFixture::Type::adopt(this->C, R);
    Out = A.detach();
    EXPECT_FALSE(A);
  }
  EXPECT_EQ(Out, R);
  EXPECT_EQ(counted::allCalls(), 0);
  auto Again = TestFixture::Type::adopt(this->C, Out);
  Again.reset();
  EXPECT_EQ(counted::deletions(R), 1);
}

TYPED_TEST(Owned, MoveAssignmentDestroysTheOldOne) {
  auto First = Make<TypeParam>::make(this->C);
  auto Second = Make<TypeParam>::make(this->C);
  counted::reset();
  auto A = TestFixture::Type::adopt(this->C, First);
  A = TestFixture::Type::adopt(this->C, Second);
  EXPECT_EQ(counted::deletions(First), 1);
  EXPECT_EQ(counted::deletions(Second), 0);
  EXPECT_EQ(A.get(), Second);
}

TYPED_TEST(Owned, CanNotBeCopiedNorTakenFromATemporary) {
  using Type = typename TestFixture::Type;
  EXPECT_FALSE(std::is_copy_constructible<Type>::value);
  EXPECT_FALSE(std::is_copy_assignable<Type>::value);
  EXPECT_TRUE((std::is_convertible<Type &, typename Type::raw_type>::value));
  EXPECT_FALSE((std::is_convertible<Type, typename Type::raw_type>::value));
  EXPECT_LE(sizeof(Type), 2 * sizeof(void *));
}

// Z3 represents zero by the null pointer: an object, though there is nothing
// to destroy.
TEST(RcfNum, ZeroIsAValue) {
  RawContext C;
  Z3_rcf_num Raw = Z3_rcf_mk_small_int(C, 0);
  ASSERT_EQ(Raw, nullptr);
  z3raii::rcf_num Zero = z3raii::rcf_num::adopt(C, Raw);
  z3raii::rcf_num Two = z3raii::rcf_num::adopt(C, Z3_rcf_mk_small_int(C, 2));
  z3raii::rcf_num Sum = z3raii::rcf_num::adopt(C, Z3_rcf_add(C, Zero, Two));
  EXPECT_TRUE(Z3_rcf_eq(C, Sum, Two));
  EXPECT_FALSE(Zero);
  EXPECT_TRUE(Two);
  Zero.release();
}

TEST(Config, IsMadeSetAndDestroyed) {
  Z3_config Raw = nullptr;
  {
    z3raii::config Cfg;
    Raw = Cfg;
    ASSERT_NE(Raw, nullptr);
    counted::reset();
    Cfg.set("model", "false");
    z3raii::context C(Cfg);
    EXPECT_TRUE(C);
    EXPECT_EQ(counted::deletions(Raw), 0);
  }
  EXPECT_EQ(counted::deletions(Raw), 1);
}

TEST(Config, AdoptsAndGivesAway) {
  Z3_config Raw = Z3_mk_config();
  counted::reset();
  z3raii::config A = z3raii::config::adopt(Raw);
  z3raii::config B = std::move(A);
  EXPECT_FALSE(A);
  EXPECT_EQ(B.detach(), Raw);
  EXPECT_EQ(counted::allCalls(), 0);
  z3raii::config::adopt(Raw).release();
  EXPECT_EQ(counted::deletions(Raw), 1);
}

} // namespace
