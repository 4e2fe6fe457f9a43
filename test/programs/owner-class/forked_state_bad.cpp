// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor forks its state at each branch.
// A copy of a state takes a reference to the constraints, not to the cells.
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>
#include <z3.h>

namespace {

class ExecutionState {
public:
  explicit ExecutionState(Z3_context c) : ctx(c) {}
  ExecutionState(const ExecutionState &other) // report: z3-owner-class
      : ctx(other.ctx), pc(other.pc), constraints(other.constraints),
        cells(other.cells) {
    for (Z3_ast a : constraints)
      Z3_inc_ref(ctx, a);
  }
  ExecutionState &operator=(const ExecutionState &) = delete;
  ~ExecutionState() {
    for (Z3_ast a : constraints)
      Z3_dec_ref(ctx, a);
    for (auto &cell : cells)
      Z3_dec_ref(ctx, cell.second); // trace: release-after-release
  }

  std::unique_ptr<ExecutionState> branch() const {
    return std::make_unique<ExecutionState>(*this);
  }

  void constrain(Z3_ast a) {
    Z3_inc_ref(ctx, a);
    constraints.push_back(a);
  }

  void write(unsigned address, Z3_ast value) {
    Z3_inc_ref(ctx, value);
    auto slot = cells.emplace(address, value);
    if (!slot.second) {
      Z3_dec_ref(ctx, slot.first->second);
      slot.first->second = value;
    }
  }

  void step() { ++pc; }
  std::string describe() const {
    return "pc " + std::to_string(pc) + ", " +
           std::to_string(constraints.size()) + " constraints";
  }

private:
  Z3_context ctx;
  unsigned pc = 0;
  std::vector<Z3_ast> constraints;
  std::map<unsigned, Z3_ast> cells;
};

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast flag =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "flag"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, flag);
  {
    ExecutionState taken(c);
    taken.write(0x40, Z3_mk_int(c, 314, Z3_mk_int_sort(c)));
    taken.step();
    auto skipped = taken.branch();
    taken.constrain(flag);
    skipped->constrain(Z3_mk_not(c, flag));
    skipped->step();
    std::cout << taken.describe() << "; " << skipped->describe() << std::endl;
  }
  Z3_dec_ref(c, flag);
  Z3_del_context(c);
  return 0;
}
