// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A trace line is written with the text of an expression.
// The text's owner is a std::string that ends with the statement.
// No handle is misused, so that z3-trace shows nothing: it is the memory of a
// std::string that is read after its end.
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
  const char *Text = (X * 3 + 1).to_string().c_str(); // report: z3-dangling-handle
  z3::expr Next = X + 1;
  std::printf("%s, %u\n", length(Text) ? "a text" : "no text", Next.num_args());
  return 0;
}
