// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A trace line is written with the text of an expression.
// The text's owner is a variable.
// build: -Wno-dangling-pointer
#include <cstdio>
#include <string>
#include <z3++.h>

static int length(const char *Text) {
  int N = 0;
  while (N < 4096 && Text[N])
    ++N;
  return N;
}

int main() {
  z3::context C;
  z3::expr X = C.int_const("index");
  std::string Owner = (X * 3 + 1).to_string();
  const char *Text = Owner.c_str();
  z3::expr Next = X + 1;
  std::printf("%s, %u\n", length(Text) ? "a text" : "no text", Next.num_args());
  return 0;
}
