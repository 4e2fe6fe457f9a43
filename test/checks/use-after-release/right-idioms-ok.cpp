// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Right ways to own handles, each in a namespace of its own.
#include <algorithm>
#include <initializer_list>
#include <map>
#include <utility>
#include <vector>
#include <z3.h>

// Each node of a list that a loop has made is released once.
namespace inline_list {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
struct Node {
  Z3_ast a;
  Node *next;
};
struct N2 {
  Z3_ast a;
  N2 *next;
  N2(Z3_ast a, N2 *n) : a(a), next(n) {}
};
static void list_free(Z3_context c, Node *h) {
  while (h) {
    Node *x = h;
    h = h->next;
    Z3_dec_ref(c, x->a);
    delete x;
  }
}
void i1(Z3_context c, int n) {
  Node *h = nullptr;
  for (int i = 0; i < n; i++) {
    Node *x = new Node;
    x->a = mk(c, i);
    x->next = h;
    h = x;
  }
  list_free(c, h);
}
void i2(Z3_context c, int n) {
  Node *h = nullptr;
  for (int i = 0; i < n; i++) {
    Node *x = new Node();
    x->a = mk(c, i);
    x->next = h;
    h = x;
  }
  while (h) {
    Node *x = h;
    h = h->next;
    Z3_dec_ref(c, x->a);
    delete x;
  }
}
void i3(Z3_context c, int n) {
  N2 *h = nullptr;
  for (int i = 0; i < n; i++)
    h = new N2(mk(c, i), h);
  while (h) {
    N2 *x = h;
    h = h->next;
    Z3_dec_ref(c, x->a);
    delete x;
  }
}
static void free2(Z3_context c, N2 *h) {
  for (N2 *n; h; h = n) {
    n = h->next;
    Z3_dec_ref(c, h->a);
    delete h;
  }
}
void i4(Z3_context c, int n) {
  N2 *h = nullptr;
  for (int i = 0; i < n; i++)
    h = new N2(mk(c, i), h);
  free2(c, h);
}
class Stack {
  Z3_context c_;
  Node *top_ = nullptr;

public:
  explicit Stack(Z3_context c) : c_(c) {}
  Stack(const Stack &) = delete;
  Stack &operator=(const Stack &) = delete;
  ~Stack() {
    while (top_)
      pop();
  }
  void push(Z3_ast a) {
    Node *n = new Node;
    n->a = a;
    Z3_inc_ref(c_, a);
    n->next = top_;
    top_ = n;
  }
  void pop() {
    Node *n = top_;
    top_ = n->next;
    Z3_dec_ref(c_, n->a);
    delete n;
  }
  bool empty() const { return !top_; }
  Z3_ast top() const { return top_->a; }
};
void i5(Z3_context c, int n) {
  Stack s(c);
  for (int i = 0; i < n; i++) {
    Z3_ast a = mk(c, i);
    s.push(a);
    Z3_dec_ref(c, a);
  }
  if (!s.empty())
    s.pop();
}

} // namespace inline_list

// Each handle is in one of two containers.
namespace two_containers {

using V = std::vector<Z3_ast>;
static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v + 100, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
static void fill(Z3_context c, int n, V &v) {
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, i));
}
static void free_v(Z3_context c, V &v) {
  for (auto a : v)
    Z3_dec_ref(c, a);
  v.clear();
}
template <class I> static void free_r(Z3_context c, I b, I e) {
  while (b != e)
    Z3_dec_ref(c, *b++);
}
void t2(Z3_context c, int n) {
  V v, a, b;
  fill(c, n, v);
  for (Z3_ast x : v)
    if (Z3_get_ast_id(c, x) % 2)
      a.push_back(x);
    else
      b.push_back(x);
  free_v(c, a);
  free_v(c, b);
}

} // namespace two_containers

// The old value leaves the map before it is released.
namespace exchanged_slot {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
void x1(Z3_context c) {
  std::map<int, Z3_ast> m;
  for (int i : {3, 1, 3, 2}) {
    Z3_ast a = mk(c, 250 + i);
    auto it = m.find(i);
    if (it != m.end())
      Z3_dec_ref(c, std::exchange(it->second, a));
    else
      m.emplace(i, a);
  }
  for (auto &[k, a] : m)
    Z3_dec_ref(c, a);
}
void x2(Z3_context c) {
  std::map<int, Z3_ast> m;
  for (int i : {3, 1, 3, 2}) {
    Z3_ast a = mk(c, 250 + i);
    auto it = m.find(i);
    if (it != m.end()) {
      Z3_ast o = std::exchange(it->second, a);
      Z3_dec_ref(c, o);
    } else
      m.emplace(i, a);
  }
  for (auto &[k, a] : m)
    Z3_dec_ref(c, a);
}
void x3(Z3_context c) {
  std::map<int, Z3_ast> m;
  for (int i : {3, 1, 3, 2}) {
    Z3_ast a = mk(c, 250 + i);
    auto it = m.find(i);
    if (it != m.end()) {
      Z3_dec_ref(c, it->second);
      it->second = a;
    } else
      m.emplace(i, a);
  }
  for (auto &[k, a] : m)
    Z3_dec_ref(c, a);
}
void x4(Z3_context c) {
  std::map<int, Z3_ast> m;
  for (int i : {3, 1, 3, 2}) {
    Z3_ast a = mk(c, 250 + i);
    auto it = m.lower_bound(i);
    if (it != m.end() && it->first == i) {
      Z3_dec_ref(c, it->second);
      it->second = a;
    } else
      m.emplace_hint(it, i, a);
  }
  for (auto &[k, a] : m)
    Z3_dec_ref(c, a);
}
void x5(Z3_context c, int n) {
  Z3_ast cur = mk(c, 5);
  for (int i = 0; i < n; i++)
    Z3_dec_ref(c, std::exchange(cur, mk(c, 260 + i)));
  Z3_dec_ref(c, cur);
}
void x6(Z3_context c) {
  std::map<int, Z3_ast> m;
  for (int i : {3, 1, 3, 2}) {
    Z3_ast &s = m[i];
    Z3_ast o = std::exchange(s, mk(c, 250 + i));
    if (o)
      Z3_dec_ref(c, o);
  }
  for (auto &[k, a] : m)
    Z3_dec_ref(c, a);
}
void x9(Z3_context c) {
  std::map<int, Z3_ast> m;
  for (int i : {3, 1, 3, 2}) {
    Z3_ast a = mk(c, 250 + i);
    auto [it, fresh] = m.emplace(i, a);
    if (!fresh) {
      Z3_dec_ref(c, it->second);
      it->second = a;
    }
  }
  for (auto &[k, a] : m)
    Z3_dec_ref(c, a);
}
void x10(Z3_context c) {
  std::map<int, Z3_ast> m;
  for (int i : {3, 1, 3, 2}) {
    Z3_ast a = mk(c, 250 + i);
    auto it = m.find(i);
    if (it != m.end()) {
      std::swap(it->second, a);
      Z3_dec_ref(c, a);
    } else
      m.emplace(i, a);
  }
  for (auto &[k, a] : m)
    Z3_dec_ref(c, a);
}

} // namespace exchanged_slot

// The element that moved up is moved out.
namespace erase_then_move {

class Own {
  Z3_context c_;
  Z3_ast a_;

public:
  Own(Z3_context c, Z3_ast taken) : c_(c), a_(taken) {}
  Own(Own &&o) noexcept : c_(o.c_), a_(std::exchange(o.a_, nullptr)) {}
  Own &operator=(Own &&o) noexcept {
    std::swap(a_, o.a_);
    std::swap(c_, o.c_);
    return *this;
  }
  ~Own() {
    if (a_)
      Z3_dec_ref(c_, a_);
  }
};
static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v + 100, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
void f(Z3_context c) {
  std::vector<Own> v;
  v.push_back(Own(c, mk(c, 1)));
  v.push_back(Own(c, mk(c, 2)));
  v.erase(v.begin());
  Own o = std::move(v[0]);
}

} // namespace erase_then_move
