// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor for a small register machine, on the C API with its own
// counted handles: expression builder with a cache, memory as arrays, a work
// list of states, a solver with scopes, queries that are split and cached, test
// cases from models, errors as exceptions. Everything is counted and given back.
#include <cstdint>
#include <cstdio>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>
#include <z3.h>

namespace sym {

// --- Handles ---------------------------------------------------------------

class Context {
  Z3_context raw_;

public:
  Context() {
    Z3_config cfg = Z3_mk_config();
    Z3_set_param_value(cfg, "model", "true");
    raw_ = Z3_mk_context_rc(cfg);
    Z3_del_config(cfg);
    Z3_set_error_handler(raw_, nullptr);
  }
  Context(const Context &) = delete;
  Context &operator=(const Context &) = delete;
  ~Context() { Z3_del_context(raw_); }
  operator Z3_context() const { return raw_; }

  void check() const {
    Z3_error_code code = Z3_get_error_code(raw_);
    if (code != Z3_OK)
      throw std::runtime_error(Z3_get_error_msg(raw_, code));
  }
};

template <typename T> struct Counting;
template <> struct Counting<Z3_ast> {
  static void retain(Z3_context c, Z3_ast a) { Z3_inc_ref(c, a); }
  static void release(Z3_context c, Z3_ast a) { Z3_dec_ref(c, a); }
};
template <> struct Counting<Z3_sort> {
  static void retain(Z3_context c, Z3_sort s) {
    Z3_inc_ref(c, Z3_sort_to_ast(c, s));
  }
  static void release(Z3_context c, Z3_sort s) {
    Z3_dec_ref(c, Z3_sort_to_ast(c, s));
  }
};
template <> struct Counting<Z3_solver> {
  static void retain(Z3_context c, Z3_solver s) { Z3_solver_inc_ref(c, s); }
  static void release(Z3_context c, Z3_solver s) { Z3_solver_dec_ref(c, s); }
};
template <> struct Counting<Z3_model> {
  static void retain(Z3_context c, Z3_model m) { Z3_model_inc_ref(c, m); }
  static void release(Z3_context c, Z3_model m) { Z3_model_dec_ref(c, m); }
};

template <typename T> class Handle {
  Z3_context ctx_ = nullptr;
  T raw_ = nullptr;

public:
  Handle() = default;
  Handle(Z3_context ctx, T raw) : ctx_(ctx), raw_(raw) {
    if (raw_)
      Counting<T>::retain(ctx_, raw_);
  }
  Handle(const Handle &other) : Handle(other.ctx_, other.raw_) {}
  Handle(Handle &&other) noexcept
      : ctx_(other.ctx_), raw_(std::exchange(other.raw_, nullptr)) {}
  Handle &operator=(Handle other) noexcept {
    std::swap(ctx_, other.ctx_);
    std::swap(raw_, other.raw_);
    return *this;
  }
  ~Handle() {
    if (raw_)
      Counting<T>::release(ctx_, raw_);
  }
  T get() const { return raw_; }
  explicit operator bool() const { return raw_ != nullptr; }
};

using Expr = Handle<Z3_ast>;
using Sort = Handle<Z3_sort>;
using Solver = Handle<Z3_solver>;
using Model = Handle<Z3_model>;

// --- Building expressions ----------------------------------------------------

class Builder {
  const Context &ctx_;
  Sort word_, byte_, memory_;
  std::unordered_map<std::uint32_t, Expr> numbers_;

  Expr made(Z3_ast raw) const {
    Expr e(ctx_, raw);
    ctx_.check();
    return e;
  }

public:
  explicit Builder(const Context &ctx)
      : ctx_(ctx), word_(ctx, Z3_mk_bv_sort(ctx, 32)),
        byte_(ctx, Z3_mk_bv_sort(ctx, 8)),
        memory_(ctx, Z3_mk_array_sort(ctx, word_.get(), byte_.get())) {}

  const Context &context() const { return ctx_; }

  Expr number(std::uint32_t n) {
    auto found = numbers_.find(n);
    if (found != numbers_.end())
      return found->second;
    Expr e = made(Z3_mk_unsigned_int(ctx_, n, word_.get()));
    if (numbers_.size() < 64)
      numbers_.emplace(n, e);
    return e;
  }
  Expr input(const std::string &name) {
    Z3_symbol symbol = Z3_mk_string_symbol(ctx_, name.c_str());
    return made(Z3_mk_const(ctx_, symbol, word_.get()));
  }
  Expr memory(const std::string &name) {
    Z3_symbol symbol = Z3_mk_string_symbol(ctx_, name.c_str());
    return made(Z3_mk_const(ctx_, symbol, memory_.get()));
  }
  Expr add(const Expr &l, const Expr &r) {
    return made(Z3_mk_bvadd(ctx_, l.get(), r.get()));
  }
  Expr mul(const Expr &l, const Expr &r) {
    return made(Z3_mk_bvmul(ctx_, l.get(), r.get()));
  }
  Expr below(const Expr &l, const Expr &r) {
    return made(Z3_mk_bvult(ctx_, l.get(), r.get()));
  }
  Expr negation(const Expr &e) { return made(Z3_mk_not(ctx_, e.get())); }
  Expr simplify(const Expr &e) { return made(Z3_simplify(ctx_, e.get())); }
  Expr conjunction(const std::vector<Expr> &parts) {
    std::vector<Z3_ast> raw;
    for (const Expr &part : parts)
      raw.push_back(part.get());
    return made(Z3_mk_and(ctx_, unsigned(raw.size()), raw.data()));
  }
  Expr load(const Expr &memory, const Expr &at) {
    Expr byte = made(Z3_mk_select(ctx_, memory.get(), at.get()));
    return made(Z3_mk_zero_ext(ctx_, 24, byte.get()));
  }
  Expr store(const Expr &memory, const Expr &at, const Expr &value) {
    Expr low = made(Z3_mk_extract(ctx_, 7, 0, value.get()));
    return made(Z3_mk_store(ctx_, memory.get(), at.get(), low.get()));
  }
  std::optional<bool> constant(const Expr &e) const {
    switch (Z3_get_bool_value(ctx_, e.get())) {
    case Z3_L_TRUE:
      return true;
    case Z3_L_FALSE:
      return false;
    default:
      return std::nullopt;
    }
  }
  std::string text(const Expr &e) const {
    return Z3_ast_to_string(ctx_, e.get());
  }
};

// --- Queries -------------------------------------------------------------------

enum class Answer { Yes, No, Unknown };

class Oracle {
  const Context &ctx_;
  Solver solver_;
  std::map<std::string, Answer> known_;
  unsigned asked_ = 0;

  class Scope {
    const Context &ctx_;
    Z3_solver solver_;

  public:
    Scope(const Context &ctx, const Solver &solver)
        : ctx_(ctx), solver_(solver.get()) {
      Z3_solver_push(ctx_, solver_);
    }
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;
    ~Scope() { Z3_solver_pop(ctx_, solver_, 1); }
  };

  static void limit(const Context &ctx, Z3_solver solver, unsigned time) {
    Z3_params params = Z3_mk_params(ctx);
    Z3_params_inc_ref(ctx, params);
    Z3_params_set_uint(ctx, params, Z3_mk_string_symbol(ctx, "timeout"), time);
    Z3_solver_set_params(ctx, solver, params);
    Z3_params_dec_ref(ctx, params);
    ctx.check();
  }

public:
  explicit Oracle(const Context &ctx)
      : ctx_(ctx), solver_(ctx, Z3_mk_simple_solver(ctx)) {
    limit(ctx_, solver_.get(), 2000);
  }

  Answer feasible(const std::vector<Expr> &path, const std::string &key) {
    auto found = known_.find(key);
    if (found != known_.end())
      return found->second;
    ++asked_;
    Scope scope(ctx_, solver_);
    for (const Expr &e : path)
      Z3_solver_assert(ctx_, solver_.get(), e.get());
    Answer answer = Answer::Unknown;
    switch (Z3_solver_check(ctx_, solver_.get())) {
    case Z3_L_TRUE:
      answer = Answer::Yes;
      break;
    case Z3_L_FALSE:
      answer = Answer::No;
      break;
    case Z3_L_UNDEF:
      break;
    }
    if (known_.size() >= 32)
      known_.erase(known_.begin());
    known_[key] = answer;
    return answer;
  }

  void with_model(const std::vector<Expr> &path,
                  const std::function<void(const Model &)> &use) {
    Scope scope(ctx_, solver_);
    for (const Expr &e : path)
      Z3_solver_assert(ctx_, solver_.get(), e.get());
    if (Z3_solver_check(ctx_, solver_.get()) != Z3_L_TRUE)
      throw std::runtime_error("a path that was feasible is not");
    Model model(ctx_, Z3_solver_get_model(ctx_, solver_.get()));
    ctx_.check();
    use(model);
  }

  std::uint64_t value(const Model &model, const Expr &e) const {
    Z3_ast out = nullptr;
    if (!Z3_model_eval(ctx_, model.get(), e.get(), true, &out))
      throw std::runtime_error("no value");
    Expr value(ctx_, out);
    std::uint64_t number = 0;
    if (!Z3_get_numeral_uint64(ctx_, value.get(), &number))
      throw std::runtime_error("no number");
    return number;
  }

  unsigned counters() const {
    Z3_stats stats = Z3_solver_get_statistics(ctx_, solver_.get());
    Z3_stats_inc_ref(ctx_, stats);
    unsigned n = Z3_stats_size(ctx_, stats);
    Z3_stats_dec_ref(ctx_, stats);
    return n;
  }
  unsigned asked() const { return asked_; }
};

// --- Programs and states ----------------------------------------------------------

enum class Op { Read, Const, Add, Mul, Load, Store, JumpIfBelow, Abort, Halt };

struct Insn {
  Op op;
  unsigned a = 0, b = 0;
  std::uint32_t k = 0;
};

struct State {
  unsigned pc = 0;
  std::vector<Expr> registers;
  Expr memory;
  std::vector<Expr> path;
  std::vector<Expr> inputs;

  State(Builder &builder, unsigned count)
      : registers(count, builder.number(0)), memory(builder.memory("ram")) {}

  std::string key(const Builder &builder) const {
    std::string text;
    for (const Expr &e : path)
      text += builder.text(e) + ";";
    return text;
  }
};

struct TestCase {
  bool failing;
  std::vector<std::uint64_t> inputs;
};

class Executor {
  static constexpr unsigned Registers = 4;
  Context ctx_;
  Builder builder_{ctx_};
  Oracle oracle_{ctx_};
  const std::vector<Insn> &program_;
  std::deque<std::unique_ptr<State>> work_;
  std::vector<TestCase> tests_;

  bool may(const State &state, const Expr &condition) {
    Expr simple = builder_.simplify(condition);
    if (auto known = builder_.constant(simple))
      return *known;
    std::vector<Expr> path = state.path;
    path.push_back(simple);
    std::string key = state.key(builder_) + builder_.text(simple);
    return oracle_.feasible(path, key) != Answer::No;
  }

  void branch(std::unique_ptr<State> state, const Insn &insn) {
    Expr taken =
        builder_.below(state->registers[insn.a], state->registers[insn.b]);
    Expr fallen = builder_.negation(taken);
    bool can_take = may(*state, taken);
    bool can_fall = may(*state, fallen);
    if (can_take && can_fall) {
      auto other = std::make_unique<State>(*state);
      other->path.push_back(fallen);
      ++other->pc;
      work_.push_back(std::move(other));
    } else if (can_fall) {
      state->path.push_back(std::move(fallen));
      ++state->pc;
      work_.push_back(std::move(state));
      return;
    } else if (!can_take) {
      return;
    }
    state->path.push_back(std::move(taken));
    state->pc = insn.k;
    work_.push_back(std::move(state));
  }

  void finish(const State &state, bool failing) {
    TestCase test{failing, {}};
    oracle_.with_model(state.path, [&](const Model &model) {
      for (const Expr &input : state.inputs)
        test.inputs.push_back(oracle_.value(model, input));
    });
    tests_.push_back(std::move(test));
  }

  void step(std::unique_ptr<State> state) {
    const Insn &insn = program_.at(state->pc);
    auto &reg = state->registers;
    switch (insn.op) {
    case Op::Read:
      state->inputs.push_back(
          builder_.input("in" + std::to_string(state->inputs.size())));
      reg[insn.a] = state->inputs.back();
      break;
    case Op::Const:
      reg[insn.a] = builder_.number(insn.k);
      break;
    case Op::Add:
      reg[insn.a] = builder_.simplify(builder_.add(reg[insn.a], reg[insn.b]));
      break;
    case Op::Mul:
      reg[insn.a] = builder_.mul(reg[insn.a], reg[insn.b]);
      break;
    case Op::Load:
      reg[insn.a] = builder_.load(state->memory, reg[insn.b]);
      break;
    case Op::Store:
      state->memory = builder_.store(state->memory, reg[insn.a], reg[insn.b]);
      break;
    case Op::JumpIfBelow:
      branch(std::move(state), insn);
      return;
    case Op::Abort:
    case Op::Halt:
      finish(*state, insn.op == Op::Abort);
      return;
    }
    ++state->pc;
    work_.push_back(std::move(state));
  }

public:
  explicit Executor(const std::vector<Insn> &program) : program_(program) {}

  const std::vector<TestCase> &run(unsigned max_steps) {
    work_.push_back(std::make_unique<State>(builder_, Registers));
    for (unsigned n = 0; n < max_steps && !work_.empty(); ++n) {
      std::unique_ptr<State> state = std::move(work_.front());
      work_.pop_front();
      try {
        step(std::move(state));
      } catch (const std::out_of_range &) {
        std::fprintf(stderr, "a state runs past the program\n");
      }
    }
    return tests_;
  }
  std::size_t pending() const { return work_.size(); }
  unsigned asked() const { return oracle_.asked(); }
  bool has_statistics() const { return oracle_.counters() > 0; }
};

} // namespace sym

int main() {
  using sym::Insn;
  using sym::Op;
  const std::vector<Insn> program{
      {Op::Read, 0, 0, 0},        {Op::Const, 1, 0, 10},
      {Op::JumpIfBelow, 0, 1, 8}, {Op::Const, 2, 0, 7},
      {Op::Store, 2, 0, 0},       {Op::Load, 3, 2, 0},
      {Op::JumpIfBelow, 3, 1, 9}, {Op::Halt, 0, 0, 0},
      {Op::Halt, 0, 0, 0},        {Op::Read, 1, 0, 0},
      {Op::Mul, 1, 3, 0},         {Op::Add, 1, 2, 0},
      {Op::JumpIfBelow, 1, 2, 14}, {Op::Halt, 0, 0, 0},
      {Op::Abort, 0, 0, 0},
  };
  try {
    sym::Executor executor(program);
    for (const sym::TestCase &test : executor.run(60)) {
      std::printf("%s:", test.failing ? "fails" : "ends");
      for (std::uint64_t input : test.inputs)
        std::printf(" %llu", static_cast<unsigned long long>(input));
      std::printf("\n");
    }
    std::printf("%u queries, %zu pending, %d\n", executor.asked(),
                executor.pending(), executor.has_statistics());
  } catch (const std::exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
