// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which contexts two threads work in at the same time.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {

/// A thread that works in the context that it is given the address of.
const std::string Worker = R"(
func @work(%c) internal {
bb0:
  %x = new ast in %c.* count 1 @40:1
  release %x @41:1
  ret
}
)";

} // namespace

TEST(Threads, UseBetweenStartAndJoin) {
  EXPECT_THAT(findings(Worker + R"(
func @main() {
bb0:
  %c = new context counting count 1 @1:1
  $0 = addr %c
  %t = spawn @work($0) @2:1
  %y = new ast in %c count 1 @3:1
  release %y @4:1
  sync %t role join @5:1
  delete %c @6:1
  ret
}
)"),
              ElementsAre("likely thread-sharing 2"));
}

TEST(Threads, UseBehindTheJoin) {
  EXPECT_THAT(findings(Worker + R"(
func @main() {
bb0:
  %c = new context counting count 1 @1:1
  $0 = addr %c
  %t = spawn @work($0) @2:1
  sync %t role join @3:1
  %y = new ast in %c count 1 @4:1
  release %y @5:1
  delete %c @6:1
  ret
}
)"),
              IsEmpty());
}

TEST(Threads, TheContextIsDeletedTooEarly) {
  EXPECT_THAT(findings(Worker + R"(
func @main() {
bb0:
  %c = new context counting count 1 @1:1
  $0 = addr %c
  %t = spawn @work($0) @2:1
  delete %c @3:1
  sync %t role join @4:1
  ret
}
)"),
              ElementsAre("likely thread-sharing 2"));
}

TEST(Threads, TheSecondOfTwo) {
  EXPECT_THAT(findings(Worker + R"(
func @main() {
bb0:
  %c = new context counting count 1 @1:1
  $0 = addr %c
  %t = spawn @work($0) @2:1
  %u = spawn @work($0) @3:1
  sync %t role join @4:1
  sync %u role join @5:1
  delete %c @6:1
  ret
}
)"),
              ElementsAre("likely thread-sharing 3"));
}

TEST(Threads, StartedInALoop) {
  const std::string Loop = R"(
func @main(%n) {
bb0:
  %c = new context counting count 1 @1:1
  $0 = addr %c
  goto bb1
bb1: loop @2:1
  branch %n < 3, bb2, bb3
bb2:
  %t[*] = spawn @work($0) @3:1
)";
  const std::string End = R"(
  havoc %n
  goto bb1
bb3:
  sync %t[*] role join @5:1
  delete %c @6:1
  ret
}
)";
  EXPECT_THAT(findings(Worker + Loop + End),
              ElementsAre("likely thread-sharing 3"));
  EXPECT_THAT(findings(Worker + Loop + "  sync %t[*] role join @4:1" + End),
              IsEmpty());
}

TEST(Threads, AContextForEach) {
  EXPECT_THAT(findings(Worker + R"(
func @main(%n) {
bb0:
  goto bb1
bb1: loop @1:1
  branch %n < 3, bb2, bb3
bb2:
  %p = alloc heap.0
  heap.0 = new context counting count 1 @2:1
  escape %p
  %all[*] = flow %p
  $0.c = move %p
  $1 = addr $0
  %t[*] = spawn @held($1) @3:1
  havoc %n
  goto bb1
bb3:
  sync %t[*] role join @5:1
  ret
}

func @held(%holder) internal {
bb0:
  %x = new ast in %holder.*.c.* count 1 @40:1
  release %x @41:1
  ret
}
)"),
              IsEmpty());
}

TEST(Threads, ACommonLock) {
  const std::string Shared = R"(
func @use() internal {
bb0:
  sync @lock role lock @40:1
  %x = new ast in @c count 1 @41:1
  release %x @42:1
  sync @lock role unlock @43:1
  ret
}

func @main() {
bb0:
  %t = spawn @use() @1:1
)";
  const std::string End = R"(
  sync %t role join @8:1
  ret
}
)";
  EXPECT_THAT(findings(Shared + "  call @use() @2:1" + End), IsEmpty());
  EXPECT_THAT(findings(Shared + R"(
  sync @lock role lock @2:1
  sync @lock role unlock @3:1
  $0 = use in @c @4:1)" +
                       End),
              ElementsAre("likely thread-sharing 1"));
  EXPECT_THAT(findings(Shared + R"(
  sync @other role lock @2:1
  $0 = use in @c @4:1
  sync @other role unlock @5:1)" +
                       End),
              ElementsAre("likely thread-sharing 1"));
}

TEST(Threads, EachHasItsOwnVariable) {
  EXPECT_THAT(findings(R"(
func @use() internal {
bb0:
  $0 = use in @"thread_local c" @40:1
  ret
}

func @main() {
bb0:
  %t = spawn @use() @1:1
  call @use() @2:1
  sync %t role join @3:1
  ret
}
)"),
              IsEmpty());
}

TEST(Threads, AnyThreadMayInterrupt) {
  EXPECT_THAT(findings(R"(
func @stop(%c: context) internal {
bb0:
  use in %c role interrupt @40:1
  ret
}

func @main(%c: context) {
bb0:
  %t = spawn @stop(%c) @1:1
  $0 = use in %c @2:1
  sync %t role join @3:1
  ret
}
)"),
              IsEmpty());
}

TEST(Threads, ReleasesMayBeLeftToAnother) {
  const std::string Program = R"(
func @clean(%c: context, %x: ast) internal {
bb0:
  release %x in %c @40:1 "Z3_dec_ref"
  ret
}

func @main(%c: context, %x: ast) {
bb0:
)";
  const std::string End = R"(
  %t = spawn @clean(%c, %x) @2:1
  $0 = use in %c @3:1
  sync %t role join @4:1
  ret
}
)";
  EXPECT_THAT(findings(Program + End), ElementsAre("likely thread-sharing 2"));
  EXPECT_THAT(findings(Program + "  use in %c role defer_releases @1:1" + End),
              IsEmpty());
}

TEST(Threads, ASignHandsTheContextOver) {
  const std::string Program = R"(
func @wait(%c: context) internal {
bb0:
  sync role wait @40:1
  $0 = use in %c @41:1
  ret
}

func @main(%c: context) {
bb0:
  %t = spawn @wait(%c) @1:1
  $0 = use in %c @2:1
  sync role notify @3:1
)";
  EXPECT_THAT(findings(Program + R"(
  sync %t role join @5:1
  ret
}
)"),
              IsEmpty());
  EXPECT_THAT(findings(Program + R"(
  $1 = use in %c @4:1
  sync %t role join @5:1
  ret
}
)"),
              ElementsAre("likely thread-sharing 1"));
}

TEST(Threads, WhatIsMovedIntoTheThreadIsNotOursToDelete) {
  const std::string Program = R"(
func @own(%p) internal {
bb0:
  $0 = use in %p.*.* @40:1
  ret
}

func @main() {
bb0:
  %p = alloc heap.0
  heap.0 = new context counting count 1 @1:1
  $1 = flow %p role ROLE
  $2 = addr $1
  %t = spawn @own($2) @2:1
  branch !null %p, bb1, bb2
bb1:
  delete %p.* implicit @3:1
  goto bb2
bb2:
  sync %t role join @4:1
  ret
}
)";
  auto With = [&](llvm::StringRef Role) {
    std::string Text = Program;
    size_t At = Text.find(" role ROLE");
    return findings(Text.replace(At, 10, Role.str()));
  };
  EXPECT_THAT(With(" role detach"), IsEmpty());
  EXPECT_THAT(With(""), ElementsAre("likely thread-sharing 2"));
}

TEST(Threads, ALoopThatOnlyPollsWaits) {
  const std::string Program = R"(
func @wait(%c: context, %n) internal {
bb0:
  goto bb1
bb1: loop @40:1
  sync role poll @40:1
  branch !null $1, bb3, bb2
bb2:
  BODY
bb3:
  $0 = use in %c @43:1
  ret
}

func @main(%c: context) {
bb0:
  %t = spawn @wait(%c, 3) @1:1
  $0 = use in %c @2:1
  sync role notify @3:1
  sync %t role join @4:1
  ret
}
)";
  auto With = [&](llvm::StringRef Body) {
    std::string Text = Program;
    return findings(Text.replace(Text.find("BODY"), 4, Body.str()));
  };
  EXPECT_THAT(With("goto bb1"), IsEmpty());
  EXPECT_THAT(With("$2 = use in %c @42:1\n  goto bb1"),
              ElementsAre("likely thread-sharing 1"));
  // It ends without the sign, too.
  EXPECT_THAT(With("branch %n < 3, bb1, bb3"),
              ElementsAre("likely thread-sharing 1"));
}

/// Threads that run what was kept: a closure with the address of a context.
static std::string pool(std::string Context, std::string Around) {
  return R"(
func @task(%it) internal {
bb0:
  %x = new ast in %it.*.c.* count 1 @40:1
  release %x @41:1
  ret
}
func @work(%m) internal {
bb0:
)" + Around +
         R"(
  ret
}
func @main() {
bb0:
  )" + Context +
         R"( = new context counting count 1 @1:1
  %closure.c = addr )" +
         Context + R"(
  @"task" = flow %closure
  $1 = addr %m
  %t[*] = spawn @work($1) @2:1
  %t[*] = spawn @work($1) @3:1
  sync %t[*] role join @4:1
  delete )" +
         Context + R"( @5:1
  ret
}
)";
}

TEST(Threads, ClosuresThatWereKept) {
  EXPECT_THAT(findings(pool("%c", R"(
  $0 = flow @"task" role reach
  spawn @task($0) role callback @30:1)")),
              ElementsAre("likely thread-sharing 3"));
}

TEST(Threads, ClosuresThatWereKeptAreRunUnderALock) {
  EXPECT_THAT(findings(pool("%c", R"(
  sync %m.* role lock
  $0 = flow @"task" role reach
  spawn @task($0) role callback @30:1
  sync %m.* role unlock)")),
              IsEmpty());
}
