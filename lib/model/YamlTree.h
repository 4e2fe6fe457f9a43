// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A YAML document as a tree of which each part knows where it stands. What the
// model file does not need of YAML (anchors, tags, several documents) is an
// error here.

#ifndef Z3TIDY_MODEL_YAMLTREE_H
#define Z3TIDY_MODEL_YAMLTREE_H

#include "model/UserModel.h"

namespace z3tidy::model {

struct YamlNode {
  enum Form : uint8_t { Empty, Scalar, Mapping, Sequence } F = Empty;
  Position At;
  std::string Text; ///< Scalar
  /// Mapping: keys (scalars all of them) and values by turns; Sequence: items.
  std::vector<YamlNode> Parts;
};

/// The document; on an error the first one is added to Problems, and the tree
/// is empty.
YamlNode readYaml(llvm::StringRef Text, std::vector<Problem> &Problems);

} // namespace z3tidy::model

#endif // Z3TIDY_MODEL_YAMLTREE_H
