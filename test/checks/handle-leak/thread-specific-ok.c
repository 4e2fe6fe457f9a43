// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The thread's key has the context, and deletes it.
#include <pthread.h>
#include <z3.h>
static pthread_key_t key; // made with the destructor bye
void bye(void *p) { Z3_del_context(p); }
static Z3_context mine(void) {
  Z3_context c = pthread_getspecific(key);
  if (!c) {
    Z3_config g = Z3_mk_config();
    c = Z3_mk_context_rc(g);
    Z3_del_config(g);
    pthread_setspecific(key, c);
  }
  return c;
}
unsigned f(void) {
  Z3_context c = mine();
  return Z3_get_num_tactics(c);
}
