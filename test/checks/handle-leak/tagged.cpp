// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// Pointers that carry a flag in a bit: the number is the owner.
#include <cstdint>
#include <memory>
#include <z3++.h>

template <typename T> class PointerAndFlag {
public:
  PointerAndFlag(T *pointer, bool flag) { set(pointer, flag); }
  void set(T *pointer, bool flag) {
    bits = withPointer(0, pointer);
    bits = withFlag(bits, flag);
  }
  T *pointer() const { return static_cast<T *>(reinterpret_cast<void *>(bits & ~mask)); }
  bool flag() const { return bits & mask; }

private:
  static constexpr std::intptr_t mask = 1;
  static std::intptr_t withPointer(std::intptr_t old, T *pointer) {
    std::intptr_t word = reinterpret_cast<std::intptr_t>(static_cast<void *>(pointer));
    return word | (old & mask);
  }
  static std::intptr_t withFlag(std::intptr_t old, bool flag) {
    return (old & ~mask) | std::intptr_t(flag);
  }
  std::intptr_t bits = 0;
};

template <typename T> class MaybeOwned {
public:
  MaybeOwned(T *borrowed) : data(borrowed, false) {}
  MaybeOwned(MaybeOwned &&) = delete;
  MaybeOwned &operator=(std::unique_ptr<T> &&owner) {
    if (data.flag())
      delete data.pointer();
    T *pointer = owner.release();
    data = {pointer, pointer != nullptr};
    return *this;
  }
  ~MaybeOwned() {
    if (data.flag())
      delete data.pointer();
  }
  T &operator*() const { return *data.pointer(); }

private:
  PointerAndFlag<T> data;
};

class ConstraintsOk {
public:
  explicit ConstraintsOk(z3::context *shared) : ctx(shared) {
    if (!shared)
      this->ctx = std::make_unique<z3::context>();
  }
  z3::expr holds() { return (*ctx).bool_val(true); }

private:
  MaybeOwned<z3::context> ctx;
};

// A number that is only compared owns nothing.
bool comparedBad(std::uintptr_t other) {
  auto *ctx = new z3::context; // warn-nofix: 'ctx' (a Z3 context) is lost and never released
  auto number = reinterpret_cast<std::uintptr_t>(ctx);
  return number < other;
}
