// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

import registry from '../../../checks/checks.json';

/** The names of the checks that have a level. */
export const checkNames: readonly string[] = registry.checks
  .filter(check => check.options.some(option => option.name === 'Level'))
  .map(check => check.name);
