// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts the calls that reach Z3's reference counting and destroying functions.
// CallCounter.cpp defines them in the test program, in front of libz3's, and
// hands each call on.

#ifndef Z3TIDY_TEST_RUNTIME_CALLCOUNTER_H
#define Z3TIDY_TEST_RUNTIME_CALLCOUNTER_H

namespace counted {

/// Calls with a given pointer as their last argument, by its address.
int increments(const void *Object);
int decrements(const void *Object);
int deletions(const void *Object);

/// Calls of any kind with any object.
int allCalls();

/// Forgets all counts: Z3 uses addresses again.
void reset();

} // namespace counted

#endif
