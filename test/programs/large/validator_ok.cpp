// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translation validator on z3++: a small intermediate language, passes that
// rewrite it, symbolic encoding of source and target with undefined behaviour,
// refinement queries on one solver, counterexamples from models, hints by a
// tactic, costs by an optimizer. Objects stand below their contexts throughout.
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>
#include <z3++.h>

namespace tv {

// --- The language ------------------------------------------------------------

enum class Kind { Argument, Number, Add, Sub, Mul, UDiv, Shl, Select, ULess };

struct Instruction {
  Kind kind;
  std::vector<unsigned> operands;
  unsigned number = 0;
};

struct Function {
  std::string name;
  unsigned width = 8;
  std::vector<Instruction> body;

  unsigned append(Kind kind, std::vector<unsigned> operands,
                  unsigned number = 0) {
    body.push_back({kind, std::move(operands), number});
    return unsigned(body.size()) - 1;
  }
};

using Pass = std::function<Function(const Function &)>;

Function strength_reduce(const Function &f) {
  Function out = f;
  out.name += ".shl";
  for (Instruction &insn : out.body) {
    if (insn.kind != Kind::Mul)
      continue;
    Instruction &by = out.body[insn.operands[1]];
    if (by.kind == Kind::Number && by.number == 4) {
      by.number = 2;
      insn.kind = Kind::Shl;
    }
  }
  return out;
}

Function speculate_division(const Function &f) {
  Function out = f;
  out.name += ".spec";
  for (Instruction &insn : out.body)
    if (insn.kind == Kind::Select)
      insn.operands[0] = insn.operands[1];
  return out;
}

Function drop_zero(const Function &f) {
  Function out = f;
  out.name += ".zero";
  for (Instruction &insn : out.body)
    if (insn.kind == Kind::Sub && insn.operands[0] == insn.operands[1])
      insn = {Kind::Number, {}, 0};
  return out;
}

// --- Encoding ------------------------------------------------------------------

struct Value {
  z3::expr bits;
  z3::expr defined;
};

class Encoder {
  z3::context &ctx_;
  std::map<unsigned, z3::expr> arguments_;

  z3::expr argument(unsigned index, unsigned width) {
    auto found = arguments_.find(index);
    if (found == arguments_.end()) {
      std::string name = "arg" + std::to_string(index);
      found =
          arguments_.emplace(index, ctx_.bv_const(name.c_str(), width)).first;
    }
    return found->second;
  }

  Value binary(Kind kind, const Value &l, const Value &r) {
    z3::expr both = l.defined && r.defined;
    switch (kind) {
    case Kind::Add:
      return {l.bits + r.bits, both};
    case Kind::Sub:
      return {l.bits - r.bits, both};
    case Kind::Mul:
      return {l.bits * r.bits, both};
    case Kind::Shl: {
      z3::expr width = ctx_.bv_val(l.bits.get_sort().bv_size(),
                                   l.bits.get_sort().bv_size());
      return {z3::shl(l.bits, r.bits), both && z3::ult(r.bits, width)};
    }
    case Kind::UDiv: {
      z3::expr zero = ctx_.bv_val(0, l.bits.get_sort().bv_size());
      return {z3::udiv(l.bits, r.bits), both && r.bits != zero};
    }
    default: {
      unsigned width = l.bits.get_sort().bv_size();
      return {z3::ite(z3::ult(l.bits, r.bits), ctx_.bv_val(1, width),
                      ctx_.bv_val(0, width)),
              both};
    }
    }
  }

public:
  explicit Encoder(z3::context &ctx) : ctx_(ctx) {}

  Value encode(const Function &f) {
    std::vector<Value> values;
    values.reserve(f.body.size());
    for (const Instruction &insn : f.body) {
      switch (insn.kind) {
      case Kind::Argument:
        values.push_back(
            {argument(insn.number, f.width), ctx_.bool_val(true)});
        break;
      case Kind::Number:
        values.push_back(
            {ctx_.bv_val(insn.number, f.width), ctx_.bool_val(true)});
        break;
      case Kind::Select: {
        const Value &cond = values.at(insn.operands[0]);
        const Value &yes = values.at(insn.operands[1]);
        const Value &no = values.at(insn.operands[2]);
        z3::expr taken = cond.bits != ctx_.bv_val(0, f.width);
        values.push_back({z3::ite(taken, yes.bits, no.bits),
                          cond.defined &&
                              z3::ite(taken, yes.defined, no.defined)});
        break;
      }
      default:
        values.push_back(binary(insn.kind, values.at(insn.operands[0]),
                                values.at(insn.operands[1])));
      }
    }
    return values.back();
  }

  const std::map<unsigned, z3::expr> &arguments() const { return arguments_; }
};

// --- Queries ----------------------------------------------------------------------

struct Counterexample {
  std::string property;
  std::vector<std::pair<std::string, std::string>> arguments;
};

class Refinement {
  z3::context &ctx_;
  z3::solver solver_;
  unsigned queries_ = 0;

  struct Scope {
    z3::solver &solver;
    explicit Scope(z3::solver &s) : solver(s) { solver.push(); }
    ~Scope() { solver.pop(); }
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;
  };

  std::optional<z3::model> witness(const z3::expr &bad) {
    Scope scope(solver_);
    solver_.add(bad);
    ++queries_;
    if (solver_.check() != z3::sat)
      return std::nullopt;
    return solver_.get_model();
  }

  static Counterexample explain(const char *property, const z3::model &model,
                                const Encoder &encoder) {
    Counterexample example{property, {}};
    for (const auto &[index, argument] : encoder.arguments()) {
      z3::expr value = model.eval(argument, true);
      example.arguments.emplace_back("arg" + std::to_string(index),
                                     value.to_string());
    }
    return example;
  }

public:
  explicit Refinement(z3::context &ctx)
      : ctx_(ctx), solver_(ctx, z3::solver::simple()) {
    z3::params limits(ctx_);
    limits.set("timeout", 5000u);
    solver_.set(limits);
  }

  std::optional<Counterexample> check(const Function &source,
                                      const Function &target) {
    Encoder encoder(ctx_);
    Value before = encoder.encode(source);
    Value after = encoder.encode(target);
    if (auto model = witness(before.defined && !after.defined))
      return explain("more undefined", *model, encoder);
    if (auto model = witness(before.defined && before.bits != after.bits))
      return explain("another value", *model, encoder);
    return std::nullopt;
  }
  unsigned queries() const { return queries_; }
};

// --- Hints and costs -----------------------------------------------------------------

class Hints {
  z3::context &ctx_;
  z3::tactic normal_;

public:
  explicit Hints(z3::context &ctx)
      : ctx_(ctx),
        normal_(z3::tactic(ctx, "simplify") & z3::tactic(ctx, "ctx-simplify")) {
  }

  unsigned size_of_definedness(const Function &f) {
    Encoder encoder(ctx_);
    Value value = encoder.encode(f);
    z3::goal goal(ctx_);
    goal.add(value.defined);
    z3::apply_result result = normal_(goal);
    unsigned parts = 0;
    for (unsigned i = 0; i < result.size(); ++i) {
      z3::goal sub = result[i];
      parts += sub.size();
    }
    return parts;
  }
};

class Ranking {
  z3::context ctx_;
  std::vector<std::string> names_;
  std::vector<int> costs_;

public:
  void candidate(const std::string &name, int cost) {
    names_.push_back(name);
    costs_.push_back(cost);
  }

  std::optional<std::string> cheapest(int at_least) {
    z3::optimize planner(ctx_);
    z3::expr chosen = ctx_.int_const("chosen");
    z3::expr cost = ctx_.int_const("cost");
    planner.add(chosen >= 0 && chosen < int(names_.size()));
    for (std::size_t i = 0; i < costs_.size(); ++i)
      planner.add(z3::implies(chosen == int(i), cost == costs_[i]));
    planner.add(cost >= at_least);
    z3::optimize::handle least = planner.minimize(cost);
    if (planner.check() != z3::sat)
      return std::nullopt;
    z3::model model = planner.get_model();
    int index = model.eval(chosen, true).get_numeral_int();
    std::printf("cost %s\n", planner.lower(least).to_string().c_str());
    return names_.at(std::size_t(index));
  }
};

// --- The driver ------------------------------------------------------------------------

class Validator {
  z3::context ctx_;
  Refinement refinement_{ctx_};
  Hints hints_{ctx_};
  std::map<std::string, unsigned> verdicts_;
  std::vector<std::pair<std::string, Pass>> passes_;

  void report(const Function &f, const std::optional<Counterexample> &wrong) {
    if (!wrong) {
      ++verdicts_["correct"];
      return;
    }
    ++verdicts_[wrong->property];
    std::ostringstream text;
    text << f.name << ": " << wrong->property;
    for (const auto &[name, value] : wrong->arguments)
      text << ' ' << name << '=' << value;
    std::puts(text.str().c_str());
  }

public:
  void use(std::string name, Pass pass) {
    passes_.emplace_back(std::move(name), std::move(pass));
  }

  void validate(const Function &f, Ranking &ranking) {
    for (const auto &[name, pass] : passes_) {
      Function after = pass(f);
      try {
        report(after, refinement_.check(f, after));
        ranking.candidate(after.name, int(hints_.size_of_definedness(after)));
      } catch (const z3::exception &error) {
        ++verdicts_["failed"];
        std::fprintf(stderr, "%s: %s\n", name.c_str(), error.msg());
      }
    }
  }

  // The same question to an engine that shares nothing with this one.
  bool confirmed(const Function &f, const Pass &pass) {
    z3::context other;
    z3::solver solver(other, z3::solver::simple());
    Encoder here(ctx_);
    Value before = here.encode(f);
    Value after = here.encode(pass(f));
    z3::expr same = before.bits == after.bits;
    z3::expr there(other, Z3_translate(ctx_, same, other));
    solver.add(!there);
    return solver.check() == z3::unsat;
  }

  void summary() const {
    for (const auto &[verdict, count] : verdicts_)
      std::printf("%s: %u\n", verdict.c_str(), count);
    std::printf("%u queries\n", refinement_.queries());
  }
};

std::vector<Function> samples() {
  Function scale;
  scale.name = "scale";
  unsigned x = scale.append(Kind::Argument, {}, 0);
  unsigned four = scale.append(Kind::Number, {}, 4);
  scale.append(Kind::Mul, {x, four});

  Function guarded;
  guarded.name = "guarded";
  unsigned a = guarded.append(Kind::Argument, {}, 0);
  unsigned b = guarded.append(Kind::Argument, {}, 1);
  unsigned less = guarded.append(Kind::ULess, {a, b});
  unsigned ratio = guarded.append(Kind::UDiv, {b, a});
  guarded.append(Kind::Select, {less, b, ratio});

  Function zero;
  zero.name = "zero";
  unsigned y = zero.append(Kind::Argument, {}, 0);
  unsigned none = zero.append(Kind::Sub, {y, y});
  zero.append(Kind::Add, {none, y});
  return {scale, guarded, zero};
}

} // namespace tv

int main() {
  tv::Validator validator;
  tv::Ranking ranking;
  validator.use("strength", tv::strength_reduce);
  validator.use("speculate", tv::speculate_division);
  validator.use("zero", tv::drop_zero);
  const std::vector<tv::Function> functions = tv::samples();
  for (const tv::Function &f : functions)
    validator.validate(f, ranking);
  validator.summary();
  std::printf("%d\n", validator.confirmed(functions[0], tv::strength_reduce));
  if (auto name = ranking.cheapest(0))
    std::printf("%s\n", name->c_str());
  return 0;
}
