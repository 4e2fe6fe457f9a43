// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor computes addresses with z3++ and calls the C API for its arrays.
// The lambda returns the sum itself.
#include <cstdio>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

struct Field {
  std::string name;
  unsigned offset;
};

class Heap {
  z3::context &ctx_;
  z3::sort word_;
  z3::expr bytes_;

public:
  explicit Heap(z3::context &ctx)
      : ctx_(ctx), word_(ctx.bv_sort(32)),
        bytes_(ctx.constant("heap", ctx.array_sort(word_, ctx.bv_sort(8)))) {}

  z3::expr object(const std::string &name) {
    return ctx_.constant(name.c_str(), word_);
  }

  z3::expr load(Z3_ast address) {
    Z3_ast loaded = Z3_mk_select(ctx_, bytes_, address);
    ctx_.check_error();
    return z3::expr(ctx_, loaded);
  }
};

std::vector<z3::expr> load_fields(Heap &heap, const z3::expr &object,
                                  const std::vector<Field> &fields) {
  auto address = [&](const Field &field) -> z3::expr {
    return object + object.ctx().bv_val(field.offset, 32);
  };
  std::vector<z3::expr> loaded;
  for (const Field &field : fields) {
    z3::expr at = address(field);
    std::printf("%s\n", field.name.c_str());
    loaded.push_back(heap.load(at));
  }
  return loaded;
}

} // namespace

int main() {
  z3::context ctx;
  Heap heap(ctx);
  z3::expr node = heap.object("node");
  auto loaded = load_fields(heap, node, {{"left", 4}, {"right", 8}});
  std::printf("%s\n", loaded.back().to_string().c_str());
  return 0;
}
