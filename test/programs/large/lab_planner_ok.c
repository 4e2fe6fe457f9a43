// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lab planner in C: reads a small language of tasks, machines and rules, solves
// it under soft preferences, explains conflicts by cores, keeps a bounded cache of
// answers, and repairs a plan by relaxing rules one after the other. Everything
// it takes it gives back.
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

enum { MAX_TASKS = 16, MAX_RULES = 32, CACHE_SIZE = 4, MAX_TEXT = 128 };

// --- Failure -----------------------------------------------------------------

enum status { OK, BAD_WORD, UNKNOWN_TASK, TOO_MANY, NO_ANSWER };

static const char *describe(enum status s) {
  switch (s) {
  case OK:
    return "ok";
  case BAD_WORD:
    return "word not understood";
  case UNKNOWN_TASK:
    return "unknown task";
  case TOO_MANY:
    return "too many of them";
  case NO_ANSWER:
    return "no answer";
  }
  return "?";
}

// --- The plan ----------------------------------------------------------------

struct task {
  char name[16];
  int length;
  Z3_ast start;
};

struct rule {
  Z3_ast condition;
  Z3_ast marker;
  char text[MAX_TEXT];
  bool active;
};

struct cache_entry {
  char key[MAX_TEXT];
  Z3_ast formula;
  Z3_lbool answer;
  unsigned used;
};

struct planner {
  Z3_context ctx;
  Z3_solver solver;
  struct task tasks[MAX_TASKS];
  unsigned num_tasks;
  struct rule rules[MAX_RULES];
  unsigned num_rules;
  struct cache_entry cache[CACHE_SIZE];
  unsigned num_cached;
  unsigned clock;
  unsigned hits;
};

// Takes a reference and hands the term on.
static Z3_ast keep(Z3_context ctx, Z3_ast term) {
  Z3_inc_ref(ctx, term);
  return term;
}

static void drop(Z3_context ctx, Z3_ast *term) {
  if (!*term)
    return;
  Z3_dec_ref(ctx, *term);
  *term = NULL;
}

static Z3_ast number(struct planner *p, int value) {
  return keep(p->ctx, Z3_mk_int(p->ctx, value, Z3_mk_int_sort(p->ctx)));
}

static bool open_planner(struct planner *p) {
  memset(p, 0, sizeof *p);
  Z3_config config = Z3_mk_config();
  if (!config)
    return false;
  Z3_set_param_value(config, "model", "true");
  Z3_set_param_value(config, "unsat_core", "true");
  p->ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  if (!p->ctx)
    return false;
  p->solver = Z3_mk_simple_solver(p->ctx);
  Z3_solver_inc_ref(p->ctx, p->solver);
  Z3_params params = Z3_mk_params(p->ctx);
  Z3_params_inc_ref(p->ctx, params);
  Z3_params_set_uint(p->ctx, params, Z3_mk_string_symbol(p->ctx, "timeout"),
                     2000);
  Z3_solver_set_params(p->ctx, p->solver, params);
  Z3_params_dec_ref(p->ctx, params);
  return true;
}

static void close_planner(struct planner *p) {
  for (unsigned i = 0; i < p->num_cached; i++)
    drop(p->ctx, &p->cache[i].formula);
  while (p->num_rules > 0) {
    struct rule *r = &p->rules[--p->num_rules];
    drop(p->ctx, &r->marker);
    drop(p->ctx, &r->condition);
  }
  for (struct task *t = p->tasks; t != p->tasks + p->num_tasks; t++)
    drop(p->ctx, &t->start);
  if (p->solver)
    Z3_solver_dec_ref(p->ctx, p->solver);
  if (p->ctx)
    Z3_del_context(p->ctx);
  memset(p, 0, sizeof *p);
}

// --- Tasks and rules -----------------------------------------------------------

static struct task *find_task(struct planner *p, const char *name) {
  for (unsigned i = 0; i < p->num_tasks; i++)
    if (strcmp(p->tasks[i].name, name) == 0)
      return &p->tasks[i];
  return NULL;
}

static enum status add_task(struct planner *p, const char *name, int length) {
  if (p->num_tasks == MAX_TASKS)
    return TOO_MANY;
  struct task *t = &p->tasks[p->num_tasks];
  snprintf(t->name, sizeof t->name, "%s", name);
  t->length = length;
  Z3_symbol symbol = Z3_mk_string_symbol(p->ctx, t->name);
  t->start = keep(p->ctx,
                  Z3_mk_const(p->ctx, symbol, Z3_mk_int_sort(p->ctx)));
  Z3_ast zero = number(p, 0);
  Z3_solver_assert(p->ctx, p->solver, Z3_mk_ge(p->ctx, t->start, zero));
  Z3_dec_ref(p->ctx, zero);
  p->num_tasks++;
  return OK;
}

static Z3_ast end_of(struct planner *p, const struct task *t) {
  Z3_ast length = number(p, t->length);
  Z3_ast sum[2] = {t->start, length};
  Z3_ast end = keep(p->ctx, Z3_mk_add(p->ctx, 2, sum));
  Z3_dec_ref(p->ctx, length);
  return end;
}

// Takes over the caller's reference to the condition.
static enum status add_rule(struct planner *p, Z3_ast condition,
                            const char *text) {
  if (p->num_rules == MAX_RULES) {
    Z3_dec_ref(p->ctx, condition);
    return TOO_MANY;
  }
  struct rule *r = &p->rules[p->num_rules];
  Z3_symbol symbol = Z3_mk_int_symbol(p->ctx, (int)p->num_rules);
  r->condition = condition;
  r->marker =
      keep(p->ctx, Z3_mk_const(p->ctx, symbol, Z3_mk_bool_sort(p->ctx)));
  r->active = true;
  snprintf(r->text, sizeof r->text, "%s", text);
  Z3_ast guarded = keep(p->ctx, Z3_mk_implies(p->ctx, r->marker, condition));
  Z3_solver_assert(p->ctx, p->solver, guarded);
  Z3_dec_ref(p->ctx, guarded);
  p->num_rules++;
  return OK;
}

static Z3_ast before(struct planner *p, const struct task *a,
                     const struct task *b) {
  Z3_ast end = end_of(p, a);
  Z3_ast result = keep(p->ctx, Z3_mk_le(p->ctx, end, b->start));
  Z3_dec_ref(p->ctx, end);
  return result;
}

static Z3_ast apart(struct planner *p, const struct task *a,
                    const struct task *b) {
  Z3_ast either[2] = {before(p, a, b), before(p, b, a)};
  Z3_ast result = keep(p->ctx, Z3_mk_or(p->ctx, 2, either));
  for (int i = 0; i < 2; i++)
    Z3_dec_ref(p->ctx, either[i]);
  return result;
}

static Z3_ast done_by(struct planner *p, const struct task *t, int hour) {
  Z3_ast result = NULL;
  Z3_ast end = end_of(p, t);
  Z3_ast limit = number(p, hour);
  result = keep(p->ctx, Z3_mk_le(p->ctx, end, limit));
  Z3_dec_ref(p->ctx, limit);
  Z3_dec_ref(p->ctx, end);
  return result;
}

// --- The language ----------------------------------------------------------------

struct words {
  char storage[MAX_TEXT];
  char *list[8];
  unsigned count;
};

static void split(struct words *w, const char *line) {
  snprintf(w->storage, sizeof w->storage, "%s", line);
  w->count = 0;
  char *at = w->storage;
  while (*at && w->count < 8) {
    while (isspace((unsigned char)*at))
      *at++ = '\0';
    if (!*at)
      break;
    w->list[w->count++] = at;
    while (*at && !isspace((unsigned char)*at))
      at++;
  }
}

static enum status read_rule(struct planner *p, const struct words *w,
                             const char *line) {
  struct task *a = find_task(p, w->list[0]);
  if (!a)
    return UNKNOWN_TASK;
  Z3_ast condition;
  if (strcmp(w->list[1], "by") == 0) {
    condition = done_by(p, a, atoi(w->list[2]));
  } else {
    struct task *b = find_task(p, w->list[2]);
    if (!b)
      return UNKNOWN_TASK;
    if (strcmp(w->list[1], "before") == 0)
      condition = before(p, a, b);
    else if (strcmp(w->list[1], "apart") == 0)
      condition = apart(p, a, b);
    else
      return BAD_WORD;
  }
  return add_rule(p, condition, line);
}

static enum status read_line(struct planner *p, const char *line) {
  struct words w;
  split(&w, line);
  if (w.count == 0)
    return OK;
  if (w.count != 3)
    return BAD_WORD;
  if (strcmp(w.list[0], "task") == 0)
    return add_task(p, w.list[1], atoi(w.list[2]));
  return read_rule(p, &w, line);
}

// --- Solving ---------------------------------------------------------------------

static unsigned active_markers(struct planner *p, Z3_ast *out) {
  unsigned n = 0;
  for (unsigned i = 0; i < p->num_rules; i++)
    if (p->rules[i].active)
      out[n++] = p->rules[i].marker;
  return n;
}

static struct rule *rule_of_marker(struct planner *p, Z3_ast marker) {
  for (unsigned i = 0; i < p->num_rules; i++)
    if (Z3_is_eq_ast(p->ctx, p->rules[i].marker, marker))
      return &p->rules[i];
  return NULL;
}

static enum status print_plan(struct planner *p) {
  Z3_model m = Z3_solver_get_model(p->ctx, p->solver);
  if (!m)
    return NO_ANSWER;
  Z3_model_inc_ref(p->ctx, m);
  enum status status = OK;
  for (unsigned i = 0; i < p->num_tasks; i++) {
    Z3_ast value;
    int hour;
    if (!Z3_model_eval(p->ctx, m, p->tasks[i].start, true, &value) ||
        !Z3_get_numeral_int(p->ctx, value, &hour)) {
      status = NO_ANSWER;
      break;
    }
    printf("  %-8s %d\n", p->tasks[i].name, hour);
  }
  Z3_model_dec_ref(p->ctx, m);
  return status;
}

static struct rule *rule_to_relax(struct planner *p) {
  Z3_ast_vector core = Z3_solver_get_unsat_core(p->ctx, p->solver);
  Z3_ast_vector_inc_ref(p->ctx, core);
  struct rule *latest = NULL;
  for (unsigned i = 0; i < Z3_ast_vector_size(p->ctx, core); i++) {
    struct rule *r = rule_of_marker(p, Z3_ast_vector_get(p->ctx, core, i));
    if (r && (!latest || r > latest))
      latest = r;
  }
  Z3_ast_vector_dec_ref(p->ctx, core);
  return latest;
}

static enum status solve(struct planner *p) {
  for (;;) {
    Z3_ast markers[MAX_RULES];
    unsigned n = active_markers(p, markers);
    Z3_lbool answer =
        Z3_solver_check_assumptions(p->ctx, p->solver, n, markers);
    if (answer == Z3_L_TRUE)
      return print_plan(p);
    if (answer == Z3_L_UNDEF) {
      printf("  %s\n", Z3_solver_get_reason_unknown(p->ctx, p->solver));
      return NO_ANSWER;
    }
    struct rule *r = rule_to_relax(p);
    if (!r)
      return NO_ANSWER;
    printf("  without '%s'\n", r->text);
    r->active = false;
  }
}

// --- Questions -------------------------------------------------------------------

static struct cache_entry *cached(struct planner *p, const char *key) {
  for (unsigned i = 0; i < p->num_cached; i++)
    if (strcmp(p->cache[i].key, key) == 0) {
      p->cache[i].used = ++p->clock;
      p->hits++;
      return &p->cache[i];
    }
  return NULL;
}

static struct cache_entry *free_entry(struct planner *p) {
  if (p->num_cached < CACHE_SIZE)
    return &p->cache[p->num_cached++];
  struct cache_entry *oldest = &p->cache[0];
  for (unsigned i = 1; i < CACHE_SIZE; i++)
    if (p->cache[i].used < oldest->used)
      oldest = &p->cache[i];
  drop(p->ctx, &oldest->formula);
  return oldest;
}

static Z3_lbool ask(struct planner *p, const char *first, const char *second) {
  char key[MAX_TEXT];
  snprintf(key, sizeof key, "%s<%s", first, second);
  struct cache_entry *known = cached(p, key);
  if (known)
    return known->answer;
  const struct task *a = find_task(p, first);
  const struct task *b = find_task(p, second);
  if (!a || !b)
    return Z3_L_UNDEF;
  Z3_ast claim = before(p, a, b);
  Z3_ast markers[MAX_RULES];
  unsigned n = active_markers(p, markers);
  Z3_solver_push(p->ctx, p->solver);
  Z3_solver_assert(p->ctx, p->solver, claim);
  Z3_lbool answer = Z3_solver_check_assumptions(p->ctx, p->solver, n, markers);
  Z3_solver_pop(p->ctx, p->solver, 1);
  struct cache_entry *entry = free_entry(p);
  memcpy(entry->key, key, sizeof key);
  entry->formula = claim;
  entry->answer = answer;
  entry->used = ++p->clock;
  return answer;
}

// --- Preferences -----------------------------------------------------------------

static enum status soonest(struct planner *p, const char *name) {
  const struct task *t = find_task(p, name);
  if (!t)
    return UNKNOWN_TASK;
  Z3_optimize o = Z3_mk_optimize(p->ctx);
  Z3_optimize_inc_ref(p->ctx, o);
  Z3_ast_vector facts = Z3_solver_get_assertions(p->ctx, p->solver);
  Z3_ast_vector_inc_ref(p->ctx, facts);
  for (unsigned i = 0; i < Z3_ast_vector_size(p->ctx, facts); i++)
    Z3_optimize_assert(p->ctx, o, Z3_ast_vector_get(p->ctx, facts, i));
  Z3_ast_vector_dec_ref(p->ctx, facts);
  for (unsigned i = 0; i < p->num_rules; i++)
    if (p->rules[i].active)
      Z3_optimize_assert(p->ctx, o, p->rules[i].marker);
  Z3_ast end = end_of(p, t);
  unsigned index = Z3_optimize_minimize(p->ctx, o, end);
  enum status status = NO_ANSWER;
  if (Z3_optimize_check(p->ctx, o, 0, NULL) != Z3_L_TRUE)
    goto done;
  Z3_ast best = keep(p->ctx, Z3_optimize_get_upper(p->ctx, o, index));
  printf("  %s is done at %s\n", name, Z3_get_numeral_string(p->ctx, best));
  Z3_dec_ref(p->ctx, best);
  status = OK;
done:
  Z3_dec_ref(p->ctx, end);
  Z3_optimize_dec_ref(p->ctx, o);
  return status;
}

// --- The program -----------------------------------------------------------------

static int run(const char *const *lines, unsigned n) {
  struct planner p;
  if (!open_planner(&p)) {
    fprintf(stderr, "no planner\n");
    return 1;
  }
  int failures = 0;
  for (unsigned i = 0; i < n; i++) {
    enum status s = read_line(&p, lines[i]);
    if (s != OK) {
      printf("%u: %s\n", i + 1, describe(s));
      failures++;
    }
  }
  enum status s = solve(&p);
  printf("%s\n", describe(s));
  if (s == OK) {
    static const char *const pairs[][2] = {{"wash", "dry"}, {"dry", "wash"},
                                           {"wash", "dry"}, {"scan", "wash"},
                                           {"scan", "dry"}, {"dry", "scan"}};
    for (unsigned i = 0; i < sizeof pairs / sizeof *pairs; i++)
      printf("  %s before %s: %d\n", pairs[i][0], pairs[i][1],
             ask(&p, pairs[i][0], pairs[i][1]));
    s = soonest(&p, "dry");
  }
  printf("%u from the cache\n", p.hits);
  close_planner(&p);
  return s == OK ? failures : -1;
}

int main(void) {
  static const char *const lines[] = {
      "task wash 2",    "task dry 3",      "task scan 1",  "wash before dry",
      "wash apart scan", "dry apart scan", "fold by 4",    "dry by 6",
      "scan by 4",      "dry before scan", "wash after dry"};
  return run(lines, sizeof lines / sizeof *lines) < 0;
}
