// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The model file, .z3tidy.yaml: where it is found, and how it is read.

#ifndef Z3TIDY_MODEL_MODELFILE_H
#define Z3TIDY_MODEL_MODELFILE_H

#include "model/UserModel.h"
#include "llvm/ADT/ArrayRef.h"

#include <memory>

namespace z3tidy::model {

constexpr llvm::StringLiteral ModelFileName = ".z3tidy.yaml";

/// Reads a model from text; File is for messages.
UserModel parseModel(llvm::StringRef Text, llvm::StringRef File);

/// The model file in the directory of a source file or, failing that, in the
/// nearest directory above it that has one; empty if none has.
std::string findModelFile(llvm::StringRef SourceFile);

/// The model in a file. Read once for each state of the file, and shared: may
/// be called from several threads. A file that cannot be read is a Problem of
/// the model.
std::shared_ptr<const UserModel> loadModel(llvm::StringRef File);

/// The keys that each part of a model file may have, for the test that holds
/// the schema against them: "file", "function", "argument", "handle", "class".
llvm::ArrayRef<llvm::StringRef> modelKeys(llvm::StringRef Part);

} // namespace z3tidy::model

#endif // Z3TIDY_MODEL_MODELFILE_H
