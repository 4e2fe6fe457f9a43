// RUN: %dump-c++ | %check
// Calls of virtual methods.
#include <z3++.h>

struct Step {
  virtual ~Step() = default;
  virtual void run(z3::solver &s) = 0;
  virtual void undo(z3::solver &s) = 0;
};

struct Push : Step {
  void run(z3::solver &s) override { s.push(); }
  void undo(z3::solver &s) override { s.pop(); }
};

struct Loud : Push {
  void run(z3::solver &s) override { s.reset(); }
};

// CHECK-LABEL: func @calls(
void calls(Step &step, z3::solver &s) {
  // One of two.
  // CHECK-NOT: call @Push::run
  // CHECK-NOT: call @Loud::run
  step.run(s);
  // The only one.
  // CHECK: call @Push::undo(
  step.undo(s);
}

// CHECK-LABEL: func @certain(
void certain(z3::solver &s) {
  Push push;
  Loud loud;
  // CHECK: call @Push::run(
  push.run(s);
  // CHECK: call @Loud::run(
  loud.run(s);
  // CHECK: call @Push::run(
  loud.Push::run(s);
}
