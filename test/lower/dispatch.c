// RUN: %dump | %check
// Calls through members that point to functions.
#include <z3.h>

struct ops {
  void (*open)(Z3_context c);
  void (*close)(Z3_context c);
  void (*either)(Z3_context c);
  void (*given)(Z3_context c);
};

static void openIt(Z3_context c) { Z3_reset_memory(); }
static void closeIt(Z3_context c) { Z3_del_context(c); }
static void one(Z3_context c) { Z3_reset_memory(); }
static void other(Z3_context c) { Z3_del_context(c); }

static const struct ops first = {openIt, closeIt, one, one};
static const struct ops second = {.open = openIt, .close = closeIt, .either = other};

void give(struct ops *o, void (*fn)(Z3_context)) { o->given = fn; }

// CHECK-LABEL: func @calls(
void calls(const struct ops *o, Z3_context c) {
  // The only function that the file puts there.
  // CHECK: call @openIt(%c)
  o->open(c);
  // CHECK: call @closeIt(%c)
  (*o->close)(c);
}

// CHECK-LABEL: func @unknown(
void unknown(const struct ops *o, Z3_context c) {
  // One of two.
  // CHECK-NOT: call
  // CHECK: escape %c
  o->either(c);
  // CHECK-NOT: call
  // CHECK: escape %c
  o->given(c);
  // CHECK: ret
}

// CHECK-LABEL: func @named(
void named(Z3_context c) {
  // CHECK: call @other(%c)
  second.either(c);
  const struct ops *const o = &first;
  // CHECK: call @one(%c)
  o->either(c);
}
