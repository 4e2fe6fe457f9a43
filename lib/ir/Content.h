// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an analysis reads of a function, as bytes: equal bytes mean that it
// finds the same in both. Where the function stands in its file is left out;
// which of its instructions stand where relative to it is not.

#ifndef Z3TIDY_IR_CONTENT_H
#define Z3TIDY_IR_CONTENT_H

#include "ir/Ir.h"

#include <string>

namespace z3tidy::ir {

/// Each thing that is written ends where the next one begins, so that
/// different sequences give different bytes.
class ContentWriter {
public:
  void number(uint64_t N);
  void id(PlaceId P); ///< which may be NoPlace
  void text(llvm::StringRef S);
  void places(const PlaceTable &P);
  void place(const Place &P);
  void function(const Function &F);
  std::string take() { return std::move(Bytes); }

private:
  void source(const Source &S);
  void operand(const Operand &O);
  void instr(const Instr &I);
  void condition(const Condition &C);
  void block(const Block &B);

  std::string Bytes;
  unsigned FirstLine = 0; ///< of the function
  /// Positions by number: only whether two are the same counts.
  llvm::DenseMap<uint32_t, unsigned> Positions;
};

} // namespace z3tidy::ir

#endif // Z3TIDY_IR_CONTENT_H
