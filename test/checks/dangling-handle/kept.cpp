// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle,z3-outlives-context,z3-owner-class
// Raw handles of temporaries in places that have to stay raw: the objects are
// kept beside them. A field that is only read becomes the object.
// prints: 3 4 1 1 1
#include <cstdio>
#include <vector>
#include <z3++.h>

z3::expr arrayBad(z3::context &c, const z3::expr &x) {
  Z3_ast apart[] = {x + 1, x + 2, x + 3}; // warn: 'apart[0]' keeps a raw handle of a temporary that ends with this statement
  // fix: const z3::expr kept[] = {x + 1, x + 2, x + 3};
  // fix: Z3_ast apart[] = {kept[0], kept[1], kept[2]};
  return z3::expr(c, Z3_mk_distinct(c, 3, apart));
}

z3::expr vectorBad(z3::context &c, const z3::expr &x, bool more) {
  // fix: std::vector<z3::expr> kept;
  std::vector<Z3_ast> raw;
  for (int i = 0; i < 4; ++i) {
    if (i < 2 || more)
      raw.push_back(x != 100 + i); // warn: 'raw[...]' keeps a raw handle of a temporary that ends with this statement
    // fix: kept.push_back(x != 100 + i);
    // fix: raw.push_back(kept.back());
  }
  return z3::expr(c, Z3_mk_and(c, raw.size(), raw.data()));
}

// The vector leaves the function, and would leave the objects behind.
std::vector<Z3_ast> handedOutBad(const z3::expr &x) {
  std::vector<Z3_ast> raw;
  for (int i = 0; i < 3; ++i)
    raw.push_back(x > i); // warn-nofix: 'raw[...]' keeps a raw handle of a temporary that ends with this statement
  return raw;
}

struct Tactic {
  Z3_context c;
  Z3_tactic raw;
  Tactic(Z3_context context, Z3_tactic t) : c(context), raw(t) {
    Z3_tactic_inc_ref(c, raw);
  }
  Tactic(const Tactic &) = delete;
  Tactic &operator=(const Tactic &) = delete;
  ~Tactic() { Z3_tactic_dec_ref(c, raw); }
};

unsigned ownClassBad(Z3_context c, Z3_tactic base) {
  Z3_tactic quick = Tactic(c, Z3_tactic_try_for(c, base, 500)).raw; // warn: 'quick' keeps a raw handle of a temporary that ends with this statement
  // fix: auto &&kept = Tactic(c, Z3_tactic_try_for(c, base, 500));
  // fix: Z3_tactic quick = kept.raw;
  Tactic skip(c, Z3_tactic_skip(c));
  Tactic both(c, Z3_tactic_or_else(c, quick, skip.raw));
  return both.raw != nullptr;
}

class Memory {
  z3::context &c;
  Z3_sort cells;
  // fix: z3::sort cells;

public:
  Memory(z3::context &c, unsigned width)
      : c(c), cells(c.array_sort(c.bv_sort(width), c.bv_sort(8))) {} // warn: keeps a raw handle of a temporary that ends with this statement
  bool holds(const z3::expr &e) const { return Z3_get_sort(c, e) == cells; }
  bool isArray() const { return Z3_get_sort_kind(c, cells) == Z3_ARRAY_SORT; }
};

// Another constructor gives it a handle that nobody has to count.
class Borrowing {
  z3::context &c;
  Z3_sort cells;

public:
  Borrowing(z3::context &c, unsigned width)
      : c(c), cells(c.array_sort(c.bv_sort(width), c.bv_sort(8))) {} // warn-nofix: keeps a raw handle of a temporary that ends with this statement
  Borrowing(z3::context &c, Z3_sort given) : c(c), cells(given) {}
  bool isArray() const { return Z3_get_sort_kind(c, cells) == Z3_ARRAY_SORT; }
};

// It is assigned later on.
class Changing {
  z3::context &c;
  Z3_sort cells;

public:
  explicit Changing(z3::context &c)
      : c(c), cells(c.array_sort(c.bv_sort(9), c.bv_sort(8))) {} // warn-nofix: keeps a raw handle of a temporary that ends with this statement
  void change(Z3_sort other) { cells = other; }
  bool isArray() const { return Z3_get_sort_kind(c, cells) == Z3_ARRAY_SORT; }
};

z3::expr namedOk(z3::context &c, const z3::expr &x) {
  const z3::expr kept[] = {x + 1, x + 2};
  Z3_ast apart[] = {kept[0], kept[1]};
  return z3::expr(c, Z3_mk_distinct(c, 2, apart));
}

int main() {
  z3::context c;
  z3::expr x = c.int_const("x");
  z3::tactic simplify(c, "simplify");
  Memory memory(c, 24);
  std::printf("%u %u %u %d %d\n", arrayBad(c, x).num_args(),
              vectorBad(c, x, true).num_args(), ownClassBad(c, simplify),
              memory.isArray(), !memory.holds(x));
  return 0;
}
