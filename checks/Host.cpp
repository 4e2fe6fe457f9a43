// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/Host.h"

using namespace z3tidy::checks;

static Host *TheHost = nullptr;

Host::~Host() = default;

void z3tidy::checks::setHost(Host *H) { TheHost = H; }

Host *z3tidy::checks::host() { return TheHost; }
