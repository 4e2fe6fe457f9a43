// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A command-line tool reads its options into the configuration of a context.
// An option that is not known gives up, and the configuration is lost.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

typedef struct {
  const char *key;
  const char *param;
  int is_flag;
} option_t;

static const option_t known[] = {
    {"--models", "model", 1},
    {"--proofs", "proof", 1},
    {"--timeout=", "timeout", 0},
};

static int apply(Z3_config cfg, const char *arg) {
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    size_t n = strlen(known[i].key);
    if (known[i].is_flag && strcmp(arg, known[i].key) == 0) {
      Z3_set_param_value(cfg, known[i].param, "true");
      return 1;
    }
    if (!known[i].is_flag && strncmp(arg, known[i].key, n) == 0) {
      if (atoi(arg + n) <= 0)
        return 0;
      Z3_set_param_value(cfg, known[i].param, arg + n);
      return 1;
    }
  }
  return 0;
}

// NULL, and a message, for what the tool does not understand.
static Z3_context open_context(int argc, const char *const *argv) {
  Z3_config cfg = Z3_mk_config(); // report: z3-handle-leak; trace: leak
  Z3_context ctx = NULL;
  for (int i = 0; i < argc; i++) {
    if (!apply(cfg, argv[i])) {
      fprintf(stderr, "what is %s?\n", argv[i]);
      return NULL;
    }
  }
  ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  return ctx;
}

static void run(const char *title, int argc, const char *const *argv) {
  Z3_context ctx = open_context(argc, argv);
  if (!ctx) {
    printf("%s: not run\n", title);
    return;
  }
  Z3_solver s = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_assert(ctx, s, Z3_mk_true(ctx));
  printf("%s: %d\n", title, Z3_solver_check(ctx, s));
  Z3_solver_dec_ref(ctx, s);
  Z3_del_context(ctx);
}

int main(void) {
  const char *const good[] = {"--models", "--timeout=1000"};
  const char *const typing_error[] = {"--models", "--time=1000"};
  run("good", 2, good);
  run("typing error", 2, typing_error);
  return 0;
}
