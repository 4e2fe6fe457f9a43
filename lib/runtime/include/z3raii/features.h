// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the z3.h in use declares. Nothing is guessed from version numbers: a
// call that the header does not declare is not well-formed, and that is asked.
//
//   if constexpr (z3raii::feature::simplifier) ...      (in a template)

#ifndef Z3RAII_FEATURES_H
#define Z3RAII_FEATURES_H

#include "z3raii/config.h"

#include <type_traits>
#include <utility>

// z3.h's own opaque types, said again because an older header lacks them.
struct _Z3_simplifier;
struct _Z3_parser_context;

namespace z3raii {
inline namespace Z3RAII_MODE {
namespace detail {

// The names below are looked up where the templates are used, by the type of
// their arguments, so they need not exist here.
#define Z3RAII_ASK(type)                                                       \
  template <class Context, class Raw, class = void>                            \
  struct declares_##type : std::false_type {};                                 \
  template <class Context, class Raw>                                          \
  struct declares_##type<                                                      \
      Context, Raw,                                                            \
      std::void_t<decltype(Z3_##type##_inc_ref(std::declval<Context>(),        \
                                               std::declval<Raw>())),          \
                  decltype(Z3_##type##_dec_ref(std::declval<Context>(),        \
                                               std::declval<Raw>()))>>         \
      : std::true_type {};

Z3RAII_ASK(simplifier)
Z3RAII_ASK(parser_context)
#undef Z3RAII_ASK

template <class Context, class = void>
struct declares_concurrent_dec_ref : std::false_type {};
template <class Context>
struct declares_concurrent_dec_ref<
    Context, std::void_t<decltype(Z3_enable_concurrent_dec_ref(
                 std::declval<Context>()))>> : std::true_type {};
template <class Context>
void call_enable_concurrent_dec_ref([[maybe_unused]] Context c) {
  if constexpr (declares_concurrent_dec_ref<Context>::value)
    Z3_enable_concurrent_dec_ref(c);
}

} // namespace detail

namespace feature {
/// The header has Z3_simplifier (Z3 4.12.2 and later).
inline constexpr bool simplifier =
    detail::declares_simplifier<Z3_context, ::_Z3_simplifier *>::value;
/// The header has Z3_parser_context (Z3 4.9.0 and later).
inline constexpr bool parser_context =
    detail::declares_parser_context<Z3_context, ::_Z3_parser_context *>::value;
/// The header has Z3_enable_concurrent_dec_ref (Z3 4.10.0 and later).
inline constexpr bool concurrent_dec_ref =
    detail::declares_concurrent_dec_ref<Z3_context>::value;
} // namespace feature

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
