// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// References that are lost outside of loops: on which ways out, and where the
// loss does not matter.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {
/// A function of a context, a solver and a condition.
std::string body(std::string Lines) {
  return "func @f(%c: context, %s: solver, %b) {\nbb0:\n" + Lines + "\n}\n";
}
std::string mainOf(std::string Lines) {
  return "func @main() {\nbb0:\n" + Lines + "\n}\n";
}
} // namespace

TEST(Leak, EarlyReturn) {
  EXPECT_THAT(findings(body(R"(
  %m = new model in %c @1:1
  retain %m in %c @2:1
  branch !null %b, bb1, bb2
bb1:
  end %m
  ret @3:1
bb2:
  release %m in %c @4:1
  end %m
  ret @5:1)")),
              ElementsAre("certain handle-leak 1"));
}

TEST(Leak, OverwrittenVariable) {
  EXPECT_THAT(findings(body(R"(
  %m = new model in %c @1:1
  retain %m in %c @2:1
  %m = new model in %c @3:1
  retain %m in %c @4:1
  release %m in %c @5:1
  end %m
  ret @6:1)")),
              ElementsAre("certain handle-leak 1"));
}

TEST(Leak, OneReleaseForTwoReferences) {
  EXPECT_THAT(findings(body(R"(
  %m = new model in %c @1:1
  retain %m in %c @2:1
  retain %m in %c @3:1
  release %m in %c @4:1
  end %m
  ret @5:1)")),
              ElementsAre("certain handle-leak 1"));
}

TEST(Leak, StructThatIsDropped) {
  EXPECT_THAT(findings(body(R"(
  %job.m = new model in %c @1:1
  retain %job.m in %c @2:1
  %other = copy %job
  end %job
  end %other
  ret @5:1)")),
              ElementsAre("certain handle-leak 1"));
}

TEST(Leak, MemoryThatIsFreed) {
  EXPECT_THAT(findings(body(R"(
  %p = alloc heap.1
  %p.*.m = new model in %c @1:1
  retain %p.*.m in %c @2:1
  free %p @3:1
  end %p
  ret @5:1)")),
              ElementsAre("certain handle-leak 1"));
}

TEST(Leak, BorrowedMayBeReleasedByWhoBorrowsItAgain) {
  EXPECT_THAT(findings(body(R"(
  %v = new ast_vector in %c @1:1
  retain %v in %c @2:1
  %a = borrow ast from %v in %c @3:1
  retain %a in %c @4:1
  %b = borrow ast from %v in %c @5:1
  release %b in %c @6:1
  release %v in %c @7:1
  end %a
  end %b
  end %v
  ret @8:1)")),
              IsEmpty());
}

TEST(Leak, ReleaseInALoopIsOneDefect) {
  EXPECT_THAT(findings(body(R"(
  %t = new solver in %c @1:1
  retain %t in %c @2:1
  goto bb1
bb1: loop @3:1
  branch opaque "more" (%b), bb2, bb3
bb2:
  $1 = use %t in %c @4:1
  release %t in %c @5:1
  havoc %b
  goto bb1
bb3:
  end %t
  ret @6:1)")),
              ElementsAre("certain use-after-release 4"));
}

TEST(Leak, TermOfAnUnknownContextIsLikely) {
  EXPECT_THAT(findings(body(R"(
  %a = new ast in %c @1:1
  retain %a in %c @2:1
  end %a
  ret @3:1)")),
              ElementsAre("likely handle-leak 1"));
}

TEST(Leak, TermOfAContextThatKeepsAll) {
  EXPECT_THAT(findings(R"(
func @f() -> context {
bb0:
  %c = new context keeping count 1 @1:1
  %a = new ast in %c @2:1
  retain %a in %c @3:1
  end %a
  ret = copy %c @4:1
  end %c
  ret
})"),
              IsEmpty());
}

TEST(Leak, FreshIsNotOwned) {
  EXPECT_THAT(findings(body(R"(
  %m = new model in %c @1:1
  end %m
  ret @3:1)")),
              IsEmpty());
}

TEST(Leak, GoesWithItsContext) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context counting count 1 @1:1
  %s = new solver in %c @2:1
  retain %s in %c @3:1
  end %s
  delete %c @4:1
  end %c
  ret @5:1
})"),
              IsEmpty());
}

TEST(Leak, ContextThatLivesOn) {
  EXPECT_THAT(findings(R"(
func @f() -> context {
bb0:
  %c = new context counting count 1 @1:1
  %s = new solver in %c @2:1
  retain %s in %c @3:1
  end %s
  ret = copy %c @4:1
  end %c
  ret @5:1
})"),
              ElementsAre("certain handle-leak 2"));
}

TEST(Leak, DeletedOnTheWayThatLosesIt) {
  EXPECT_THAT(findings(R"(
func @f(%b) -> context {
bb0:
  %c = new context counting count 1 @1:1
  branch !null %b, bb1, bb2
bb1:
  %s = new solver in %c @2:1
  retain %s in %c @3:1
  end %s
  delete %c @4:1
  end %c
  ret = copy null
  ret @5:1
bb2:
  ret = copy %c @6:1
  end %c
  ret @7:1
})"),
              IsEmpty());
}

TEST(Leak, OfTheContextAlone) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context counting count 1 @1:1
  %s = new solver in %c @2:1
  retain %s in %c @3:1
  end %s
  end %c
  ret @5:1
})"),
              ElementsAre("certain handle-leak 1"));
}

TEST(Leak, ContextThatAnArgumentWasUsedIn) {
  EXPECT_THAT(findings(R"(
func @f(%text) {
bb0:
  %c = new context counting count 1 @1:1
  use %text in %c @2:1
  end %c
  end %text
  ret @5:1
})"),
              ElementsAre("certain handle-leak 1"));
}

TEST(Leak, OwnedKindsAnywhere) {
  EXPECT_THAT(findings(body(R"(
  %k = new constructor in %c count 1 @1:1
  %g = new config count 1 @2:1
  %d = new context counting count 1 @3:1
  end %k
  end %g
  delete %d @4:1
  end %d
  ret @5:1)")),
              ElementsAre("certain handle-leak 1", "certain handle-leak 2"));
}

TEST(Leak, OnceToldInALoop) {
  EXPECT_THAT(findings(body(R"(
  goto bb1
bb1: loop @1:1
  branch opaque "more" (%b), bb2, bb4
bb2:
  %m = new model in %c @2:1
  retain %m in %c @3:1
  havoc %b
  branch !null %b, bb3, bb1
bb3:
  goto bb4
bb4:
  end %m
  ret @5:1)")),
              ElementsAre("certain loop-leak 2"));
}

TEST(Leak, MainEndsTheProcess) {
  EXPECT_THAT(findings(mainOf(R"(
  %g = new config count 1 @1:1
  %c = new context counting count 1 @2:1
  %s = new solver in %c @3:1
  retain %s in %c @4:1
  %s = new solver in %c @5:1
  retain %s in %c @6:1
  end %s
  end %c
  end %g
  ret @7:1)")),
              IsEmpty());
}

TEST(Leak, MainOverwritesAContext) {
  EXPECT_THAT(findings(mainOf(R"(
  %c = new context counting count 1 @1:1
  %c = new context counting count 1 @2:1
  delete %c @3:1
  end %c
  ret @4:1)")),
              ElementsAre("certain handle-leak 1"));
}

TEST(Leak, NothingIsLostWhereTheProgramEnds) {
  EXPECT_THAT(findings(body(R"(
  %m = new model in %c @1:1
  retain %m in %c @2:1
  $1 = use %m in %c @3:1
  branch !null $1, bb1, bb2
bb1:
  end %m
  goto bb3
bb2:
  release %m in %c @4:1
  end %m
  ret @5:1
bb3:
  unreachable)")),
              IsEmpty());
}

TEST(Leak, Thrown) {
  EXPECT_THAT(findings(body(R"(
  %m = new model in %c @1:1
  retain %m in %c @2:1 "Z3_model_inc_ref"
  branch !null %b, bb1, bb2
bb1:
  end %m
  throw @3:1
bb2:
  release %m in %c @4:1
  end %m
  ret @5:1)")),
              ElementsAre("likely handle-leak 1"));
}

TEST(Leak, HandedOut) {
  EXPECT_THAT(findings(body(R"(
  %m = new model in %c @1:1
  retain %m in %c @2:1
  @last = copy %m @3:1
  %n = new model in %c @4:1
  retain %n in %c @5:1
  call @elsewhere(%n) @6:1
  %o = new model in %c @7:1
  retain %o in %c @8:1
  escape %o @9:1
  end %m
  end %n
  end %o
  ret @10:1)")),
              IsEmpty());
}

TEST(Leak, ResultThatSaysThatThereIsOne) {
  // `found` is a variable: both values meet before it is returned.
  EXPECT_THAT(findings(R"(
func @solve(%c: context, %s: solver, %out) {
bb0:
  $1 = use %s in %c role check @1:1
  branch $1 == 1, bb1, bb2
bb1:
  %found = copy 1
  goto bb3
bb2:
  %found = copy 0
  goto bb3
bb3:
  branch !null %found, bb4, bb5
bb4:
  %out.* = new model in %c @2:1
  retain %out.* in %c @3:1
  goto bb5
bb5:
  ret = copy %found
  end %found
  ret
}
func @f(%c: context, %s: solver) {
bb0:
  $0 = addr %m
  $1 = call @solve(%c, %s, $0) @11:1
  branch !null $1, bb1, bb2
bb1:
  release %m in %c @12:1
  goto bb2
bb2:
  end %m
  ret
}
)"),
              IsEmpty());
}

TEST(Leak, ScopeGuardKeepsAClosure) {
  EXPECT_THAT(findings(R"(
func @guard(%g) this constructor {
bb0:
  %this.*.f = copy %g
  end %g
  ret
}
func @unguard() this destructor {
bb0:
  $0 = addr %this.*.f
  call @lambda($0)
  ret
}
func @lambda() this {
bb0:
  release %this.*.s.* in %this.*.c.* @5:1
  ret
}
func @f(%c: context) {
bb0:
  %s = new solver in %c @11:1
  retain %s in %c @12:1
  $0.c = addr %c
  $0.s = addr %s
  $1 = addr %done
  call @guard($1, $0) @13:1
  $2 = addr %done
  call @unguard($2) implicit
  end %done
  end %s
  ret
}
)"),
              IsEmpty());
}

TEST(Leak, ReferenceThatNewMemoryHolds) {
  EXPECT_THAT(findings(R"(
func @wrap(%c: context, %a: ast) {
bb0:
  %p = alloc heap.1
  %p.*.a = copy %a
  retain %p.*.a in %c @1:1
  ret = copy %p
  end %p
  ret
}
func @f(%c: context) {
bb0:
  %a = new ast in %c count 1 @11:1
  ret = call @wrap(%c, %a) @12:1
  release %a in %c @13:1
  end %a
  ret
}
)"),
              IsEmpty());
}

TEST(Leak, ThreeReferencesAreCounted) {
  EXPECT_THAT(findings(R"(func @f(%c: context) {
bb0:
  %t = new solver in %c @1:1
  retain %t in %c @2:1
  retain %t in %c @3:1
  retain %t in %c @4:1
  release %t in %c @5:1
  release %t in %c @6:1
  end %t
  ret
})"),
              ElementsAre("certain handle-leak 1"));
}

TEST(Leak, MoreReferencesAreNotCounted) {
  EXPECT_THAT(findings(R"(func @f(%c: context) {
bb0:
  %t = new solver in %c @1:1
  retain %t in %c @2:1
  retain %t in %c @3:1
  retain %t in %c @4:1
  retain %t in %c @5:1
  release %t in %c @6:1
  release %t in %c @7:1
  release %t in %c @8:1
  release %t in %c @9:1
  end %t
  ret
})"),
              IsEmpty());
}

/// One that is looked up in a table, and put there if there is none.
TEST(Leak, WhereTheTableHasOneAlready) {
  std::string Table = R"(
func @f(%c: context, %h, %a: ast, %i) -> ast pointer {
bb0:
  %n = new ast keeps %a in %c @1:1
  retain %n in %c @2:1
  branch !null %h.*.slot[%i], bb1, bb2
bb1:
  GIVE
  ret = copy %h.*.slot[%i]
  end %n implicit
  ret @3:1
bb2:
  %h.*.slot[%i] = copy %n @4:1
  ret = copy %n
  end %n implicit
  ret @5:1
}
)";
  std::string Gives = Table;
  Table.replace(Table.find("GIVE"), 4, "use %n in %c");
  EXPECT_THAT(findings(Table), ElementsAre("likely handle-leak 1"));
  Gives.replace(Gives.find("GIVE"), 4, "release %n in %c");
  EXPECT_THAT(findings(Gives), IsEmpty());
}

TEST(Leaks, AReferenceToWhatIsAnothers) {
  EXPECT_THAT(findings(R"ir(
func @f(%c: context, %e: ast, %n) {
bb0:
  %t = borrow ast from %e in %c @1:1 "Z3_get_app_arg"
  retain %t in %c @2:1 "Z3_inc_ref"
  branch !null %n, bb1, bb2
bb1:
  ret
bb2:
  release %t in %c @4:1 "Z3_dec_ref"
  ret
}
)ir"),
              ElementsAre("likely handle-leak 1"));
}

TEST(Leaks, AReferenceThatACalleeHandsOut) {
  auto WithUse = [](llvm::StringRef Release) {
    return findings((R"ir(
func @read(%c: context, %m, %r) -> ast pointer holds %m.*[%r]: ast {
bb0:
  %v = copy %m.*[%r] @1:1
  retain %v in %c @2:1 "Z3_inc_ref"
  ret = copy %v
  ret
}
func @f(%c: context, %m, %r) {
bb0:
  %t = call @read(%c, %m, %r) @11:1
  $0 = use %t in %c @12:1
)ir" + Release + "  ret\n}\n")
                        .str());
  };
  EXPECT_THAT(WithUse(""), ElementsAre("likely handle-leak 11"));
  // The array still has it.
  EXPECT_THAT(WithUse("  release %t in %c @13:1 \"Z3_dec_ref\"\n"
                      "  $1 = use %t in %c @14:1\n"),
              IsEmpty());
}
