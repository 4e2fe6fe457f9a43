// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A hybrid checker has an engine for words and one for numbers, both opened by
// the same function.
// The conjunction is made in the engine for words, of a part from the other.
#include <stdio.h>
#include <z3.h>

struct engine {
  Z3_context c;
  Z3_ast goal;
};

static int engine_open(struct engine *e, const char *name) {
  Z3_config cfg = Z3_mk_config();
  e->c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  if (!e->c)
    return -1;
  e->goal =
      Z3_mk_const(e->c, Z3_mk_string_symbol(e->c, name), Z3_mk_bool_sort(e->c));
  Z3_inc_ref(e->c, e->goal);
  return 0;
}

static void engine_close(struct engine *e) {
  Z3_dec_ref(e->c, e->goal);
  Z3_del_context(e->c);
}

static unsigned joint(struct engine *words, struct engine *numbers) {
  Z3_ast parts[2];
  parts[0] = words->goal;
  parts[1] = numbers->goal;
  Z3_ast both = Z3_mk_and(words->c, 2, parts); // trace: wrong-context
  Z3_inc_ref(words->c, both);
  unsigned hash = Z3_get_ast_hash(words->c, both);
  Z3_dec_ref(words->c, both);
  return hash;
}

int main(void) {
  struct engine words, numbers;
  if (engine_open(&words, "w") < 0)
    return 1;
  if (engine_open(&numbers, "n") < 0) {
    engine_close(&words);
    return 1;
  }
  printf("%u\n", joint(&words, &numbers)); // report: z3-context-mixing
  engine_close(&numbers);
  engine_close(&words);
  return 0;
}
