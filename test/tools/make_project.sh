#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# make_project.sh DIR [bad]: the project of Inputs/, with a compilation database
# for where it stands.
set -e
from=$(dirname "$0")/Inputs/project
rm -rf "$1"
cp -r "$from" "$1"
sed "s|DIR|$1|g" "$from/build/${2:-compile_commands}.json.in" \
  >"$1/build/compile_commands.json"
# From LLVM 22 on the reports of headers are told, too, if nothing is said of it.
echo "{Checks: '-*,z3-*', HeaderFilterRegex: ''}" >"$1/.clang-tidy"
