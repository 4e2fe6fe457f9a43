#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# full_disk.sh PROJECT: SARIF onto a disk that is full but for a page, which has an
# old report. In a namespace of its own: unshare -rm full_disk.sh PROJECT
set -eu
cd "$1"
mkdir -p small
mount -t tmpfs -o size=8k none small
echo old >small/o.sarif
status=0
z3-tidy -p build src/use.c --sarif small/o.sarif >full.out 2>full.err || status=$?
[ $status = 2 ]
grep -q "^z3-tidy: error: can't write 'small/o.sarif': No space left on device$" full.err
[ "$(cat small/o.sarif)" = old ] # whole, or not there
[ "$(ls -A small)" = o.sarif ]
# The workers' disk.
status=0
TMPDIR=$PWD/small z3-tidy -p build -j1 src/use.c >full.out 2>full.err || status=$?
cat full.err
[ $status = 2 ]
grep -q "^z3-tidy: error: src/use.c: " full.err
[ "$(ls -A small)" = o.sarif ]
