// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The string lives until bv_const() has made its name.
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>
#include <z3++.h>
struct Node {
  int Id, Op;
  std::vector<std::shared_ptr<Node>> Kids;
};
class Translator {
  z3::context C;
  std::unordered_map<int, z3::expr> Done;

public:
  z3::expr convert(const std::shared_ptr<Node> &Root) {
    std::vector<std::shared_ptr<Node>> Work{Root};
    while (!Work.empty()) {
      auto N = Work.back();
      bool Ready = true;
      for (auto &K : N->Kids)
        if (!Done.count(K->Id)) {
          Work.push_back(K);
          Ready = false;
        }
      if (!Ready)
        continue;
      Work.pop_back();
      if (Done.count(N->Id))
        continue;
      std::vector<z3::expr> A;
      for (auto &K : N->Kids)
        A.push_back(Done.at(K->Id));
      Done.emplace(N->Id, N->Op == 0   ? C.bv_const(std::to_string(N->Id).c_str(), 32)
                          : N->Op == 1 ? A[0] + A[1]
                                       : A[0] ^ A[1]);
    }
    return Done.at(Root->Id);
  }
};
std::string text(const z3::model &M, const std::vector<z3::expr> &V) {
  std::unordered_map<std::string, std::string> R;
  for (const z3::expr &E : V)
    R[E.to_string()] = M.eval(E).to_string();
  return R.begin()->second;
}
