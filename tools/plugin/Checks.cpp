// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The checks as a shared object for one LLVM. All of it is in z3tidyChecks,
// which registers itself when it is loaded; this says for whom it was built, so
// that a file in the wrong folder is noticed.

#include "llvm/Config/llvm-config.h"

extern "C" __attribute__((visibility("default")))
const unsigned z3tidyBuiltForLLVM = LLVM_VERSION_MAJOR;
