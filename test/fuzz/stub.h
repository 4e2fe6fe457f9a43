// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What stub.c, the wrappers that stub.py writes, and the programs share.

#ifndef Z3TIDY_TEST_FUZZ_STUB_H
#define Z3TIDY_TEST_FUZZ_STUB_H

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

enum fz_family { fz_ast, fz_object, fz_owned };
enum fz_result {
  fz_none,
  fz_fresh_trail,
  fz_fresh_last,
  fz_borrowed,
  fz_immortal,
  fz_cast,
  fz_owned_result
};
enum fz_role { fz_plain, fz_context, fz_handle, fz_array, fz_out };
enum fz_flags {
  fz_writes_trail = 1,
  fz_writes_last = 2,
  fz_retains = 4,
  fz_releases = 8,
  fz_destroys = 16,
  fz_counting = 32,      ///< a new context counts terms
  fz_keeps = 64,         ///< the first handle keeps the others
  fz_push = 128,         ///< opens a scope
  fz_pop = 256,          ///< closes scopes
  fz_reset = 512,        ///< the first handle keeps nothing any more
  fz_copies = 1024,      ///< the result keeps what the first handle keeps
  fz_check = 2048,       ///< answers sat, unsat, or unknown
  fz_decides = 4096,     ///< answers yes or no
  fz_fallible = 8192,    ///< may give null
  fz_needs_handle = 16384, ///< does nothing with null
  fz_uses = 32768          ///< must not be given null
};

typedef struct {
  enum fz_role Role;
  const char *Kind;
  int Length; ///< of an array: the argument that says how long it is
} fz_argument;

typedef struct {
  const char *Name;
  enum fz_result Result;
  const char *ResultKind;
  unsigned Flags;
  int NumArgs;
  fz_argument Args[16];
} fz_function;

uintptr_t fz_call(const fz_function *F, const uintptr_t *Args);

// For the programs: the line that runs, functions that are entered and left,
// choices, and what the program hands out.
extern int fz_line;
extern sigjmp_buf fz_give_up;
void fz_tick(void);
void fz_enter(void);
void fz_leave(int *Unused);
int fz_choose(int N);
void *fz_context_for(int Counting);
void fz_escaped(void *P);
void fz_free(void *P, size_t Size);
void *fz_given(void *Context, const char *Kind, int MayBeNull);
void fz_start(void);
void fz_begin(int Number);
void fz_run(void (*Program)(void), int IsMain, int MaxRuns);
void fz_end(void);

// No block is freed: a program may do that twice, and use it then. It finds null there.
#define free(P) fz_free((P), sizeof *(P))
#define L (fz_tick(), fz_line = __LINE__)
#define ENTER                                                                  \
  __attribute__((cleanup(fz_leave))) int fz_frame = (fz_enter(), 0);           \
  (void)fz_frame

#endif
