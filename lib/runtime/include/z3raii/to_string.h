// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Z3's texts as std::string. Every Z3_string of a context points into one
// buffer, which the next text of that context overwrites: copy it at once.
//
//   std::string both = z3raii::to_string(a) + z3raii::to_string(b);
//   std::string name = z3raii::copied(Z3_get_symbol_string(c, symbol));

#ifndef Z3RAII_TO_STRING_H
#define Z3RAII_TO_STRING_H

#include "z3raii/handle.h"

#include <string>

namespace z3raii {
inline namespace Z3RAII_MODE {

/// A copy of what a function of Z3 returned; null, as after an error, is the
/// empty text.
[[nodiscard]] inline std::string copied(Z3_string text) {
  return text ? std::string(text) : std::string();
}

namespace detail {
inline std::string print(Z3_context c, Z3_ast x) {
  return copied(Z3_ast_to_string(c, x));
}
inline std::string print(Z3_context c, Z3_sort x) {
  return copied(Z3_sort_to_string(c, x));
}
inline std::string print(Z3_context c, Z3_func_decl x) {
  return copied(Z3_func_decl_to_string(c, x));
}
inline std::string print(Z3_context c, Z3_app x) {
  return copied(Z3_ast_to_string(c, Z3_app_to_ast(c, x)));
}
inline std::string print(Z3_context c, Z3_pattern x) {
  return copied(Z3_pattern_to_string(c, x));
}
inline std::string print(Z3_context c, Z3_fixedpoint x) {
  return copied(Z3_fixedpoint_to_string(c, x, 0, nullptr));
}
#define Z3RAII_PRINT(name)                                                     \
  inline std::string print(Z3_context c, Z3_##name x) {                        \
    return copied(Z3_##name##_to_string(c, x));                                \
  }
Z3RAII_PRINT(solver)
Z3RAII_PRINT(model)
Z3RAII_PRINT(params)
Z3RAII_PRINT(optimize)
Z3RAII_PRINT(goal)
Z3RAII_PRINT(apply_result)
Z3RAII_PRINT(stats)
Z3RAII_PRINT(ast_vector)
Z3RAII_PRINT(ast_map)
Z3RAII_PRINT(param_descrs)
#undef Z3RAII_PRINT
} // namespace detail

/// The text of what h holds, as Z3 prints it. Empty for an empty handle, which
/// is a checked error.
template <class Kind>
[[nodiscard]] std::string to_string(const handle<Kind> &h,
                                    call_site here = call_site::current()) {
  typename Kind::raw_type raw = h.get(here);
  return raw ? detail::print(h.ctx(), raw) : std::string();
}

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif
