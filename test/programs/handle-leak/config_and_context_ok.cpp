// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A service opens a context with a time limit of its own for each client.
// `open` has one way out, behind the deletion of the configuration.
#include <cstdio>
#include <cstring>
#include <z3.h>

namespace {

class Client {
public:
  explicit Client(Z3_context C) : C(C) {}
  Client(const Client &) = delete;
  Client &operator=(const Client &) = delete;
  ~Client() { Z3_del_context(C); }
  Z3_context get() const { return C; }

private:
  Z3_context C;
};

Z3_context open(const char *Mode) {
  Z3_config Config = Z3_mk_config();
  if (std::strcmp(Mode, "quick") == 0)
    Z3_set_param_value(Config, "timeout", "50");
  else if (std::strcmp(Mode, "plain") == 0)
    Z3_set_param_value(Config, "model", "true");
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  return C;
}

} // namespace

int main() {
  Client Plain(open("plain"));
  Client Quick(open("quick"));
  std::printf("%d\n", Plain.get() != Quick.get());
  return 0;
}
