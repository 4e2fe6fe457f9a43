// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Right ways to own handles, each in a namespace of its own.
#include <deque>
#include <list>
#include <set>
#include <unordered_set>
#include <vector>
#include <z3.h>

// The destructor releases all elements.
namespace owner_of_deque {

class Deque {
  Z3_context c_;
  std::deque<Z3_ast> v_;

public:
  explicit Deque(Z3_context c) : c_(c) {}
  Deque(const Deque &) = delete;
  Deque &operator=(const Deque &) = delete;
  ~Deque() {
    for (auto a : v_)
      Z3_dec_ref(c_, a);
  }
  void add(Z3_ast a) {
    Z3_inc_ref(c_, a);
    v_.push_back(a);
  }
};
class List {
  Z3_context c_;
  std::list<Z3_ast> v_;

public:
  explicit List(Z3_context c) : c_(c) {}
  List(const List &) = delete;
  List &operator=(const List &) = delete;
  ~List() {
    for (auto a : v_)
      Z3_dec_ref(c_, a);
  }
  void add(Z3_ast a) {
    Z3_inc_ref(c_, a);
    v_.push_back(a);
  }
};
class Set {
  Z3_context c_;
  std::set<Z3_ast> v_;

public:
  explicit Set(Z3_context c) : c_(c) {}
  Set(const Set &) = delete;
  Set &operator=(const Set &) = delete;
  ~Set() {
    for (auto a : v_)
      Z3_dec_ref(c_, a);
  }
  void add(Z3_ast a) {
    if (v_.insert(a).second)
      Z3_inc_ref(c_, a);
  }
};
class Seen {
  Z3_context c_;
  std::unordered_set<Z3_ast> v_;

public:
  explicit Seen(Z3_context c) : c_(c) {}
  Seen(const Seen &) = delete;
  Seen &operator=(const Seen &) = delete;
  ~Seen() {
    for (auto a : v_)
      Z3_dec_ref(c_, a);
  }
  void add(Z3_ast a) {
    if (!v_.count(a)) {
      Z3_inc_ref(c_, a);
      v_.insert(a);
    }
  }
};

} // namespace owner_of_deque
