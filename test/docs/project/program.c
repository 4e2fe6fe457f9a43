#include "ask.h"

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  int found = ask(c, 3);
  Z3_del_context(c);
  return found == 3 ? 0 : 1;
}
