// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-outlives-context
// What other files put in may be of other contexts.
#include <functional>
#include <vector>
#include <z3++.h>

class OthersClaimsOk {
  std::vector<std::function<bool()>> Checks;
  z3::context Scratch;

public:
  void valid(const z3::expr &claim) {
    Checks.push_back([claim] { return claim.is_true(); });
  }
};

// The closure shows the context itself.
class OwnClaimsBad {
  std::function<bool()> Check; // warn-nofix: member 'Check' is destroyed after its context 'Ctx'
  z3::context Ctx;

public:
  void require(const char *name) {
    z3::expr claim = Ctx.bool_const(name);
    Check = [claim] { return claim.is_true(); };
  }
};

class EmptiedOk {
  std::vector<std::function<bool()>> Checks;
  z3::context Ctx;

public:
  void require(const char *name) {
    z3::expr claim = Ctx.bool_const(name);
    Checks.push_back([claim] { return claim.is_true(); });
  }
  ~EmptiedOk() { Checks.clear(); }
};

// A part of each object is emptied.
struct Slot {
  std::vector<z3::expr> Terms;
};
class EmptiedPartsOk {
  std::vector<Slot> Slots;
  z3::context Ctx;

public:
  void add(const char *name) { Slots.push_back({{Ctx.bool_const(name)}}); }
  void close() {
    for (Slot &slot : Slots)
      slot.Terms.clear();
  }
};
class PartsBad {
  struct Entry {
    z3::expr Term;
    int Weight;
  };
  std::vector<Entry> Entries; // warn-nofix: member 'Entries' is destroyed after its context 'Ctx'
  z3::context Ctx;

public:
  void add(const char *name) { Entries.push_back({Ctx.bool_const(name), 1}); }
};
