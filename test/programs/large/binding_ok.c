// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A language binding in C: numbered handles in a table with a free list, frames of
// local handles as in JNI, errors by longjmp out of the error handler, callbacks
// with user data, locals that clean up after themselves, a second context for
// checks of copies, and a ring of the last answers.
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

// --- Errors -----------------------------------------------------------------------

struct failure {
  jmp_buf back;
  Z3_error_code code;
  char text[80];
};

static struct failure *current;

static void on_error(Z3_context ctx, Z3_error_code code) {
  if (!current)
    return;
  current->code = code;
  snprintf(current->text, sizeof current->text, "%s", Z3_get_error_msg(ctx, code));
  longjmp(current->back, 1);
}

// --- The table of handles ------------------------------------------------------------

typedef unsigned ref;

enum kind { FREE, TERM, SOLVER, MODEL };

struct slot {
  enum kind kind;
  ref next_free;
  unsigned pins;
  union {
    Z3_ast term;
    Z3_solver solver;
    Z3_model model;
  } as;
};

struct runtime {
  Z3_context ctx;
  struct slot *slots;
  ref size, first_free;
  ref frame[16];
  unsigned depth;
  ref stack[128];
  unsigned top;
};

static ref new_slot(struct runtime *rt, enum kind kind) {
  if (!rt->first_free) {
    ref old = rt->size;
    rt->size = old ? 2 * old : 8;
    rt->slots = realloc(rt->slots, rt->size * sizeof *rt->slots);
    if (!rt->slots)
      abort();
    memset(rt->slots + old, 0, (rt->size - old) * sizeof *rt->slots);
    for (ref r = rt->size; r-- > (old ? old : 1);) {
      rt->slots[r].next_free = rt->first_free;
      rt->first_free = r;
    }
  }
  ref r = rt->first_free;
  rt->first_free = rt->slots[r].next_free;
  rt->slots[r].kind = kind;
  rt->slots[r].pins = 1;
  rt->stack[rt->top++] = r;
  return r;
}

static ref wrap_term(struct runtime *rt, Z3_ast term) {
  Z3_inc_ref(rt->ctx, term);
  ref r = new_slot(rt, TERM);
  rt->slots[r].as.term = term;
  return r;
}

static ref wrap_solver(struct runtime *rt, Z3_solver solver) {
  Z3_solver_inc_ref(rt->ctx, solver);
  ref r = new_slot(rt, SOLVER);
  rt->slots[r].as.solver = solver;
  return r;
}

static ref wrap_model(struct runtime *rt, Z3_model model) {
  Z3_model_inc_ref(rt->ctx, model);
  ref r = new_slot(rt, MODEL);
  rt->slots[r].as.model = model;
  return r;
}

static void unpin(struct runtime *rt, ref r) {
  struct slot *s = &rt->slots[r];
  if (--s->pins > 0)
    return;
  switch (s->kind) {
  case TERM:
    Z3_dec_ref(rt->ctx, s->as.term);
    break;
  case SOLVER:
    Z3_solver_dec_ref(rt->ctx, s->as.solver);
    break;
  case MODEL:
    Z3_model_dec_ref(rt->ctx, s->as.model);
    break;
  case FREE:
    abort();
  }
  s->kind = FREE;
  s->next_free = rt->first_free;
  rt->first_free = r;
}

static void push_frame(struct runtime *rt) { rt->frame[rt->depth++] = rt->top; }

static void pop_frame(struct runtime *rt) {
  ref bottom = rt->frame[--rt->depth];
  while (rt->top > bottom)
    unpin(rt, rt->stack[--rt->top]);
}

// Keeps a local handle beyond its frame.
static ref promoted(struct runtime *rt, ref r) {
  rt->slots[r].pins++;
  return r;
}

static Z3_ast term(struct runtime *rt, ref r) {
  return rt->slots[r].kind == TERM ? rt->slots[r].as.term : NULL;
}

static Z3_solver solver(struct runtime *rt, ref r) {
  return rt->slots[r].as.solver;
}

// --- Terms --------------------------------------------------------------------------------

static ref mk_var(struct runtime *rt, const char *name) {
  return wrap_term(rt, Z3_mk_const(rt->ctx, Z3_mk_string_symbol(rt->ctx, name),
                                   Z3_mk_bool_sort(rt->ctx)));
}

static ref mk_not(struct runtime *rt, ref a) {
  return wrap_term(rt, Z3_mk_not(rt->ctx, term(rt, a)));
}

static ref mk_or(struct runtime *rt, unsigned n, ...) {
  Z3_ast args[8];
  va_list list;
  va_start(list, n);
  for (unsigned i = 0; i < n; i++)
    args[i] = term(rt, va_arg(list, ref));
  va_end(list);
  return wrap_term(rt, Z3_mk_or(rt->ctx, n, args));
}

static ref parse(struct runtime *rt, const char *text, ref names) {
  Z3_func_decl decl = Z3_get_app_decl(rt->ctx, Z3_to_app(rt->ctx, term(rt, names)));
  Z3_symbol name = Z3_get_decl_name(rt->ctx, decl);
  Z3_ast_vector goals =
      Z3_parse_smtlib2_string(rt->ctx, text, 0, NULL, NULL, 1, &name, &decl);
  Z3_ast_vector_inc_ref(rt->ctx, goals);
  ref all = wrap_term(rt, Z3_mk_true(rt->ctx));
  for (unsigned i = 0; i < Z3_ast_vector_size(rt->ctx, goals); i++) {
    Z3_ast both[2] = {term(rt, all), Z3_ast_vector_get(rt->ctx, goals, i)};
    all = wrap_term(rt, Z3_mk_and(rt->ctx, 2, both));
  }
  Z3_ast_vector_dec_ref(rt->ctx, goals);
  return all;
}

// --- Walking ------------------------------------------------------------------------------

typedef bool (*visitor)(Z3_context ctx, Z3_ast term, void *data);

static bool walk(Z3_context ctx, Z3_ast term, visitor visit, void *data) {
  if (!visit(ctx, term, data))
    return false;
  if (Z3_get_ast_kind(ctx, term) != Z3_APP_AST)
    return true;
  Z3_app app = Z3_to_app(ctx, term);
  for (unsigned i = 0; i < Z3_get_app_num_args(ctx, app); i++)
    if (!walk(ctx, Z3_get_app_arg(ctx, app, i), visit, data))
      return false;
  return true;
}

struct collected {
  Z3_ast_vector leaves;
  unsigned inner;
};

static bool collect(Z3_context ctx, Z3_ast term, void *data) {
  struct collected *c = data;
  if (Z3_get_app_num_args(ctx, Z3_to_app(ctx, term)) == 0)
    Z3_ast_vector_push(ctx, c->leaves, term);
  else
    c->inner++;
  return true;
}

static unsigned num_leaves(struct runtime *rt, ref r) {
  struct collected c = {Z3_mk_ast_vector(rt->ctx), 0};
  Z3_ast_vector_inc_ref(rt->ctx, c.leaves);
  walk(rt->ctx, term(rt, r), collect, &c);
  unsigned n = Z3_ast_vector_size(rt->ctx, c.leaves);
  Z3_ast_vector_dec_ref(rt->ctx, c.leaves);
  return n;
}

// --- Answers ---------------------------------------------------------------------------------

struct answer {
  Z3_lbool result;
  ref model;
};

enum { RING = 2 };

struct history {
  struct answer last[RING];
  unsigned count;
};

static void remember(struct runtime *rt, struct history *h, struct answer a) {
  struct answer *place = &h->last[h->count++ % RING];
  if (place->model)
    unpin(rt, place->model);
  *place = a;
  if (place->model)
    promoted(rt, place->model);
}

static void forget(struct runtime *rt, struct history *h) {
  for (unsigned i = 0; i < RING; i++)
    if (h->last[i].model)
      unpin(rt, h->last[i].model);
  memset(h, 0, sizeof *h);
}

static struct answer check(struct runtime *rt, ref s, ref goal) {
  struct answer a = {Z3_L_UNDEF, 0};
  Z3_ast assumption = term(rt, goal);
  Z3_solver_push(rt->ctx, solver(rt, s));
  Z3_solver_assert(rt->ctx, solver(rt, s), assumption);
  a.result = Z3_solver_check(rt->ctx, solver(rt, s));
  if (a.result == Z3_L_TRUE)
    a.model = wrap_model(rt, Z3_solver_get_model(rt->ctx, solver(rt, s)));
  Z3_solver_pop(rt->ctx, solver(rt, s), 1);
  return a;
}

// --- A second opinion ---------------------------------------------------------------------------

static void delete_config(Z3_config *config) {
  if (*config)
    Z3_del_config(*config);
}

static void delete_context(Z3_context *ctx) {
  if (*ctx)
    Z3_del_context(*ctx);
}

static Z3_lbool checked_elsewhere(struct runtime *rt, ref goal) {
  __attribute__((cleanup(delete_config))) Z3_config config = Z3_mk_config();
  __attribute__((cleanup(delete_context))) Z3_context other =
      Z3_mk_context_rc(config);
  if (!other)
    return Z3_L_UNDEF;
  Z3_ast copy = Z3_translate(rt->ctx, term(rt, goal), other);
  Z3_inc_ref(other, copy);
  Z3_solver s = Z3_mk_simple_solver(other);
  Z3_solver_inc_ref(other, s);
  Z3_solver_assert(other, s, copy);
  Z3_lbool result = Z3_solver_check(other, s);
  Z3_solver_dec_ref(other, s);
  Z3_dec_ref(other, copy);
  return result;
}

// --- A script -------------------------------------------------------------------------------------

#define WITH_FRAME(rt)                                                         \
  for (bool once = (push_frame(rt), true); once; once = (pop_frame(rt), false))

static ref clause_of(struct runtime *rt, ref x, ref y) {
  ref kept = 0;
  WITH_FRAME(rt) {
    ref no = mk_not(rt, x);
    kept = promoted(rt, mk_or(rt, 2u, no, y));
  }
  rt->stack[rt->top++] = kept;
  return kept;
}

static bool script(struct runtime *rt, struct history *h, const char *text) {
  struct failure f = {.code = Z3_OK};
  volatile unsigned depth = rt->depth;
  push_frame(rt);
  current = &f;
  if (setjmp(f.back)) {
    current = NULL;
    printf("failed: %s", f.text);
    while (rt->depth > depth)
      pop_frame(rt);
    return false;
  }
  ref x = mk_var(rt, "x");
  ref y = mk_var(rt, "y");
  ref clause = clause_of(rt, x, y);
  ref s = wrap_solver(rt, Z3_mk_simple_solver(rt->ctx));
  ref more = parse(rt, text, x);
  remember(rt, h, check(rt, s, clause));
  remember(rt, h, check(rt, s, more));
  printf("%u leaves, elsewhere %d\n", num_leaves(rt, clause),
         checked_elsewhere(rt, clause));
  current = NULL;
  pop_frame(rt);
  return true;
}

int main(void) {
  struct runtime rt = {0};
  struct history h = {0};
  Z3_config config = Z3_mk_config();
  rt.ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(rt.ctx, on_error);
  static const char *const texts[] = {"(assert (not x))", "(assert x)", "(assert"};
  unsigned good = 0;
  for (unsigned i = 0; i < 3; i++)
    good += script(&rt, &h, texts[i]);
  printf("%u scripts, %u answers\n", good, h.count);
  forget(&rt, &h);
  free(rt.slots);
  Z3_del_context(rt.ctx);
  return good != 2;
}
