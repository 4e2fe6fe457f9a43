/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * What a program says of its own functions that make, keep or release Z3
 * handles, for z3tidy. For C and C++; nothing is left of it in compilers that
 * are not clang, and no code in any. Every word is defined in docs/teaching.md.
 *
 *   Z3RAII_RETURNS_OWNED Z3RAII_RELEASED_BY(xx_solver_free)
 *   Z3_solver xx_solver_new(Z3_context c);
 *   void xx_solver_free(Z3_context c, Z3_solver s Z3RAII_RELEASES);
 *
 * On a function: before its declaration. On a parameter: behind its name.
 */

#ifndef Z3RAII_ANNOTATIONS_H
#define Z3RAII_ANNOTATIONS_H

#if defined(__clang__)
#define Z3RAII_ANNOTATE(text) __attribute__((annotate(text)))
#else
#define Z3RAII_ANNOTATE(text)
#endif

/* Of a function: its result. Of a pointer or reference to a handle: what the
 * function writes through it. */

/* One reference comes with it: the caller has to give it back. */
#define Z3RAII_RETURNS_OWNED Z3RAII_ANNOTATE("z3::returns_owned")
/* Count 0, as from Z3 itself: retain it before the next call. */
#define Z3RAII_RETURNS_FRESH Z3RAII_ANNOTATE("z3::returns_fresh")
/* A part of what it is taken from (the object, the first handle parameter that
 * is no context, else the context), and lives as long. */
#define Z3RAII_RETURNS_BORROWED Z3RAII_ANNOTATE("z3::returns_borrowed")
/* The same, taken from this parameter. */
#define Z3RAII_RETURNS_BORROWED_FROM(parameter)                                \
  Z3RAII_ANNOTATE("z3::returns_borrowed=" #parameter)

/* Of a parameter that is a handle; of a method: the object's handle. */

/* Adds a reference, which is the caller's to give back. */
#define Z3RAII_RETAINS Z3RAII_ANNOTATE("z3::retains")
/* Gives one of the caller's references back. */
#define Z3RAII_RELEASES Z3RAII_ANNOTATE("z3::releases")
/* Becomes the owner of one of the caller's references. */
#define Z3RAII_TAKES Z3RAII_ANNOTATE("z3::takes")
/* Reads it, and keeps nothing. Of a function: all that it gets. */
#define Z3RAII_BORROWS Z3RAII_ANNOTATE("z3::borrows")

/* Of a parameter. */

/* The result is made in the context of this one. */
#define Z3RAII_CONTEXT Z3RAII_ANNOTATE("z3::context")
/* A callback: called before the function returns, once, or once per element. */
#define Z3RAII_CALLS_ONCE Z3RAII_ANNOTATE("z3::calls=once")
#define Z3RAII_CALLS_PER_ELEMENT Z3RAII_ANNOTATE("z3::calls=per_element")
/* A callback that is kept. */
#define Z3RAII_CALLS_LATER Z3RAII_ANNOTATE("z3::calls=later")

/* Of a function. */

/* An exception may leave it; then it has done nothing to its arguments. */
#define Z3RAII_THROWS Z3RAII_ANNOTATE("z3::throws")
/* What it returns is given back by this function. */
#define Z3RAII_RELEASED_BY(function)                                           \
  Z3RAII_ANNOTATE("z3::released_by=" #function)
/* It may fail, and then makes nothing; its result shows that: null, a number
 * other than 0, 0 (or false), a number below 0. */
#define Z3RAII_FAILS_NULL Z3RAII_ANNOTATE("z3::fails=null")
#define Z3RAII_FAILS_NONZERO Z3RAII_ANNOTATE("z3::fails=nonzero")
#define Z3RAII_FAILS_ZERO Z3RAII_ANNOTATE("z3::fails=zero")
#define Z3RAII_FAILS_NEGATIVE Z3RAII_ANNOTATE("z3::fails=negative")

/* Of a struct or class, between the keyword and the name. `kind` is what stands
 * behind Z3_ in the name of the handle: solver, ast, model, context, and so on.
 */

/* A pointer to the struct is a handle, where the struct is not defined. */
#define Z3RAII_HANDLE(kind) Z3RAII_ANNOTATE("z3::handle=" #kind)
/* An object of the class owns such a handle, as those of z3++ do. */
#define Z3RAII_OWNS(kind) Z3RAII_ANNOTATE("z3::owns=" #kind)

#endif /* Z3RAII_ANNOTATIONS_H */
