// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service keeps an engine for each tenant in a vector.
// The engine's move leaves the context in both, and both delete it.
#include <iostream>
#include <string>
#include <utility>
#include <vector>
#include <z3.h>

namespace {

class Engine {
public:
  explicit Engine(std::string tenant) : tenant_(std::move(tenant)) {
    Z3_config cfg = Z3_mk_config();
    Z3_set_param_value(cfg, "model", "true");
    ctx_ = Z3_mk_context_rc(cfg);
    Z3_del_config(cfg);
  }
  Engine(const Engine &) = delete;
  Engine &operator=(const Engine &) = delete;
  Engine(Engine &&other) noexcept = default;
  ~Engine() {
    if (ctx_)
      Z3_del_context(ctx_); // trace: release-after-release
  }

  const std::string &tenant() const { return tenant_; }

  bool allows(unsigned quota, unsigned wanted) const {
    Z3_sort word = Z3_mk_bv_sort(ctx_, 32);
    Z3_ast q = Z3_mk_unsigned_int(ctx_, quota, word);
    Z3_inc_ref(ctx_, q);
    Z3_ast w = Z3_mk_unsigned_int(ctx_, wanted, word);
    Z3_inc_ref(ctx_, w);
    Z3_ast fits = Z3_simplify(ctx_, Z3_mk_bvule(ctx_, w, q));
    bool result = Z3_get_bool_value(ctx_, fits) == Z3_L_TRUE;
    Z3_dec_ref(ctx_, w);
    Z3_dec_ref(ctx_, q);
    return result;
  }

private:
  std::string tenant_;
  Z3_context ctx_ = nullptr;
};

std::vector<Engine> makeEngines(const std::vector<std::string> &tenants) {
  std::vector<Engine> engines;
  engines.reserve(tenants.size());
  for (const std::string &t : tenants) {
    Engine e(t);
    if (e.allows(100, 10))
      engines.push_back(std::move(e)); // report: z3-owner-class
  }
  return engines;
}

} // namespace

int main() {
  for (const Engine &e : makeEngines({"red", "blue"}))
    std::cout << e.tenant() << std::endl;
  return 0;
}
