// Not ours to change.
namespace prover {

class Session {
public:
  Session();
  ~Session();
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

private:
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
  void *impl;
};

} // namespace prover
