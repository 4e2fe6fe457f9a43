// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes test vectors for a checksum: one input for each wanted result, by
// asking a solver for a byte pair that gives it. C++ over the C API.
//
// The defect: the solver of each vector is retained and released, except when
// no input gives the result. Every result that can't be reached keeps a solver.

#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

struct Vector {
  unsigned High;
  unsigned Low;
  unsigned Sum;
};

class Checksum {
public:
  explicit Checksum(Z3_context Ctx) : Ctx(Ctx) {
    Byte = Z3_mk_bv_sort(Ctx, 8);
    High = keep(Z3_mk_const(Ctx, Z3_mk_string_symbol(Ctx, "high"), Byte));
    Low = keep(Z3_mk_const(Ctx, Z3_mk_string_symbol(Ctx, "low"), Byte));
    // sum = (high | 1) * (low & 254): an even number, whatever the input.
    Z3_ast One = keep(Z3_mk_unsigned_int(Ctx, 1, Byte));
    Z3_ast Mask = keep(Z3_mk_unsigned_int(Ctx, 254, Byte));
    Z3_ast Odd = keep(Z3_mk_bvor(Ctx, High, One));
    Z3_ast Even = keep(Z3_mk_bvand(Ctx, Low, Mask));
    Sum = keep(Z3_mk_bvmul(Ctx, Odd, Even));
    for (Z3_ast Part : {One, Mask, Odd, Even})
      Z3_dec_ref(Ctx, Part);
  }

  Checksum(const Checksum &) = delete;
  Checksum &operator=(const Checksum &) = delete;

  ~Checksum() {
    Z3_dec_ref(Ctx, Sum);
    Z3_dec_ref(Ctx, Low);
    Z3_dec_ref(Ctx, High);
  }

  /// One vector for each sum below Limit that some input has.
  std::vector<Vector> vectors(unsigned Limit) const {
    std::vector<Vector> Found;
    for (unsigned Wanted = 0; Wanted < Limit; ++Wanted) {
      Z3_solver Solver = Z3_mk_simple_solver(Ctx);
      Z3_solver_inc_ref(Ctx, Solver);
      Z3_ast Number = keep(Z3_mk_unsigned_int(Ctx, Wanted, Byte));
      Z3_solver_assert(Ctx, Solver, Z3_mk_eq(Ctx, Sum, Number));
      Z3_dec_ref(Ctx, Number);
      if (Z3_solver_check(Ctx, Solver) != Z3_L_TRUE)
        continue;
      Z3_model Model = Z3_solver_get_model(Ctx, Solver);
      Z3_model_inc_ref(Ctx, Model);
      Found.push_back({value(Model, High), value(Model, Low), Wanted});
      Z3_model_dec_ref(Ctx, Model);
      Z3_solver_dec_ref(Ctx, Solver);
    }
    return Found;
  }

private:
  Z3_ast keep(Z3_ast Term) const {
    Z3_inc_ref(Ctx, Term);
    return Term;
  }

  unsigned value(Z3_model Model, Z3_ast Term) const {
    Z3_ast Value = nullptr;
    unsigned Number = 0;
    if (Z3_model_eval(Ctx, Model, Term, true, &Value))
      Z3_get_numeral_uint(Ctx, Value, &Number);
    return Number;
  }

  Z3_context Ctx;
  Z3_sort Byte; // bit-vector sorts live as long as the context
  Z3_ast High = nullptr;
  Z3_ast Low = nullptr;
  Z3_ast Sum = nullptr;
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context Ctx = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Checksum Sum(Ctx);
    std::printf("%zu vectors\n", Sum.vectors(256).size());
  }
  Z3_del_context(Ctx);
  return 0;
}
