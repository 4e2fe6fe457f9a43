// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A file without Z3 never reaches the engine.
// RUN: z3-tidy --config={} --quiet --stats %s -- 2>&1 | FileCheck %s
int main(void) { return 0; }
// CHECK: z3tidy: 0 units with Z3, 0 functions
