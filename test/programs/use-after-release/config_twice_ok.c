// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler pass makes a context from a configuration that can be wrong.
// The common end alone deletes the configuration.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

struct options {
  const char *logic;
  int want_models;
};

static Z3_context make_context(const struct options *options) {
  Z3_context c = NULL;
  Z3_config config = Z3_mk_config();
  if (options->want_models)
    Z3_set_param_value(config, "model", "true");
  if (strlen(options->logic) > 16) {
    puts("no such logic");
    fflush(stdout);
    goto done;
  }
  c = Z3_mk_context_rc(config);
done:
  Z3_del_config(config);
  return c;
}

int main(int argc, char **argv) {
  struct options options = {"QF_AUFBVLIRAFP_AND_MORE", 1};
  if (argc > 1)
    options.logic = argv[1];
  Z3_context c = make_context(&options);
  if (c) {
    printf("logic %s\n", options.logic);
    Z3_del_context(c);
  }
  puts("end");
  return 0;
}
