// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// Objects that give the elements of their containers back at the end, and lose
// some before.
#include <map>
#include <string>
#include <vector>
#include <z3.h>

class Table {
  Z3_context C;
  std::map<std::string, Z3_ast> M;
  std::vector<Z3_ast> V;

public:
  explicit Table(Z3_context c) : C(c) {}
  ~Table() {
    for (auto &e : M)
      Z3_dec_ref(C, e.second);
    for (Z3_ast a : V)
      Z3_dec_ref(C, a);
  }
  Table(const Table &) = delete;
  Table &operator=(const Table &) = delete;

  void put(const std::string &n, Z3_ast a) {
    Z3_inc_ref(C, a);
    M.emplace(n, a);
  }
  void push(Z3_ast a) {
    Z3_inc_ref(C, a);
    V.push_back(a);
  }
  void byKey(const std::string &n) {
    M.erase(n); // warn-nofix: is lost and never released
  }
  void byIterator(const std::string &n) {
    auto it = M.find(n);
    if (it != M.end())
      M.erase(it); // warn: is lost and never released
  }
  void replace(const std::string &n, Z3_ast a) {
    auto it = M.find(n);
    if (it == M.end())
      return;
    Z3_inc_ref(C, a);
    it->second = a; // warn-nofix: is lost and never released
  }
  void pop() {
    V.pop_back(); // warn: is lost and never released
  }
  void shrink(size_t n) {
    while (V.size() > n)
      V.pop_back(); // warn: is lost and never released
  }
  void truncate(size_t n) {
    V.erase(V.begin() + n, V.end()); // warn-nofix: is lost and never released
  }
  void first() {
    V.erase(V.begin()); // warn-nofix: is lost and never released
  }
  void forget() {
    V.clear(); // warn-nofix: is lost and never released
  }
  void restart() {
    V = {}; // warn-nofix: is lost and never released
  }
};

// What goes is given back, read out, or moved away first.
class TableOk {
  Z3_context C;
  std::map<std::string, Z3_ast> M;
  std::vector<Z3_ast> V, Spare;

  void drop() { V.pop_back(); } // each caller has released it
  void dropKey(const std::string &n) { M.erase(n); }

public:
  explicit TableOk(Z3_context c) : C(c) {}
  ~TableOk() {
    for (auto &e : M)
      Z3_dec_ref(C, e.second);
    for (Z3_ast a : V)
      Z3_dec_ref(C, a);
    for (Z3_ast a : Spare)
      Z3_dec_ref(C, a);
  }
  TableOk(const TableOk &) = delete;
  TableOk &operator=(const TableOk &) = delete;

  void put(const std::string &n, Z3_ast a) {
    Z3_inc_ref(C, a);
    auto [it, fresh] = M.emplace(n, a);
    if (!fresh) {
      Z3_dec_ref(C, it->second);
      it->second = a;
    }
  }
  void push(Z3_ast a) {
    Z3_inc_ref(C, a);
    V.push_back(a);
  }
  void pop() {
    Z3_dec_ref(C, V.back());
    drop();
  }
  void erase(const std::string &n) {
    Z3_dec_ref(C, M.at(n));
    dropKey(n);
  }
  Z3_ast take() {
    Z3_ast a = V.back();
    V.pop_back();
    return a;
  }
  void park() {
    Spare.push_back(V.back());
    V.pop_back();
  }
  void parkAll() {
    Spare.insert(Spare.end(), V.begin(), V.end());
    V.clear();
  }
  void remove(size_t i) {
    Z3_dec_ref(C, V[i]);
    V[i] = V.back();
    V.pop_back();
  }
  void shrink(size_t n) {
    for (size_t i = n; i < V.size(); ++i)
      Z3_dec_ref(C, V[i]);
    V.resize(n);
  }
  void releaseAll() {
    for (Z3_ast a : V)
      Z3_dec_ref(C, a);
  }
  void clear() {
    releaseAll();
    V.clear();
  }
  void swap(std::vector<Z3_ast> &other) {
    V.swap(other);
  }
};

// Markers between the terms are null.
class MarkedOk {
  Z3_context C;
  std::vector<Z3_ast> V;

public:
  explicit MarkedOk(Z3_context c) : C(c) {}
  ~MarkedOk() {
    for (Z3_ast a : V)
      if (a)
        Z3_dec_ref(C, a);
  }
  MarkedOk(const MarkedOk &) = delete;
  MarkedOk &operator=(const MarkedOk &) = delete;
  void push(Z3_ast a) {
    Z3_inc_ref(C, a);
    V.push_back(a);
  }
  void mark() { V.push_back(nullptr); }
  void dropMark() { V.pop_back(); }
};

// A second list names what the first one owns.
class IndexedOk {
  Z3_context C;
  std::vector<Z3_ast> Owned;
  std::map<std::string, Z3_ast> ByName;

public:
  explicit IndexedOk(Z3_context c) : C(c) {}
  ~IndexedOk() {
    for (Z3_ast a : Owned)
      Z3_dec_ref(C, a);
  }
  IndexedOk(const IndexedOk &) = delete;
  IndexedOk &operator=(const IndexedOk &) = delete;
  void add(const std::string &n, Z3_ast a) {
    Z3_inc_ref(C, a);
    Owned.push_back(a);
    ByName[n] = a;
  }
  void hide(const std::string &n) { ByName.erase(n); }
  void hideAll() { ByName.clear(); }
};

// The context goes with all that is in it.
class RestartedOk {
  Z3_context C;
  std::vector<Z3_ast> V;

public:
  explicit RestartedOk(Z3_context c) : C(c) {}
  ~RestartedOk() {
    for (Z3_ast a : V)
      Z3_dec_ref(C, a);
    Z3_del_context(C);
  }
  RestartedOk(const RestartedOk &) = delete;
  RestartedOk &operator=(const RestartedOk &) = delete;
  void push(Z3_ast a) {
    Z3_inc_ref(C, a);
    V.push_back(a);
  }
  void restart(Z3_context next) {
    Z3_del_context(C);
    V.clear();
    C = next;
  }
};

// Some of the elements are somebody else's, as a flag says.
class PartlyOwnedOk {
  struct Entry {
    Z3_ast Term;
    bool Own;
  };
  Z3_context C;
  std::vector<Entry> V;

public:
  explicit PartlyOwnedOk(Z3_context c) : C(c) {}
  ~PartlyOwnedOk() {
    for (Entry &e : V)
      if (e.Own)
        Z3_dec_ref(C, e.Term);
  }
  PartlyOwnedOk(const PartlyOwnedOk &) = delete;
  PartlyOwnedOk &operator=(const PartlyOwnedOk &) = delete;
  void own(Z3_ast a) {
    Z3_inc_ref(C, a);
    V.push_back({a, true});
  }
  void lend(Z3_ast a) { V.push_back({a, false}); }
  void dropLent() {
    while (!V.empty() && !V.back().Own)
      V.pop_back();
  }
};

// Who has taken it from the top takes its reference, too.
class LendingOk {
  Z3_context C;
  std::vector<Z3_ast> V;

public:
  explicit LendingOk(Z3_context c) : C(c) {}
  ~LendingOk() {
    for (Z3_ast a : V)
      Z3_dec_ref(C, a);
  }
  LendingOk(const LendingOk &) = delete;
  LendingOk &operator=(const LendingOk &) = delete;
  void push(Z3_ast a) {
    Z3_inc_ref(C, a);
    V.push_back(a);
  }
  Z3_ast top() const { return V.back(); }
  void pop() { V.pop_back(); }
};

void drainOk(Z3_context c, LendingOk &stack, unsigned n) {
  for (unsigned i = 0; i < n; ++i) {
    Z3_ast a = stack.top();
    stack.pop();
    Z3_dec_ref(c, a);
  }
}
