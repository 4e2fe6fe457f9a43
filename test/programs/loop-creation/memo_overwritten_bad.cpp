// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An incremental compiler back end memoizes the term of each register; a
// redefinition replaces the term.
// Replacing the entry of the map forgets the reference of the old term.
#include <cstdio>
#include <string>
#include <unordered_map>
#include <vector>
#include <z3.h>

struct Instruction {
  std::string target;
  int immediate;
};

class Translator {
public:
  Translator(Z3_context ctx, Z3_ast input) : ctx(ctx), input(input) {}
  Translator(const Translator &) = delete;
  Translator &operator=(const Translator &) = delete;
  ~Translator() {
    for (auto &entry : registers)
      Z3_dec_ref(ctx, entry.second);
  }

  void run(const std::vector<Instruction> &block) {
    for (const Instruction &inst : block) {
      Z3_ast value = Z3_mk_int(ctx, inst.immediate, Z3_mk_int_sort(ctx));
      Z3_inc_ref(ctx, value);
      Z3_ast operands[] = {input, value};
      Z3_ast result = Z3_mk_add(ctx, 2, operands); // missed: z3-loop-creation leak; trace: leak
      Z3_inc_ref(ctx, result);
      Z3_dec_ref(ctx, value);
      Z3_ast &entry = registers[inst.target];
      entry = result;
    }
  }

  std::size_t size() const { return registers.size(); }

private:
  Z3_context ctx;
  Z3_ast input;
  std::unordered_map<std::string, Z3_ast> registers;
};

int main() {
  std::vector<Instruction> block;
  for (int i = 0; i < 30; ++i)
    block.push_back({"r" + std::to_string(i % 4), 100 + i});

  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast input = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "input"),
                             Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, input);
  {
    Translator translator(ctx, input);
    translator.run(block);
    std::printf("%zu registers\n", translator.size());
  }
  Z3_dec_ref(ctx, input);
  Z3_del_context(ctx);
  return 0;
}
