/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * turn.cpp in plain C: one turn of a program whose finalizers run between
 * turns, as those of a binding for a garbage-collected language do.
 *
 *   turn_c deferred|release|reuse [QUERIES [LIMIT_MB [simple]]]
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <z3.h>

/* What the collector found dead and will finalize between two turns. */
struct finalizers {
  Z3_solver *dead;
  size_t count, room;
};

static void found_dead(struct finalizers *f, Z3_solver s) {
  if (f->count == f->room) {
    f->room = f->room ? 2 * f->room : 64;
    f->dead = realloc(f->dead, f->room * sizeof *f->dead);
    if (!f->dead)
      abort();
  }
  f->dead[f->count++] = s;
}

static void end_of_turn(Z3_context c, struct finalizers *f) {
  for (size_t i = 0; i != f->count; ++i)
    Z3_solver_dec_ref(c, f->dead[i]);
  free(f->dead);
  memset(f, 0, sizeof *f);
}

static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

static void print_row(int query, double start) {
  printf("%d,%llu,0,%.6f\n", query,
         (unsigned long long)Z3_get_estimated_alloc_size(), seconds() - start);
}

/* A term that is to be used after the next one is made needs a reference. */
static Z3_ast keep(Z3_context c, Z3_ast t) {
  Z3_inc_ref(c, t);
  return t;
}

/* Is there an integer between i and i + 2? 0 if Z3 can not say. */
static int ask(Z3_context c, Z3_solver s, int i) {
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast x = keep(c, Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), integer));
  Z3_ast low = keep(c, Z3_mk_int(c, i, integer));
  Z3_ast high = keep(c, Z3_mk_int(c, i + 2, integer));
  int answered = 0;
  if (x && low && high) {
    Z3_solver_assert(c, s, Z3_mk_gt(c, x, low));
    Z3_solver_assert(c, s, Z3_mk_lt(c, x, high));
    answered = Z3_solver_check(c, s) == Z3_L_TRUE;
  }
  Z3_dec_ref(c, high);
  Z3_dec_ref(c, low);
  Z3_dec_ref(c, x);
  return answered;
}

static int simple; /* Z3_mk_simple_solver instead of Z3_mk_solver. */

static Z3_solver new_solver(Z3_context c) {
  Z3_solver s = simple ? Z3_mk_simple_solver(c) : Z3_mk_solver(c);
  if (s)
    Z3_solver_inc_ref(c, s);
  return s;
}

enum mode { deferred, release };

/* A solver for each query. Returns how many were answered. */
static int many_solvers(Z3_context c, enum mode mode, int queries, int step,
                        double start) {
  struct finalizers f = {0};
  int i;
  for (i = 1; i <= queries; ++i) {
    Z3_solver s = new_solver(c);
    if (!s)
      break;
    int answered = ask(c, s, i);
    if (mode == release)
      Z3_solver_dec_ref(c, s);
    else
      found_dead(&f, s);
    if (!answered)
      break;
    if (i % step == 0)
      print_row(i, start);
  }
  end_of_turn(c, &f);
  return i - 1;
}

/* One solver, and a level for each query. */
static int one_solver(Z3_context c, int queries, int step, double start) {
  Z3_solver s = new_solver(c);
  int i;
  if (!s)
    return 0;
  for (i = 1; i <= queries; ++i) {
    Z3_solver_push(c, s);
    int answered = ask(c, s, i);
    Z3_solver_pop(c, s, 1);
    if (!answered)
      break;
    if (i % step == 0)
      print_row(i, start);
  }
  Z3_solver_dec_ref(c, s);
  return i - 1;
}

int main(int argc, char **argv) {
  const char *mode = argc > 1 ? argv[1] : "";
  int queries = argc > 2 ? atoi(argv[2]) : 1000;
  int step = queries < 200 ? 1 : queries < 10000 ? queries / 200 : 50;
  int known = !strcmp(mode, "deferred") || !strcmp(mode, "release") ||
              !strcmp(mode, "reuse");
  if (!known || queries <= 0) {
    fputs(
        "usage: turn_c deferred|release|reuse [QUERIES [LIMIT_MB [simple]]]\n",
        stderr);
    return 2;
  }
  simple = argc > 4 && !strcmp(argv[4], "simple");
  Z3_global_param_set("memory_max_size", argc > 3 ? argv[3] : "200");
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  if (!c)
    return 3;
  Z3_set_error_handler(c, NULL); /* Errors are seen by their null results. */

  puts("query,z3_bytes,resident_bytes,seconds");
  double start = seconds();
  int done = !strcmp(mode, "reuse")
                 ? one_solver(c, queries, step, start)
                 : many_solvers(c, strcmp(mode, "release") ? deferred : release,
                                queries, step, start);
  double spent = seconds() - start;
  print_row(done, start); /* After the turn: the finalizers have run. */
  if (done < queries)
    fprintf(stderr, "query %d: no answer\n", done + 1);
  fprintf(stderr, "%s: %d queries in %.2f s of CPU, %.1f us each\n", mode, done,
          spent, 1e6 * spent / (done ? done : 1));
  Z3_del_context(c);
  return done < queries ? 3 : 0;
}
