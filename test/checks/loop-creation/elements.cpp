// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation,z3-handle-leak,z3-use-after-release
// Owned handles that are dropped with the local container they were put into:
// a loop gives all of them back, where nothing else is done with them.
// prints: 3 2 2 2 2
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>
#include <z3.h>

static Z3_ast number(Z3_context c, int n) {
  Z3_ast a = Z3_mk_int(c, n, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}

// On each way out behind the loop that fills it; the answer is computed first.
static unsigned listBad(Z3_context c, int n) {
  std::vector<Z3_ast> numbers;
  if (n < 0)
    return 0;
  for (int i = 0; i < n; ++i) {
    Z3_ast a = number(c, 1000 + i); // warn: 'a' (a Z3 AST) is made in each iteration and never released
    numbers.push_back(a);
  }
  unsigned same = 0;
  for (Z3_ast a : numbers)
    same += Z3_is_eq_ast(c, a, numbers.front());
  if (same > 1) {
    return numbers.size() - same;
    // fix: unsigned result = numbers.size() - same;
    // fix: for (Z3_ast each : numbers)
    // fix: Z3_dec_ref(c, each);
    // fix: return result;
  }
  return same + 2;
  // fix: for (Z3_ast each : numbers)
  // fix: Z3_dec_ref(c, each);
  // fix: return same + 2;
}

// The other part is given back already.
static unsigned pairsBad(Z3_context c, int n) {
  std::vector<std::pair<Z3_ast, Z3_ast>> edges;
  for (int i = 0; i < n; ++i) {
    Z3_ast from = number(c, 300 + i); // warn: 'from' (a Z3 AST) is made in each iteration and never released
    Z3_ast to = number(c, 500 + i);
    edges.push_back({from, to});
  }
  unsigned apart = 0;
  for (const auto &edge : edges) {
    apart += !Z3_is_eq_ast(c, edge.first, edge.second);
    Z3_dec_ref(c, edge.second);
  }
  // fix: for (const auto &each : edges)
  // fix: Z3_dec_ref(c, each.first);
  return apart;
}

static unsigned listsByNameBad(Z3_context c, int n) {
  std::map<std::string, std::vector<Z3_ast>> lists;
  for (int i = 0; i < n; ++i) {
    Z3_ast a = number(c, 700 + i); // warn: 'a' (a Z3 AST) is made in each iteration and never released
    lists[i % 2 ? "odd" : "even"].push_back(a);
  }
  unsigned longer = 0;
  for (const auto &list : lists)
    longer += list.second.size() > 1;
  // fix: for (const auto &each : lists)
  // fix: for (Z3_ast held : each.second)
  // fix: Z3_dec_ref(c, held);
  return longer;
}

// Before it is emptied, each time.
static unsigned clearedBad(Z3_context c, int rounds) {
  std::vector<Z3_ast> batch;
  unsigned made = 0;
  for (int round = 0; round < rounds; ++round) {
    Z3_ast a = number(c, 900 + round); // warn: 'a' (a Z3 AST) is made in each iteration and never released
    batch.push_back(a);
    made += Z3_is_numeral_ast(c, batch.back());
    // fix: for (Z3_ast each : batch)
    // fix: Z3_dec_ref(c, each);
    batch.clear();
  }
  return made;
}

// One of them is handed out, so that not all may be released.
static Z3_ast lastBad(Z3_context c, int n) {
  std::vector<Z3_ast> numbers;
  for (int i = 0; i < n; ++i) {
    Z3_ast a = number(c, 1100 + i); // warn-nofix: 'a' (a Z3 AST) is made in each iteration and never released
    numbers.push_back(a);
  }
  return numbers.back();
}

// The caller's terms are in it, too, and are not owned.
static unsigned mixedBad(Z3_context c, Z3_ast given, int n) {
  std::vector<Z3_ast> numbers;
  for (int i = 0; i < n; ++i) {
    Z3_ast a = number(c, 1300 + i); // warn-nofix: 'a' (a Z3 AST) is made in each iteration and never released
    numbers.push_back(a);
    numbers.push_back(given);
  }
  return numbers.size();
}

static unsigned releasedOk(Z3_context c, int n) {
  std::vector<Z3_ast> numbers;
  for (int i = 0; i < n; ++i)
    numbers.push_back(number(c, 1500 + i));
  for (Z3_ast a : numbers)
    Z3_dec_ref(c, a);
  return n;
}

int main() {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  std::printf("%u %u %u %u %u\n", listBad(c, 3), pairsBad(c, 2),
              listsByNameBad(c, 4), clearedBad(c, 2), releasedOk(c, 2));
  if (releasedOk(c, 1) != 1) {
    Z3_ast last = lastBad(c, 2);
    std::printf("%u\n", mixedBad(c, last, 2));
    Z3_dec_ref(c, last);
  }
  Z3_del_context(c);
  return 0;
}
