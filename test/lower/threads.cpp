// RUN: %dump-c++ | %check
// Threads: where they start and end, locks, signs; what containers are given.
#include <condition_variable>
#include <future>
#include <mutex>
#include <pthread.h>
#include <thread>
#include <vector>
#include <z3++.h>

static void work(z3::context &c) { c.int_const("x"); }

// CHECK-LABEL: func @start(
void start(z3::context &c) {
  // CHECK: %t = spawn @work(
  std::thread t(work, std::ref(c));
  // CHECK: $[[CLOSURE:[0-9]+]].c = copy %c
  // CHECK: $[[ADDRESS:[0-9]+]] = addr $[[CLOSURE]]
  // CHECK: %f = spawn @"start::lambda:{{.*}}"($[[ADDRESS]])
  auto f = std::async([&c] { work(c); });
  // CHECK: sync %t role join
  t.join();
  // CHECK: sync %f role join
  f.wait();
  // CHECK-NOT: spawn
  auto late = std::async(std::launch::deferred, [&c] { work(c); });
  late.get();
}

// CHECK-LABEL: func @started(
void started(z3::context &c, std::vector<std::thread> &threads) {
  // CHECK: %threads.*[*] = spawn @work(
  threads.emplace_back(work, std::ref(c));
}

struct Worker {
  z3::context c;
  std::mutex lock;
  std::condition_variable changed;
  std::thread thread;
  // CHECK-LABEL: func @Worker::run(
  void run() {
    // CHECK: %guard."0" = flow %this.*.lock role reach
    // CHECK-NEXT: sync %guard."0".* role lock
    std::unique_lock<std::mutex> guard(lock);
    // CHECK: sync role wait
    changed.wait(guard);
    work(c);
    // CHECK: sync role notify
    changed.notify_all();
    // CHECK: sync %guard."0".* role unlock
  }
  // CHECK-LABEL: func @Worker::start(
  void start() {
    // CHECK: $[[THREAD:[0-9]+]] = spawn @Worker::run(
    // CHECK-NEXT: %this.*.thread = flow $[[THREAD]]
    thread = std::thread(&Worker::run, this);
  }
};

static void *body(void *data) {
  Z3_mk_int_sort(static_cast<Z3_context>(data));
  return nullptr;
}

// CHECK-LABEL: func @posix(
void posix(Z3_context c, pthread_mutex_t *m) {
  pthread_t t;
  // CHECK: %t = spawn @body(%c)
  pthread_create(&t, nullptr, body, c);
  // CHECK: sync %m.* role lock
  pthread_mutex_lock(m);
  // CHECK: sync %m.* role unlock
  pthread_mutex_unlock(m);
  // CHECK: sync %t role join
  pthread_join(t, nullptr);
}

// CHECK-LABEL: func @containers(
void containers(z3::expr e) {
  std::vector<z3::expr> v;
  // CHECK: $[[COPY:[0-9]+]] = copy %e.*
  // CHECK: %v."(content)"[@"key back"] = move $[[COPY]]
  v.push_back(e);
  // CHECK: use %v."(content)"[@"key back"] in %v."(content)"[@"key back"]
  v.back().simplify();
}

thread_local z3::context own;

// CHECK-LABEL: func @each(
void each() {
  // CHECK: in @"thread_local own"
  own.int_const("x");
}
