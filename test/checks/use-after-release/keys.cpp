// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Elements of maps and lists: the same key is the same element, in a function
// and through those that it calls.
#include <map>
#include <string>
#include <vector>
#include <z3.h>

struct Cache {
  Z3_context C;
  std::map<std::string, Z3_tactic> ByName;
  std::vector<Z3_ast> Pending;

  Z3_tactic get(const std::string &Name) const { return ByName.at(Name); }
  void add(const std::string &Name) {
    Z3_tactic T = Z3_mk_tactic(C, Name.c_str());
    Z3_tactic_inc_ref(C, T);
    ByName.emplace(Name, T);
  }
  void drop(const std::string &Name) {
    auto Found = ByName.find(Name);
    if (Found == ByName.end())
      return;
    Z3_tactic_dec_ref(C, Found->second);
    ByName.erase(Found);
  }
  void wait(Z3_ast A) {
    Z3_inc_ref(C, A);
    Pending.push_back(A);
  }
  void flush() {
    for (Z3_ast A : Pending)
      Z3_dec_ref(C, A);
  }
  void flushAll() {
    flush();
    Pending.clear();
  }
};

void spelledOutBad(Cache &K) {
  Z3_tactic T = K.get("simplify");
  K.drop("simplify");
  Z3_tactic_get_help(K.C, T); // warn: 'T' is used after it was released
}

void spelledOutOk(Cache &K) {
  Z3_tactic T = K.get("simplify");
  K.drop("solve-eqs");
  Z3_tactic_get_help(K.C, T);
}

void passedBad(Cache &K, const std::string &Name) {
  Z3_tactic T = K.get(Name);
  K.drop(Name);
  Z3_tactic_get_help(K.C, T); // warn: 'T' is used after it was released
}

void passedOk(Cache &K, const std::string &Name, const std::string &Other) {
  Z3_tactic T = K.get(Name);
  K.drop(Other);
  Z3_tactic_get_help(K.C, T);
}

void byValueBad(Cache &K, std::string Name) {
  Z3_tactic T = K.get(Name);
  K.drop(Name);
  Z3_tactic_get_help(K.C, T); // warn: 'T' is used after it was released
}

void changedOk(Cache &K, std::string Name) {
  Z3_tactic T = K.get(Name);
  Name += "2";
  K.drop(Name);
  Z3_tactic_get_help(K.C, T);
}

void addedAgainOk(Cache &K) {
  K.drop("simplify");
  K.add("simplify");
  Z3_tactic_get_help(K.C, K.get("simplify"));
}

void flushedTwiceBad(Cache &K, Z3_ast A) {
  K.wait(Z3_mk_not(K.C, A));
  K.flush();
  K.flush(); // warn-nofix: is released a second time
}

void flushedTwiceOk(Cache &K, Z3_ast A) {
  K.wait(Z3_mk_not(K.C, A));
  K.flushAll();
  K.wait(Z3_mk_not(K.C, A));
  K.flushAll();
}
