// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A concolic fuzzer: runs a small virtual machine on an input, collects the
// branches as terms, and turns each of them round for new inputs. A cache of
// answers by formula, an interval filter before the solver, limits, figures.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

#define INPUT_SIZE 4
#define REGISTERS 4
#define CACHE_SLOTS 64
#define CHECK(ok)                                                              \
  do {                                                                         \
    if (!(ok))                                                                 \
      goto fail;                                                               \
  } while (0)

typedef struct {
  uint8_t bytes[INPUT_SIZE];
} input_t;

typedef struct {
  enum { I_LOAD, I_ADDI, I_XOR, I_JLT, I_JEQ, I_CRASH, I_EXIT } op;
  uint8_t a, b;
  uint8_t imm;
  uint8_t target;
} insn_t;

typedef struct {
  Z3_ast *taken; // each counted: the branch as it was taken
  size_t size, room;
} path_t;

typedef struct {
  Z3_ast formula; // counted; NULL in an empty slot
  Z3_lbool answer;
  input_t input;
} cached_t;

typedef struct {
  unsigned runs, queries, hits, filtered, unknown, crashes;
} figures_t;

typedef struct {
  Z3_context ctx;
  Z3_solver solver;
  Z3_sort byte;
  Z3_ast symbols[INPUT_SIZE];
  cached_t cache[CACHE_SLOTS];
  input_t *queue;
  size_t queued, done, room;
  figures_t figures;
} fuzzer_t;

// --- The queue of inputs -----------------------------------------------------

static bool enqueue(fuzzer_t *f, const input_t *in) {
  for (size_t i = 0; i < f->queued; i++)
    if (memcmp(&f->queue[i], in, sizeof *in) == 0)
      return true;
  if (f->queued == f->room) {
    size_t room = f->room ? 2 * f->room : 8;
    input_t *queue = realloc(f->queue, room * sizeof *queue);
    if (!queue)
      return false;
    f->queue = queue;
    f->room = room;
  }
  f->queue[f->queued++] = *in;
  return true;
}

// --- Paths -------------------------------------------------------------------

// Takes over the caller's reference, also when it fails.
static bool path_append(Z3_context c, path_t *p, Z3_ast branch) {
  if (p->size == p->room) {
    size_t room = p->room ? 2 * p->room : 4;
    Z3_ast *taken = realloc(p->taken, room * sizeof *taken);
    if (!taken) {
      Z3_dec_ref(c, branch);
      return false;
    }
    p->taken = taken;
    p->room = room;
  }
  p->taken[p->size++] = branch;
  return true;
}

static void path_clear(Z3_context c, path_t *p) {
  for (size_t i = 0; i < p->size; i++)
    Z3_dec_ref(c, p->taken[i]);
  free(p->taken);
  memset(p, 0, sizeof *p);
}

// --- The machine ---------------------------------------------------------------

typedef struct {
  uint8_t values[REGISTERS];
  Z3_ast terms[REGISTERS]; // counted; NULL where the value is plain
} state_t;

static void set_term(Z3_context c, state_t *s, unsigned r, Z3_ast term) {
  if (term)
    Z3_inc_ref(c, term);
  if (s->terms[r])
    Z3_dec_ref(c, s->terms[r]);
  s->terms[r] = term;
}

static void state_clear(Z3_context c, state_t *s) {
  for (unsigned r = 0; r < REGISTERS; r++)
    set_term(c, s, r, NULL);
}

// The register as a term, counted for the caller.
static Z3_ast term_of(fuzzer_t *f, const state_t *s, unsigned r) {
  Z3_ast term = s->terms[r];
  if (!term)
    term = Z3_mk_unsigned_int(f->ctx, s->values[r], f->byte);
  Z3_inc_ref(f->ctx, term);
  return term;
}

static void arithmetic(fuzzer_t *f, state_t *s, const insn_t *in) {
  bool symbolic = s->terms[in->a] || (in->op == I_XOR && s->terms[in->b]);
  if (symbolic) {
    Z3_ast left = term_of(f, s, in->a), right;
    if (in->op == I_XOR) {
      right = term_of(f, s, in->b);
      set_term(f->ctx, s, in->a, Z3_mk_bvxor(f->ctx, left, right));
    } else {
      right = Z3_mk_unsigned_int(f->ctx, in->imm, f->byte);
      Z3_inc_ref(f->ctx, right);
      set_term(f->ctx, s, in->a, Z3_mk_bvadd(f->ctx, left, right));
    }
    Z3_dec_ref(f->ctx, right);
    Z3_dec_ref(f->ctx, left);
  }
  if (in->op == I_XOR)
    s->values[in->a] ^= s->values[in->b];
  else
    s->values[in->a] += in->imm;
}

static Z3_ast branch_term(fuzzer_t *f, const state_t *s, const insn_t *in,
                          bool taken) {
  Z3_ast left = term_of(f, s, in->a);
  Z3_ast right = Z3_mk_unsigned_int(f->ctx, in->imm, f->byte);
  Z3_inc_ref(f->ctx, right);
  Z3_ast test = in->op == I_JLT ? Z3_mk_bvult(f->ctx, left, right)
                                : Z3_mk_eq(f->ctx, left, right);
  Z3_inc_ref(f->ctx, test);
  Z3_dec_ref(f->ctx, right);
  Z3_dec_ref(f->ctx, left);
  if (taken)
    return test;
  Z3_ast negated = Z3_mk_not(f->ctx, test);
  Z3_inc_ref(f->ctx, negated);
  Z3_dec_ref(f->ctx, test);
  return negated;
}

static bool run(fuzzer_t *f, const insn_t *code, const input_t *input,
                path_t *path) {
  state_t s;
  memset(&s, 0, sizeof s);
  bool ok = true;
  f->figures.runs++;
  for (unsigned pc = 0; ok && code[pc].op != I_EXIT;) {
    const insn_t *in = &code[pc++];
    switch (in->op) {
    case I_LOAD:
      s.values[in->a] = input->bytes[in->imm];
      set_term(f->ctx, &s, in->a, f->symbols[in->imm]);
      break;
    case I_ADDI:
    case I_XOR:
      arithmetic(f, &s, in);
      break;
    case I_JLT:
    case I_JEQ: {
      bool taken = in->op == I_JLT ? s.values[in->a] < in->imm
                                   : s.values[in->a] == in->imm;
      if (s.terms[in->a])
        ok = path_append(f->ctx, path, branch_term(f, &s, in, taken));
      if (taken)
        pc = in->target;
      break;
    }
    case I_CRASH:
      f->figures.crashes++;
      printf("crash: %d %d %d %d\n", input->bytes[0], input->bytes[1],
             input->bytes[2], input->bytes[3]);
      state_clear(f->ctx, &s);
      return true;
    case I_EXIT:
      break;
    }
  }
  state_clear(f->ctx, &s);
  return ok;
}

// --- Queries -------------------------------------------------------------------

static cached_t *cache_slot(fuzzer_t *f, Z3_ast formula) {
  return &f->cache[Z3_get_ast_hash(f->ctx, formula) % CACHE_SLOTS];
}

static void remember(fuzzer_t *f, Z3_ast formula, Z3_lbool answer,
                     const input_t *input) {
  cached_t *slot = cache_slot(f, formula);
  Z3_inc_ref(f->ctx, formula);
  if (slot->formula)
    Z3_dec_ref(f->ctx, slot->formula);
  slot->formula = formula;
  slot->answer = answer;
  if (input)
    slot->input = *input;
}

// Simplified, counted for the caller: the prefix, and the branch turned round.
static Z3_ast flipped(fuzzer_t *f, const path_t *p, size_t at) {
  Z3_context c = f->ctx;
  Z3_ast *parts = malloc((at + 1) * sizeof *parts);
  if (!parts)
    return NULL;
  memcpy(parts, p->taken, at * sizeof *parts);
  parts[at] = Z3_mk_not(c, p->taken[at]);
  Z3_inc_ref(c, parts[at]);
  Z3_ast all = Z3_mk_and(c, (unsigned)at + 1, parts);
  Z3_inc_ref(c, all);
  Z3_dec_ref(c, parts[at]);
  free(parts);
  Z3_ast simple = Z3_simplify(c, all);
  Z3_inc_ref(c, simple);
  Z3_dec_ref(c, all);
  return simple;
}

static bool read_model(fuzzer_t *f, Z3_model m, input_t *out) {
  for (int i = 0; i < INPUT_SIZE; i++) {
    Z3_ast value = NULL;
    unsigned number = 0;
    if (!Z3_model_eval(f->ctx, m, f->symbols[i], true, &value))
      return false;
    Z3_inc_ref(f->ctx, value);
    bool read = Z3_get_numeral_uint(f->ctx, value, &number);
    Z3_dec_ref(f->ctx, value);
    if (!read)
      return false;
    out->bytes[i] = (uint8_t)number;
  }
  return true;
}

static Z3_lbool ask(fuzzer_t *f, Z3_ast formula, input_t *out) {
  f->figures.queries++;
  Z3_solver_push(f->ctx, f->solver);
  Z3_solver_assert(f->ctx, f->solver, formula);
  Z3_lbool answer = Z3_solver_check(f->ctx, f->solver);
  if (answer == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(f->ctx, f->solver);
    if (!m || Z3_get_error_code(f->ctx) != Z3_OK) {
      answer = Z3_L_UNDEF;
    } else {
      Z3_model_inc_ref(f->ctx, m);
      if (!read_model(f, m, out))
        answer = Z3_L_UNDEF;
      Z3_model_dec_ref(f->ctx, m);
    }
  }
  f->figures.unknown += answer == Z3_L_UNDEF;
  Z3_solver_pop(f->ctx, f->solver, 1);
  return answer;
}

static bool explore(fuzzer_t *f, const path_t *p) {
  for (size_t at = 0; at < p->size; at++) {
    Z3_ast formula = flipped(f, p, at);
    if (!formula)
      return false;
    input_t next;
    Z3_lbool answer;
    cached_t *slot = cache_slot(f, formula);
    if (Z3_get_bool_value(f->ctx, formula) == Z3_L_FALSE) {
      f->figures.filtered++;
      Z3_dec_ref(f->ctx, formula);
      continue;
    }
    if (slot->formula && Z3_is_eq_ast(f->ctx, slot->formula, formula)) {
      f->figures.hits++;
      answer = slot->answer;
      next = slot->input;
    } else {
      memset(&next, 0, sizeof next);
      answer = ask(f, formula, &next);
      remember(f, formula, answer, answer == Z3_L_TRUE ? &next : NULL);
    }
    Z3_dec_ref(f->ctx, formula);
    if (answer == Z3_L_TRUE && !enqueue(f, &next))
      return false;
  }
  return true;
}

// --- The whole -------------------------------------------------------------------

static bool open_fuzzer(fuzzer_t *f, unsigned milliseconds) {
  memset(f, 0, sizeof *f);
  Z3_config cfg = Z3_mk_config();
  CHECK(cfg);
  f->ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  CHECK(f->ctx);
  Z3_set_error_handler(f->ctx, NULL);
  f->solver = Z3_mk_simple_solver(f->ctx);
  CHECK(f->solver);
  Z3_solver_inc_ref(f->ctx, f->solver);
  Z3_params limits = Z3_mk_params(f->ctx);
  CHECK(limits);
  Z3_params_inc_ref(f->ctx, limits);
  Z3_params_set_uint(f->ctx, limits, Z3_mk_string_symbol(f->ctx, "timeout"),
                     milliseconds);
  Z3_solver_set_params(f->ctx, f->solver, limits);
  Z3_params_dec_ref(f->ctx, limits);
  f->byte = Z3_mk_bv_sort(f->ctx, 8);
  for (int i = 0; i < INPUT_SIZE; i++) {
    f->symbols[i] = Z3_mk_const(f->ctx, Z3_mk_int_symbol(f->ctx, i), f->byte);
    CHECK(f->symbols[i]);
    Z3_inc_ref(f->ctx, f->symbols[i]);
  }
  return true;
fail:
  fprintf(stderr, "no engine\n");
  return false;
}

static void close_fuzzer(fuzzer_t *f) {
  if (f->ctx) {
    for (int i = 0; i < CACHE_SLOTS; i++)
      if (f->cache[i].formula)
        Z3_dec_ref(f->ctx, f->cache[i].formula);
    for (int i = 0; i < INPUT_SIZE; i++)
      if (f->symbols[i])
        Z3_dec_ref(f->ctx, f->symbols[i]);
    if (f->solver)
      Z3_solver_dec_ref(f->ctx, f->solver);
    Z3_del_context(f->ctx);
  }
  free(f->queue);
}

static int fuzz(fuzzer_t *f, const insn_t *code, unsigned max_runs) {
  const input_t seed = {{0, 0, 0, 0}};
  if (!enqueue(f, &seed))
    return -1;
  while (f->done < f->queued && f->figures.runs < max_runs) {
    input_t input = f->queue[f->done++];
    path_t path = {NULL, 0, 0};
    bool ok = run(f, code, &input, &path) && explore(f, &path);
    path_clear(f->ctx, &path);
    if (!ok)
      return -1;
  }
  return (int)f->figures.crashes;
}

int main(void) {
  static const insn_t code[] = {
      {I_LOAD, 0, 0, 0, 0},  {I_LOAD, 1, 0, 1, 0},   {I_JLT, 0, 0, 40, 9},
      {I_XOR, 0, 1, 0, 0},   {I_JEQ, 0, 0, 0x5a, 6}, {I_EXIT, 0, 0, 0, 0},
      {I_ADDI, 1, 0, 3, 0},  {I_JLT, 1, 0, 9, 10},   {I_EXIT, 0, 0, 0, 0},
      {I_EXIT, 0, 0, 0, 0},  {I_LOAD, 2, 0, 2, 0},   {I_JEQ, 2, 0, 77, 13},
      {I_EXIT, 0, 0, 0, 0},  {I_CRASH, 0, 0, 0, 0}};
  fuzzer_t f;
  int status = 1;
  if (open_fuzzer(&f, 2000)) {
    int crashes = fuzz(&f, code, 40);
    printf("%u runs, %u queries, %u hits, %u filtered, %d crashes\n",
           f.figures.runs, f.figures.queries, f.figures.hits,
           f.figures.filtered, crashes);
    status = crashes < 0;
  }
  close_fuzzer(&f);
  return status;
}
