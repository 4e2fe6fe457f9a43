// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The destructor takes the frame off the stack that it was put on.
#include <list>
#include <memory>
#include <vector>
#include <z3.h>
struct Node {
  Z3_context c;
  Z3_ast t;
  Node *parent;
  std::vector<std::unique_ptr<Node>> kids;
  Node(Z3_context c, Z3_ast t, Node *p) : c(c), t(t), parent(p) {
    Z3_inc_ref(c, t);
  }
  Node(const Node &) = delete;
  Node &operator=(const Node &) = delete;
  ~Node() { Z3_dec_ref(c, t); }
  void drop_last() { kids.pop_back(); }
  Node *up() {
    Node *p = parent;
    if (p)
      p->drop_last();
    return p;
  }
};
void f(Node *n) {
  while (n && n->kids.empty())
    n = n->up();
}
class Frame {
  Frame **top_;
  Frame *prev_;
  Z3_context c_;
  Z3_ast t_;

public:
  Frame(Frame **top, Z3_context c, Z3_ast t)
      : top_(top), prev_(*top), c_(c), t_(t) {
    *top_ = this;
    Z3_inc_ref(c, t);
  }
  Frame(const Frame &) = delete;
  Frame &operator=(const Frame &) = delete;
  ~Frame() {
    *top_ = prev_;
    Z3_dec_ref(c_, t_);
  }
};
void unwind(Frame *&top) {
  while (top)
    delete top;
}
void nest(Z3_context c, Z3_ast t, int n) {
  Frame *top = nullptr;
  for (int i = 0; i < n; i++)
    new Frame(&top, c, t);
  while (top)
    delete top;
}
class Slot {
  Slot **home_;
  Z3_context c_;
  Z3_ast t_;

public:
  Slot(Slot **h, Z3_context c, Z3_ast t) : home_(h), c_(c), t_(t) {
    Z3_inc_ref(c, t);
    delete *h;
    *h = this;
  }
  Slot(const Slot &) = delete;
  Slot &operator=(const Slot &) = delete;
  ~Slot() {
    Z3_dec_ref(c_, t_);
    if (*home_ == this)
      *home_ = nullptr;
  }
};
void slots(Z3_context c, Z3_ast t, int n) {
  Slot *s = nullptr;
  for (int i = 0; i < n; i++)
    new Slot(&s, c, t);
  delete s;
}
