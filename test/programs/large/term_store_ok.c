// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor's term store in C: a chained hash table that owns its terms,
// an intrusive list of states with shared conditions by a count of their own, an
// arena of temporaries released at once, a work list as a heap, tagged values, an
// undo log, and a dispatch table of instructions.
#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof *(a))

static void *must(void *memory) {
  if (!memory) {
    fprintf(stderr, "out of memory\n");
    abort();
  }
  return memory;
}

// --- An arena of temporaries ---------------------------------------------------

struct chunk {
  struct chunk *next;
  unsigned used;
  Z3_ast terms[6];
};

struct arena {
  Z3_context ctx;
  struct chunk *chunks;
};

static Z3_ast tmp(struct arena *a, Z3_ast term) {
  if (!a->chunks || a->chunks->used == ARRAY_SIZE(a->chunks->terms)) {
    struct chunk *c = must(calloc(1, sizeof *c));
    c->next = a->chunks;
    a->chunks = c;
  }
  Z3_inc_ref(a->ctx, term);
  a->chunks->terms[a->chunks->used++] = term;
  return term;
}

static void arena_clear(struct arena *a) {
  while (a->chunks) {
    struct chunk *c = a->chunks;
    a->chunks = c->next;
    for (unsigned i = 0; i < c->used; i++)
      Z3_dec_ref(a->ctx, c->terms[i]);
    free(c);
  }
}

// --- A table of named terms -----------------------------------------------------

struct entry {
  struct entry *next;
  char *name;
  Z3_ast term;
};

struct table {
  Z3_context ctx;
  struct entry *buckets[8];
  unsigned size;
};

static unsigned hash(const char *text) {
  unsigned h = 5381;
  while (*text)
    h = h * 33 + (unsigned char)*text++;
  return h;
}

static char *copied(const char *text) {
  size_t size = strlen(text) + 1;
  return memcpy(must(malloc(size)), text, size);
}

static struct entry **slot_of(struct table *t, const char *name) {
  struct entry **at = &t->buckets[hash(name) % ARRAY_SIZE(t->buckets)];
  while (*at && strcmp((*at)->name, name) != 0)
    at = &(*at)->next;
  return at;
}

static void table_set(struct table *t, const char *name, Z3_ast term) {
  struct entry **at = slot_of(t, name);
  Z3_inc_ref(t->ctx, term);
  if (*at) {
    Z3_dec_ref(t->ctx, (*at)->term);
    (*at)->term = term;
    return;
  }
  struct entry *e = must(malloc(sizeof *e));
  e->next = NULL;
  e->name = copied(name);
  e->term = term;
  *at = e;
  t->size++;
}

static Z3_ast table_get(struct table *t, const char *name) {
  struct entry *e = *slot_of(t, name);
  return e ? e->term : NULL;
}

static bool table_remove(struct table *t, const char *name) {
  struct entry **at = slot_of(t, name);
  struct entry *e = *at;
  if (!e)
    return false;
  *at = e->next;
  Z3_dec_ref(t->ctx, e->term);
  free(e->name);
  free(e);
  t->size--;
  return true;
}

static void table_free(struct table *t) {
  for (size_t i = 0; i < ARRAY_SIZE(t->buckets); i++)
    for (struct entry *e = t->buckets[i], *next; e; e = next) {
      next = e->next;
      Z3_dec_ref(t->ctx, e->term);
      free(e->name);
      free(e);
    }
  memset(t->buckets, 0, sizeof t->buckets);
  t->size = 0;
}

// --- Conditions shared by states ---------------------------------------------------

struct condition {
  unsigned refs;
  struct condition *parent;
  Z3_ast term;
};

static struct condition *cond_ref(struct condition *c) {
  if (c)
    c->refs++;
  return c;
}

static void cond_unref(Z3_context ctx, struct condition *c) {
  while (c && --c->refs == 0) {
    struct condition *parent = c->parent;
    Z3_dec_ref(ctx, c->term);
    free(c);
    c = parent;
  }
}

static struct condition *cond_new(Z3_context ctx, struct condition *parent,
                                  Z3_ast term) {
  struct condition *c = must(malloc(sizeof *c));
  c->refs = 1;
  c->parent = cond_ref(parent);
  c->term = term;
  Z3_inc_ref(ctx, term);
  return c;
}

// --- Values ---------------------------------------------------------------------------

enum tag { CONCRETE, SYMBOLIC };

struct value {
  enum tag tag;
  union {
    int number;
    Z3_ast term;
  } as;
};

static struct value concrete(int number) {
  struct value v = {CONCRETE, {.number = number}};
  return v;
}

static struct value symbolic(Z3_context ctx, Z3_ast term) {
  struct value v = {SYMBOLIC, {.term = term}};
  Z3_inc_ref(ctx, term);
  return v;
}

static struct value value_copy(Z3_context ctx, const struct value *v) {
  if (v->tag == SYMBOLIC)
    Z3_inc_ref(ctx, v->as.term);
  return *v;
}

static void value_drop(Z3_context ctx, struct value *v) {
  if (v->tag == SYMBOLIC)
    Z3_dec_ref(ctx, v->as.term);
  *v = concrete(0);
}

// --- States ------------------------------------------------------------------------------

enum { NUM_VARS = 3 };

struct state {
  struct state *next;
  unsigned pc;
  unsigned depth;
  struct value vars[NUM_VARS];
  struct condition *path;
};

struct engine {
  Z3_context ctx;
  Z3_solver solver;
  struct table inputs;
  struct arena temps;
  struct state *work;
  unsigned finished, pruned;
};

static struct state *state_fork(struct engine *e, const struct state *s) {
  struct state *copy = must(malloc(sizeof *copy));
  *copy = *s;
  copy->next = NULL;
  for (int i = 0; i < NUM_VARS; i++)
    copy->vars[i] = value_copy(e->ctx, &s->vars[i]);
  cond_ref(copy->path);
  return copy;
}

static void state_free(struct engine *e, struct state *s) {
  for (int i = 0; i < NUM_VARS; i++)
    value_drop(e->ctx, &s->vars[i]);
  cond_unref(e->ctx, s->path);
  free(s);
}

static void assume(struct engine *e, struct state *s, Z3_ast term) {
  struct condition *old = s->path;
  s->path = cond_new(e->ctx, old, term);
  cond_unref(e->ctx, old);
  s->depth++;
}

static void schedule(struct engine *e, struct state *s) {
  struct state **at = &e->work;
  while (*at && (*at)->depth < s->depth)
    at = &(*at)->next;
  s->next = *at;
  *at = s;
}

static struct state *take(struct engine *e) {
  struct state *s = e->work;
  e->work = s->next;
  s->next = NULL;
  return s;
}

static bool feasible(struct engine *e, const struct state *s) {
  Z3_solver_push(e->ctx, e->solver);
  for (const struct condition *c = s->path; c; c = c->parent)
    Z3_solver_assert(e->ctx, e->solver, c->term);
  Z3_lbool answer = Z3_solver_check(e->ctx, e->solver);
  Z3_solver_pop(e->ctx, e->solver, 1);
  return answer != Z3_L_FALSE;
}

// --- Instructions ------------------------------------------------------------------------

struct insn {
  enum { READ, ADD, LESS, HALT, NUM_OPS } op;
  int a, b;
  const char *name;
};

static Z3_ast term_of(struct engine *e, const struct value *v) {
  if (v->tag == SYMBOLIC)
    return v->as.term;
  return tmp(&e->temps, Z3_mk_int(e->ctx, v->as.number, Z3_mk_int_sort(e->ctx)));
}

static void do_read(struct engine *e, struct state *s, const struct insn *i) {
  Z3_ast input = table_get(&e->inputs, i->name);
  if (!input) {
    input = tmp(&e->temps, Z3_mk_const(e->ctx, Z3_mk_string_symbol(e->ctx, i->name),
                                       Z3_mk_int_sort(e->ctx)));
    table_set(&e->inputs, i->name, input);
  }
  value_drop(e->ctx, &s->vars[i->a]);
  s->vars[i->a] = symbolic(e->ctx, input);
  s->pc++;
  schedule(e, s);
}

static void do_add(struct engine *e, struct state *s, const struct insn *i) {
  struct value *to = &s->vars[i->a], *from = &s->vars[i->b];
  struct value sum;
  if (to->tag == CONCRETE && from->tag == CONCRETE) {
    sum = concrete(to->as.number + from->as.number);
  } else {
    Z3_ast both[] = {term_of(e, to), term_of(e, from)};
    sum = symbolic(e->ctx, Z3_mk_add(e->ctx, 2, both));
  }
  value_drop(e->ctx, to);
  *to = sum;
  s->pc++;
  schedule(e, s);
}

static void do_less(struct engine *e, struct state *s, const struct insn *i) {
  Z3_ast left = term_of(e, &s->vars[i->a]);
  Z3_ast right = term_of(e, &s->vars[i->b]);
  Z3_ast less = tmp(&e->temps, Z3_mk_lt(e->ctx, left, right));
  Z3_ast other = tmp(&e->temps, Z3_mk_not(e->ctx, less));
  struct state *sides[] = {state_fork(e, s), s};
  assume(e, sides[0], less);
  assume(e, sides[1], other);
  for (size_t k = 0; k < ARRAY_SIZE(sides); k++) {
    if (!feasible(e, sides[k])) {
      e->pruned++;
      state_free(e, sides[k]);
      continue;
    }
    sides[k]->pc++;
    schedule(e, sides[k]);
  }
}

static void do_halt(struct engine *e, struct state *s, const struct insn *i) {
  (void)i;
  e->finished++;
  printf("finished at depth %u\n", s->depth);
  state_free(e, s);
}

static void (*const handlers[NUM_OPS])(struct engine *, struct state *,
                                       const struct insn *) = {
    do_read, do_add, do_less, do_halt};

static void run(struct engine *e, const struct insn *code) {
  struct state *first = must(calloc(1, sizeof *first));
  for (int i = 0; i < NUM_VARS; i++)
    first->vars[i] = concrete(i);
  schedule(e, first);
  while (e->work) {
    struct state *s = take(e);
    const struct insn *i = &code[s->pc];
    handlers[i->op](e, s, i);
    arena_clear(&e->temps);
  }
}

static void open_engine(struct engine *e) {
  Z3_config config = Z3_mk_config();
  memset(e, 0, sizeof *e);
  e->ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  e->solver = Z3_mk_simple_solver(e->ctx);
  Z3_solver_inc_ref(e->ctx, e->solver);
  e->inputs.ctx = e->temps.ctx = e->ctx;
}

static void close_engine(struct engine *e) {
  assert(!e->work);
  arena_clear(&e->temps);
  table_free(&e->inputs);
  Z3_solver_dec_ref(e->ctx, e->solver);
  Z3_del_context(e->ctx);
}

int main(void) {
  static const struct insn code[] = {
      {READ, 0, 0, "x"}, {READ, 1, 0, "y"}, {LESS, 0, 1, NULL}, {ADD, 0, 2, NULL},
      {ADD, 0, 2, NULL}, {LESS, 0, 1, NULL}, {LESS, 1, 0, NULL}, {HALT, 0, 0, NULL}};
  struct engine e;
  open_engine(&e);
  run(&e, code);
  printf("%u finished, %u pruned, %u inputs\n", e.finished, e.pruned, e.inputs.size);
  while (table_remove(&e.inputs, "y"))
    continue;
  close_engine(&e);
  return 0;
}
