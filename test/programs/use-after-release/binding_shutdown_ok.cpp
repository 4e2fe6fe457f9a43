// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A language binding ends sessions that were opened by its C functions.
// Only sessions that were opened by the C functions are ended by them.
// build: -DNDEBUG
#include <iostream>
#include <vector>
#include <z3++.h>

extern "C" {

typedef struct session {
  Z3_context ctx;
  unsigned queries;
} session;

void session_open(session *s) {
  Z3_config config = Z3_mk_config();
  s->ctx = Z3_mk_context_rc(config);
  s->queries = 0;
  Z3_del_config(config);
}

int session_query(session *s, const char *text) {
  Z3_ast_vector goals =
      Z3_parse_smtlib2_string(s->ctx, text, 0, nullptr, nullptr, 0, nullptr, nullptr);
  Z3_ast_vector_inc_ref(s->ctx, goals);
  int n = static_cast<int>(Z3_ast_vector_size(s->ctx, goals));
  Z3_ast_vector_dec_ref(s->ctx, goals);
  ++s->queries;
  return n;
}

void session_close(session *s) {
  Z3_del_context(s->ctx);
  s->ctx = nullptr;
}
}

static const char *const Text = "(declare-const p Bool) (assert p)";

static int query(z3::context &Ctx) {
  session S{Ctx, 0};
  int N = session_query(&S, Text);
  return N;
}

int main() {
  session Own;
  session_open(&Own);
  std::cout << session_query(&Own, Text) << std::endl;
  session_close(&Own);
  z3::context Ctx;
  std::cout << query(Ctx) << std::endl;
  return 0;
}
