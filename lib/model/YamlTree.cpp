// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "model/YamlTree.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Casting.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

namespace z3tidy::model {

namespace {

/// No model needs more; deeper ones would cost stack.
constexpr unsigned MaxDepth = 12;

class Reader {
public:
  Reader(llvm::StringRef Text, std::vector<Problem> &Problems)
      : Problems(Problems), Stream(Text, SM) {
    SM.setDiagHandler(
        [](const llvm::SMDiagnostic &D, void *Self) {
          int Line = D.getLineNo(), Column = D.getColumnNo();
          static_cast<Reader *>(Self)->fail(
              {unsigned(std::max(Line, 1)), unsigned(std::max(Column, 0)) + 1},
              D.getMessage().str());
        },
        this);
  }

  YamlNode read();

private:
  YamlNode convert(llvm::yaml::Node *N, unsigned Depth);
  Position positionOf(llvm::SMLoc Loc) const {
    if (!Loc.isValid() || SM.getNumBuffers() == 0)
      return {1, 1};
    auto [Line, Column] = SM.getLineAndColumn(Loc);
    return {Line, Column};
  }
  /// Of `[f]` and `{a: b}` the parser gives what stands behind the bracket.
  Position startOf(const llvm::yaml::Node &N) const {
    Position At = positionOf(N.getSourceRange().Start);
    const char *Start = N.getSourceRange().Start.getPointer();
    bool Nested =
        llvm::isa<llvm::yaml::MappingNode, llvm::yaml::SequenceNode>(N);
    if (Nested && At.Column > 1 && (Start[-1] == '[' || Start[-1] == '{'))
      --At.Column;
    return At;
  }
  void fail(Position At, std::string Text) {
    if (!Failed)
      Problems.push_back({At, std::move(Text)});
    Failed = true;
  }

  std::vector<Problem> &Problems;
  llvm::SourceMgr SM;
  llvm::yaml::Stream Stream;
  bool Failed = false;
};

} // namespace

YamlNode Reader::convert(llvm::yaml::Node *N, unsigned Depth) {
  YamlNode Out;
  if (!N || Failed)
    return Out;
  Out.At = startOf(*N);
  if (Depth > MaxDepth)
    return fail(Out.At, "nested too deeply"), Out;
  if (!N->getAnchor().empty() || llvm::isa<llvm::yaml::AliasNode>(N))
    return fail(Out.At, "anchors and aliases are not supported"), Out;
  if (auto *S = llvm::dyn_cast<llvm::yaml::ScalarNode>(N)) {
    llvm::SmallString<64> Storage;
    Out.F = YamlNode::Scalar;
    Out.Text = S->getValue(Storage).str();
  } else if (auto *B = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(N)) {
    Out.F = YamlNode::Scalar;
    Out.Text = B->getValue().str();
  } else if (auto *M = llvm::dyn_cast<llvm::yaml::MappingNode>(N)) {
    Out.F = YamlNode::Mapping;
    for (llvm::yaml::KeyValueNode &KV : *M) {
      YamlNode Key = convert(KV.getKey(), Depth + 1);
      if (!Failed && Key.F != YamlNode::Scalar)
        fail(Key.At.Line ? Key.At : Out.At, "expected a word as key");
      YamlNode Value = convert(KV.getValue(), Depth + 1);
      if (Failed)
        break;
      if (!Value.At.Line || Value.F == YamlNode::Empty)
        Value.At = Key.At;
      Out.Parts.push_back(std::move(Key));
      Out.Parts.push_back(std::move(Value));
    }
  } else if (auto *S = llvm::dyn_cast<llvm::yaml::SequenceNode>(N)) {
    Out.F = YamlNode::Sequence;
    for (llvm::yaml::Node &Item : *S) {
      Out.Parts.push_back(convert(&Item, Depth + 1));
      if (Failed)
        break;
    }
  }
  return Out;
}

YamlNode Reader::read() {
  llvm::yaml::document_iterator It = Stream.begin();
  YamlNode Root;
  if (It != Stream.end()) {
    Root = convert(It->getRoot(), 0);
    if (!Failed && !Stream.failed() && It->skip())
      fail({1, 1}, "more than one document");
  }
  if (Stream.failed() && !Failed)
    fail({1, 1}, "not valid YAML");
  return Failed ? YamlNode() : std::move(Root);
}

YamlNode readYaml(llvm::StringRef Text, std::vector<Problem> &Problems) {
  return Reader(Text, Problems).read();
}

} // namespace z3tidy::model
