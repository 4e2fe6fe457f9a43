// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Classes whose special members disagree about a handle.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {

const char *const Destructor = R"ir(
func @"S::~S()"() this destructor {
bb0:
  release %this.*.s in %this.*.c @9:1
  ret
}
)ir";

} // namespace

TEST(OwnerClass, ImplicitCopyOfWhatTheDestructorReleases) {
  EXPECT_THAT(findings(std::string(R"ir(
class "S" @1:7 {
  handle s solver @2:3
  destructor user "S::~S()" @9:1
  copy_constructor implicit @20:5
}
)ir") + Destructor),
              ElementsAre("likely owner-class 20"));
}

TEST(OwnerClass, ImplicitCopyThatNobodyMakesIsPossible) {
  EXPECT_THAT(findings(std::string(R"ir(
class "S" @1:7 {
  handle s solver @2:3
  destructor user "S::~S()" @9:1
  copy_constructor implicit
}
)ir") + Destructor),
              ElementsAre("possible owner-class 1"));
}

TEST(OwnerClass, NoCopy) {
  EXPECT_THAT(findings(std::string(R"ir(
class "S" @1:7 {
  handle s solver @2:3
  destructor user "S::~S()" @9:1
}
)ir") + Destructor),
              IsEmpty());
}

TEST(OwnerClass, CopyWithAndWithoutRetain) {
  const std::string Class = R"ir(
class "S" @1:7 {
  handle s solver @2:3
  destructor user "S::~S()" @9:1
  copy_constructor user "S::S(const S &)" @5:3
}
)ir" + std::string(Destructor) +
                            R"ir(
func @"S::S(const S &)"(%o) this constructor {
bb0:
  %this.*.c = copy %o.*.c
  %this.*.s = copy %o.*.s
)ir";
  EXPECT_THAT(findings(Class + "  ret\n}\n"),
              ElementsAre("likely owner-class 5"));
  EXPECT_THAT(
      findings(Class + "  retain %this.*.s in %this.*.c @6:1\n  ret\n}\n"),
      IsEmpty());
}

TEST(OwnerClass, SelfAssignment) {
  auto Assignment = [](const char *First, const char *Second) {
    return R"ir(
class "S" @1:7 {
  handle s ast @2:3
  destructor user "S::~S()" @9:1
  copy_assignment user "S::operator="  @5:3
}
)ir" + std::string(Destructor) +
           R"ir(
func @"S::operator="(%o) this {
bb0:
)ir" + First +
           R"ir(
  %this.*.c = copy %o.*.c
  %this.*.s = copy %o.*.s
)ir" + Second +
           R"ir(
  ret = copy %this
  end %o implicit
  ret
}
)ir";
  };
  const char *Release = "  release %this.*.s in %this.*.c @6:1\n";
  EXPECT_THAT(
      findings(Assignment(Release, "  retain %this.*.s in %this.*.c @7:1\n")),
      ElementsAre("likely owner-class 5"));
  std::string RetainFirst =
      "  retain %o.*.s in %o.*.c @5:1\n" + std::string(Release);
  EXPECT_THAT(findings(Assignment(RetainFirst.c_str(), "")), IsEmpty());
}

TEST(OwnerClass, ConstructorRetainsAndNothingReleases) {
  EXPECT_THAT(findings(R"ir(
class "S" @1:7 {
  handle s solver @2:3
  destructor implicit
  constructor "S::S(Z3_context)"
}

func @"S::S(Z3_context)"(%c: context) this constructor {
bb0:
  %this.*.s = new solver in %c @3:1
  retain %this.*.s in %c @4:1
  ret
}
)ir"),
              ElementsAre("likely owner-class 1"));
}

namespace {

/// A class with a container of handles, and a method that puts one in.
std::string keeps(llvm::StringRef SpecialMembers, llvm::StringRef More) {
  return (R"ir(
class "S" @1:7 {
  handle all solver content @2:3
)ir" + SpecialMembers +
          R"ir(
  method "S::add"
  method "S::other"
}
func @"S::add"(%s: solver) this {
bb0:
  retain %s in %this.*.c @5:1 "Z3_solver_inc_ref"
  %this.*.all."(content)"[*] = copy %s role store @6:1
  ret
}
)ir" + More)
      .str();
}

const char *const Each = R"ir(
func @"S::~S()"() this destructor {
bb0:
  release %this.*.all."(content)"[*] in %this.*.c each @9:1
  ret
}
)ir";

/// func @"S::other" with this body.
std::string other(llvm::StringRef Body) {
  return ("func @\"S::other\"() this {\nbb0:\n" + Body + "}\n").str();
}

} // namespace

TEST(OwnerClass, NothingReleasesWhatTheContainerKeeps) {
  EXPECT_THAT(findings(keeps("", other("  ret\n"))),
              ElementsAre("likely owner-class 1"));
}

TEST(OwnerClass, AMethodMayReleaseWhatTheContainerKeeps) {
  EXPECT_THAT(findings(keeps("", other(R"ir(
  release %this.*.all."(content)"[*] in %this.*.c each @8:1
  ret
)ir"))),
              IsEmpty());
}

TEST(OwnerClass, WhatTheContainerKeepsMayBeTakenOut) {
  EXPECT_THAT(findings(keeps("", other(R"ir(
  ret = copy %this.*.all."(content)"[%back] @8:1
  end %this.*.all."(content)"[%back] @8:2
  ret
)ir"))),
              IsEmpty());
  EXPECT_THAT(findings(keeps("", other(R"ir(
  ret = addr %this.*.all @8:1
  ret
)ir"))),
              IsEmpty());
}

TEST(OwnerClass, ImplicitCopyOfAContainer) {
  EXPECT_THAT(findings(keeps(R"ir(
  destructor user "S::~S()" @9:1
  copy_constructor implicit @20:5
  move_constructor implicit @21:5
)ir",
                             other("  ret\n") + Each)),
              ElementsAre("likely owner-class 20"));
}

// A class that makes a context and never gives it back.
static std::string contextOf(const char *Rest) {
  return std::string(R"ir(
class "E" @1:7 {
  handle c context @2:3
  constructor "E::E()"
  method "E::ask()"
}
func @"E::E()"() this constructor of "E" {
bb0:
  %this.*.c = new context counting count 1 @3:1 "Z3_mk_context_rc"
  ret
}
func @"E::ask()"() this of "E" holds %this.*.c: context {
bb0:
  use in %this.*.c @4:1 "Z3_mk_true"
  ret
}
)ir") + Rest;
}

TEST(OwnerClass, ContextThatEveryObjectLoses) {
  EXPECT_THAT(findings(contextOf(R"ir(
func @f() {
bb0:
  $1 = addr %e
  call @"E::E()"($1) @10:1
  call @"E::ask()"($1) @11:1
  end %e
  ret
}
)ir")),
              ElementsAre("likely owner-class 1"));
  EXPECT_THAT(findings(contextOf(R"ir(
func @f() {
bb0:
  %p = alloc heap.0 @10:1
  $1 = addr heap.0
  call @"E::E()"($1) @10:1
  call @"E::ask()"(%p) @11:1
  free %p
  ret
}
)ir")),
              ElementsAre("likely owner-class 1"));
}

TEST(OwnerClass, ContextOfTheOneObject) {
  EXPECT_THAT(findings(contextOf(R"ir(
func @f() {
bb0:
  $1 = addr @one
  call @"E::E()"($1) @10:1
  call @"E::ask()"($1) @11:1
  ret
}
)ir")),
              IsEmpty());
  EXPECT_THAT(findings(contextOf(R"ir(
func @f() {
bb0:
  $0 = alloc heap.0 @10:1
  $1 = addr heap.0
  call @"E::E()"($1) @10:1
  @one = copy $0 @10:1
  ret
}
)ir")),
              IsEmpty());
}

TEST(OwnerClass, ContextThatOthersDelete) {
  EXPECT_THAT(findings(contextOf(R"ir(
func @close(%e) holds %e.*.c: context {
bb0:
  delete %e.*.c @12:1 "Z3_del_context"
  ret
}
func @f() {
bb0:
  $1 = addr %e
  call @"E::E()"($1) @10:1
  call @close($1) @11:1
  end %e
  ret
}
)ir")),
              IsEmpty());
}
