// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A front end for a small language of constraints: scanner, parser, scopes with
// a symbol table, named assertions with cores, objectives, simplification by a
// tactic, a record type, options. Everything is counted and given back.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

enum { BUCKETS = 16, MAX_TOKEN = 32, MAX_ARGS = 8, MAX_NAMED = 16 };

enum result { DONE, SYNTAX, UNDECLARED, REDECLARED, NO_MEMORY, ENGINE };

struct symbol {
  struct symbol *next;
  char name[MAX_TOKEN];
  Z3_ast constant;
  unsigned scope;
};

struct table {
  struct symbol *buckets[BUCKETS];
  unsigned size;
};

struct named {
  Z3_ast guard;
  char name[MAX_TOKEN];
};

struct session {
  Z3_context ctx;
  Z3_solver solver;
  Z3_tactic simplify;
  struct table table;
  struct named named[MAX_NAMED];
  unsigned num_named;
  unsigned scope;
  unsigned answered;
  const char *at;
  char token[MAX_TOKEN];
};

static unsigned errors_seen;

static void on_error(Z3_context ctx, Z3_error_code code) {
  ++errors_seen;
  fprintf(stderr, "z3: %s\n", Z3_get_error_msg(ctx, code));
}

/* --- Symbols ------------------------------------------------------------- */

static unsigned hash_of(const char *name) {
  unsigned h = 5381;
  for (; *name; ++name)
    h = h * 33 + (unsigned char)*name;
  return h % BUCKETS;
}

static struct symbol *find(struct table *table, const char *name) {
  struct symbol *s = table->buckets[hash_of(name)];
  while (s && strcmp(s->name, name) != 0)
    s = s->next;
  return s;
}

/* The table takes a reference of its own. */
static enum result insert(struct session *se, const char *name, Z3_ast constant) {
  struct symbol *s = find(&se->table, name);
  if (s && s->scope == se->scope)
    return REDECLARED;
  s = malloc(sizeof *s);
  if (!s)
    return NO_MEMORY;
  snprintf(s->name, sizeof s->name, "%s", name);
  s->constant = constant;
  Z3_inc_ref(se->ctx, constant);
  s->scope = se->scope;
  unsigned h = hash_of(name);
  s->next = se->table.buckets[h];
  se->table.buckets[h] = s;
  ++se->table.size;
  return DONE;
}

static void drop_above(struct session *se, unsigned scope) {
  for (unsigned h = 0; h < BUCKETS; ++h) {
    struct symbol **link = &se->table.buckets[h];
    while (*link) {
      struct symbol *s = *link;
      if (s->scope <= scope) {
        link = &s->next;
        continue;
      }
      *link = s->next;
      Z3_dec_ref(se->ctx, s->constant);
      free(s);
      --se->table.size;
    }
  }
}

static void table_clear(struct session *se) {
  for (unsigned h = 0; h < BUCKETS; ++h) {
    while (se->table.buckets[h]) {
      struct symbol *s = se->table.buckets[h];
      se->table.buckets[h] = s->next;
      Z3_dec_ref(se->ctx, s->constant);
      free(s);
    }
  }
  se->table.size = 0;
}

/* --- Scanner and parser ---------------------------------------------------- */

static const char *next_token(struct session *se) {
  while (isspace((unsigned char)*se->at))
    ++se->at;
  unsigned n = 0;
  if (*se->at == '(' || *se->at == ')') {
    se->token[n++] = *se->at++;
  } else {
    while (*se->at && !isspace((unsigned char)*se->at) && *se->at != '(' &&
           *se->at != ')' && n + 1 < MAX_TOKEN)
      se->token[n++] = *se->at++;
  }
  se->token[n] = 0;
  return se->token;
}

static int accept(struct session *se, const char *token) {
  const char *before = se->at;
  if (strcmp(next_token(se), token) == 0)
    return 1;
  se->at = before;
  return 0;
}

static Z3_ast build(Z3_context ctx, const char *op, unsigned n, Z3_ast *args) {
  if (strcmp(op, "and") == 0)
    return Z3_mk_and(ctx, n, args);
  if (strcmp(op, "or") == 0)
    return Z3_mk_or(ctx, n, args);
  if (strcmp(op, "+") == 0)
    return Z3_mk_add(ctx, n, args);
  if (strcmp(op, "*") == 0)
    return Z3_mk_mul(ctx, n, args);
  if (strcmp(op, "not") == 0 && n == 1)
    return Z3_mk_not(ctx, args[0]);
  if (n != 2)
    return NULL;
  if (strcmp(op, "=") == 0)
    return Z3_mk_eq(ctx, args[0], args[1]);
  if (strcmp(op, "<") == 0)
    return Z3_mk_lt(ctx, args[0], args[1]);
  if (strcmp(op, "<=") == 0)
    return Z3_mk_le(ctx, args[0], args[1]);
  if (strcmp(op, ">") == 0)
    return Z3_mk_gt(ctx, args[0], args[1]);
  return NULL;
}

/* On DONE the caller owns *term. */
static enum result parse_term(struct session *se, Z3_ast *term);

static enum result parse_application(struct session *se, Z3_ast *term) {
  char op[MAX_TOKEN];
  Z3_ast args[MAX_ARGS];
  unsigned n = 0;
  enum result result = DONE;
  strcpy(op, next_token(se));
  while (!accept(se, ")")) {
    if (n == MAX_ARGS || !*se->at) {
      result = SYNTAX;
      goto done;
    }
    result = parse_term(se, &args[n]);
    if (result != DONE)
      goto done;
    ++n;
  }
  *term = n ? build(se->ctx, op, n, args) : NULL;
  if (*term)
    Z3_inc_ref(se->ctx, *term);
  else
    result = SYNTAX;
done:
  while (n > 0)
    Z3_dec_ref(se->ctx, args[--n]);
  return result;
}

static enum result parse_term(struct session *se, Z3_ast *term) {
  if (accept(se, "("))
    return parse_application(se, term);
  const char *token = next_token(se);
  if (isdigit((unsigned char)*token)) {
    *term = Z3_mk_numeral(se->ctx, token, Z3_mk_int_sort(se->ctx));
    Z3_inc_ref(se->ctx, *term);
    return DONE;
  }
  struct symbol *s = find(&se->table, token);
  if (!s)
    return *token ? UNDECLARED : SYNTAX;
  *term = s->constant;
  Z3_inc_ref(se->ctx, *term);
  return DONE;
}

/* --- Commands -------------------------------------------------------------- */

static enum result declare(struct session *se) {
  char name[MAX_TOKEN];
  strcpy(name, next_token(se));
  if (!*name)
    return SYNTAX;
  Z3_sort sort;
  if (accept(se, "bool"))
    sort = Z3_mk_bool_sort(se->ctx);
  else if (accept(se, "int"))
    sort = Z3_mk_int_sort(se->ctx);
  else
    return SYNTAX;
  Z3_ast constant = Z3_mk_const(se->ctx, Z3_mk_string_symbol(se->ctx, name), sort);
  return insert(se, name, constant);
}

/* The same formula after Z3's simplifier; the caller owns it. */
static Z3_ast simplified(struct session *se, Z3_ast formula) {
  Z3_goal goal = Z3_mk_goal(se->ctx, 0, 0, 0);
  Z3_goal_inc_ref(se->ctx, goal);
  Z3_goal_assert(se->ctx, goal, formula);
  Z3_apply_result applied = Z3_tactic_apply(se->ctx, se->simplify, goal);
  Z3_goal_dec_ref(se->ctx, goal);
  if (!applied) {
    Z3_inc_ref(se->ctx, formula);
    return formula;
  }
  Z3_apply_result_inc_ref(se->ctx, applied);
  Z3_goal sub = Z3_apply_result_get_subgoal(se->ctx, applied, 0);
  Z3_goal_inc_ref(se->ctx, sub);
  Z3_ast parts[MAX_ARGS];
  unsigned n = 0;
  for (; n < Z3_goal_size(se->ctx, sub) && n < MAX_ARGS; ++n) {
    parts[n] = Z3_goal_formula(se->ctx, sub, n);
    Z3_inc_ref(se->ctx, parts[n]);
  }
  Z3_ast whole = n ? Z3_mk_and(se->ctx, n, parts) : Z3_mk_true(se->ctx);
  Z3_inc_ref(se->ctx, whole);
  while (n--)
    Z3_dec_ref(se->ctx, parts[n]);
  Z3_goal_dec_ref(se->ctx, sub);
  Z3_apply_result_dec_ref(se->ctx, applied);
  return whole;
}

static enum result assert_term(struct session *se) {
  Z3_ast term;
  enum result result = parse_term(se, &term);
  if (result != DONE)
    return result;
  Z3_ast simple = simplified(se, term);
  Z3_solver_assert(se->ctx, se->solver, simple);
  Z3_dec_ref(se->ctx, simple);
  Z3_dec_ref(se->ctx, term);
  return Z3_get_error_code(se->ctx) == Z3_OK ? DONE : ENGINE;
}

static enum result name_term(struct session *se) {
  if (se->num_named == MAX_NAMED)
    return NO_MEMORY;
  struct named *named = &se->named[se->num_named];
  strcpy(named->name, next_token(se));
  Z3_ast term;
  enum result result = parse_term(se, &term);
  if (result != DONE)
    return result;
  named->guard = Z3_mk_const(se->ctx, Z3_mk_string_symbol(se->ctx, named->name),
                             Z3_mk_bool_sort(se->ctx));
  Z3_inc_ref(se->ctx, named->guard);
  ++se->num_named;
  Z3_ast guarded = Z3_mk_implies(se->ctx, named->guard, term);
  Z3_solver_assert(se->ctx, se->solver, guarded);
  Z3_dec_ref(se->ctx, term);
  return DONE;
}

static void print_core(struct session *se) {
  Z3_ast_vector core = Z3_solver_get_unsat_core(se->ctx, se->solver);
  if (!core)
    return;
  Z3_ast_vector_inc_ref(se->ctx, core);
  unsigned size = Z3_ast_vector_size(se->ctx, core);
  for (unsigned i = 0; i < size; ++i) {
    Z3_ast guard = Z3_ast_vector_get(se->ctx, core, i);
    for (unsigned k = 0; k < se->num_named; ++k)
      if (Z3_is_eq_ast(se->ctx, guard, se->named[k].guard))
        printf(" %s", se->named[k].name);
  }
  printf("\n");
  Z3_ast_vector_dec_ref(se->ctx, core);
}

static void print_model(struct session *se) {
  Z3_model model = Z3_solver_get_model(se->ctx, se->solver);
  if (!model)
    return;
  Z3_model_inc_ref(se->ctx, model);
  for (unsigned h = 0; h < BUCKETS; ++h) {
    for (struct symbol *s = se->table.buckets[h]; s; s = s->next) {
      Z3_ast value = NULL;
      if (!Z3_model_eval(se->ctx, model, s->constant, 1, &value))
        continue;
      Z3_inc_ref(se->ctx, value);
      printf(" %s=%s", s->name, Z3_ast_to_string(se->ctx, value));
      Z3_dec_ref(se->ctx, value);
    }
  }
  printf("\n");
  Z3_model_dec_ref(se->ctx, model);
}

static enum result check(struct session *se) {
  Z3_ast guards[MAX_NAMED];
  for (unsigned i = 0; i < se->num_named; ++i)
    guards[i] = se->named[i].guard;
  ++se->answered;
  switch (Z3_solver_check_assumptions(se->ctx, se->solver, se->num_named, guards)) {
  case Z3_L_TRUE:
    printf("sat:");
    print_model(se);
    return DONE;
  case Z3_L_FALSE:
    printf("unsat:");
    print_core(se);
    return DONE;
  default:
    printf("unknown: %s\n", Z3_solver_get_reason_unknown(se->ctx, se->solver));
    return ENGINE;
  }
}

static enum result minimize(struct session *se) {
  Z3_ast term;
  enum result result = parse_term(se, &term);
  if (result != DONE)
    return result;
  Z3_optimize opt = Z3_mk_optimize(se->ctx);
  Z3_optimize_inc_ref(se->ctx, opt);
  Z3_ast_vector facts = Z3_solver_get_assertions(se->ctx, se->solver);
  Z3_ast_vector_inc_ref(se->ctx, facts);
  for (unsigned i = 0; i < Z3_ast_vector_size(se->ctx, facts); ++i)
    Z3_optimize_assert(se->ctx, opt, Z3_ast_vector_get(se->ctx, facts, i));
  Z3_ast_vector_dec_ref(se->ctx, facts);
  unsigned goal = Z3_optimize_minimize(se->ctx, opt, term);
  if (Z3_optimize_check(se->ctx, opt, 0, NULL) == Z3_L_TRUE) {
    Z3_ast least = Z3_optimize_get_lower(se->ctx, opt, goal);
    Z3_inc_ref(se->ctx, least);
    printf("least: %s\n", Z3_ast_to_string(se->ctx, least));
    Z3_dec_ref(se->ctx, least);
  } else {
    result = ENGINE;
  }
  Z3_optimize_dec_ref(se->ctx, opt);
  Z3_dec_ref(se->ctx, term);
  return result;
}

static enum result set_option(struct session *se) {
  char name[MAX_TOKEN];
  strcpy(name, next_token(se));
  unsigned value = (unsigned)strtoul(next_token(se), NULL, 10);
  Z3_param_descrs known = Z3_solver_get_param_descrs(se->ctx, se->solver);
  Z3_param_descrs_inc_ref(se->ctx, known);
  Z3_symbol symbol = Z3_mk_string_symbol(se->ctx, name);
  int takes_number =
      Z3_param_descrs_get_kind(se->ctx, known, symbol) == Z3_PK_UINT;
  Z3_param_descrs_dec_ref(se->ctx, known);
  if (!takes_number)
    return UNDECLARED;
  Z3_params params = Z3_mk_params(se->ctx);
  Z3_params_inc_ref(se->ctx, params);
  Z3_params_set_uint(se->ctx, params, symbol, value);
  Z3_solver_set_params(se->ctx, se->solver, params);
  Z3_params_dec_ref(se->ctx, params);
  return DONE;
}

static enum result declare_record(struct session *se) {
  char name[MAX_TOKEN];
  strcpy(name, next_token(se));
  Z3_symbol fields[2] = {Z3_mk_string_symbol(se->ctx, "key"),
                         Z3_mk_string_symbol(se->ctx, "value")};
  Z3_sort ints = Z3_mk_int_sort(se->ctx);
  Z3_sort sorts[2] = {ints, ints};
  unsigned refs[2] = {0, 0};
  Z3_constructor make = Z3_mk_constructor(
      se->ctx, Z3_mk_string_symbol(se->ctx, "record"),
      Z3_mk_string_symbol(se->ctx, "is_record"), 2, fields, sorts, refs);
  Z3_sort record =
      Z3_mk_datatype(se->ctx, Z3_mk_string_symbol(se->ctx, name), 1, &make);
  Z3_del_constructor(se->ctx, make);
  if (!record)
    return ENGINE;
  Z3_inc_ref(se->ctx, Z3_sort_to_ast(se->ctx, record));
  Z3_ast some = Z3_mk_const(se->ctx, Z3_mk_string_symbol(se->ctx, name), record);
  enum result result = insert(se, name, some);
  Z3_dec_ref(se->ctx, Z3_sort_to_ast(se->ctx, record));
  return result;
}

static enum result open_scope(struct session *se) {
  ++se->scope;
  Z3_solver_push(se->ctx, se->solver);
  return DONE;
}

static enum result close_scope(struct session *se) {
  if (se->scope == 0)
    return SYNTAX;
  --se->scope;
  Z3_solver_pop(se->ctx, se->solver, 1);
  drop_above(se, se->scope);
  return DONE;
}

static const struct {
  const char *name;
  enum result (*run)(struct session *);
} commands[] = {
    {"declare", declare},    {"assert", assert_term}, {"name", name_term},
    {"check", check},        {"minimize", minimize},  {"set", set_option},
    {"push", open_scope},    {"pop", close_scope},    {"record", declare_record},
};

static enum result run_line(struct session *se, const char *line) {
  se->at = line;
  const char *word = next_token(se);
  for (unsigned i = 0; i < sizeof commands / sizeof *commands; ++i)
    if (strcmp(word, commands[i].name) == 0)
      return commands[i].run(se);
  return SYNTAX;
}

/* --- Session --------------------------------------------------------------- */

static int session_open(struct session *se) {
  memset(se, 0, sizeof *se);
  Z3_config cfg = Z3_mk_config();
  Z3_set_param_value(cfg, "model", "true");
  Z3_set_param_value(cfg, "unsat_core", "true");
  se->ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  if (!se->ctx)
    return 0;
  Z3_set_error_handler(se->ctx, on_error);
  se->solver = Z3_mk_simple_solver(se->ctx);
  Z3_solver_inc_ref(se->ctx, se->solver);
  Z3_tactic first = Z3_mk_tactic(se->ctx, "simplify");
  Z3_tactic_inc_ref(se->ctx, first);
  Z3_tactic second = Z3_mk_tactic(se->ctx, "propagate-values");
  Z3_tactic_inc_ref(se->ctx, second);
  se->simplify = Z3_tactic_and_then(se->ctx, first, second);
  Z3_tactic_inc_ref(se->ctx, se->simplify);
  Z3_tactic_dec_ref(se->ctx, second);
  Z3_tactic_dec_ref(se->ctx, first);
  return 1;
}

static void session_close(struct session *se) {
  for (unsigned i = 0; i < se->num_named; ++i)
    Z3_dec_ref(se->ctx, se->named[i].guard);
  table_clear(se);
  Z3_tactic_dec_ref(se->ctx, se->simplify);
  Z3_solver_dec_ref(se->ctx, se->solver);
  Z3_del_context(se->ctx);
}

int main(void) {
  static const char *const script[] = {
      "set timeout 2000",
      "declare x int",
      "declare y int",
      "declare x bool",
      "record pair",
      "assert (> (+ x 3) (* 2 y))",
      "name low (> y 4)",
      "check",
      "push",
      "declare z int",
      "assert (and (< z x) (< x 2) (> y 4))",
      "name high (< y 9)",
      "check",
      "pop",
      "assert (> unknown 1)",
      "assert (and (> x 1)",
      "assert (or (> x 10) (> y 20))",
      "minimize (+ x y",
      "assert (and (> x 0) (> y 0))",
      "minimize (+ x y)",
      "check",
      "pop",
  };
  struct session se;
  if (!session_open(&se))
    return 1;
  unsigned failed = 0;
  for (unsigned i = 0; i < sizeof script / sizeof *script; ++i)
    failed += run_line(&se, script[i]) != DONE;
  printf("%u failed, %u answered, %u errors\n", failed, se.answered, errors_seen);
  session_close(&se);
  return 0;
}
