// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A policy engine reads its rules when it is constructed.
// When the rules cannot be read, nobody deletes the context: the destructor
// of what was never constructed does not run.
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <z3.h>

static Z3_context makeContext() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg); // trace: leak
  Z3_del_config(Cfg);
  Z3_set_error_handler(C, nullptr);
  return C;
}

class Policy {
  Z3_context Ctx;
  Z3_ast_vector Rules;

public:
  explicit Policy(const std::string &Text) : Ctx(makeContext()) { // report: z3-handle-leak
    Rules = Z3_parse_smtlib2_string(Ctx, Text.c_str(), 0, nullptr, nullptr, 0, nullptr, nullptr);
    if (Z3_get_error_code(Ctx) != Z3_OK)
      throw std::invalid_argument("rules cannot be read");
    Z3_ast_vector_inc_ref(Ctx, Rules);
  }
  Policy(const Policy &) = delete;
  Policy &operator=(const Policy &) = delete;
  ~Policy() {
    Z3_ast_vector_dec_ref(Ctx, Rules);
    Z3_del_context(Ctx);
  }
  unsigned size() const { return Z3_ast_vector_size(Ctx, Rules); }
};

int main() {
  for (const char *Text : {"(declare-const p Bool)(assert p)", "(assert q)"}) {
    try {
      Policy P(Text);
      std::cout << P.size() << " rules\n";
    } catch (const std::invalid_argument &E) {
      std::cout << E.what() << "\n";
    }
  }
  return 0;
}
