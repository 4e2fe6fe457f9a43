// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How this build of z3raii is set up, and the compiler's attributes that it
// uses.
//
//   Z3RAII_CHECKS   1: wrong use of a handle is reported with the places where
//                      its object was made and released, and a context counts
//                      the handles that hold on to it.
//                   0: nothing but Z3's own calls is left of a handle.
//                   Default: 1, and 0 where NDEBUG is defined.
//
// Both modes can not meet in one program by accident: they live in different
// inline namespaces, so a handle passed between them is a link error.

#ifndef Z3RAII_CONFIG_H
#define Z3RAII_CONFIG_H

#include <z3.h>

#ifndef Z3RAII_CHECKS
#ifdef NDEBUG
#define Z3RAII_CHECKS 0
#else
#define Z3RAII_CHECKS 1
#endif
#endif

#if Z3RAII_CHECKS
#define Z3RAII_MODE checked
#else
#define Z3RAII_MODE unchecked
#endif

// Whether errors can be thrown; without, they are results only (error.h).
#if defined(__cpp_exceptions)
#define Z3RAII_EXCEPTIONS 1
#else
#define Z3RAII_EXCEPTIONS 0
#endif

// The result points into the object it is called on: clang warns when it is
// kept longer (returned from a function whose local the handle is).
#define Z3RAII_LIFETIMEBOUND
#define Z3RAII_OWNER
#ifdef __has_cpp_attribute
#if defined(__clang__)
#if __has_cpp_attribute(clang::lifetimebound)
#undef Z3RAII_LIFETIMEBOUND
#define Z3RAII_LIFETIMEBOUND [[clang::lifetimebound]]
#endif
#if __has_cpp_attribute(gsl::Owner)
#undef Z3RAII_OWNER
#define Z3RAII_OWNER [[gsl::Owner]]
#endif
#endif
#endif

// With Z3RAII_CONSUMABLE clang's -Wconsumed sees a use after release(), within
// one function. Off by default: it knows no loops or branches on state.
#if defined(Z3RAII_CONSUMABLE) && defined(__clang__)
#define Z3RAII_MAY_BE_RELEASED [[clang::consumable(unknown)]]
#define Z3RAII_RELEASED_AFTER [[clang::set_typestate(consumed)]]
#define Z3RAII_NOT_RELEASED                                                    \
  __attribute__((callable_when("unconsumed", "unknown")))
#else
#define Z3RAII_MAY_BE_RELEASED
#define Z3RAII_RELEASED_AFTER
#define Z3RAII_NOT_RELEASED
#endif

// A deleted function that says why, where the compiler can print it (C++26,
// and clang from 19 on). Others print the line, so the reason stands there too.
#if defined(__cpp_deleted_function) && defined(__clang__)
#define Z3RAII_DELETE(why)                                                     \
  _Pragma("clang diagnostic push")                                             \
      _Pragma("clang diagnostic ignored \"-Wc++26-extensions\"") delete (      \
          why)_Pragma("clang diagnostic pop")
#elif defined(__cpp_deleted_function)
#define Z3RAII_DELETE(why) delete (why)
#else
#define Z3RAII_DELETE(why) delete
#endif

// One copy of the book-keeping in a program of several shared objects, however
// they are compiled.
#if defined(__GNUC__) && !defined(_WIN32)
#define Z3RAII_SHARED __attribute__((visibility("default")))
#else
#define Z3RAII_SHARED
#endif

#endif
