// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The structures are taken apart by structured bindings: a member that is added
// to one of them does not compile here until it is written too.

#include "ir/Content.h"

namespace z3tidy::ir {

void ContentWriter::number(uint64_t N) {
  for (; N >= 0x80; N >>= 7)
    Bytes.push_back(char(N | 0x80));
  Bytes.push_back(char(N));
}

void ContentWriter::id(PlaceId P) {
  number(PlaceId(P + 1)); // most are NoPlace: 0, one byte
}

void ContentWriter::text(llvm::StringRef S) {
  number(S.size());
  Bytes.append(S.data(), S.size());
}

void ContentWriter::source(const Source &S) {
  const auto &[Begin, End, Line, Column] = S;
  // clang's encodings change with all that stands before. 0 is none at all.
  number(
      Begin == 0
          ? 0
          : Positions.try_emplace(Begin, Positions.size() + 1).first->second);
  number(End != 0);
  number(Line != 0);
  number(Line == 0 ? 0 : Line - FirstLine);
  number(Column);
}

void ContentWriter::operand(const Operand &O) {
  const auto &[Form, P, Value] = O;
  number(Form);
  id(P);
  number(Value);
}

void ContentWriter::place(const Place &P) {
  const auto &[Form, Parent, Name, Number] = P;
  number(Form);
  id(Parent);
  text(Name);
  number(Number);
}

void ContentWriter::places(const PlaceTable &P) {
  number(P.size());
  for (PlaceId I = 0; I < P.size(); ++I)
    place(P[I]);
}

void ContentWriter::instr(const Instr &I) {
  const auto &[O, Id, K, R, S, C, By, Mode, Count, Joined, Implicit, Taught,
               Each, Dst, Context, Args, Callee, Loc] = I;
  number(uint64_t(O));
  number(Id);
  number(uint64_t(K));
  number(uint64_t(R));
  number(uint64_t(S));
  number(uint64_t(C));
  number(By);
  number(uint64_t(Mode));
  number(Count);
  number(Joined | Implicit << 1 | Taught << 2);
  number(Each);
  id(Dst);
  id(Context);
  number(Args.size());
  for (const Operand &A : Args)
    operand(A);
  text(Callee);
  source(Loc);
}

void ContentWriter::condition(const Condition &C) {
  const auto &[Form, Negated, Left, Right, Text, Deps, Says] = C;
  number(Form);
  number(Negated);
  id(Left);
  operand(Right);
  text(Text);
  number(Deps.size());
  for (PlaceId P : Deps)
    number(P);
  const auto &[Comparison, First, Second, Offset] = Says;
  number(Comparison);
  id(First);
  id(Second);
  number(Offset);
}

void ContentWriter::block(const Block &B) {
  const auto &[Id, Instrs, How, Edges, ExitLoc] = B;
  number(Id);
  number(Instrs.size());
  for (const Instr &I : Instrs)
    instr(I);
  number(uint64_t(How));
  number(Edges.size());
  for (const Edge &E : Edges) {
    const auto &[To, Holds, Unwind] = E;
    number(To);
    number(Holds.size());
    for (const Condition &C : Holds)
      condition(C);
    number(Unwind);
  }
  source(ExitLoc);
}

void ContentWriter::function(const Function &F) {
  Positions.clear();
  FirstLine = F.Loc.Line;
  for (const std::string *S : {&F.Name, &F.Display, &F.File, &F.Class})
    text(*S);
  number(F.Params.size());
  for (const Param &P : F.Params) {
    const auto &[Name, K, At] = P;
    text(Name);
    number(uint64_t(K));
    number(At);
  }
  number(uint64_t(F.ReturnKind));
  for (bool Is : {F.ReturnsPointer, F.HasThis, F.IsConstructor, F.IsDestructor,
                  F.Internal})
    number(Is);
  source(F.Loc);
  number(F.Entry);
  number(F.Blocks.size());
  for (const Block &B : F.Blocks)
    block(B);
  number(F.LoopNotes.size());
  for (const auto &[Header, Note] : F.LoopNotes) {
    const auto &[Loc, TripCount, PerElement] = Note;
    number(Header);
    source(Loc);
    number(TripCount);
    number(PerElement);
  }
  number(F.NumInstrs);
  number(F.Kinds.size());
  for (auto [P, K] : F.Kinds) {
    number(P);
    number(uint64_t(K));
  }
  places(F.Places);
}

} // namespace z3tidy::ir
