// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading .z3tidy.yaml: what each key means, and where each mistake stands.

#include "model/ModelFile.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <thread>

using namespace z3tidy;
using namespace z3tidy::model;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

namespace {

/// "line:column: text" of each problem.
std::vector<std::string> problems(llvm::StringRef Text) {
  std::vector<std::string> Found;
  for (const Problem &P : parseModel(Text, "m.yaml").Problems)
    Found.push_back(std::to_string(P.At.Line) + ":" +
                    std::to_string(P.At.Column) + ": " + P.Text);
  return Found;
}

} // namespace

TEST(ModelFile, EmptyOnesSayNothing) {
  EXPECT_THAT(problems(""), IsEmpty());
  EXPECT_THAT(problems("# nothing yet\n"), IsEmpty());
  EXPECT_THAT(problems("functions:\n"), IsEmpty());
  EXPECT_THAT(problems("functions: []\nhandles: []\nclasses: []\n"), IsEmpty());
}

TEST(ModelFile, ReadsAFunction) {
  UserModel M = parseModel(R"(
functions:
  - name: ::xx::make
    arity: 3
    returns: owned
    context: 2
    fails: "null"
    released_by: xx::drop
    throws: true
    object: borrows
    parameters:
      2: borrows
      name: takes
      all: borrows
)",
                           "m.yaml");
  ASSERT_THAT(M.Problems, IsEmpty());
  ASSERT_EQ(M.Functions.count("xx::make"), 1u);
  const FunctionRule &R = M.Functions["xx::make"].front();
  EXPECT_EQ(R.At.Line, 3u);
  EXPECT_EQ(R.Arity, 3u);
  EXPECT_EQ(R.Result, ResultEffect::Owned);
  EXPECT_EQ(R.Context.Text, "2");
  EXPECT_EQ(R.Fails, Failure::Null);
  EXPECT_EQ(R.ReleasedBy, "xx::drop");
  EXPECT_TRUE(R.Throws);
  EXPECT_EQ(R.Object, ArgumentEffect::Borrows);
  EXPECT_EQ(R.Others, ArgumentEffect::Borrows);
  ASSERT_EQ(R.Arguments.size(), 2u);
  EXPECT_EQ(R.Arguments[0].Which.Text, "2");
  EXPECT_EQ(R.Arguments[0].Which.At.Line, 12u);
  EXPECT_EQ(R.Arguments[1].Effect, ArgumentEffect::Takes);
}

TEST(ModelFile, ReadsACallback) {
  UserModel M = parseModel(
      "functions:\n"
      "  - name: each\n"
      "    parameters: {visit: {calls: per_element, hands: {2: borrows, 3: "
      "takes}}}\n",
      "m.yaml");
  ASSERT_THAT(M.Problems, IsEmpty());
  const ArgumentRule &A = M.Functions["each"].front().Arguments.front();
  EXPECT_EQ(A.When, Calls::PerElement);
  EXPECT_EQ(A.Effect, ArgumentEffect::Unsaid);
  EXPECT_THAT(A.Hands, ElementsAre(std::make_pair(2u, ArgumentEffect::Borrows),
                                   std::make_pair(3u, ArgumentEffect::Takes)));
}

TEST(ModelFile, ReadsTypes) {
  UserModel M = parseModel("handles:\n"
                           "  - {name: vc_query, kind: solver, released_by: "
                           "vc_query_free}\n"
                           "classes:\n"
                           "  - {name: prover::Engine, owns: ast_vector}\n",
                           "m.yaml");
  ASSERT_THAT(M.Problems, IsEmpty());
  EXPECT_EQ(M.Handles["vc_query"].K, ir::Kind::Solver);
  EXPECT_EQ(M.Handles["vc_query"].ReleasedBy, "vc_query_free");
  EXPECT_EQ(M.Classes["prover::Engine"].K, ir::Kind::AstVector);
}

TEST(ModelFile, OverloadsAreToldApart) {
  EXPECT_THAT(problems("functions:\n"
                       "  - {name: f, arity: 1, throws: true}\n"
                       "  - {name: f, arity: 2, throws: true}\n"
                       "  - {name: g, signature: [int], throws: true}\n"
                       "  - {name: g, signature: [Z3_ast], throws: true}\n"),
              IsEmpty());
}

//===----------------------------------------------------------------------===//
// Mistakes
//===----------------------------------------------------------------------===//

TEST(ModelFileMistake, UnknownKeys) {
  EXPECT_THAT(problems("function:\n  - name: f\n"),
              ElementsAre("1:1: unknown key 'function' of a file: it must be "
                          "'functions', 'handles' or 'classes'"));
  EXPECT_THAT(
      problems("functions:\n  - name: f\n    retruns: owned\n"),
      ElementsAre(HasSubstr("3:5: unknown key 'retruns' of a function")));
  EXPECT_THAT(problems("handles:\n  - name: h\n    owns: solver\n"),
              ElementsAre("3:5: unknown key 'owns' of a handle: it must be "
                          "'name', 'kind' or 'released_by'"));
  EXPECT_THAT(problems("functions:\n  - name: f\n    parameters:\n      1:\n"
                       "        efect: takes\n"),
              ElementsAre("5:9: unknown key 'efect' of an argument: it must be "
                          "'effect', 'calls' or 'hands'"));
}

TEST(ModelFileMistake, UnknownWords) {
  EXPECT_THAT(problems("functions:\n  - name: f\n    returns: own\n"),
              ElementsAre("3:14: 'returns' must be 'owned', 'fresh' or "
                          "'borrowed', not 'own'"));
  EXPECT_THAT(problems("functions:\n  - name: f\n    parameters: {s: frees}\n"),
              ElementsAre(HasSubstr("3:21: 'effect' must be 'borrows', ")));
  EXPECT_THAT(problems("functions:\n  - name: f\n    fails: -1\n"),
              ElementsAre(HasSubstr("3:12: 'fails' must be 'null', ")));
  EXPECT_THAT(problems("functions:\n  - name: f\n    object: returns_owned\n"),
              ElementsAre("3:13: 'object' must be 'borrows', 'retains', "
                          "'releases' or 'takes'"));
  EXPECT_THAT(problems("handles:\n  - name: h\n    kind: solvers\n"),
              ElementsAre(HasSubstr("3:11: unknown kind of handle 'solvers'")));
  EXPECT_THAT(problems("handles:\n  - name: h\n    kind: symbol\n"),
              ElementsAre(HasSubstr("3:11: unknown kind of handle 'symbol'")));
  EXPECT_THAT(problems("functions:\n  - name: f\n    throws: yes\n"),
              ElementsAre("3:13: 'throws' must be 'true' or 'false'"));
}

TEST(ModelFileMistake, WrongTypes) {
  EXPECT_THAT(problems("functions: f\n"),
              ElementsAre("1:12: 'functions' must be a list"));
  EXPECT_THAT(problems("- f\n"),
              ElementsAre("1:1: expected keys and values: 'functions', "
                          "'handles' or 'classes'"));
  EXPECT_THAT(
      problems("functions:\n  - f\n"),
      ElementsAre(HasSubstr("2:5: expected keys and values: 'name', ")));
  EXPECT_THAT(problems("functions:\n  - name: [f]\n"),
              ElementsAre("2:11: 'name' must be a word"));
  EXPECT_THAT(problems("functions:\n  - name: f\n    arity: two\n"),
              ElementsAre("3:12: 'arity' must be a number from 0 to 255"));
  EXPECT_THAT(problems("functions:\n  - name: f\n    parameters: [takes]\n"),
              ElementsAre(HasSubstr("3:17: 'parameters' must be keys and")));
}

TEST(ModelFileMistake, DuplicatesAndGaps) {
  EXPECT_THAT(problems("functions:\n  - name: f\n    throws: true\n"
                       "  - name: f\n    returns: owned\n"),
              ElementsAre("4:11: duplicate entry for 'f': the first is in line "
                          "2"));
  EXPECT_THAT(problems("functions:\n  - name: f\n    name: g\n"),
              ElementsAre("3:5: duplicate key 'name'"));
  EXPECT_THAT(problems("functions:\n  - name: f\n    parameters: {1: takes, 1: "
                       "takes}\n"),
              ElementsAre("3:28: duplicate parameter '1'"));
  EXPECT_THAT(problems("classes:\n  - {name: C, owns: ast}\n"
                       "  - {name: C, owns: solver}\n"),
              ElementsAre("3:12: duplicate entry for 'C': the first is in line "
                          "2"));
  EXPECT_THAT(problems("functions:\n  - returns: owned\n"),
              ElementsAre("2:5: an entry of 'functions' needs a 'name'"));
  EXPECT_THAT(
      problems("classes:\n  - name: C\n"),
      ElementsAre("2:5: an entry of 'classes' needs 'name' and 'owns'"));
}

TEST(ModelFileMistake, WhatCannotBe) {
  EXPECT_THAT(
      problems("functions:\n  - name: Z3_mk_solver\n    returns: owned\n"),
      ElementsAre("2:11: 'Z3_mk_solver' is a function of Z3, which is "
                  "known"));
  EXPECT_THAT(problems("functions:\n  - name: f\n    parameters: {0: takes}\n"),
              ElementsAre("3:18: parameters are counted from 1"));
  EXPECT_THAT(
      problems("functions:\n  - name: f\n    parameters: {all: takes}\n"),
      ElementsAre("3:23: of 'all' parameters only 'borrows' can be "
                  "said"));
  EXPECT_THAT(
      problems("functions:\n  - name: f\n    released_by: g\n"),
      ElementsAre("2:5: 'released_by' needs something that the function "
                  "returns owned"));
  EXPECT_THAT(problems("functions:\n  - name: f\n    from: 1\n"),
              ElementsAre("2:5: 'from' needs 'returns: borrowed'"));
  EXPECT_THAT(
      problems("functions:\n  - name: f\n    parameters: {1: {hands: {1: "
               "takes}}}\n"),
      ElementsAre("3:21: 'hands' needs 'calls': when is the callback called?"));
}

TEST(ModelFileMistake, NotYaml) {
  EXPECT_THAT(problems("functions: [\n"), ElementsAre(HasSubstr("1:13: ")));
  EXPECT_THAT(problems("functions: &a []\nhandles: *a\n"),
              ElementsAre("1:15: anchors and aliases are not supported"));
  std::string Deep(2000, '[');
  EXPECT_EQ(problems(Deep).size(), 1u);
  EXPECT_EQ(problems("\xff\xfe\x01").size(), 1u);
}

TEST(ModelFileMistake, OnesThatAreRightAreKept) {
  UserModel M = parseModel("functions:\n"
                           "  - {name: f, returns: won}\n"
                           "  - {name: g, returns: owned}\n",
                           "m.yaml");
  EXPECT_EQ(M.Problems.size(), 1u);
  EXPECT_EQ(M.Functions.count("f"), 0u);
  EXPECT_EQ(M.Functions.count("g"), 1u);
}

//===----------------------------------------------------------------------===//
// Where it is found
//===----------------------------------------------------------------------===//

namespace {

class ModelDirectory : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("z3tidy-model", Root));
    ASSERT_FALSE(llvm::sys::fs::create_directories(at("src/deep")));
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Root); }

  std::string at(llvm::StringRef Name) {
    llvm::SmallString<128> P(Root);
    llvm::sys::path::append(P, Name);
    return P.str().str();
  }
  void write(llvm::StringRef Name, llvm::StringRef Text) {
    std::error_code Error;
    llvm::raw_fd_ostream(at(Name), Error) << Text;
    ASSERT_FALSE(Error);
  }

  llvm::SmallString<128> Root;
};

} // namespace

TEST_F(ModelDirectory, TheNearestCounts) {
  write(".z3tidy.yaml", "");
  EXPECT_EQ(findModelFile(at("src/deep/a.c")), at(".z3tidy.yaml"));
  write("src/.z3tidy.yaml", "");
  EXPECT_EQ(findModelFile(at("src/deep/a.c")), at("src/.z3tidy.yaml"));
  EXPECT_EQ(findModelFile(at("src/deep/../../b.c")), at(".z3tidy.yaml"));
}

TEST_F(ModelDirectory, IsReadAgainWhenItChanges) {
  write("m.yaml", "functions:\n  - {name: f, returns: owned}\n");
  auto First = loadModel(at("m.yaml"));
  EXPECT_EQ(loadModel(at("m.yaml")), First);
  write("m.yaml", "functions:\n  - {name: f, returns: borrowed, from: 1}\n");
  auto Second = loadModel(at("m.yaml"));
  EXPECT_EQ(Second->Functions.find("f")->second.front().Result,
            ResultEffect::Borrowed);
  EXPECT_EQ(First->Functions.find("f")->second.front().Result,
            ResultEffect::Owned);
}

TEST_F(ModelDirectory, WhatCannotBeReadIsAProblem) {
  EXPECT_EQ(loadModel(at("none.yaml"))->Problems.size(), 1u);
}

TEST_F(ModelDirectory, SeveralThreadsMayRead) {
  write("m.yaml", "functions:\n  - {name: f, returns: owned}\n");
  std::vector<std::thread> Threads;
  std::vector<std::shared_ptr<const UserModel>> Models(8);
  for (auto &M : Models)
    Threads.emplace_back([&] { M = loadModel(at("m.yaml")); });
  for (std::thread &T : Threads)
    T.join();
  for (auto &M : Models)
    EXPECT_EQ(M, Models.front());
}

//===----------------------------------------------------------------------===//
// The schema
//===----------------------------------------------------------------------===//

namespace {

const llvm::json::Object &schema() {
  static llvm::json::Value V = [] {
    auto Buffer = llvm::MemoryBuffer::getFile(Z3TIDY_SCHEMA);
    return llvm::cantFail(llvm::json::parse((*Buffer)->getBuffer()));
  }();
  return *V.getAsObject();
}

std::vector<std::string> keys(const llvm::json::Object *O) {
  std::vector<std::string> Keys;
  for (const auto &P : *O->getObject("properties"))
    Keys.push_back(llvm::StringRef(P.first).str());
  return Keys;
}

std::vector<std::string> words(const llvm::json::Object *O) {
  std::vector<std::string> Words;
  for (const auto &V : *O->getArray("enum"))
    Words.push_back(V.getAsString()->str());
  return Words;
}

std::vector<std::string> strings(llvm::ArrayRef<llvm::StringRef> Words) {
  return {Words.begin(), Words.end()};
}

} // namespace

TEST(Schema, HasTheKeysOfTheParser) {
  const llvm::json::Object &D = *schema().getObject("definitions");
  EXPECT_THAT(keys(&schema()),
              UnorderedElementsAreArray(strings(modelKeys("file"))));
  for (const char *Part : {"function", "handle", "class"})
    EXPECT_THAT(keys(D.getObject(Part)),
                UnorderedElementsAreArray(strings(modelKeys(Part))));
  const llvm::json::Object *Argument =
      (*D.getObject("argument")->getArray("anyOf"))[1].getAsObject();
  EXPECT_THAT(keys(Argument),
              UnorderedElementsAreArray(strings(modelKeys("argument"))));
}

TEST(Schema, HasTheWordsOfTheParser) {
  const llvm::json::Object &D = *schema().getObject("definitions");
  const llvm::json::Object &F =
      *D.getObject("function")->getObject("properties");
  EXPECT_EQ(words(D.getObject("effect")), strings(argumentWords()));
  EXPECT_EQ(words(D.getObject("kind")), strings(kindWords()));
  EXPECT_EQ(words(F.getObject("returns")), strings(resultWords()));
  EXPECT_EQ(words(F.getObject("fails")), strings(failureWords()));
  const llvm::json::Object *Argument =
      (*D.getObject("argument")->getArray("anyOf"))[1].getAsObject();
  EXPECT_EQ(words(Argument->getObject("properties")->getObject("calls")),
            strings(callsWords()));
}

TEST(Schema, IsDocumentedKeyByKey) {
  auto Buffer = llvm::MemoryBuffer::getFile(Z3TIDY_TEACHING_DOCS);
  ASSERT_TRUE(bool(Buffer));
  llvm::StringRef Text = (*Buffer)->getBuffer();
  for (const char *Part : {"file", "function", "argument", "handle", "class"})
    for (llvm::StringRef Key : modelKeys(Part))
      EXPECT_TRUE(Text.contains(("`" + Key + "`").str())) << Key.str();
  for (auto Words :
       {argumentWords(), resultWords(), failureWords(), callsWords()})
    for (llvm::StringRef Word : Words)
      EXPECT_TRUE(Text.contains(("`" + Word + "`").str())) << Word.str();
}
