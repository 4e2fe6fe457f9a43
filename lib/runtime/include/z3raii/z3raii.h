// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All of z3raii's core: ownership of Z3's handles, on the C API alone. Next to
// z3++ and not instead of it. See docs/runtime.md.

#ifndef Z3RAII_Z3RAII_H
#define Z3RAII_Z3RAII_H

#include "z3raii/call_site.h"
#include "z3raii/config.h"
#include "z3raii/context.h"
#include "z3raii/deferred.h"
#include "z3raii/error.h"
#include "z3raii/features.h"
#include "z3raii/handle.h"
#include "z3raii/kinds.h"
#include "z3raii/memory.h"
#include "z3raii/misuse.h"
#include "z3raii/owned.h"
#include "z3raii/result.h"
#include "z3raii/reusable_solver.h"
#include "z3raii/solver_pool.h"
#include "z3raii/solver_scope.h"
#include "z3raii/to_string.h"
#include "z3raii/tracker.h"

#endif
