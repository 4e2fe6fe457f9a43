// A class library over Z3 that hides it; the header is not ours to change.
#ifndef PROVER_H
#define PROVER_H
namespace prover {

class Session {
public:
  Session();
  ~Session();
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

private:
  friend class Engine;
  void *impl;
};

class Engine {
public:
  explicit Engine(Session &session);
  ~Engine();
  Engine(const Engine &) = delete;
  Engine &operator=(const Engine &) = delete;
  void assume(const char *text);
  bool consistent();

private:
  void *impl[2];
};

} // namespace prover
#endif
