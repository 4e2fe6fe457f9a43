// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Call stacks of the traced program, captured often and kept once. All
// functions here are called under the tracer's lock.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_STACKS_H
#define Z3TIDY_TOOLS_Z3_TRACE_STACKS_H

#include <cstddef>
#include <cstdint>

namespace z3trace {

constexpr unsigned MaxFrames = 16;

/// A kept stack; 0 is "no stack".
using StackId = uint32_t;

/// The return addresses of a stack, innermost first. A return address that
/// recursion repeats is kept once, at its innermost place, so that all depths
/// of a recursion are one site.
struct Stack {
  uintptr_t Frames[MaxFrames];
  uint8_t Size = 0;
};

/// The stack that starts at the frame with return address \p Return, which is
/// the return address of the function whose frame address is \p Frame.
StackId captureStack(uintptr_t Return, uintptr_t Frame);

const Stack &stackOf(StackId Id);

} // namespace z3trace

#endif
