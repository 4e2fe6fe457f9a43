// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translator declares the variables of a program on the raw API, in a map by name.
// A variable that is declared already keeps its old constant, and the new one is lost.
#include <cstdio>
#include <map>
#include <string>
#include <vector>
#include <z3.h>

namespace {

struct Declaration {
  std::string name;
  unsigned width;
};

class Scope {
  Z3_context ctx_;
  std::map<std::string, Z3_ast> constants_;

public:
  explicit Scope(Z3_context ctx) : ctx_(ctx) {}
  Scope(const Scope &) = delete;
  Scope &operator=(const Scope &) = delete;
  ~Scope() {
    for (auto &entry : constants_)
      Z3_dec_ref(ctx_, entry.second);
  }

  bool declare(const Declaration &d) {
    Z3_symbol symbol = Z3_mk_string_symbol(ctx_, d.name.c_str());
    Z3_ast constant = Z3_mk_const(ctx_, symbol, Z3_mk_bv_sort(ctx_, d.width)); // report: z3-handle-leak; trace: leak
    Z3_inc_ref(ctx_, constant);
    auto inserted = constants_.emplace(d.name, constant);
    if (!inserted.second) {
      std::fprintf(stderr, "%s: declared twice\n", d.name.c_str());
      return false;
    }
    return true;
  }

  Z3_ast lookup(const std::string &name) const {
    auto found = constants_.find(name);
    return found == constants_.end() ? nullptr : found->second;
  }
  std::size_t size() const { return constants_.size(); }
};

bool declare_all(Scope &scope, const std::vector<Declaration> &program) {
  bool clean = true;
  for (const Declaration &d : program)
    clean &= scope.declare(d);
  return clean;
}

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  {
    Scope scope(ctx);
    bool clean = declare_all(scope, {{"a", 8}, {"b", 16}, {"a", 32}});
    Z3_ast b = scope.lookup("b");
    std::printf("%d %zu %s\n", clean, scope.size(),
                b ? Z3_ast_to_string(ctx, b) : "-");
  }
  Z3_del_context(ctx);
  return 0;
}
