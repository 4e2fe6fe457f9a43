// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The texts of z3-dangling-handle.

#include "explain/Names.h"
#include "explain/Wording.h"
#include "model/Model.h"

using namespace z3tidy;
using namespace z3tidy::explain;
using analysis::Dangling;
using analysis::Finding;

std::string explain::danglingWarning(const Finding &F,
                                     const std::string &Subject) {
  bool IsText = F.K == ir::Kind::String;
  bool HasName = !llvm::StringRef(Subject).starts_with("this ");
  switch (F.Dangles) {
  case Dangling::Temporary:
    if (IsText)
      return "the text is kept, but the string that it is part of ends with "
             "this statement";
    return (HasName ? Subject + " keeps a raw handle"
                    : std::string("a raw handle is kept")) +
           " of a temporary that ends with this statement";
  case Dangling::Variable:
    return "a raw handle is handed on, but the object that counts it ends "
           "before it is used";
  case Dangling::Overwritten:
    return Subject + " is used after its context has written another string "
                     "into the buffer";
  case Dangling::OwnerGone:
    return Subject + " is borrowed, and used after its owner was released";
  case Dangling::ContextGone:
    return Subject + " is used after its context was deleted";
  case Dangling::Lent:
    return kindNoun(F.K) + " is kept that is lent for the call only";
  case Dangling::None:
    break;
  }
  return Subject + " dangles";
}

std::string explain::danglingWayOut(const Finding &F) {
  std::string Class = model::z3ppClass(F.K).str();
  switch (F.Dangles) {
  case Dangling::Temporary:
    if (F.K == ir::Kind::String)
      return "keep the string, and take its text where it is used";
    return Class.empty() ? "keep the object that counts it"
                         : "keep the 'z3::" + Class +
                               "' or another object that counts it";
  case Dangling::Variable:
    return "hand on the object that counts it";
  case Dangling::Overwritten:
  case Dangling::ContextGone:
    return "copy the text before the next call that returns a string";
  case Dangling::OwnerGone:
  case Dangling::Lent:
    return "retain it with '" + model::retainFunction(F.K).str() +
           "' before, and release it when it is not needed any more";
  case Dangling::None:
    break;
  }
  return "keep what it belongs to";
}
