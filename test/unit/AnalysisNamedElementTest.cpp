// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elements of containers that the source names: `v.back()`, `m[key]`, `*found`.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {

/// A function that gives the last element of the caller's container back, then
/// does Then.
std::string releasesLast(llvm::StringRef Then) {
  return (R"ir(
func @f(%c: context, %v) holds %v.*."(content)"[%back]: solver {
bb0:
  $0 = copy %v.*."(content)"[%back] @3:1
  release $0 in %c @3:2 "Z3_solver_dec_ref"
)ir" + Then +
          "  ret\n}\n")
      .str();
}

const char *const UseLast = R"ir(
  $1 = copy %v.*."(content)"[%back] @9:1
  $2 = use $1 in %c @9:2 "Z3_solver_get_num_scopes"
)ir";

} // namespace

TEST(NamedElements, IsTheSameWhileItsNameIs) {
  EXPECT_THAT(findings(releasesLast(UseLast)),
              ElementsAre("likely use-after-release 9"));
}

TEST(NamedElements, IsAnotherWhenItHasLeft) {
  EXPECT_THAT(
      findings(releasesLast(
          std::string("  end %v.*.\"(content)\"[%back] @4:1\n") + UseLast)),
      IsEmpty());
}

TEST(NamedElements, IsAnotherWhenOneHasCome) {
  EXPECT_THAT(findings(releasesLast(R"ir(
  %s = new solver in %c @4:1
  retain %s in %c @5:1
  %v.*."(content)"[*] = copy %s role store @6:1
)ir" + std::string(UseLast))),
              IsEmpty());
}

TEST(NamedElements, IsAnotherWhenItsIndexChanges) {
  EXPECT_THAT(
      findings(releasesLast(std::string("  havoc %back @4:1\n") + UseLast)),
      IsEmpty());
}

TEST(NamedElements, SaysNothingOfAnother) {
  EXPECT_THAT(findings(releasesLast(R"ir(
  $1 = copy %v.*."(content)"[%front] @4:1
  $2 = use $1 in %c @4:2 "Z3_solver_get_num_scopes"
)ir")),
              IsEmpty());
}

TEST(NamedElements, WhoHasItHasIt) {
  EXPECT_THAT(findings(R"ir(
func @f(%c: context, %v) holds %v.*."(content)"[%back]: solver {
bb0:
  %s = copy %v.*."(content)"[%back] @3:1
  release %v.*."(content)"[%back] in %c @4:1 "Z3_solver_dec_ref"
  end %v.*."(content)"[%back] @5:1
  $0 = use %s in %c @6:1 "Z3_solver_get_num_scopes"
  ret
}
)ir"),
              ElementsAre("likely use-after-release 6"));
}

TEST(NamedElements, APointerToOneThatLeftStillLeadsToIt) {
  EXPECT_THAT(findings(R"ir(
func @f(%v) holds %v.*."(content)"[%back]: solver {
bb0:
  %s = addr %v.*."(content)"[%back] @3:1
  release %v.*."(content)"[%back] implicit @4:1 "z3::solver::~solver"
  end %v.*."(content)"[%back] @4:1
  $0 = use %s.* in %s.* role check @5:1 "z3::solver::check"
  ret
}
)ir"),
              ElementsAre("likely use-after-release 5"));
}

TEST(NamedElements, APointerStaysWithItsElementWhenTheIndexChanges) {
  EXPECT_THAT(findings(R"ir(
func @f(%c: context, %a, %i) holds %a.*[%i]: solver {
bb0:
  %p = addr %a.*[%i] @3:1
  havoc %i plus 1 @4:1
  release %a.*[%i] in %c @5:1 "Z3_solver_dec_ref"
  $0 = use %p.* in %c @6:1 "Z3_solver_get_num_scopes"
  ret
}
)ir"),
              IsEmpty());
}

TEST(NamedElements, AnIteratorThatGoesOnIsAtAnother) {
  EXPECT_THAT(findings(R"ir(
func @f(%c: context, %m) holds %it.*.second: solver {
bb0:
  %it = addr %m.*."(content)"[%it] @3:1
  release %it.*.second in %c @4:1 "Z3_solver_dec_ref"
  havoc %it plus 1 @5:1
  $0 = use %it.*.second in %c @6:1 "Z3_solver_get_num_scopes"
  ret
}
)ir"),
              IsEmpty());
}

TEST(NamedElements, AllOfOneContainerAreNotAllOfAll) {
  const char *const Rows = R"ir(
func @f(%c: context, %n) {
bb0:
  goto bb1
bb1: loop @3:3
  branch %i < %n, bb2, bb3
bb2:
  %s = new solver in %c @4:1
  retain %s in %c @5:1 "Z3_solver_inc_ref"
  %v."(content)"[*]."(content)"[*] = copy %s @6:1
  end %s
  havoc %i @7:1
  goto bb1
bb3:
  release %v."(content)"[%k]."(content)"[*] in %c each EACH @8:1 "Z3_solver_dec_ref"
  $1 = copy %v."(content)"[0]."(content)"[0] @9:1
  $2 = use $1 in %c role check @9:2 "Z3_solver_check"
  end %v @20:1
  ret
}
)ir";
  auto With = [&](llvm::StringRef More) {
    std::string Text = Rows;
    Text.replace(Text.find("EACH"), 4, More.str());
    return findings(Text);
  };
  EXPECT_THAT(With(""), IsEmpty());
  EXPECT_THAT(With("each"), ElementsAre("certain use-after-release 9"));
}
