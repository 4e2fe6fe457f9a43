// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text form: what is printed is read again, what is wrong is said in one
// line.

#include "ir/Text.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <random>

using namespace z3tidy::ir;
using testing::HasSubstr;
using testing::MatchesRegex;

namespace {

std::string text(const Module &M) {
  std::string S;
  llvm::raw_string_ostream OS(S);
  print(M, OS);
  return S;
}

/// The module; an empty one and a failure if the text is wrong.
Module parsed(llvm::StringRef Text) {
  llvm::Expected<Module> M = parse(Text, "t.zir");
  if (!M) {
    ADD_FAILURE() << llvm::toString(M.takeError());
    return Module();
  }
  return std::move(*M);
}

/// The error; a failure if there is none.
std::string errorOf(llvm::StringRef Text) {
  llvm::Expected<Module> M = parse(Text, "t.zir");
  if (M) {
    ADD_FAILURE() << "no error in: " << Text.str();
    return "";
  }
  return llvm::toString(M.takeError());
}

std::string errorIn(llvm::StringRef Line) {
  return errorOf(("func @f() {\nbb0:\n" + Line + "\n  ret\n}\n").str());
}

/// In the form in which it is printed.
constexpr char Everything[] =
    R"zir(func @check_all(%ctx: context, %n) -> solver pointer internal display "check_all(Z3_context, int)" file "a.c" @10:1 {
bb0:
  $1 = use %s, %g[*] in %ctx role check @13:20 "Z3_solver_check"
  %s = new solver in %ctx @13:20 "Z3_mk_solver"
  retain %s in %ctx
  %d = new func_decl in %ctx joined
  %e = new ast keeps %a, $3 in %ctx count 1 role fresh_name
  %c = new context counting count 1
  %c = new context keeping count 1
  %a = borrow ast from %v.*.elems[2]
  %a = borrow ast
  release %s in %ctx implicit
  delete %ctx
  use
  collect trail in %ctx
  collect last_object in %ctx
  $2 = copy %s
  $3 = move %this.*.s
  $3 = copy null
  $3 = copy -4
  $3 = copy ?
  %p = addr %s
  %q = alloc heap.1
  free %q
  havoc heap.1.x
  escape %s, %p
  $4 = call @helper($1, null, 4, ?, -9223372036854775808) @20:3
  call @"operator()(int)"()
  end %s implicit
  ret = copy @ns::cache
  goto bb1 @21:1
bb1: loop @12:3 trip 4 perelement
  branch null %s, bb2, bb3
bb2:
  switch %k, 0: bb1, -1: bb2, default: bb3
bb3: loop @30:1
  branch %n >= 3, bb4, bb5
bb4:
  edges [opaque "a < \"3\"" (%a, %b), !null %q] bb1, unwind bb2, [!true] unwind bb3, [%x != %y, %x <= 1, !opaque "x == y - 1" (%x, %y) says %x == %y plus -1] bb4
bb5:
  edges
bb6:
  throw @22:1
bb7:
  unreachable
}

func @"S::~S"() this destructor entry bb1 {
bb0:
  ret
bb1:
  edges unwind bb0
}

func @S::S() this constructor {
}
)zir";

TEST(Text, PrintsWhatItRead) {
  EXPECT_EQ(text(parsed(Everything)), Everything);
}

TEST(Text, ReadsWhatPeopleWrite) {
  // Comments, blank lines, attributes in any order, no file.
  const char *Written = R"(
; a comment
func @f(%c: context) {   ; another

bb0:
  %s = new solver count 1 in %c   ; trailing
  branch !null %s, bb1, bb1

bb1: ret
})";
  EXPECT_THAT(errorOf(Written), HasSubstr("t.zir:9:6: "));
  std::string Right = Written;
  Right.replace(Right.find("bb1: ret"), 8, "bb1:\n  ret");
  Module M = parsed(Right + "\n");
  const Function *F = M.find("f");
  ASSERT_NE(F, nullptr);
  const Instr &I = F->instr(0);
  EXPECT_EQ(I.O, Op::New);
  EXPECT_EQ(I.K, Kind::Solver);
  EXPECT_EQ(I.Count, 1);
  EXPECT_EQ(F->str(I.Context), "%c");
  EXPECT_EQ(I.Context, F->Params[0].P);
}

TEST(Text, ReadsEveryField) {
  Module M = parsed(Everything);
  ASSERT_EQ(M.Functions.size(), 3u);
  const Function &F = *M.find("check_all");
  EXPECT_EQ(F.Display, "check_all(Z3_context, int)");
  EXPECT_EQ(F.File, "a.c");
  EXPECT_EQ(F.ReturnKind, Kind::Solver);
  EXPECT_TRUE(F.ReturnsPointer);
  EXPECT_TRUE(F.Internal);
  EXPECT_FALSE(F.HasThis);
  EXPECT_EQ(F.Loc.Line, 10u);
  ASSERT_EQ(F.Params.size(), 2u);
  EXPECT_EQ(F.Params[0].K, Kind::Context);
  EXPECT_EQ(F.Params[1].K, Kind::None);
  EXPECT_EQ(F.place(F.Params[1].P).F, Place::Param);
  EXPECT_EQ(F.place(F.Params[1].P).Number, 1u);

  const Instr &Use = F.instr(0);
  EXPECT_EQ(Use.O, Op::Use);
  EXPECT_EQ(Use.R, Role::Check);
  EXPECT_EQ(Use.Callee, "Z3_solver_check");
  EXPECT_EQ(Use.Loc.Line, 13u);
  EXPECT_EQ(Use.Loc.Column, 20u);
  ASSERT_EQ(Use.Args.size(), 2u);
  EXPECT_EQ(F.str(Use.Args[1].P), "%g[*]");
  EXPECT_TRUE(F.instr(3).Joined);
  EXPECT_EQ(F.instr(4).Args.size(), 2u);
  EXPECT_EQ(F.instr(5).Mode, ContextMode::Counting);
  EXPECT_EQ(F.instr(6).Mode, ContextMode::Keeping);
  EXPECT_TRUE(F.instr(9).Implicit);
  EXPECT_EQ(F.instr(12).S, Slot::Trail);
  EXPECT_EQ(F.instr(13).S, Slot::LastObject);
  EXPECT_EQ(F.instr(16).Args[0].F, Operand::Null);
  EXPECT_EQ(F.instr(17).Args[0].Value, -4);
  EXPECT_EQ(F.instr(18).Args[0].F, Operand::Unknown);
  EXPECT_EQ(F.instr(24).Callee, "helper");
  EXPECT_EQ(F.instr(25).Callee, "operator()(int)");
  EXPECT_EQ(F.place(F.instr(27).Dst).F, Place::Ret);

  const LoopNote &Note = F.LoopNotes.at(1);
  EXPECT_EQ(Note.Loc.Line, 12u);
  EXPECT_EQ(Note.TripCount, 4u);
  EXPECT_TRUE(Note.PerElement);
  EXPECT_EQ(F.LoopNotes.count(0), 0u);

  const Block &Branch = F.Blocks[1];
  EXPECT_FALSE(Branch.Edges[0].Holds[0].Negated);
  EXPECT_TRUE(Branch.Edges[1].Holds[0].Negated);
  const Block &Switch = F.Blocks[2];
  EXPECT_EQ(Switch.Edges[1].Holds[0].Right.Value, -1);
  EXPECT_EQ(Switch.Edges[2].Holds.size(), 2u);
  EXPECT_TRUE(Switch.Edges[2].Holds[1].Negated);
  const Condition &AtLeast = F.Blocks[3].Edges[0].Holds[0];
  EXPECT_EQ(AtLeast.F, Condition::Lt);
  EXPECT_TRUE(AtLeast.Negated);
  const Block &General = F.Blocks[4];
  EXPECT_EQ(General.Edges[0].Holds[0].Text, "a < \"3\"");
  EXPECT_EQ(General.Edges[0].Holds[0].Deps.size(), 2u);
  EXPECT_TRUE(General.Edges[1].Unwind);
  EXPECT_EQ(General.Edges[3].Holds[1].F, Condition::Le);
  EXPECT_EQ(F.Blocks[0].How, Exit::Edges);
  EXPECT_EQ(F.Blocks[0].Edges[0].To, 1u);
  EXPECT_EQ(F.Blocks[5].How, Exit::Edges);
  EXPECT_EQ(F.Blocks[6].How, Exit::Throw);
  EXPECT_EQ(F.Blocks[6].ExitLoc.Line, 22u);
  EXPECT_EQ(F.Blocks[7].How, Exit::Unreachable);

  EXPECT_TRUE(M.find("S::~S")->IsDestructor);
  EXPECT_EQ(M.find("S::~S")->Entry, 1u);
  EXPECT_TRUE(M.find("S::S")->IsConstructor);
  EXPECT_TRUE(M.find("S::S")->HasThis);
}

TEST(Text, BranchIsPrintedOnlyForItsExactEdges) {
  Module M;
  Function &F = M.add("f");
  Condition C;
  C.F = Condition::Null;
  C.Left = F.root(Place::Local, "p");
  Block &B = F.addBlock();
  B.How = Exit::Edges;
  B.Edges.push_back({0, {C}, false});
  B.Edges.push_back({0, {C}, false});
  EXPECT_THAT(text(M), HasSubstr("edges [null %p] bb0, [null %p] bb0"));
  F.Blocks[0].Edges[1].Holds[0].Negated = true;
  EXPECT_THAT(text(M), HasSubstr("branch null %p, bb0, bb0"));
  F.Blocks[0].Edges[1].Unwind = true;
  EXPECT_THAT(text(M), HasSubstr("edges [null %p] bb0, [!null %p] unwind bb0"));
}

TEST(Text, OddNamesComeBack) {
  Module M;
  Function &F = M.add("f(\"x\")\n");
  F.File = "\xc3\xa4 b\\c";
  F.addBlock().How = Exit::Return;
  Instr I{};
  I.O = Op::Havoc;
  for (const char *Name : {"this", "ret", "a.b", "", "null", "\xff", "::x"}) {
    I.Args = {Operand::place(F.root(Place::Local, Name))};
    F.append(0, I);
  }
  Module Again = parsed(text(M));
  EXPECT_EQ(text(Again), text(M));
  const Function *G = Again.find("f(\"x\")\n");
  ASSERT_NE(G, nullptr);
  EXPECT_EQ(G->File, F.File);
  for (InstrId N = 0; N < F.NumInstrs; ++N)
    EXPECT_EQ(G->place(G->instr(N).Args[0].P).Name,
              F.place(F.instr(N).Args[0].P).Name);
}

TEST(Text, OneInstructionOrConditionAlone) {
  Module M = parsed(Everything);
  const Function &F = *M.find("check_all");
  std::string S;
  llvm::raw_string_ostream OS(S);
  print(F, F.instr(0), OS);
  EXPECT_EQ(S, "$1 = use %s, %g[*] in %ctx role check");
  S.clear();
  print(F, F.Blocks[3].Edges[1].Holds[0], OS);
  EXPECT_EQ(S, "%n < 3");
}

TEST(Text, DocumentationIsRight) {
  auto File = llvm::MemoryBuffer::getFile(Z3TIDY_IR_DOCS);
  ASSERT_TRUE(bool(File)) << Z3TIDY_IR_DOCS;
  llvm::StringRef Docs = (*File)->getBuffer();
  llvm::StringRef Example = Docs.substr(Docs.find("\nfunc @") + 1);
  Example = Example.take_front(Example.find("```"));
  EXPECT_EQ(text(parsed(Example)), Example);

  // The first column of the table of instructions.
  llvm::SmallVector<llvm::StringRef> Rows;
  size_t Begin = Docs.find("## Instructions");
  Docs.slice(Begin, Docs.find("After the operands")).split(Rows, '\n');
  unsigned Instructions = 0;
  for (llvm::StringRef Row : Rows) {
    if (!Row.consume_front("| `"))
      continue;
    ++Instructions;
    llvm::StringRef Line = Row.take_until([](char C) { return C == '`'; });
    parsed(("func @f() {\nbb0:\n  " + Line + "\n  ret\n}\n").str());
  }
  EXPECT_GE(Instructions, 16u);
}

TEST(TextErrors, SayWhereAndWhat) {
  EXPECT_EQ(errorOf("fun"), "t.zir:1:1: expected 'func'");
  EXPECT_EQ(errorOf("func @f() {\nbb1:\n"),
            "t.zir:2:1: expected 'bb0:' or '}'");
  EXPECT_EQ(errorOf("func @f() {\nbb0:\n}\n"),
            "t.zir:3:1: block bb0 has no exit");
  EXPECT_EQ(errorOf("func @f() {\nbb0:\nbb1:\n  ret\n}\n"),
            "t.zir:3:1: block bb0 has no exit");
  EXPECT_EQ(errorOf("func @f() {\nbb0:\n  goto bb7\n}\n"),
            "t.zir:3:8: there is no block bb7");
  EXPECT_EQ(errorOf("func @f() entry bb0 {\n}\n"),
            "t.zir:1:17: there is no block bb0");
  EXPECT_EQ(errorOf("func @f() {\n}\nfunc @f() {\n}\n"),
            "t.zir:3:7: a second function 'f'");
  EXPECT_EQ(errorOf("func @f(%s: slover) {\n}\n"),
            "t.zir:1:13: unknown kind 'slover'");
  EXPECT_EQ(errorOf("func @f() {\nbb0:\n  ret"),
            "t.zir:3:6: expected the end of the line");
}

TEST(TextErrors, InInstructions) {
  EXPECT_EQ(errorIn("retian %s"), "t.zir:3:1: unknown instruction 'retian'");
  EXPECT_EQ(errorIn("%s = new"), "t.zir:3:9: expected a kind of handle");
  EXPECT_EQ(errorIn("%s new solver"), "t.zir:3:4: expected '='");
  EXPECT_EQ(errorIn("retain"), "t.zir:3:1: 'retain' takes one operand");
  EXPECT_EQ(errorIn("retain %a, %b"), "t.zir:3:1: 'retain' takes one operand");
  EXPECT_EQ(errorIn("copy %s"), "t.zir:3:1: 'copy' needs a place to write to");
  EXPECT_EQ(errorIn("havoc null"), "t.zir:3:1: 'havoc' takes a place");
  EXPECT_EQ(errorIn("use %s, in %c"), "t.zir:3:9: expected an operand");
  EXPECT_EQ(errorIn("use %s role chck"), "t.zir:3:13: unknown role 'chck'");
  EXPECT_EQ(errorIn("use %s roll"), "t.zir:3:8: unknown attribute 'roll'");
  EXPECT_EQ(errorIn("use %s )"),
            "t.zir:3:8: expected an attribute or the end of the line");
  EXPECT_EQ(errorIn("collect lots"),
            "t.zir:3:9: expected 'trail' or 'last_object'");
  EXPECT_EQ(errorIn("%s = new solver count 256"),
            "t.zir:3:23: a count is out of range");
  EXPECT_EQ(errorIn("use $99999999999999999999"),
            "t.zir:3:6: the number of a temporary is out of range");
  EXPECT_EQ(errorIn("use %a[-1]"),
            "t.zir:3:8: an index or '*' is out of range");
}

TEST(TextErrors, InCharactersAndStrings) {
  EXPECT_EQ(errorIn("use #"), "t.zir:3:5: unexpected character");
  EXPECT_EQ(errorIn("use \"abc"), "t.zir:3:5: string without an end");
  EXPECT_EQ(errorIn("use \"a\\q\""), "t.zir:3:7: unknown escape in a string");
}

TEST(TextErrors, InExits) {
  EXPECT_EQ(errorIn("branch null %s"), "t.zir:3:15: expected ','");
  EXPECT_EQ(errorIn("branch %s, bb0, bb0"),
            "t.zir:3:10: expected a comparison");
  EXPECT_EQ(errorIn("branch !%s == 1, bb0, bb0"),
            "t.zir:3:9: expected 'true', 'null', 'bits' or 'opaque'");
  EXPECT_EQ(errorIn("switch %s, 1: bb0"), "t.zir:3:18: expected ','");
  EXPECT_EQ(errorIn("goto ret"), "t.zir:3:6: expected a block");
}

/// One random edit: a piece deleted, doubled, moved, or a character changed.
std::string mutated(std::string Text, std::mt19937 &Random) {
  auto Below = [&](size_t N) { return N ? Random() % N : 0; };
  constexpr char Marks[] = "%$@.*[](){},:=!<>?\";\n -0123bbretnull\\\0\xff";
  for (size_t Edits = 1 + Below(4); Edits; --Edits) {
    size_t At = Below(Text.size()), N = 1 + Below(12);
    switch (Below(4)) {
    case 0:
      Text.erase(At, N);
      break;
    case 1:
      Text.insert(At, Text.substr(Below(Text.size()), N));
      break;
    case 2:
      Text.resize(At);
      break;
    default:
      if (At < Text.size())
        Text[At] = Marks[Below(sizeof(Marks))];
    }
  }
  return Text;
}

TEST(TextErrors, NoTextCrashesAndWhatIsReadPrintsTheSame) {
  std::mt19937 Random(20240607);
  unsigned Read = 0, Refused = 0;
  for (int I = 0; I < 20000; ++I) {
    std::string Text = mutated(Everything, Random);
    llvm::Expected<Module> M = parse(Text, "t.zir");
    if (M) {
      ++Read;
      std::string Once = text(*M);
      ASSERT_EQ(text(parsed(Once)), Once) << Text;
    } else {
      ++Refused;
      std::string Error = llvm::toString(M.takeError());
      ASSERT_THAT(Error, MatchesRegex("t\\.zir:[0-9]+:[0-9]+: [^\n]+"));
    }
  }
  // The edits have to reach both sides to show anything.
  EXPECT_GT(Read, 100u);
  EXPECT_GT(Refused, 100u);
}

} // namespace
