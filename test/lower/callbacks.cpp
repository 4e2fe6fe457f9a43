// RUN: %dump-c++ | %check
// Functions that are given to others to call.
#include <algorithm>
#include <functional>
#include <vector>
#include <z3++.h>

// The answer of a search ends the loop.
// CHECK-LABEL: func @search(
bool search(z3::solver &s, std::vector<int> &v) {
  // CHECK: [[HEAD:bb[0-9]+]]: loop @[[#@LINE+4]]:10 perelement
  // CHECK-NEXT: edges [[BODY:bb[0-9]+]], [[NEXT:bb[0-9]+]]
  // CHECK: [[ANSWER:\$[0-9]+]] = call @"search::lambda:{{.*}}"({{.*}}, ?) role callback
  // CHECK-NEXT: branch null [[ANSWER]], [[HEAD]], [[NEXT]]
  return std::any_of(v.begin(), v.end(),
                     [&](int) { return s.check() == z3::sat; });
}

// How many elements an array has is known.
// CHECK-LABEL: func @few(
void few(z3::solver &s) {
  int numbers[] = {1, 2, 3};
  // CHECK: loop @[[#@LINE+1]]:3 trip 3 perelement
  std::for_each(std::begin(numbers), std::end(numbers), [&](int) { s.push(); });
}

static void pushOne(z3::solver *s) { s->push(); }

// CHECK-LABEL: func @byName(
void byName(std::vector<z3::solver *> &v) {
  // CHECK: call @pushOne(?) role callback
  std::for_each(v.begin(), v.end(), pushOne);
  // CHECK: call @pushOne(?) role callback
  std::for_each(v.begin(), v.end(), &pushOne);
}

struct Pusher {
  z3::solver *s;
  void operator()(int) { s->push(); }
};

// CHECK-LABEL: func @functionObject(
void functionObject(z3::solver &s, std::vector<int> &v) {
  Pusher push{&s};
  // CHECK: [[P:\$[0-9]+]] = addr %push
  // CHECK: call @"Pusher::operator()"([[P]], ?) role callback
  std::for_each(v.begin(), v.end(), push);
}

struct Node {
  std::vector<Node> parts;
};

// CHECK-LABEL: func @"walk<
// CHECK: call @"users::lambda:{{.*}} role callback
template <class F> void walk(Node &n, F visit) {
  visit(n);
  for (Node &part : n.parts)
    walk(part, visit);
}

static void each(std::vector<int> &v, const std::function<void(int)> &visit) {
  for (int n : v)
    visit(n);
}

// Of a function that takes a std::function there is a version for each.
// CHECK-LABEL: func @users(
void users(z3::solver &s, Node &root, std::vector<int> &v) {
  // CHECK: call @"walk<
  walk(root, [&](Node &) { s.push(); });
  // The std::function leads to the closure.
  // CHECK: [[C:\$[0-9]+]].s = copy %s
  // CHECK: [[F:\$[0-9]+]] = addr [[C]]
  // CHECK: [[A:\$[0-9]+]] = addr [[F]]
  // CHECK: call @"each with users::lambda:[[#@LINE+1]]:11"({{.*}}, [[A]])
  each(v, [&](int) { s.pop(); });
}

// CHECK-LABEL: func @recursive(
void recursive(z3::solver &s, Node &root) {
  // CHECK: %visit = addr
  std::function<void(Node &)> visit = [&](Node &n) {
    s.push();
    for (Node &part : n.parts)
      visit(part);
  };
  // CHECK: call @"recursive::lambda:[[#@LINE-5]]:39"(%visit,
  visit(root);
}

// CHECK-LABEL: func @"recursive::lambda:
// CHECK: call @"recursive::lambda:{{.*}}"(%this.*.visit.*,

// What is assigned later is not known.
// CHECK-LABEL: func @assigned(
void assigned(z3::solver &s, bool quick) {
  std::function<void()> f = [&] { s.push(); };
  if (quick)
    f = [&] { s.pop(); };
  // CHECK-NOT: call @"assigned::lambda
  f();
  // CHECK: ret{{$| @}}
}

// CHECK-LABEL: func @"each with users::lambda:
// CHECK: call @"users::lambda:{{.*}}"(%visit.*, {{.*}}) role callback
