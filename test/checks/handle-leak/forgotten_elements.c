// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// Arrays in structs whose elements are given back at the end: what is dropped
// or overwritten before.
#include <stdlib.h>
#include <string.h>
#include <z3.h>

struct trail {
  Z3_context c;
  Z3_ast *terms;
  unsigned used, room;
};
void trail_add(struct trail *t, Z3_ast a) {
  if (t->used == t->room) {
    t->room = t->room ? 2 * t->room : 8;
    t->terms = (Z3_ast *)realloc(t->terms, t->room * sizeof(Z3_ast));
    if (!t->terms)
      abort();
  }
  Z3_inc_ref(t->c, a);
  t->terms[t->used++] = a;
}
void trail_free(struct trail *t) {
  for (unsigned i = 0; i < t->used; i++)
    Z3_dec_ref(t->c, t->terms[i]);
  free(t->terms);
}
void trail_back_bad(struct trail *t, unsigned mark) {
  t->used = mark; // warn: is lost and never released
}
void trail_back_if_bad(struct trail *t, unsigned mark) {
  if (mark < t->used)
    t->used = mark; // warn: is lost and never released
}
void trail_back_ok(struct trail *t, unsigned mark) {
  while (t->used > mark)
    Z3_dec_ref(t->c, t->terms[--t->used]);
}
void trail_back_at_once_ok(struct trail *t, unsigned mark) {
  for (unsigned i = mark; i < t->used; i++)
    Z3_dec_ref(t->c, t->terms[i]);
  t->used = mark;
}

/* The lengths are set by one function, which all callers give back before. */
struct list {
  Z3_context c;
  Z3_ast *items;
  unsigned len, cap;
};
void list_add(struct list *l, Z3_ast a) {
  Z3_inc_ref(l->c, a);
  l->items[l->len++] = a;
}
void list_free(struct list *l) {
  for (unsigned i = 0; i < l->len; i++)
    Z3_dec_ref(l->c, l->items[i]);
  free(l->items);
}
static void list_set_length(struct list *l, unsigned n) { l->len = n; }
static void list_release_from(struct list *l, unsigned n) {
  for (unsigned i = n; i < l->len; i++)
    Z3_dec_ref(l->c, l->items[i]);
}
void list_shrink_ok(struct list *l, unsigned n) {
  list_release_from(l, n);
  list_set_length(l, n);
}

struct entry {
  int key;
  Z3_ast value;
};
struct table {
  Z3_context c;
  struct entry at[16];
  unsigned n;
};
void table_free(struct table *t) {
  for (unsigned i = 0; i < t->n; i++)
    Z3_dec_ref(t->c, t->at[i].value);
  t->n = 0;
}
void table_put_bad(struct table *t, int key, Z3_ast a) {
  Z3_inc_ref(t->c, a);
  for (unsigned i = 0; i < t->n; i++)
    if (t->at[i].key == key) {
      t->at[i].value = a; // warn: is lost and never released
      return;
    }
  t->at[t->n].key = key;
  t->at[t->n++].value = a;
}
void table_put_ok(struct table *t, int key, Z3_ast a) {
  Z3_inc_ref(t->c, a);
  for (unsigned i = 0; i < t->n; i++)
    if (t->at[i].key == key) {
      Z3_dec_ref(t->c, t->at[i].value);
      t->at[i].value = a;
      return;
    }
  t->at[t->n].key = key;
  t->at[t->n++].value = a;
}

/* An entry may be free: its term is gone then. */
struct slot {
  int key, taken;
  Z3_ast term;
};
struct slots {
  Z3_context c;
  struct slot all[16];
  unsigned count;
};
void slots_free(struct slots *s) {
  for (unsigned i = 0; i < s->count; i++)
    if (s->all[i].taken)
      Z3_dec_ref(s->c, s->all[i].term);
  s->count = 0;
}
void slots_remove(struct slots *s, int key) {
  for (unsigned i = 0; i < s->count; i++)
    if (s->all[i].taken && s->all[i].key == key) {
      Z3_dec_ref(s->c, s->all[i].term);
      s->all[i].taken = 0;
    }
}
void slots_put_ok(struct slots *s, int key, Z3_ast a) {
  Z3_inc_ref(s->c, a);
  for (unsigned i = 0; i < s->count; i++)
    if (!s->all[i].taken) {
      s->all[i].key = key;
      s->all[i].taken = 1;
      s->all[i].term = a;
      return;
    }
  s->all[s->count].key = key;
  s->all[s->count].taken = 1;
  s->all[s->count++].term = a;
}

/* What was removed is null, and may be set again. */
struct names {
  Z3_context c;
  const char *name[16];
  Z3_ast bound[16];
  unsigned number;
};
void names_free(struct names *s) {
  for (unsigned i = 0; i < s->number; i++)
    if (s->bound[i])
      Z3_dec_ref(s->c, s->bound[i]);
}
void names_remove(struct names *s, const char *name) {
  for (unsigned i = 0; i < s->number; i++)
    if (!strcmp(s->name[i], name)) {
      Z3_dec_ref(s->c, s->bound[i]);
      s->bound[i] = NULL;
    }
}
void names_bind_ok(struct names *s, const char *name, Z3_ast a) {
  Z3_inc_ref(s->c, a);
  for (unsigned i = 0; i < s->number; i++)
    if (!strcmp(s->name[i], name)) {
      s->bound[i] = a;
      return;
    }
  s->name[s->number] = name;
  s->bound[s->number++] = a;
}
