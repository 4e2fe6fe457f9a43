// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a pointer in the object leads to is the pointer that has led to it.
#include <stdlib.h>
#include <z3.h>
struct job {
  Z3_ast t;
  struct job **slot;
};
struct sched {
  Z3_context c;
  struct job *run;
  unsigned left;
};
static void finish(struct sched *s, struct job *j) {
  *j->slot = NULL;
  Z3_dec_ref(s->c, j->t);
  free(j);
  s->left--;
}
void drain(struct sched *s) {
  while (s->left) {
    if (s->run)
      finish(s, s->run);
    else
      break;
  }
}
struct owner {
  struct owned *o;
};
struct owned {
  struct owner *by;
  Z3_ast t;
};
static void release(Z3_context c, struct owned *o) {
  if (o->by)
    o->by->o = NULL;
  Z3_dec_ref(c, o->t);
  free(o);
}
void kill(Z3_context c, struct owner *w) {
  if (w->o)
    release(c, w->o);
  if (w->o)
    release(c, w->o);
}
struct vm {
  Z3_context c;
  struct fr *top;
  unsigned depth;
};
struct fr {
  struct vm *vm;
  struct fr *prev;
  Z3_ast acc;
};
static void leave(struct fr *f) {
  f->vm->top = f->prev;
  f->vm->depth--;
  Z3_dec_ref(f->vm->c, f->acc);
  free(f);
}
void unwind(struct vm *v, unsigned to) {
  while (v->depth > to)
    leave(v->top);
}
void unwind2(struct vm *v, struct fr *to) {
  while (v->top != to) {
    struct fr *f = v->top;
    leave(f);
  }
}
