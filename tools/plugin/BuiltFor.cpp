// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Says for which LLVM a shared object with the checks was built, so that one in
// the wrong folder is noticed.

#include "llvm/Config/llvm-config.h"

extern "C" __attribute__((visibility("default")))
const unsigned z3tidyBuiltForLLVM = LLVM_VERSION_MAJOR;
