// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The kinds of handle, and for each how Z3 takes and gives back a reference.
// One line adds a kind. A kind says
//   raw_type                the C API's handle
//   label                   its name in messages
//   available               false where z3.h does not have it
//   is_ast                  its handles are terms too: they convert to Z3_ast
//   retain(c, r)            adds a reference (counted kinds)
//   release(c, r)           gives one back, or destroys what is not counted
//   null_is_value           a null handle is an object (rcf_num: zero)
// No function of Z3 returns a counted handle with a reference: retain first.

#ifndef Z3RAII_KINDS_H
#define Z3RAII_KINDS_H

#include "z3raii/features.h"

// Share one count, Z3_inc_ref and Z3_dec_ref.
#define Z3RAII_AST_KINDS(X) X(ast) X(sort) X(func_decl) X(app) X(pattern)

// Z3_<kind>_inc_ref and Z3_<kind>_dec_ref.
#define Z3RAII_OBJECT_KINDS(X)                                                 \
  X(solver)                                                                    \
  X(model)                                                                     \
  X(params)                                                                    \
  X(optimize)                                                                  \
  X(fixedpoint)                                                                \
  X(goal)                                                                      \
  X(tactic)                                                                    \
  X(probe)                                                                     \
  X(apply_result)                                                              \
  X(stats)                                                                     \
  X(ast_vector)                                                                \
  X(ast_map)                                                                   \
  X(func_interp)                                                               \
  X(func_entry)                                                                \
  X(param_descrs)

// The same in newer headers.
#define Z3RAII_NEWER_KINDS(X) X(simplifier) X(parser_context)

// One owner, no count: the function that destroys.
#define Z3RAII_OWNED_KINDS(X)                                                  \
  X(constructor, Z3_del_constructor, false)                                    \
  X(constructor_list, Z3_del_constructor_list, false)                          \
  X(rcf_num, Z3_rcf_del, true)

namespace z3raii {
inline namespace Z3RAII_MODE {
namespace kind {

#define Z3RAII_KIND(name)                                                      \
  struct name {                                                                \
    using raw_type = Z3_##name;                                                \
    static constexpr const char *label = #name;                                \
    static constexpr bool available = true;                                    \
    static constexpr bool is_ast = true;                                       \
    static constexpr bool null_is_value = false;                               \
    static void retain(Z3_context c, raw_type r) noexcept {                    \
      Z3_inc_ref(c, reinterpret_cast<Z3_ast>(r));                              \
    }                                                                          \
    static void release(Z3_context c, raw_type r) noexcept {                   \
      Z3_dec_ref(c, reinterpret_cast<Z3_ast>(r));                              \
    }                                                                          \
  };
Z3RAII_AST_KINDS(Z3RAII_KIND)
#undef Z3RAII_KIND

#define Z3RAII_KIND(name)                                                      \
  struct name {                                                                \
    using raw_type = Z3_##name;                                                \
    static constexpr const char *label = #name;                                \
    static constexpr bool available = true;                                    \
    static constexpr bool is_ast = false;                                      \
    static constexpr bool null_is_value = false;                               \
    static void retain(Z3_context c, raw_type r) noexcept {                    \
      Z3_##name##_inc_ref(c, r);                                               \
    }                                                                          \
    static void release(Z3_context c, raw_type r) noexcept {                   \
      Z3_##name##_dec_ref(c, r);                                               \
    }                                                                          \
  };
Z3RAII_OBJECT_KINDS(Z3RAII_KIND)
#undef Z3RAII_KIND

// Templates, so that the calls are looked up only if a handle is made.
#define Z3RAII_KIND(name)                                                      \
  struct name {                                                                \
    using raw_type = ::_Z3_##name *;                                           \
    static constexpr const char *label = #name;                                \
    static constexpr bool available = feature::name;                           \
    static constexpr bool is_ast = false;                                      \
    static constexpr bool null_is_value = false;                               \
    template <class Context>                                                   \
    static void retain(Context c, raw_type r) noexcept {                       \
      Z3_##name##_inc_ref(c, r);                                               \
    }                                                                          \
    template <class Context>                                                   \
    static void release(Context c, raw_type r) noexcept {                      \
      Z3_##name##_dec_ref(c, r);                                               \
    }                                                                          \
  };
Z3RAII_NEWER_KINDS(Z3RAII_KIND)
#undef Z3RAII_KIND

#define Z3RAII_KIND(name, destroy, zero)                                       \
  struct name {                                                                \
    using raw_type = Z3_##name;                                                \
    static constexpr const char *label = #name;                                \
    static constexpr bool available = true;                                    \
    static constexpr bool is_ast = false;                                      \
    static constexpr bool null_is_value = zero;                                \
    static void release(Z3_context c, raw_type r) noexcept { destroy(c, r); }  \
  };
Z3RAII_OWNED_KINDS(Z3RAII_KIND)
#undef Z3RAII_KIND

/// Belongs to no context.
struct config {
  using raw_type = Z3_config;
  static constexpr const char *label = "config";
  static constexpr bool available = true;
  static constexpr bool is_ast = false;
  static constexpr bool null_is_value = false;
  static void release(Z3_context, raw_type r) noexcept { Z3_del_config(r); }
};

} // namespace kind
} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
