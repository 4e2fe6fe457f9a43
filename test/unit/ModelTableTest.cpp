// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The model of the C API against two lists that it was not made from: the table
// of all functions from 4.8.7 to 5.1.0 (test/data/z3-functions.tsv, read off
// Z3's sources), and the declarations of the installed header.

#include "model/Model.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace z3tidy;
using namespace z3tidy::model;
using ir::Kind;
using llvm::StringRef;

namespace {

//===----------------------------------------------------------------------===//
// The lists
//===----------------------------------------------------------------------===//

using Line = llvm::SmallVector<StringRef, 10>;

std::vector<Line> linesOf(const char *Path) {
  // The lines point into the file, which stays for the whole run.
  static std::vector<std::unique_ptr<llvm::MemoryBuffer>> Files;
  auto File = llvm::MemoryBuffer::getFile(Path);
  if (!File) {
    ADD_FAILURE() << "cannot read " << Path;
    return {};
  }
  Files.push_back(std::move(*File));
  llvm::SmallVector<StringRef, 0> Rows;
  Files.back()->getBuffer().split(Rows, '\n', -1, /*KeepEmpty=*/false);
  std::vector<Line> Lines;
  for (StringRef Row : Rows)
    Row.split(Lines.emplace_back(), '\t');
  return Lines;
}

/// A row of the table, by its columns.
struct Row {
  StringRef Function, Type, Result, Outs, Trail, LastObject, RefEffect;
};

const std::vector<Row> &table() {
  static const std::vector<Row> Rows = [] {
    std::vector<Row> Rows;
    for (const Line &L : linesOf(Z3TIDY_FUNCTION_TABLE))
      if (L.size() == 9 && L[0] != "function")
        Rows.push_back({L[0], L[1], L[2], L[3], L[4], L[5], L[6]});
      else
        EXPECT_EQ(L[0], "function") << "not nine columns";
    return Rows;
  }();
  return Rows;
}

/// What newer headers declare, for the functions whose parameters matter.
const Line Newer[] = {
    {"Z3_parser_context_inc_ref", "void", "Z3_context", "Z3_parser_context"},
    {"Z3_parser_context_dec_ref", "void", "Z3_context", "Z3_parser_context"},
    {"Z3_simplifier_inc_ref", "void", "Z3_context", "Z3_simplifier"},
    {"Z3_simplifier_dec_ref", "void", "Z3_context", "Z3_simplifier"},
    {"Z3_enable_concurrent_dec_ref", "void", "Z3_context"},
    {"Z3_rcf_interval", "int", "Z3_context", "Z3_rcf_num", "int *", "int *",
     "Z3_rcf_num *", "int *", "int *", "Z3_rcf_num *"},
    {"Z3_optimize_translate", "Z3_optimize", "Z3_context", "Z3_optimize",
     "Z3_context"},
    {"Z3_get_array_sort_domain_n", "Z3_sort", "Z3_context", "Z3_sort",
     "unsigned int"},
    {"Z3_get_finite_set_sort_basis", "Z3_sort", "Z3_context", "Z3_sort"},
    {"Z3_solver_congruence_root", "Z3_ast", "Z3_context", "Z3_solver",
     "Z3_ast"},
    {"Z3_solver_congruence_next", "Z3_ast", "Z3_context", "Z3_solver",
     "Z3_ast"},
};

/// Declarations by function: of the installed header, and Newer.
const llvm::StringMap<Line> &declarations() {
  static const llvm::StringMap<Line> Map = [] {
    llvm::StringMap<Line> Map;
    for (const Line &L : linesOf(Z3TIDY_SIGNATURES))
      Map[L[0]] = L;
    for (const Line &L : Newer)
      Map.try_emplace(L[0], L);
    return Map;
  }();
  return Map;
}

Signature signatureOf(const Line &L) {
  Signature S{L[0], L[1], {}};
  S.Params.append(L.begin() + 2, L.end());
  return S;
}

/// The effect of a function of the table; of one that no declaration is known
/// of, as far as the result type goes.
CallEffect effectOf(const Row &R) {
  auto It = declarations().find(R.Function);
  return model::effectOf(It == declarations().end()
                             ? Signature{R.Function, R.Type, {"Z3_context"}}
                             : signatureOf(It->second));
}

bool isDeclared(const Row &R) { return declarations().count(R.Function); }

/// "Z3_ast_vector" for "borrowed from Z3_ast_vector arg", "Z3_func_decl" for
/// "borrowed from decl".
StringRef ownerType(StringRef Result) {
  Result.consume_front("borrowed from ");
  if (Result.consume_back(" arg"))
    return Result;
  return llvm::StringMap<StringRef>{
      {"sort", "Z3_sort"},     {"decl", "Z3_func_decl"},
      {"app", "Z3_app"},       {"ast", "Z3_ast"},
      {"model", "Z3_model"},   {"quantifier", "Z3_ast"},
      {"solver", "Z3_solver"}, {"pattern", "Z3_pattern"}}
      .lookup(Result);
}

//===----------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------===//

TEST(ModelTable, HasAllFunctions) { EXPECT_EQ(table().size(), 810u); }

TEST(ModelTable, ResultClasses) {
  for (const Row &R : table()) {
    SCOPED_TRACE(R.Function.str());
    CallEffect E = effectOf(R);
    EXPECT_TRUE(E.Known);
    if (R.Result == "-") {
      EXPECT_EQ(E.R, Result::None);
      EXPECT_EQ(E.K, Kind::None);
    } else if (R.Result.starts_with("fresh")) {
      EXPECT_EQ(E.R, Result::Fresh);
    } else if (R.Result == "borrowed: immortal (context-owned)") {
      EXPECT_EQ(E.R, Result::Immortal);
    } else if (R.Result.starts_with("borrowed from ")) {
      EXPECT_EQ(E.R, Result::Borrowed);
    } else if (R.Result == "identity cast of the argument") {
      EXPECT_EQ(E.R, Result::Cast);
    } else if (R.Result.starts_with("OWNED")) {
      EXPECT_EQ(E.R, Result::Owned);
      EXPECT_EQ(("OWNED: " + releaseFunction(E.K)).str(), R.Result);
    } else if (R.Result.starts_with("not counted")) {
      EXPECT_EQ(E.R, Result::Symbol);
    } else if (R.Result.starts_with("char*")) {
      EXPECT_EQ(E.R, Result::String);
      EXPECT_EQ(E.WritesString, R.Result.starts_with("char* per-context"));
    } else {
      ADD_FAILURE() << "unknown class in the table: " << R.Result.str();
    }
    if (R.Result != "-" && R.Type != "Z3_char_ptr")
      EXPECT_EQ(ir::cTypedef(E.K), R.Type);
  }
}

TEST(ModelTable, FreshResultsAreKeptByTheSlotOfTheirKind) {
  for (const Row &R : table()) {
    SCOPED_TRACE(R.Function.str());
    CallEffect E = effectOf(R);
    if (R.Result == "fresh +0, kept by the trail slot")
      EXPECT_EQ(ir::family(E.K), ir::Family::Ast);
    else if (R.Result == "fresh +0, kept by m_last_obj")
      EXPECT_EQ(ir::family(E.K), ir::Family::Object);
    else
      EXPECT_NE(E.R, Result::Fresh);
  }
}

TEST(ModelTable, SlotsThatAreWritten) {
  for (const Row &R : table()) {
    SCOPED_TRACE(R.Function.str());
    CallEffect E = effectOf(R);
    EXPECT_EQ(E.WritesTrail, !R.Trail.empty());
    EXPECT_EQ(E.WritesLastObject, !R.LastObject.empty());
  }
}

TEST(ModelTable, Counts) {
  unsigned Retain = 0, Release = 0, Delete = 0;
  for (const Row &R : table()) {
    SCOPED_TRACE(R.Function.str());
    CallEffect E = effectOf(R);
    CountEffect Expected = CountEffect::None;
    if (R.RefEffect.starts_with("acquires")) {
      Expected = CountEffect::Retain;
      ++Retain;
    } else if (R.RefEffect.starts_with("releases")) {
      Expected = CountEffect::Release;
      ++Release;
    } else if (R.RefEffect.starts_with("destroys")) {
      Expected = CountEffect::Delete;
      ++Delete;
    } else {
      EXPECT_EQ(R.RefEffect, "");
    }
    EXPECT_EQ(E.Count, Expected);
    // "of the last argument"
    if (E.Count != CountEffect::None) {
      const Line &L = declarations().find(R.Function)->second;
      EXPECT_EQ(E.CountArg, static_cast<int>(L.size()) - 3);
    }
  }
  // handle rules 1.3
  EXPECT_EQ(Retain, 18u);
  EXPECT_EQ(Release, 18u);
  EXPECT_EQ(Delete, 5u);
}

TEST(ModelTable, BorrowedResultsNameTheirOwner) {
  unsigned Borrowed = 0;
  for (const Row &R : table()) {
    SCOPED_TRACE(R.Function.str());
    CallEffect E = effectOf(R);
    if (!R.Result.starts_with("borrowed from ")) {
      EXPECT_EQ(E.BorrowedFrom, E.R == Result::Cast ? 1 : -1);
      continue;
    }
    ++Borrowed;
    ASSERT_TRUE(isDeclared(R));
    const Line &L = declarations().find(R.Function)->second;
    ASSERT_GT(E.BorrowedFrom, 0);
    ASSERT_LT(static_cast<size_t>(E.BorrowedFrom) + 2, L.size());
    EXPECT_EQ(L[E.BorrowedFrom + 2], ownerType(R.Result));
  }
  EXPECT_EQ(Borrowed, 29u);
}

/// "Z3_func_decl* nil_decl; Z3_sort sorts[]"
std::vector<std::pair<Kind, bool>> outsOf(StringRef Column) {
  std::vector<std::pair<Kind, bool>> Outs;
  llvm::SmallVector<StringRef> Parts;
  Column.split(Parts, ';', -1, /*KeepEmpty=*/false);
  for (StringRef Part : Parts) {
    StringRef Type =
        Part.trim().take_until([](char C) { return C == ' ' || C == '*'; });
    Outs.push_back({ir::kindFromTypedef(Type), Part.ends_with("[]")});
  }
  return Outs;
}

TEST(ModelTable, OutParameters) {
  for (const Row &R : table()) {
    SCOPED_TRACE(R.Function.str());
    CallEffect E = effectOf(R);
    auto Outs = outsOf(R.Outs);
    ASSERT_EQ(E.Outs.size(), Outs.size());
    for (size_t I = 0; I < Outs.size(); ++I) {
      const OutParam &Out = E.Outs[I];
      EXPECT_EQ(Out.K, Outs[I].first);
      EXPECT_EQ(Out.Array, Outs[I].second);
      EXPECT_EQ(Out.R, Out.K == Kind::RcfNum ? Result::Owned : Result::Fresh);
      const Line &L = declarations().find(R.Function)->second;
      EXPECT_EQ(L[Out.Index + 2], (ir::cTypedef(Out.K) + " *").str());
    }
  }
}

TEST(ModelTable, ExceptionsNameFunctionsThatExist) {
  llvm::StringSet<> Functions;
  for (const Row &R : table())
    Functions.insert(R.Function);
#define Z3_BORROWED(Function, Owner) EXPECT_TRUE(Functions.count(#Function));
#define Z3_IMMORTAL(Function) EXPECT_TRUE(Functions.count(#Function));
#define Z3_CAST(Function) EXPECT_TRUE(Functions.count(#Function));
#define Z3_OUT(Function, I, K, R, A) EXPECT_TRUE(Functions.count(#Function));
#define Z3_WRITES_TRAIL(Function) EXPECT_TRUE(Functions.count(#Function));
#define Z3_WRITES_LAST_OBJECT(Function) EXPECT_TRUE(Functions.count(#Function));
#define Z3_TRANSLATES(Function, Target) EXPECT_TRUE(Functions.count(#Function));
#define Z3_COMPOSITE(Function) EXPECT_TRUE(Functions.count(#Function));
#define Z3_REBUILDS(Function) EXPECT_TRUE(Functions.count(#Function));
#define Z3_OTHER_STRING(Function) EXPECT_TRUE(Functions.count(#Function));
#define Z3_ROLE(Function, Role) EXPECT_TRUE(Functions.count(#Function));
#include "model/ApiExceptions.def"
}

//===----------------------------------------------------------------------===//
// The installed header
//===----------------------------------------------------------------------===//

TEST(ModelHeader, EveryFunctionIsInTheTable) {
  llvm::StringSet<> Functions;
  for (const Row &R : table())
    Functions.insert(R.Function);
  std::vector<Line> Declared = linesOf(Z3TIDY_SIGNATURES);
  EXPECT_GT(Declared.size(), 600u);
  for (const Line &L : Declared)
    EXPECT_TRUE(Functions.count(L[0])) << L[0].str();
}

TEST(ModelHeader, ResultTypesAreThoseOfTheTable) {
  for (const Row &R : table()) {
    auto It = declarations().find(R.Function);
    if (It == declarations().end())
      continue;
    // Of scalars the spelling changed between versions.
    Kind K = ir::kindFromTypedef(It->second[1]);
    EXPECT_EQ(K, ir::kindFromTypedef(R.Type)) << R.Function.str();
  }
}

TEST(ModelHeader, ContextsComeFirst) {
  for (const Line &L : linesOf(Z3TIDY_SIGNATURES)) {
    SCOPED_TRACE(L[0].str());
    CallEffect E = model::effectOf(signatureOf(L));
    bool HasContext = L.size() > 2 && L[2] == "Z3_context";
    // What a context is deleted by does not work in it.
    EXPECT_EQ(E.ContextArg, HasContext && L[0] != "Z3_del_context" ? 0 : -1);
    bool Translates = llvm::count(L, "Z3_context") == 2;
    EXPECT_EQ(E.ResultContextArg, Translates ? 2 : E.ContextArg);
  }
}

TEST(ModelHeader, HandlesAreWrittenOnlyThroughKnownOutParameters) {
  // Arrays that are not const, and yet are only read.
  const llvm::StringSet<> Reads = {
      "Z3_mk_constructor_list", "Z3_mk_datatype",    "Z3_mk_datatypes 4",
      "Z3_algebraic_roots",     "Z3_algebraic_eval", "Z3_add_rec_def",
      "Z3_fixedpoint_to_string"};
  for (const Line &L : linesOf(Z3TIDY_SIGNATURES)) {
    SCOPED_TRACE(L[0].str());
    CallEffect E = model::effectOf(signatureOf(L));
    for (size_t I = 2; I < L.size(); ++I) {
      StringRef Type = L[I];
      if (!Type.consume_back(" *") || !ir::isManaged(ir::kindFromTypedef(Type)))
        continue;
      unsigned Index = I - 2;
      if (Reads.count(L[0]) ||
          Reads.count((L[0] + " " + llvm::Twine(Index)).str()))
        continue;
      EXPECT_TRUE(llvm::any_of(
          E.Outs, [&](const OutParam &Out) { return Out.Index == Index; }))
          << "parameter " << Index;
    }
  }
}

} // namespace
