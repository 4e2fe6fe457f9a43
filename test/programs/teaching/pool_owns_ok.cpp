// build: Inputs/xx.c
// The pool gives its solvers back, and nobody else does.
extern "C" {
#include "xx.h"
}
#include <vector>

namespace {

struct Portfolio {
  explicit Portfolio(Z3_context ctx) : ctx(ctx), pool(xx_pool_new(ctx)) {}
  ~Portfolio() { xx_pool_free(pool); }
  Portfolio(const Portfolio &) = delete;
  Portfolio &operator=(const Portfolio &) = delete;

  bool add(const char *text) {
    Z3_solver s = xx_solver_new(ctx);
    xx_pool_add(pool, s);
    bool read = xx_assert_text(ctx, s, text) == 0;
    return read;
  }

  Z3_context ctx;
  xx_pool *pool;
};

} // namespace

int main() {
  Z3_context ctx = xx_open();
  int read = 0;
  {
    Portfolio portfolio(ctx);
    for (const char *text : {"(declare-const p Bool)(assert p)", "(assert ("})
      read += portfolio.add(text);
  }
  xx_close(ctx);
  return read == 1 ? 0 : 1;
}
