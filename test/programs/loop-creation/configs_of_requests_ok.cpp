// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A configuration service parses the options of each request and opens a
// session for those that pass.
// The options of each request are given back.
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>
#include <z3.h>

namespace {

using Options = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string User;
  Options Wanted;
};

bool allowed(const std::string &Option) {
  static const char *const Names[] = {"model", "proof", "timeout"};
  for (const char *Name : Names)
    if (Option == Name)
      return true;
  return false;
}

Z3_config configOf(const Request &R) {
  Z3_config Config = Z3_mk_config();
  for (const auto &[Name, Value] : R.Wanted)
    if (allowed(Name))
      Z3_set_param_value(Config, Name.c_str(), Value.c_str());
  return Config;
}

class Service {
  unsigned Sessions = 0;
  unsigned Limit;

public:
  explicit Service(unsigned L) : Limit(L) {}

  bool admit(const Request &R) const {
    return !R.User.empty() && Sessions < Limit;
  }

  void run(const std::vector<Request> &Requests) {
    for (const Request &R : Requests) {
      Z3_config Config = configOf(R);
      if (!admit(R)) {
        std::printf("turned away: '%s'\n", R.User.c_str());
        Z3_del_config(Config);
        continue;
      }
      Z3_context Session = Z3_mk_context_rc(Config);
      Z3_del_config(Config);
      ++Sessions;
      std::printf("%s: %s\n", R.User.c_str(), Session ? "open" : "closed");
      Z3_del_context(Session);
    }
  }
};

} // namespace

int main() {
  Service S(2);
  S.run({{"ann", {{"model", "true"}}}, {"", {{"shell", "x"}}}, {"bob", {}}, {"eve", {}}});
  return 0;
}
