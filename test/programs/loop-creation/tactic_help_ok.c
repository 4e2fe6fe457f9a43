// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A command line tool lists which options each of Z3's tactics takes.
// The tactic and its parameter descriptions are released.
#include <stdio.h>
#include <string.h>
#include <z3.h>

struct printer {
  Z3_context ctx;
  const char *filter;
  unsigned shown;
};

static int is_wanted(const struct printer *out, const char *name) {
  return !out->filter || strncmp(name, out->filter, strlen(out->filter)) == 0;
}

static unsigned count_options(Z3_context ctx, Z3_param_descrs descrs) {
  unsigned flags = 0;
  for (unsigned i = 0; i < Z3_param_descrs_size(ctx, descrs); ++i) {
    Z3_symbol name = Z3_param_descrs_get_name(ctx, descrs, i);
    if (Z3_param_descrs_get_kind(ctx, descrs, name) == Z3_PK_BOOL)
      ++flags;
  }
  return flags;
}

static void describe(struct printer *out, const char *name) {
  Z3_tactic tactic = Z3_mk_tactic(out->ctx, name);
  Z3_tactic_inc_ref(out->ctx, tactic);
  Z3_param_descrs descrs = Z3_tactic_get_param_descrs(out->ctx, tactic);
  Z3_param_descrs_inc_ref(out->ctx, descrs);
  Z3_tactic_dec_ref(out->ctx, tactic);
  printf("%s: %u flags\n", name, count_options(out->ctx, descrs));
  Z3_param_descrs_dec_ref(out->ctx, descrs);
  ++out->shown;
}

static unsigned list_tactics(struct printer *out) {
  unsigned n = Z3_get_num_tactics(out->ctx);
  for (unsigned i = 0; i < n && out->shown < 12; ++i) {
    char name[64];
    snprintf(name, sizeof name, "%s", Z3_get_tactic_name(out->ctx, i));
    if (!is_wanted(out, name))
      continue;
    describe(out, name);
  }
  return out->shown;
}

int main(int argc, char **argv) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  struct printer out = {ctx, argc > 1 ? argv[1] : NULL, 0};
  printf("%u tactics\n", list_tactics(&out));
  Z3_del_context(ctx);
  return 0;
}
