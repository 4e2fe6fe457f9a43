// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fuzzer drops its corpus with an algorithm.
// The winner, an element of the corpus, is hashed after the drop.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>
#include <z3.h>

static std::vector<Z3_ast> makeCorpus(Z3_context C, unsigned Count) {
  std::vector<Z3_ast> Corpus;
  for (unsigned I = 0; I < Count; ++I) {
    std::string Name = "seed" + std::to_string(I);
    Z3_ast Seed = Z3_mk_const(C, Z3_mk_string_symbol(C, Name.c_str()),
                              Z3_mk_bool_sort(C));
    Z3_inc_ref(C, Seed);
    Corpus.push_back(Seed);
  }
  return Corpus;
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);

  std::vector<Z3_ast> Corpus = makeCorpus(C, 4);
  Z3_ast Winner = Corpus[1];
  std::for_each(Corpus.begin(), Corpus.end(),
                [C](Z3_ast Seed) { Z3_dec_ref(C, Seed); });
  bool Hashed = Z3_get_ast_hash(C, Winner) != 0; // report: z3-use-after-release; trace: use-after-release
  std::printf("winner: %s\n", Hashed ? "hashed" : "none");

  Z3_del_context(C);
  return 0;
}
