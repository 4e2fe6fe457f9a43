// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elements that an object owns and drops without a look at them.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {

/// A class whose destructor gives each element back, with a method.
std::string withMethod(const char *Body, const char *More = "") {
  return std::string(R"ir(
class "S" @1:7 {
  handle c context @2:2
  handle v ast content @2:3
  destructor user "S::~S()" @9:1
  method "S::drop"
  method "S::other"
}
func @"S::~S()"() this destructor {
bb0:
  release %this.*.v."(content)"[*] in %this.*.c each @9:1 "Z3_dec_ref"
  ret
}
func @"S::drop"(%k) this {
bb0:
)ir") + Body +
         "  ret\n}\n" + More;
}

} // namespace

TEST(ForgottenElements, OneIsTakenOut) {
  EXPECT_THAT(
      findings(withMethod("  end %this.*.v.\"(content)\"[%k] @20:1\n")),
      ElementsAre("likely handle-leak 20"));
}

TEST(ForgottenElements, OneIsTakenOutByAnIterator) {
  EXPECT_THAT(findings(withMethod("  %it = addr %this.*.v.\"(content)\"[%k]\n"
                                  "  $1 = copy %it\n"
                                  "  end $1.* @20:1\n"
                                  "  end %it implicit\n")),
              ElementsAre("likely handle-leak 20"));
}

TEST(ForgottenElements, AllAreTakenOut) {
  EXPECT_THAT(findings(withMethod("  end %this.*.v.\"(content)\" @20:1\n")),
              ElementsAre("likely handle-leak 20"));
}

TEST(ForgottenElements, WhatIsReadBefore) {
  EXPECT_THAT(
      findings(withMethod("  $0 = copy %this.*.v.\"(content)\"[%k]\n"
                          "  release $0 in %this.*.c \"Z3_dec_ref\"\n"
                          "  end %this.*.v.\"(content)\"[%k] @20:1\n")),
      IsEmpty());
  EXPECT_THAT(
      findings(withMethod("  %it = addr %this.*.v.\"(content)\"[%k]\n"
                          "  release %it.* in %this.*.c \"Z3_dec_ref\"\n"
                          "  $1 = copy %it\n"
                          "  end $1.* @20:1\n")),
      IsEmpty());
  EXPECT_THAT(findings(withMethod("  $0 = addr %this.*.v\n"
                                  "  call @unknown($0)\n"
                                  "  end %this.*.v.\"(content)\" @20:1\n")),
              IsEmpty());
}

TEST(ForgottenElements, WhatAnotherMethodReleasesBefore) {
  const char *const Other = R"ir(
func @"S::other"(%k) this {
bb0:
  release %this.*.v."(content)"[%k] in %this.*.c "Z3_dec_ref"
  ret
}
)ir";
  EXPECT_THAT(
      findings(withMethod("  call @\"S::other\"(%this, %k)\n"
                          "  end %this.*.v.\"(content)\"[%k] @20:1\n",
                          Other)),
      IsEmpty());
  EXPECT_THAT(findings(withMethod(
                  "  end %this.*.v.\"(content)\"[%k] @20:1\n",
                  (std::string(Other) + R"ir(
func @caller(%s, %k) {
bb0:
  call @"S::other"(%s, %k)
  call @"S::drop"(%s, %k)
  ret
}
)ir")
                      .c_str())),
              IsEmpty());
}

TEST(ForgottenElements, SomeMayBeNull) {
  EXPECT_THAT(
      findings(withMethod("  end %this.*.v.\"(content)\"[%k] @20:1\n", R"ir(
func @"S::other"() this {
bb0:
  $0 = copy null
  %this.*.v."(content)"[@"key back"] = copy $0 role store
  ret
}
)ir")),
      IsEmpty());
}

TEST(ForgottenElements, TheContextGoesToo) {
  EXPECT_THAT(findings(withMethod("  delete %this.*.c \"Z3_del_context\"\n"
                                  "  end %this.*.v.\"(content)\" @20:1\n")),
              IsEmpty());
}

TEST(ForgottenElements, TheReportStandsWhereTheyAreMade) {
  EXPECT_THAT(
      findings(withMethod("  end %this.*.v.\"(content)\"[%k] @20:1\n", R"ir(
func @"S::other"() this {
bb0:
  %t = new ast in %this.*.c @30:1 "Z3_mk_const"
  retain %t in %this.*.c "Z3_inc_ref"
  %this.*.v."(content)"[@"key back"] = copy %t role store
  ret
}
)ir")),
      ElementsAre("likely handle-leak 30"));
}

namespace {

/// A struct of C with a function, and one that puts in and gives back.
std::string withFunction(const char *Body, const char *More = "") {
  return std::string(R"ir(
class "list" @1:7 {
  handle v ast content @2:3
  method "add"
  method "end"
  method "drop"
}
func @add(%l, %x: ast) {
bb0:
  retain %x in %l.*.c "Z3_inc_ref"
  havoc %l.*.n plus 1
  %l.*.v."(content)"[@"key back"].t = copy %x
  ret
}
func @end(%l) {
bb0:
  release %l.*.v."(content)"[*].t in %l.*.c each "Z3_dec_ref"
  end %l.*.v."(content)"
  ret
}
func @drop(%l, %k, %x: ast) {
)ir") + Body +
         "}\n" + More;
}

const char *const Above = R"ir(
bb0:
  %l.*.n = copy %k @20:1
  escape %l.*.v."(content)"[*] each @20:1
  ret
)ir";

const char *const Replaces = R"ir(
bb0:
  %i = copy 0
  goto bb1
bb1: loop
  branch %i < %l.*.n, bb2, bb5
bb2:
  branch %l.*.v."(content)"[%i].key == %k, bb3, bb4
bb3:
  %l.*.v."(content)"[%i].t = copy %x @20:1
  ret
bb4:
  havoc %i plus 1
  goto bb1
bb5:
  ret
)ir";

} // namespace

TEST(ForgottenElements, ThoseAboveAMark) {
  EXPECT_THAT(findings(withFunction(Above)),
              ElementsAre("likely handle-leak 20"));
}

TEST(ForgottenElements, ThoseAboveAMarkThatCallersRelease) {
  EXPECT_THAT(findings(withFunction(Above, R"ir(
func @some(%l, %k) {
bb0:
  %i = copy %k
  release %l.*.v."(content)"[%i].t in %l.*.c "Z3_dec_ref"
  ret
}
func @caller(%l, %k) {
bb0:
  call @some(%l, %k)
  call @drop(%l, %k, null)
  ret
}
)ir")),
              IsEmpty());
}

TEST(ForgottenElements, WhatIsThereIsOverwritten) {
  EXPECT_THAT(findings(withFunction(Replaces)),
              ElementsAre("likely handle-leak 20"));
}

TEST(ForgottenElements, WhatIsNotThereYet) {
  // The count is set before: the elements are filled in.
  EXPECT_THAT(findings(withFunction(Replaces, R"ir(
func @begin(%l, %n) {
bb0:
  %l.*.n = copy %n
  ret
}
)ir")),
              IsEmpty());
  // Each one is.
  EXPECT_THAT(findings(withFunction(R"ir(
bb0:
  %i = copy 0
  goto bb1
bb1: loop
  branch %i < %l.*.n, bb2, bb3
bb2:
  %l.*.v."(content)"[%i].t = copy %x @20:1
  havoc %i plus 1
  goto bb1
bb3:
  ret
)ir")),
              IsEmpty());
  // A tag says whether it is there.
  std::string Tagged = Replaces;
  Tagged.replace(Tagged.find(".key == %k"), 10, ".used == 0");
  EXPECT_THAT(findings(withFunction(Tagged.c_str())), IsEmpty());
}
