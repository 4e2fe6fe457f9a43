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
