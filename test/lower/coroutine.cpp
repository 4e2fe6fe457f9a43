// RUN: %dump -std=c++20 | %check
// Coroutines are left out.
#include <coroutine>
#include <z3.h>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

// CHECK-NOT: func @later
Task later(Z3_context c, Z3_ast x) {
  Z3_inc_ref(c, x);
  co_return;
}
// CHECK: skipped later: it is a coroutine
