// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Z3's texts, copied.

#include "Samples.h"

#include <gtest/gtest.h>

namespace {

template <class Kind> class ToString : public testing::Test {
protected:
  RawContext C;
};
using Printed = testing::Types<
    z3raii::kind::ast, z3raii::kind::sort, z3raii::kind::func_decl,
    z3raii::kind::app, z3raii::kind::pattern, z3raii::kind::solver,
    z3raii::kind::model, z3raii::kind::params, z3raii::kind::optimize,
    z3raii::kind::fixedpoint, z3raii::kind::goal, z3raii::kind::apply_result,
    z3raii::kind::stats, z3raii::kind::ast_vector, z3raii::kind::ast_map,
    z3raii::kind::param_descrs>;
TYPED_TEST_SUITE(ToString, Printed);

TYPED_TEST(ToString, OutlivesTheNextText) {
  auto H = z3raii::handle<TypeParam>::share(this->C,
                                            Sample<TypeParam>::make(this->C));
  std::string Text = z3raii::to_string(H);
  std::string Same = Text.c_str();
  Z3_ast_to_string(this->C, Z3_mk_true(this->C));
  EXPECT_EQ(Text, Same);
  EXPECT_EQ(Text, z3raii::to_string(H));
}

TEST(ToStringOf, TwoTermsInOneStatement) {
  RawContext C;
  z3raii::ast A = z3raii::ast::share(C, Z3_mk_true(C));
  z3raii::ast B = z3raii::ast::share(C, Z3_mk_false(C));
  EXPECT_EQ(z3raii::to_string(A) + z3raii::to_string(B), "truefalse");
}

TEST(ToStringOf, NullIsEmpty) { EXPECT_EQ(z3raii::copied(nullptr), ""); }

} // namespace
