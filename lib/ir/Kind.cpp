// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of handle kinds, from HandleKinds.def.

#include "ir/Kind.h"
#include "llvm/ADT/StringSwitch.h"

namespace z3tidy::ir {

namespace {

struct KindInfo {
  llvm::StringLiteral Spelling;
  llvm::StringLiteral Typedef;
  Family F;
};

constexpr KindInfo Infos[] = {
    {"none", "", Family::None},
#define Z3_HANDLE(Enumerator, Spelling, Typedef, FamilyName)                   \
  {Spelling, Typedef, Family::FamilyName},
#include "ir/HandleKinds.def"
};

const KindInfo &info(Kind K) { return Infos[static_cast<unsigned>(K)]; }

} // namespace

llvm::StringRef spelling(Kind K) { return info(K).Spelling; }
llvm::StringRef cTypedef(Kind K) { return info(K).Typedef; }
Family family(Kind K) { return info(K).F; }

std::optional<Kind> kindFromSpelling(llvm::StringRef Spelling) {
  return llvm::StringSwitch<std::optional<Kind>>(Spelling)
      .Case("none", Kind::None)
#define Z3_HANDLE(Enumerator, Spelling, Typedef, FamilyName)                   \
  .Case(Spelling, Kind::Enumerator)
#include "ir/HandleKinds.def"
      .Default(std::nullopt);
}

Kind kindFromTypedef(llvm::StringRef Typedef) {
  return llvm::StringSwitch<Kind>(Typedef)
#define Z3_HANDLE(Enumerator, Spelling, TypedefName, FamilyName)               \
  .Case(TypedefName, Kind::Enumerator)
#include "ir/HandleKinds.def"
      .Default(Kind::None);
}

} // namespace z3tidy::ir
