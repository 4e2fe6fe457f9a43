// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier turns its options into a context, and refuses odd ones by throwing.
// The options are looked at before the configuration is made.
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <z3.h>

using Options = std::map<std::string, std::string>;

static void validate(const Options &O) {
  for (const auto &Entry : O)
    if (Entry.first.empty() || Entry.second.empty())
      throw std::runtime_error("option without a value: " + Entry.first);
}

static Z3_context openContext(const Options &O) {
  validate(O);
  Z3_config Cfg = Z3_mk_config();
  for (const auto &Entry : O)
    Z3_set_param_value(Cfg, Entry.first.c_str(), Entry.second.c_str());
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  return C;
}

int main() {
  try {
    Z3_context C = openContext({{"model", "true"}});
    Z3_del_context(C);
    C = openContext({{"model", ""}});
    Z3_del_context(C);
  } catch (const std::exception &E) {
    std::printf("%s\n", E.what());
  }
  return 0;
}
