// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handle IR to text.

#include "ir/Names.h"
#include "ir/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace z3tidy::ir {

namespace {

class Printer {
public:
  Printer(const Function &F, llvm::raw_ostream &OS) : F(F), OS(OS) {}

  void function();
  void instruction(const Instr &I);
  void condition(const Condition &C);

private:
  const Function &F;
  llvm::raw_ostream &OS;

  void header();
  void block(const Block &B);
  void exit(const Block &B);
  bool branch(const Block &B);
  bool switchOver(const Block &B);
  void edges(const Block &B);
  void conditions(llvm::ArrayRef<Condition> Holds);

  void operand(const Operand &O);
  void operands(llvm::ArrayRef<Operand> Args);
  void location(const Source &Loc);
  void attributes(const Instr &I);
};

void Printer::operand(const Operand &O) {
  switch (O.F) {
  case Operand::PlaceValue:
    OS << F.str(O.P);
    return;
  case Operand::Null:
    OS << "null";
    return;
  case Operand::Int:
    OS << O.Value;
    return;
  case Operand::Unknown:
    OS << '?';
    return;
  }
}

void Printer::operands(llvm::ArrayRef<Operand> Args) {
  llvm::interleaveComma(Args, OS, [&](const Operand &O) { operand(O); });
}

void Printer::location(const Source &Loc) {
  if (Loc.Line || Loc.Column)
    OS << " @" << Loc.Line << ':' << Loc.Column;
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

void Printer::attributes(const Instr &I) {
  if (I.C != Change::Any)
    OS << ' ' << keyword(I.C);
  if (I.C != Change::Any && I.C != Change::Less)
    OS << ' ' << I.By;
  if (I.K != Kind::None && I.O != Op::New && I.O != Op::Borrow)
    OS << " kind " << spelling(I.K);
  if (I.S != Slot::None && I.O != Op::Collect)
    OS << " slot " << keyword(I.S);
  if (I.Context != NoPlace)
    OS << " in " << F.str(I.Context);
  if (I.Mode != ContextMode::Unknown)
    OS << ' ' << keyword(I.Mode);
  if (I.Count)
    OS << " count " << unsigned(I.Count);
  if (I.R != Role::None)
    OS << " role " << keyword(I.R);
  if (I.Joined)
    OS << " joined";
  for (unsigned N = 0; N < I.Each; ++N)
    OS << " each";
  if (I.Implicit)
    OS << " implicit";
  if (I.Taught)
    OS << " taught";
}

void Printer::instruction(const Instr &I) {
  bool IsCall = I.O == Op::Call || I.O == Op::Spawn;
  if (I.Dst != NoPlace)
    OS << F.str(I.Dst) << " = ";
  OS << keyword(I.O);
  if (I.O == Op::New || I.O == Op::Borrow)
    OS << ' ' << spelling(I.K);
  else if (I.O == Op::Collect)
    OS << ' ' << keyword(I.S);
  else if (IsCall)
    OS << " @" << quotedName(I.Callee) << '(';
  if (!I.Args.empty()) {
    if (I.O == Op::New)
      OS << " keeps ";
    else if (I.O == Op::Borrow)
      OS << " from ";
    else if (!IsCall)
      OS << ' ';
    operands(I.Args);
  }
  if (IsCall)
    OS << ')';
  attributes(I);
}

//===----------------------------------------------------------------------===//
// Conditions and exits
//===----------------------------------------------------------------------===//

static const char *comparisonSign(Condition::Form F) {
  return F == Condition::Eq ? " == " : F == Condition::Lt ? " < " : " <= ";
}

void Printer::condition(const Condition &C) {
  bool Compares =
      C.F == Condition::Eq || C.F == Condition::Lt || C.F == Condition::Le;
  if (C.Negated && !Compares)
    OS << '!';
  switch (C.F) {
  case Condition::True:
    OS << "true";
    return;
  case Condition::Null:
    OS << "null " << F.str(C.Left);
    return;
  case Condition::Opaque:
    OS << "opaque " << quoted(C.Text) << " (";
    llvm::interleaveComma(C.Deps, OS, [&](PlaceId P) { OS << F.str(P); });
    OS << ')';
    if (C.Says.F != Condition::True)
      OS << " says " << F.str(C.Says.First) << comparisonSign(C.Says.F)
         << F.str(C.Says.Second) << " plus " << C.Says.Offset;
    return;
  case Condition::Bits:
    OS << "bits " << F.str(C.Left) << ' ';
    break;
  case Condition::Eq:
    OS << F.str(C.Left) << (C.Negated ? " != " : " == ");
    break;
  case Condition::Lt:
    OS << F.str(C.Left) << (C.Negated ? " >= " : " < ");
    break;
  case Condition::Le:
    OS << F.str(C.Left) << (C.Negated ? " > " : " <= ");
    break;
  }
  operand(C.Right);
}

bool same(const Operand &A, const Operand &B) {
  return A.F == B.F && A.P == B.P && A.Value == B.Value;
}

bool same(const Condition &A, const Condition &B) {
  return A.F == B.F && A.Negated == B.Negated && A.Left == B.Left &&
         same(A.Right, B.Right) && A.Text == B.Text && A.Deps == B.Deps;
}

/// "branch C, bb1, bb2" if the edges are exactly these.
bool Printer::branch(const Block &B) {
  if (B.Edges.size() != 2)
    return false;
  const Edge &Then = B.Edges[0], &Else = B.Edges[1];
  if (Then.Unwind || Else.Unwind || Then.Holds.size() != 1 ||
      Else.Holds.size() != 1 || !same(Then.Holds[0].negated(), Else.Holds[0]))
    return false;
  OS << "branch ";
  condition(Then.Holds[0]);
  OS << ", bb" << Then.To << ", bb" << Else.To;
  return true;
}

/// "switch P, N: bb1, ..., default: bb2" if the edges are exactly these.
bool Printer::switchOver(const Block &B) {
  if (B.Edges.size() < 3 || B.Edges.back().Unwind ||
      B.Edges.back().Holds.size() != B.Edges.size() - 1)
    return false;
  auto Cases = llvm::ArrayRef(B.Edges).drop_back();
  for (const auto &[Case, Not] : llvm::zip(Cases, B.Edges.back().Holds)) {
    if (Case.Unwind || Case.Holds.size() != 1)
      return false;
    const Condition &Is = Case.Holds[0];
    if (Is.F != Condition::Eq || Is.Negated || Is.Right.F != Operand::Int ||
        Is.Left != Cases[0].Holds[0].Left || !same(Is.negated(), Not))
      return false;
  }
  OS << "switch " << F.str(Cases[0].Holds[0].Left);
  for (const Edge &Case : Cases)
    OS << ", " << Case.Holds[0].Right.Value << ": bb" << Case.To;
  OS << ", default: bb" << B.Edges.back().To;
  return true;
}

void Printer::conditions(llvm::ArrayRef<Condition> Holds) {
  if (Holds.empty())
    return;
  OS << '[';
  llvm::interleaveComma(Holds, OS, [&](const Condition &C) { condition(C); });
  OS << "] ";
}

void Printer::edges(const Block &B) {
  OS << "edges";
  llvm::StringRef Separator = " ";
  for (const Edge &E : B.Edges) {
    OS << Separator;
    Separator = ", ";
    conditions(E.Holds);
    if (E.Unwind)
      OS << "unwind ";
    OS << "bb" << E.To;
  }
}

void Printer::exit(const Block &B) {
  OS << "  ";
  switch (B.How) {
  case Exit::Return:
    OS << "ret";
    break;
  case Exit::Throw:
    OS << "throw";
    break;
  case Exit::Unreachable:
    OS << "unreachable";
    break;
  case Exit::Edges:
    if (B.Edges.size() == 1 && B.Edges[0].Holds.empty() && !B.Edges[0].Unwind)
      OS << "goto bb" << B.Edges[0].To;
    else if (!branch(B) && !switchOver(B))
      edges(B);
    break;
  }
  location(B.ExitLoc);
  OS << '\n';
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

void Printer::header() {
  OS << "func @" << quotedName(F.Name) << '(';
  llvm::interleaveComma(F.Params, OS, [&](const Param &P) {
    OS << '%' << quotedName(P.Name);
    if (P.K != Kind::None)
      OS << ": " << spelling(P.K);
  });
  OS << ')';
  if (F.ReturnKind != Kind::None)
    OS << " -> " << spelling(F.ReturnKind);
  if (F.ReturnsPointer)
    OS << " pointer";
  if (F.HasThis)
    OS << " this";
  if (F.IsConstructor)
    OS << " constructor";
  if (F.IsDestructor)
    OS << " destructor";
  if (F.Internal)
    OS << " internal";
  if (F.Entry != 0)
    OS << " entry bb" << F.Entry;
  if (!F.Class.empty())
    OS << " of " << quoted(F.Class);
  if (!F.Kinds.empty())
    OS << " holds ";
  llvm::interleaveComma(F.Kinds, OS, [&](const auto &K) {
    OS << F.str(K.first) << ": " << spelling(K.second);
  });
  if (!F.Display.empty())
    OS << " display " << quoted(F.Display);
  if (!F.File.empty())
    OS << " file " << quoted(F.File);
  location(F.Loc);
  OS << " {\n";
}

void Printer::block(const Block &B) {
  OS << "bb" << B.Id << ':';
  if (auto Note = F.LoopNotes.find(B.Id); Note != F.LoopNotes.end()) {
    OS << " loop";
    location(Note->second.Loc);
    if (Note->second.TripCount)
      OS << " trip " << Note->second.TripCount;
    if (Note->second.PerElement)
      OS << " perelement";
  }
  OS << '\n';
  for (const Instr &I : B.Instrs) {
    OS << "  ";
    instruction(I);
    location(I.Loc);
    if (I.O != Op::Call && I.O != Op::Spawn && !I.Callee.empty())
      OS << ' ' << quoted(I.Callee);
    OS << '\n';
  }
  exit(B);
}

void Printer::function() {
  header();
  for (const Block &B : F.Blocks)
    block(B);
  OS << "}\n";
}

} // namespace

void print(const Function &F, llvm::raw_ostream &OS) {
  Printer(F, OS).function();
}

static void printLocation(const Source &Loc, llvm::raw_ostream &OS) {
  if (Loc.Line)
    OS << " @" << Loc.Line << ':' << Loc.Column;
}

static void print(const Class &C, llvm::raw_ostream &OS) {
  OS << "class " << quoted(C.Name);
  printLocation(C.Loc, OS);
  OS << " {\n";
  for (const Class::Handle &H : C.Handles) {
    OS << "  handle " << quotedName(H.Field) << ' ' << spelling(H.K);
    if (H.IsContent)
      OS << " content";
    printLocation(H.Loc, OS);
    OS << '\n';
  }
  for (const SpecialMember &S : SpecialMembers) {
    const Class::Member &M = C.*S.Member;
    if (M.How == Special::Absent)
      continue;
    OS << "  " << S.Word;
    if (M.How == Special::User)
      OS << " user " << quoted(M.Function);
    else
      OS << " implicit";
    printLocation(M.Loc, OS);
    OS << '\n';
  }
  for (const std::string &F : C.Constructors)
    OS << "  constructor " << quoted(F) << '\n';
  for (const std::string &F : C.Methods)
    OS << "  method " << quoted(F) << '\n';
  OS << "}\n";
}

void print(const Module &M, llvm::raw_ostream &OS) {
  llvm::StringRef Separator;
  for (const Class &C : M.Classes) {
    OS << Separator;
    Separator = "\n";
    print(C, OS);
  }
  for (const auto &F : M.Functions) {
    OS << Separator;
    Separator = "\n";
    print(*F, OS);
  }
}

void print(const Function &F, const Instr &I, llvm::raw_ostream &OS) {
  Printer(F, OS).instruction(I);
}

void print(const Function &F, const Condition &C, llvm::raw_ostream &OS) {
  Printer(F, OS).condition(C);
}

} // namespace z3tidy::ir
