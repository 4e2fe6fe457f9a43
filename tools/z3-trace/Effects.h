// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What each function of the Z3 C API does to handles, as tables. The tables are
// written by gen_wrappers.py from the installed headers and from
// test/data/z3-functions.tsv; this header says what their columns mean.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_EFFECTS_H
#define Z3TIDY_TOOLS_Z3_TRACE_EFFECTS_H

#include <cstdint>

namespace z3trace {

/// Handles of one family share their acquire and release functions, and a
/// pointer names at most one handle of a family at a time.
enum class Family : uint8_t {
  None,   ///< not counted: symbols, callbacks
  Ast,    ///< ast, sort, func_decl, app, pattern: Z3_inc_ref, Z3_dec_ref
  Object, ///< solver, model, ...: Z3_<kind>_inc_ref, Z3_<kind>_dec_ref
  Owned,  ///< config, context, constructor, rcf_num: deleted once
};

struct KindInfo {
  const char *Name;
  Family Fam;
};

enum class Result : uint8_t {
  None,       ///< no handle
  FreshTrail, ///< count 0, kept by the context's trail slot
  FreshLast,  ///< count 0, kept by the context's last_obj slot
  Borrowed,   ///< count 0, kept by an argument
  Immortal,   ///< kept by the context for ever
  Cast,       ///< the argument under another type
  Owned,      ///< the caller must delete it
};

enum class Role : uint8_t {
  Plain,         ///< no handle in it
  Context,       ///< the context that the handles belong to
  TargetContext, ///< the context that the result belongs to
  Handle,
  Array, ///< of handles, read; its length is another argument
  Out,   ///< one handle is written here
  OutArray,
  LooseOutArray, ///< as OutArray, and the function's result does not keep them
};

enum class Op : uint8_t {
  None,
  MkContext,
  MkContextRc,
  DelContext,
  StringSymbol, ///< may intern a new name
  FreshName,    ///< interns a new name
  Push,
  Pop,
  ResetScopes,
  Assert,
  Check,
  ReleaseAnywhere, ///< from now on other threads may release
};

enum FunctionFlags : uint16_t {
  F_WritesTrail = 1,
  F_WritesLast = 2,
  F_Resets = 4,     ///< both slots are emptied before the arguments are used
  F_Retains = 8,    ///< the last argument
  F_Releases = 16,  ///< the last argument
  F_Destroys = 32,  ///< the last argument
  F_Composite = 64, ///< writes the trail slot before its arguments are used
  F_PartOfArgument = 128, ///< the result may live inside an argument
  F_AnyThread = 256,      ///< other threads may call it meanwhile
};

constexpr unsigned char NoKind = 255;

struct Argument {
  Role R;
  unsigned char Kind;
  signed char Length; ///< index of the argument that holds the length, or -1
};

struct Function {
  const char *Name;
  Result Res;
  unsigned char ResKind;
  uint16_t Flags;
  Op Operation;
  uint8_t NumArgs;
  Argument Args[16];
};

extern const KindInfo Kinds[];
extern const unsigned NumKinds;
extern const Function Functions[];
extern const unsigned NumFunctions;
extern void *Reals[]; ///< libz3's own functions, looked up at first use

extern const unsigned char Kind_symbol, Kind_config, Kind_context, Kind_rcf_num,
    Kind_solver, Kind_optimize, Kind_fixedpoint;

} // namespace z3trace

#endif
