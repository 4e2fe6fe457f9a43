// RUN: %dump-c++ | %check
// The program's own classes.
#include <utility>
#include <vector>
#include <z3++.h>

struct Ref {
  Z3_context c;
  Z3_ast a = nullptr;
  // CHECK-LABEL: func @Ref::Ref(%c: context, %a: ast) this constructor
  // CHECK: %this.*.c = copy %c
  // CHECK-NEXT: %this.*.a = copy %a
  // CHECK-NEXT: retain %a in %c
  Ref(Z3_context c, Z3_ast a) : c(c), a(a) { Z3_inc_ref(c, a); }
  // CHECK-LABEL: func @"Ref::Ref(Z3_context)"(%c: context) this constructor
  // CHECK: %this.*.c = copy %c
  // CHECK-NEXT: %this.*.a = copy null
  explicit Ref(Z3_context c) : c(c) {}
  // CHECK-LABEL: func @"Ref::Ref(const Ref &)"(%o) this constructor
  // CHECK: %this.*.a = copy %o.*.a
  // CHECK-NEXT: retain %this.*.a in %this.*.c
  Ref(const Ref &o) : c(o.c), a(o.a) { Z3_inc_ref(c, a); }
  // CHECK-LABEL: func @"Ref::Ref(Ref &&)"(%o) this constructor
  // CHECK: %this.*.a = move %o.*.a
  Ref(Ref &&o) noexcept : c(o.c), a(std::exchange(o.a, nullptr)) {}
  // CHECK-LABEL: func @"Ref::operator="(%o) this
  // CHECK: $0 = move %this.*.a
  // CHECK-NEXT: %this.*.a = move %o.*.a
  // CHECK-NEXT: %o.*.a = move $0
  // CHECK-NEXT: ret = copy %this
  Ref &operator=(Ref o) {
    std::swap(a, o.a);
    return *this;
  }
  // CHECK-LABEL: func @"Ref::~Ref"() this destructor
  // CHECK: branch !null %this.*.a,
  // CHECK: release %this.*.a in %this.*.c
  ~Ref() {
    if (a)
      Z3_dec_ref(c, a);
  }
};

struct Pair {
  Ref x, y;
  int n = 3;
};

struct Derived : Ref {
  using Ref::Ref;
};

// CHECK-LABEL: func @implicitMembers(
void implicitMembers(Z3_context c, Z3_ast a) {
  // CHECK: $[[X:[0-9]+]] = addr %p.x
  // CHECK-NEXT: call @Ref::Ref($[[X]], %c, %a)
  // CHECK-NEXT: $[[Y:[0-9]+]] = addr %p.y
  // CHECK-NEXT: call @"Ref::Ref(Z3_context)"($[[Y]], %c)
  // CHECK-NEXT: %p.n = copy 3
  Pair p{Ref(c, a), Ref(c)};
  // CHECK: call @"Ref::Ref(const Ref &)"(
  // CHECK: call @"Ref::Ref(const Ref &)"(
  // CHECK-NEXT: %q.n = copy %p.n
  Pair q = p;
  // CHECK: call @"Ref::Ref(Ref &&)"(
  // CHECK: call @"Ref::Ref(Ref &&)"(
  Pair r = std::move(q);
  // CHECK: $[[RY:[0-9]+]] = addr %r.y
  // CHECK-NEXT: call @"Ref::~Ref"($[[RY]]) implicit
  // CHECK-NEXT: $[[RX:[0-9]+]] = addr %r.x
  // CHECK-NEXT: call @"Ref::~Ref"($[[RX]]) implicit
  // CHECK-NEXT: end %r implicit
}

// A base class is the same place.
// CHECK-LABEL: func @base(
void base(Z3_context c, Z3_ast x) {
  // CHECK: $0 = addr %d
  // CHECK-NEXT: call @{{.*}}($0, %c, %x)
  Derived d(c, x);
  // CHECK-NEXT: retain %d.a in %d.c
  Z3_inc_ref(d.c, d.a);
  // CHECK: call @"Ref::~Ref"({{.*}}) implicit
}

// The object that a function returns is built where it is wanted.
// CHECK-LABEL: func @make(
Ref make(Z3_context c, Z3_ast a) {
  // CHECK: $0 = addr ret
  // CHECK-NEXT: call @Ref::Ref($0, %c, %a)
  return Ref(c, a);
}
// CHECK-LABEL: func @taken(
void taken(Z3_context c, Z3_ast a) {
  // CHECK: %r = call @make(%c, %a)
  Ref r = make(c, a);
  // CHECK-NEXT: $0 = call @make(%c, %a)
  // CHECK-NEXT: retain $0.a in %c
  // CHECK-NEXT: $1 = addr $0
  // CHECK-NEXT: call @"Ref::~Ref"($1) implicit
  Z3_inc_ref(c, make(c, a).a);
}

struct Session {
  z3::context c;
  z3::solver s;
  // CHECK-LABEL: func @Session::Session() this constructor
  // CHECK: %this.*.c = new context counting count 1
  // CHECK-NEXT: %this.*.s = new solver in %this.*.c count 1
  Session() : s(c) {}
  // CHECK-LABEL: func @Session::step(
  // CHECK: $0 = use %this.*.s in %this.*.s role check
  bool step() { return s.check() == z3::sat; }
};

// CHECK-LABEL: func @members(
void members() {
  // CHECK: $0 = addr %here
  // CHECK-NEXT: call @Session::Session($0)
  Session here;
  // CHECK-NEXT: $1 = addr %here
  // CHECK-NEXT: $2 = call @Session::step($1)
  here.step();
  // Members go in reverse order.
  // CHECK-NEXT: release %here.s implicit
  // CHECK-NEXT: delete %here.c implicit
  // CHECK-NEXT: end %here implicit
}

template <class T> struct Box {
  T value;
  T get() const { return value; }
};

// CHECK-LABEL: func @"Box<z3::expr>::get"() -> ast this
// CHECK: ret = copy %this.*.value
// CHECK-NEXT: retain ret

// CHECK-LABEL: func @instantiated(
z3::expr instantiated(const Box<z3::expr> &b) {
  // CHECK: ret = call @"Box<z3::expr>::get"(%b)
  return b.get();
}

// The base's constructor tells others of the object: they own what is in it.
struct Registered {
  Registered();
  explicit Registered(std::vector<Registered *> &all) { all.push_back(this); }
  virtual ~Registered() = default;
};
struct Node : Registered {
  z3::expr e;
  // CHECK-LABEL: func @Node::Node(%all, %e)
  // CHECK: %this.*.e = copy %e.*
  // CHECK-NEXT: retain %this.*.e
  // CHECK-NEXT: escape %this implicit
  // CHECK-NEXT: end %all implicit
  Node(std::vector<Registered *> &all, const z3::expr &e)
      : Registered(all), e(e) {}
  // CHECK-LABEL: func @"Node::Node(const z3::expr &)"(%e)
  // CHECK: retain %this.*.e
  // CHECK-NEXT: end %e implicit
  explicit Node(const z3::expr &e) : e(e) {}
};
