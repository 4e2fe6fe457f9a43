#include "../prover.h"

#include <z3.h>

namespace prover {

static void ignore(Z3_context, Z3_error_code) {}

Session::Session() {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_set_error_handler(c, ignore);
  impl = c;
}
Session::~Session() { Z3_del_context(static_cast<Z3_context>(impl)); }

Engine::Engine(Session &session) {
  auto *c = static_cast<Z3_context>(session.impl);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  impl[0] = c;
  impl[1] = s;
}
Engine::~Engine() {
  Z3_solver_dec_ref(static_cast<Z3_context>(impl[0]),
                    static_cast<Z3_solver>(impl[1]));
}
void Engine::assume(const char *text) {
  Z3_solver_from_string(static_cast<Z3_context>(impl[0]),
                        static_cast<Z3_solver>(impl[1]), text);
}
bool Engine::consistent() {
  return Z3_solver_check(static_cast<Z3_context>(impl[0]),
                         static_cast<Z3_solver>(impl[1])) != Z3_L_FALSE;
}

} // namespace prover
