// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The effect of a call of Z3's C API: rules over the typedefs in a declaration
// (R1 to R6 of the handle rules), then the exceptions.

#include "model/Model.h"
#include "llvm/ADT/StringMap.h"

namespace z3tidy::model {

namespace {

using ir::Family;
using ir::Kind;
using ir::Role;

/// All that ApiExceptions.def says of one function.
struct Exceptions {
  int Owner = -1;
  int Target = -1;
  bool Immortal = false;
  bool Cast = false;
  bool WritesTrail = false;
  bool WritesLastObject = false;
  bool Composite = false;
  bool Rebuilds = false;
  bool OtherString = false;
  bool Fallible = false;
  bool SharesParts = false;
  ir::Role R = Role::None;
  llvm::SmallVector<OutParam, 0> Outs;
};

llvm::StringMap<Exceptions> buildExceptions() {
  llvm::StringMap<Exceptions> Map;
#define Z3_BORROWED(Function, Argument) Map[#Function].Owner = Argument;
#define Z3_IMMORTAL(Function) Map[#Function].Immortal = true;
#define Z3_CAST(Function) Map[#Function].Cast = true;
#define Z3_OUT(Function, Index, K, Class, IsArray)                             \
  Map[#Function].Outs.push_back({Index, Kind::K, Result::Class, IsArray});
#define Z3_WRITES_TRAIL(Function) Map[#Function].WritesTrail = true;
#define Z3_WRITES_LAST_OBJECT(Function) Map[#Function].WritesLastObject = true;
#define Z3_TRANSLATES(Function, Argument) Map[#Function].Target = Argument;
#define Z3_COMPOSITE(Function) Map[#Function].Composite = true;
#define Z3_REBUILDS(Function) Map[#Function].Rebuilds = true;
#define Z3_OTHER_STRING(Function) Map[#Function].OtherString = true;
#define Z3_FALLIBLE(Function) Map[#Function].Fallible = true;
#define Z3_SHARES(Function) Map[#Function].SharesParts = true;
#define Z3_ROLE(Function, RoleName) Map[#Function].R = Role::RoleName;
#include "model/ApiExceptions.def"
  return Map;
}

const Exceptions &exceptionsOf(llvm::StringRef Function) {
  static const llvm::StringMap<Exceptions> Map = buildExceptions();
  static const Exceptions Nothing;
  auto It = Map.find(Function);
  return It == Map.end() ? Nothing : It->second;
}

/// "Z3_sort" of "const Z3_sort", "Z3_sort const" and "Z3_sort_opt".
llvm::StringRef typedefName(llvm::StringRef Type) {
  Type = Type.trim();
  Type.consume_front("const ");
  Type.consume_back(" const");
  Type = Type.trim();
  Type.consume_back("_opt");
  return Type;
}

Kind kindOf(llvm::StringRef Type) {
  Type = typedefName(Type);
  // The buffer of Z3_get_lstring, without an end of string.
  return Type == "Z3_char_ptr" ? Kind::String : ir::kindFromTypedef(Type);
}

/// R5: the only functions that change a count. By exact name:
/// Z3_enable_concurrent_dec_ref and Z3_mk_set_del are none of them.
CountEffect countEffectOf(const Signature &S) {
  if (S.Params.empty())
    return CountEffect::None;
  Kind K = kindOf(S.Params.back());
  if (!retainFunction(K).empty() && S.Name == retainFunction(K))
    return CountEffect::Retain;
  if (!releaseFunction(K).empty() && S.Name == releaseFunction(K))
    return ir::isCounted(K) ? CountEffect::Release : CountEffect::Delete;
  return CountEffect::None;
}

void setContexts(const Signature &S, const Exceptions &X, CallEffect &E) {
  bool Deletes = E.Count == CountEffect::Delete && S.Params.size() == 1;
  if (!S.Params.empty() && kindOf(S.Params[0]) == Kind::Context && !Deletes)
    E.ContextArg = 0;
  E.ResultContextArg = E.ContextArg;
  if (X.Target >= 0 && static_cast<size_t>(X.Target) < S.Params.size())
    E.ResultContextArg = X.Target;
}

/// R1 to R4, with E1 to E3.
void setResult(const Signature &S, const Exceptions &X, CallEffect &E) {
  E.K = kindOf(S.Result);
  switch (ir::family(E.K)) {
  case Family::None:
    return;
  case Family::Ast:
    if (X.Owner >= 0 || X.Cast) {
      E.R = X.Cast ? Result::Cast : Result::Borrowed;
      E.BorrowedFrom = X.Cast ? 1 : X.Owner;
    } else if (X.Immortal) {
      E.R = Result::Immortal;
    } else {
      E.R = Result::Fresh;
      E.WritesTrail = true;
      E.KeepsArgs = S.Name.starts_with("Z3_mk_") && !X.Rebuilds;
    }
    return;
  case Family::Object:
    E.R = Result::Fresh;
    E.WritesLastObject = true;
    return;
  case Family::Owned:
    E.R = Result::Owned;
    if (E.K == Kind::Context)
      E.Mode = S.Name == "Z3_mk_context_rc" ? ir::ContextMode::Counting
                                            : ir::ContextMode::Keeping;
    return;
  case Family::Free:
    if (E.K == Kind::String) {
      E.R = Result::String;
      E.WritesString = typedefName(S.Result) == "Z3_string" && !X.OtherString;
    } else if (E.K == Kind::Symbol) {
      E.R = Result::Symbol;
    }
    return;
  }
}

} // namespace

CallEffect effectOf(const Signature &S) {
  CallEffect E;
  if (!S.Name.starts_with("Z3_"))
    return E;
  const Exceptions &X = exceptionsOf(S.Name);
  E.Known = true;
  E.Count = countEffectOf(S);
  if (E.Count != CountEffect::None)
    E.CountArg = static_cast<int>(S.Params.size()) - 1;
  setContexts(S, X, E);
  setResult(S, X, E);
  E.Role = X.R;
  E.WritesTrail |= X.WritesTrail;
  E.WritesLastObject |= X.WritesLastObject;
  E.Composite = X.Composite;
  E.Fallible = X.Fallible;
  E.SharesParts = X.SharesParts;
  for (const OutParam &Out : X.Outs)
    if (Out.Index < S.Params.size())
      E.Outs.push_back(Out);
  return E;
}

} // namespace z3tidy::model
