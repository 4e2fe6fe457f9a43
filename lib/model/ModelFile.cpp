// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the tree of a model file to rules; every wrong entry is told with its
// place and left out.

#include "model/ModelFile.h"

#include "ir/Kind.h"
#include "model/YamlTree.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace z3tidy::model {

using llvm::StringRef;

static constexpr StringRef FileKeys[] = {"functions", "handles", "classes"};
static constexpr StringRef FunctionKeys[] = {
    "name",  "arity",       "signature", "returns", "from",      "context",
    "fails", "released_by", "throws",    "object",  "parameters"};
static constexpr StringRef ArgumentKeys[] = {"effect", "calls", "hands"};
static constexpr StringRef HandleKeys[] = {"name", "kind", "released_by"};
static constexpr StringRef ClassKeys[] = {"name", "owns"};

llvm::ArrayRef<StringRef> modelKeys(StringRef Part) {
  if (Part == "file")
    return FileKeys;
  if (Part == "function")
    return FunctionKeys;
  if (Part == "argument")
    return ArgumentKeys;
  if (Part == "handle")
    return HandleKeys;
  return ClassKeys;
}

namespace {

class Interpreter {
public:
  explicit Interpreter(UserModel &M) : M(M) {}

  void file(const YamlNode &Root);

private:
  void function(const YamlNode &N);
  void functionKey(FunctionRule &R, StringRef Key, const YamlNode &V);
  void parameters(FunctionRule &R, const YamlNode &N);
  void argument(ArgumentRule &A, const YamlNode &N);
  void hands(ArgumentRule &A, const YamlNode &N);
  void type(const YamlNode &N, bool IsClass);
  void addFunction(FunctionRule R);

  using KeyVisitor =
      llvm::function_ref<void(StringRef Key, const YamlNode &Value)>;
  /// Calls Visit for each known key; the others, and second ones, are problems.
  bool mapping(const YamlNode &N, StringRef Part, KeyVisitor Visit);
  void each(const YamlNode &N, StringRef What,
            llvm::function_ref<void(const YamlNode &)> Visit);
  bool scalar(const YamlNode &N, StringRef What);
  std::string name(const YamlNode &N, StringRef What);
  std::optional<unsigned> number(const YamlNode &N, StringRef What,
                                 unsigned Lo);
  bool boolean(const YamlNode &N, StringRef What);
  template <class Enum>
  Enum word(const YamlNode &N, StringRef What, llvm::ArrayRef<StringRef> Words,
            std::optional<Enum> (*Find)(StringRef), Enum Otherwise);
  ir::Kind kind(const YamlNode &N, StringRef What);
  void fail(const YamlNode &N, const llvm::Twine &Text) {
    M.Problems.push_back({N.At, Text.str()});
  }

  UserModel &M;
};

} // namespace

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

bool Interpreter::scalar(const YamlNode &N, StringRef What) {
  if (N.F == YamlNode::Scalar && !N.Text.empty())
    return true;
  fail(N, "'" + What + "' must be a word");
  return false;
}

/// "::ns::f" and "ns::f" are one name.
std::string Interpreter::name(const YamlNode &N, StringRef What) {
  if (!scalar(N, What))
    return {};
  StringRef Name = N.Text;
  Name.consume_front("::");
  return Name.str();
}

std::optional<unsigned> Interpreter::number(const YamlNode &N, StringRef What,
                                            unsigned Lo) {
  unsigned Value = 0;
  if (N.F == YamlNode::Scalar && !StringRef(N.Text).getAsInteger(10, Value) &&
      Value >= Lo && Value <= 255)
    return Value;
  fail(N,
       "'" + What + "' must be a number from " + llvm::Twine(Lo) + " to 255");
  return std::nullopt;
}

bool Interpreter::boolean(const YamlNode &N, StringRef What) {
  if (N.F != YamlNode::Scalar || (N.Text != "true" && N.Text != "false"))
    fail(N, "'" + What + "' must be 'true' or 'false'");
  return N.Text == "true";
}

template <class Enum>
Enum Interpreter::word(const YamlNode &N, StringRef What,
                       llvm::ArrayRef<StringRef> Words,
                       std::optional<Enum> (*Find)(StringRef), Enum Otherwise) {
  if (N.F == YamlNode::Scalar)
    if (std::optional<Enum> E = Find(N.Text))
      return *E;
  std::string Given =
      N.F == YamlNode::Scalar ? ", not '" + N.Text + "'" : std::string();
  fail(N, "'" + What + "' must be " + oneOf(Words) + Given);
  return Otherwise;
}

ir::Kind Interpreter::kind(const YamlNode &N, StringRef What) {
  if (!scalar(N, What))
    return ir::Kind::None;
  std::optional<ir::Kind> K = ir::kindFromSpelling(N.Text);
  if (K && ir::isManaged(*K))
    return *K;
  fail(N, "unknown kind of handle '" + N.Text + "': it must be " +
              oneOf(kindWords()));
  return ir::Kind::None;
}

static StringRef article(StringRef Noun) {
  return Noun == "argument" ? "an " : "a ";
}

bool Interpreter::mapping(const YamlNode &N, StringRef Part, KeyVisitor Visit) {
  if (N.F != YamlNode::Mapping) {
    fail(N, "expected keys and values: " + oneOf(modelKeys(Part)));
    return false;
  }
  std::vector<StringRef> Seen;
  for (size_t I = 0; I + 1 < N.Parts.size(); I += 2) {
    StringRef Key = N.Parts[I].Text;
    if (!llvm::is_contained(modelKeys(Part), Key))
      fail(N.Parts[I], "unknown key '" + Key + "' of " + article(Part) + Part +
                           ": it must be " + oneOf(modelKeys(Part)));
    else if (llvm::is_contained(Seen, Key))
      fail(N.Parts[I], "duplicate key '" + Key + "'");
    else
      Visit(Key, N.Parts[I + 1]);
    Seen.push_back(Key);
  }
  return true;
}

void Interpreter::each(const YamlNode &N, StringRef What,
                       llvm::function_ref<void(const YamlNode &)> Visit) {
  if (N.F == YamlNode::Empty)
    return;
  if (N.F != YamlNode::Sequence)
    return fail(N, "'" + What + "' must be a list");
  for (const YamlNode &Item : N.Parts)
    Visit(Item);
}

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

void Interpreter::hands(ArgumentRule &A, const YamlNode &N) {
  if (N.F != YamlNode::Mapping)
    return fail(N, "'hands' must be keys and values: the number of the "
                   "callback's parameter, and 'borrows' or 'takes'");
  for (size_t I = 0; I + 1 < N.Parts.size(); I += 2) {
    std::optional<unsigned> Index = number(N.Parts[I], "hands", 1);
    const YamlNode &V = N.Parts[I + 1];
    if (V.F != YamlNode::Scalar || (V.Text != "borrows" && V.Text != "takes"))
      fail(V, "what a callback is handed it 'borrows' or 'takes'");
    else if (Index)
      A.Hands.push_back({*Index, *argumentEffect(V.Text)});
  }
}

void Interpreter::argument(ArgumentRule &A, const YamlNode &N) {
  if (N.F == YamlNode::Mapping) {
    mapping(N, "argument", [&](StringRef Key, const YamlNode &V) {
      if (Key == "effect")
        A.Effect = word(V, Key, argumentWords(), argumentEffect, A.Effect);
      else if (Key == "calls")
        A.When = word(V, Key, callsWords(), callsWhen, A.When);
      else
        hands(A, V);
    });
    if (!A.Hands.empty() && A.When == Calls::Unsaid)
      fail(N, "'hands' needs 'calls': when is the callback called?");
    return;
  }
  A.Effect = word(N, "effect", argumentWords(), argumentEffect, A.Effect);
}

void Interpreter::parameters(FunctionRule &R, const YamlNode &N) {
  if (N.F != YamlNode::Mapping)
    return fail(N, "'parameters' must be keys and values: a position (from 1), "
                   "a name or 'all', and what happens to it");
  std::vector<StringRef> Seen;
  for (size_t I = 0; I + 1 < N.Parts.size(); I += 2) {
    const YamlNode &Key = N.Parts[I];
    unsigned Index = 0;
    if (llvm::is_contained(Seen, Key.Text))
      fail(Key, "duplicate parameter '" + Key.Text + "'");
    else if (!StringRef(Key.Text).getAsInteger(10, Index) && Index == 0)
      fail(Key, "parameters are counted from 1");
    else if (Key.Text == "all") {
      R.Others = word(N.Parts[I + 1], "all", argumentWords(), argumentEffect,
                      ArgumentEffect::Unsaid);
      if (R.Others > ArgumentEffect::Borrows)
        fail(N.Parts[I + 1], "of 'all' parameters only 'borrows' can be said");
    } else {
      ArgumentRule A;
      A.Which = {Key.Text, Key.At};
      argument(A, N.Parts[I + 1]);
      R.Arguments.push_back(std::move(A));
    }
    Seen.push_back(Key.Text);
  }
}

void Interpreter::functionKey(FunctionRule &R, StringRef Key,
                              const YamlNode &V) {
  if (Key == "name") {
    R.Name = name(V, Key);
    R.At = V.At;
    if (StringRef(R.Name).starts_with("Z3_")) {
      fail(V, "'" + R.Name + "' is a function of Z3, which is known");
      R.Name.clear();
    }
  } else if (Key == "arity") {
    R.Arity = number(V, Key, 0);
  } else if (Key == "signature") {
    R.Signature.emplace();
    each(V, Key, [&](const YamlNode &T) {
      if (scalar(T, "signature"))
        R.Signature->push_back(T.Text);
    });
  } else if (Key == "returns") {
    R.Result = word(V, Key, resultWords(), resultEffect, R.Result);
  } else if (Key == "from" || Key == "context") {
    ParameterName &P = Key == "from" ? R.From : R.Context;
    if (scalar(V, Key))
      P = {V.Text, V.At};
  } else if (Key == "fails") {
    R.Fails = word(V, Key, failureWords(), failure, R.Fails);
  } else if (Key == "released_by") {
    R.ReleasedBy = name(V, Key);
  } else if (Key == "throws") {
    R.Throws = boolean(V, Key);
  } else if (Key == "object") {
    R.Object = word(V, Key, argumentWords(), argumentEffect, R.Object);
    if (R.Object > ArgumentEffect::Takes) {
      fail(V, "'object' must be " + oneOf(argumentWords().take_front(4)));
      R.Object = ArgumentEffect::Unsaid;
    }
  } else {
    parameters(R, V);
  }
}

/// An overload that another entry speaks of already.
static bool overlap(const FunctionRule &A, const FunctionRule &B) {
  if (A.Signature && B.Signature)
    return *A.Signature == *B.Signature;
  if (A.Arity && B.Arity)
    return *A.Arity == *B.Arity;
  return !A.Signature && !B.Signature && !A.Arity && !B.Arity;
}

void Interpreter::addFunction(FunctionRule R) {
  std::vector<FunctionRule> &Same = M.Functions[R.Name];
  if (auto First = llvm::find_if(
          Same, [&](const FunctionRule &O) { return overlap(R, O); });
      First != Same.end()) {
    M.Problems.push_back({R.At, "duplicate entry for '" + R.Name +
                                    "': the first is in line " +
                                    std::to_string(First->At.Line)});
    return;
  }
  Same.push_back(std::move(R));
}

void Interpreter::function(const YamlNode &N) {
  size_t Before = M.Problems.size();
  FunctionRule R;
  if (!mapping(N, "function", [&](StringRef Key, const YamlNode &V) {
        functionKey(R, Key, V);
      }))
    return;
  if (M.Problems.size() == Before && R.Name.empty())
    fail(N, "an entry of 'functions' needs a 'name'");
  bool Makes = R.Result == ResultEffect::Owned ||
               llvm::any_of(R.Arguments, [](const ArgumentRule &A) {
                 return A.Effect == ArgumentEffect::MakesOwned;
               });
  if (M.Problems.size() == Before && !R.ReleasedBy.empty() && !Makes)
    fail(N, "'released_by' needs something that the function returns owned");
  if (M.Problems.size() == Before && !R.From.Text.empty() &&
      R.Result != ResultEffect::Borrowed)
    fail(N, "'from' needs 'returns: borrowed'");
  if (M.Problems.size() == Before)
    addFunction(std::move(R));
}

void Interpreter::type(const YamlNode &N, bool IsClass) {
  size_t Before = M.Problems.size();
  TypeRule R;
  if (!mapping(N, IsClass ? "class" : "handle",
               [&](StringRef Key, const YamlNode &V) {
                 if (Key == "name") {
                   R.Name = name(V, Key);
                   R.At = V.At;
                 } else if (Key == "released_by") {
                   R.ReleasedBy = name(V, Key);
                 } else {
                   R.K = kind(V, Key);
                 }
               }) ||
      M.Problems.size() != Before)
    return;
  if (R.Name.empty() || R.K == ir::Kind::None)
    return fail(N, IsClass ? "an entry of 'classes' needs 'name' and 'owns'"
                           : "an entry of 'handles' needs 'name' and 'kind'");
  llvm::StringMap<TypeRule> &To = IsClass ? M.Classes : M.Handles;
  auto [First, New] = To.try_emplace(R.Name, R);
  if (!New)
    M.Problems.push_back({R.At, "duplicate entry for '" + R.Name +
                                    "': the first is in line " +
                                    std::to_string(First->second.At.Line)});
}

void Interpreter::file(const YamlNode &Root) {
  if (Root.F == YamlNode::Empty)
    return;
  mapping(Root, "file", [&](StringRef Key, const YamlNode &V) {
    each(V, Key, [&](const YamlNode &Item) {
      if (Key == "functions")
        function(Item);
      else
        type(Item, Key == "classes");
    });
  });
}

UserModel parseModel(StringRef Text, StringRef File) {
  UserModel M;
  M.File = File.str();
  YamlNode Root = readYaml(Text, M.Problems);
  if (M.Problems.empty())
    Interpreter(M).file(Root);
  return M;
}

} // namespace z3tidy::model
