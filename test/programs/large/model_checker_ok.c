// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model checker for small circuits, given as numbered lines of text: bounded
// checks, k-induction, and a witness for each bug. Terms are kept by line and
// by frame; everything is counted and given back.
// trace-allows: growth because an unrolling has a name for each frame
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

typedef enum {
  OP_NONE,
  OP_INPUT,
  OP_STATE,
  OP_CONST,
  OP_ADD,
  OP_AND,
  OP_EQ,
  OP_ULT,
  OP_ITE
} op_t;

typedef struct {
  op_t op;
  unsigned width;
  unsigned args[3];
  unsigned long value;
  unsigned init, next; // lines, of a state; 0 if there is none
  char name[16];
} line_t;

typedef struct {
  line_t *lines;
  unsigned n_lines; // line 0 is not used
  unsigned bad;
} circuit_t;

typedef struct {
  Z3_ast *terms; // by line, NULL until it is encoded
} frame_t;

typedef struct {
  Z3_context ctx;
  Z3_solver solver;
  const circuit_t *circuit;
  frame_t *frames;
  unsigned n_frames, room;
} checker_t;

typedef enum { V_SAFE, V_BUG, V_UNKNOWN, V_ERROR } verdict_t;

// --- Reading ---------------------------------------------------------------

static int complain(unsigned at, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fprintf(stderr, "line %u: ", at);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
  return -1;
}

static line_t *new_line(circuit_t *c) {
  line_t *lines = realloc(c->lines, (c->n_lines + 1) * sizeof *lines);
  if (!lines)
    return NULL;
  c->lines = lines;
  memset(&lines[c->n_lines], 0, sizeof *lines);
  return &lines[c->n_lines++];
}

static const struct {
  const char *word;
  op_t op;
  unsigned arity;
} operators[] = {{"add", OP_ADD, 2}, {"and", OP_AND, 2}, {"eq", OP_EQ, 2},
                 {"ult", OP_ULT, 2}, {"ite", OP_ITE, 3}};

static int read_operator(circuit_t *c, const char *word, const char *rest) {
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    if (strcmp(word, operators[i].word) != 0)
      continue;
    unsigned a[3] = {0, 0, 0};
    int got = sscanf(rest, "%u %u %u", &a[0], &a[1], &a[2]);
    if (got != (int)operators[i].arity)
      return complain(c->n_lines, "%s takes %u", word, operators[i].arity);
    for (int k = 0; k < got; k++)
      if (a[k] == 0 || a[k] >= c->n_lines)
        return complain(c->n_lines, "no line %u", a[k]);
    line_t *l = new_line(c);
    if (!l)
      return complain(c->n_lines, "out of memory");
    l->op = operators[i].op;
    memcpy(l->args, a, sizeof a);
    l->width = l->op == OP_EQ || l->op == OP_ULT
                   ? 1
                   : c->lines[a[l->op == OP_ITE ? 1 : 0]].width;
    return 0;
  }
  return complain(c->n_lines, "what is %s?", word);
}

static int read_line(circuit_t *c, const char *text) {
  char word[16], name[16];
  unsigned a, b;
  unsigned long value;
  int used = 0;
  if (sscanf(text, "%15s %n", word, &used) != 1)
    return 0;
  const char *rest = text + used;
  if (strcmp(word, "bad") == 0 && sscanf(rest, "%u", &a) == 1) {
    c->bad = a;
    return a < c->n_lines ? 0 : complain(c->n_lines, "no line %u", a);
  }
  if ((strcmp(word, "init") == 0 || strcmp(word, "next") == 0) &&
      sscanf(rest, "%u %u", &a, &b) == 2) {
    if (a >= c->n_lines || b >= c->n_lines || c->lines[a].op != OP_STATE)
      return complain(c->n_lines, "%u is no state", a);
    *(word[0] == 'i' ? &c->lines[a].init : &c->lines[a].next) = b;
    return 0;
  }
  int is_input = strcmp(word, "input") == 0;
  if ((is_input || strcmp(word, "state") == 0) &&
      sscanf(rest, "%u %15s", &a, name) == 2) {
    line_t *l = new_line(c);
    if (!l)
      return complain(c->n_lines, "out of memory");
    l->op = is_input ? OP_INPUT : OP_STATE;
    l->width = a;
    strcpy(l->name, name);
    return 0;
  }
  if (strcmp(word, "const") == 0 && sscanf(rest, "%u %lu", &a, &value) == 2) {
    line_t *l = new_line(c);
    if (!l)
      return complain(c->n_lines, "out of memory");
    l->op = OP_CONST;
    l->width = a;
    l->value = value;
    return 0;
  }
  return read_operator(c, word, rest);
}

static int read_circuit(circuit_t *c, const char *text) {
  memset(c, 0, sizeof *c);
  if (!new_line(c))
    return -1;
  while (*text) {
    char line[80];
    size_t n = strcspn(text, "\n");
    if (n >= sizeof line)
      return complain(c->n_lines, "too long");
    memcpy(line, text, n);
    line[n] = '\0';
    if (!isspace((unsigned char)line[0]) && read_line(c, line) != 0)
      return -1;
    text += n + (text[n] == '\n');
  }
  return c->bad ? 0 : complain(0, "nothing is bad");
}

static void free_circuit(circuit_t *c) { free(c->lines); }

// --- Terms -----------------------------------------------------------------

static Z3_ast mk_named(checker_t *k, const line_t *l, unsigned frame) {
  char name[32];
  snprintf(name, sizeof name, "%s@%u", l->name, frame);
  Z3_symbol symbol = Z3_mk_string_symbol(k->ctx, name);
  return Z3_mk_const(k->ctx, symbol, Z3_mk_bv_sort(k->ctx, l->width));
}

// A bit of width 1 for a formula. `test` stays the caller's.
static Z3_ast mk_bit(Z3_context c, Z3_ast test) {
  Z3_sort bit = Z3_mk_bv_sort(c, 1);
  Z3_ast one = Z3_mk_int(c, 1, bit);
  Z3_inc_ref(c, one);
  Z3_ast zero = Z3_mk_int(c, 0, bit);
  Z3_inc_ref(c, zero);
  Z3_ast result = Z3_mk_ite(c, test, one, zero);
  Z3_inc_ref(c, result);
  Z3_dec_ref(c, zero);
  Z3_dec_ref(c, one);
  return result;
}

// Counted, for the caller.
static Z3_ast mk_is_one(Z3_context c, Z3_ast bit) {
  Z3_ast one = Z3_mk_int(c, 1, Z3_mk_bv_sort(c, 1));
  Z3_inc_ref(c, one);
  Z3_ast result = Z3_mk_eq(c, bit, one);
  Z3_inc_ref(c, result);
  Z3_dec_ref(c, one);
  return result;
}

static Z3_ast mk_test(Z3_context c, op_t op, Z3_ast a, Z3_ast b) {
  Z3_ast test = op == OP_EQ ? Z3_mk_eq(c, a, b) : Z3_mk_bvult(c, a, b);
  Z3_inc_ref(c, test);
  Z3_ast bit = mk_bit(c, test);
  Z3_dec_ref(c, test);
  return bit;
}

// What the line is in the frame; the frame keeps it.
static Z3_ast encode(checker_t *k, unsigned line, unsigned frame) {
  Z3_context c = k->ctx;
  frame_t *f = &k->frames[frame];
  if (f->terms[line])
    return f->terms[line];
  const line_t *l = &k->circuit->lines[line];
  Z3_ast args[3] = {NULL, NULL, NULL};
  for (int i = 0; i < 3; i++)
    if (l->args[i])
      args[i] = encode(k, l->args[i], frame);
  Z3_ast term = NULL, test;
  switch (l->op) {
  case OP_INPUT:
  case OP_STATE:
    term = mk_named(k, l, frame);
    Z3_inc_ref(c, term);
    break;
  case OP_CONST:
    term = Z3_mk_unsigned_int64(c, l->value, Z3_mk_bv_sort(c, l->width));
    Z3_inc_ref(c, term);
    break;
  case OP_ADD:
    term = Z3_mk_bvadd(c, args[0], args[1]);
    Z3_inc_ref(c, term);
    break;
  case OP_AND:
    term = Z3_mk_bvand(c, args[0], args[1]);
    Z3_inc_ref(c, term);
    break;
  case OP_EQ:
  case OP_ULT:
    term = mk_test(c, l->op, args[0], args[1]);
    break;
  case OP_ITE:
    test = mk_is_one(c, args[0]);
    term = Z3_mk_ite(c, test, args[1], args[2]);
    Z3_inc_ref(c, term);
    Z3_dec_ref(c, test);
    break;
  case OP_NONE:
    abort();
  }
  return f->terms[line] = term;
}

static void assert_equal(checker_t *k, Z3_ast a, Z3_ast b) {
  Z3_solver_assert(k->ctx, k->solver, Z3_mk_eq(k->ctx, a, b));
}

// --- Frames ----------------------------------------------------------------

static int add_frame(checker_t *k) {
  if (k->n_frames == k->room) {
    unsigned room = k->room ? 2 * k->room : 4;
    frame_t *frames = realloc(k->frames, room * sizeof *frames);
    if (!frames)
      return -1;
    k->frames = frames;
    k->room = room;
  }
  Z3_ast *terms = calloc(k->circuit->n_lines, sizeof *terms);
  if (!terms)
    return -1;
  unsigned at = k->n_frames++;
  k->frames[at].terms = terms;
  if (at == 0)
    return 0;
  for (unsigned i = 1; i < k->circuit->n_lines; i++) {
    const line_t *l = &k->circuit->lines[i];
    if (l->op == OP_STATE && l->next)
      assert_equal(k, encode(k, i, at), encode(k, l->next, at - 1));
  }
  return 0;
}

static void assert_initial(checker_t *k) {
  for (unsigned i = 1; i < k->circuit->n_lines; i++) {
    const line_t *l = &k->circuit->lines[i];
    if (l->op == OP_STATE && l->init)
      assert_equal(k, encode(k, i, 0), encode(k, l->init, 0));
  }
}

static int checker_open(checker_t *k, const circuit_t *circuit) {
  memset(k, 0, sizeof *k);
  k->circuit = circuit;
  Z3_config cfg = Z3_mk_config();
  k->ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  if (!k->ctx)
    return -1;
  k->solver = Z3_mk_simple_solver(k->ctx);
  Z3_solver_inc_ref(k->ctx, k->solver);
  return 0;
}

static void checker_close(checker_t *k) {
  for (unsigned f = 0; f < k->n_frames; f++) {
    for (unsigned i = 0; i < k->circuit->n_lines; i++)
      if (k->frames[f].terms[i])
        Z3_dec_ref(k->ctx, k->frames[f].terms[i]);
    free(k->frames[f].terms);
  }
  free(k->frames);
  Z3_solver_dec_ref(k->ctx, k->solver);
  Z3_del_context(k->ctx);
}

// --- Checks ----------------------------------------------------------------

static void print_witness(checker_t *k, Z3_model m) {
  for (unsigned f = 0; f < k->n_frames; f++) {
    for (unsigned i = 1; i < k->circuit->n_lines; i++) {
      const line_t *l = &k->circuit->lines[i];
      Z3_ast value = NULL;
      if ((l->op != OP_INPUT && l->op != OP_STATE) || !k->frames[f].terms[i] ||
          !Z3_model_eval(k->ctx, m, k->frames[f].terms[i], 1, &value))
        continue;
      Z3_inc_ref(k->ctx, value);
      printf("  %s@%u = %s\n", l->name, f,
             Z3_get_numeral_string(k->ctx, value));
      Z3_dec_ref(k->ctx, value);
    }
  }
}

static verdict_t bad_now(checker_t *k, unsigned frame, int show) {
  Z3_ast is_bad = mk_is_one(k->ctx, encode(k, k->circuit->bad, frame));
  Z3_solver_push(k->ctx, k->solver);
  Z3_solver_assert(k->ctx, k->solver, is_bad);
  Z3_dec_ref(k->ctx, is_bad);
  verdict_t verdict = V_UNKNOWN;
  switch (Z3_solver_check(k->ctx, k->solver)) {
  case Z3_L_FALSE:
    verdict = V_SAFE;
    break;
  case Z3_L_TRUE:
    verdict = V_BUG;
    if (show) {
      Z3_model m = Z3_solver_get_model(k->ctx, k->solver);
      Z3_model_inc_ref(k->ctx, m);
      print_witness(k, m);
      Z3_model_dec_ref(k->ctx, m);
    }
    break;
  case Z3_L_UNDEF:
    break;
  }
  Z3_solver_pop(k->ctx, k->solver, 1);
  return verdict;
}

static verdict_t bounded(const circuit_t *c, unsigned depth) {
  checker_t k;
  if (checker_open(&k, c) != 0)
    return V_ERROR;
  verdict_t verdict = V_SAFE;
  for (unsigned at = 0; at < depth && verdict == V_SAFE; at++) {
    if (add_frame(&k) != 0) {
      verdict = V_ERROR;
      break;
    }
    if (at == 0)
      assert_initial(&k);
    verdict = bad_now(&k, at, 1);
  }
  checker_close(&k);
  return verdict;
}

// Is what was not bad for `depth` steps never bad?
static verdict_t inductive(const circuit_t *c, unsigned depth) {
  checker_t k;
  verdict_t verdict = V_ERROR;
  if (checker_open(&k, c) != 0)
    return verdict;
  for (unsigned at = 0; at < depth; at++) {
    if (add_frame(&k) != 0)
      goto out;
    Z3_ast is_bad = mk_is_one(k.ctx, encode(&k, c->bad, at));
    Z3_solver_assert(k.ctx, k.solver, Z3_mk_not(k.ctx, is_bad));
    Z3_dec_ref(k.ctx, is_bad);
  }
  if (add_frame(&k) == 0)
    verdict = bad_now(&k, depth, 0);
out:
  checker_close(&k);
  return verdict;
}

static const char counter[] = "state 8 count\ninput 1 step\nconst 8 0\n"
                              "const 8 1\nadd 1 4\nite 2 5 1\nconst 8 3\n"
                              "eq 1 7\ninit 1 3\nnext 1 6\nbad 8\n";
static const char toggle[] = "state 4 low\nconst 4 1\nconst 4 9\nand 1 2\n"
                             "init 1 2\nnext 1 4\nult 3 1\nbad 5\n";

int main(void) {
  const char *const texts[] = {counter, toggle, "state 8 a\nadd 1 7\n"};
  for (int i = 0; i < 3; i++) {
    circuit_t c;
    if (read_circuit(&c, texts[i]) == 0) {
      verdict_t found = bounded(&c, 6);
      printf("circuit %d: %s\n", i, found == V_BUG ? "bug" : "no bug yet");
      if (found == V_SAFE && inductive(&c, 2) == V_SAFE)
        printf("circuit %d: safe for ever\n", i);
    }
    free_circuit(&c);
  }
  return 0;
}
