#include "../vc.h"

#include <stdlib.h>
#include <z3.h>

struct vc_session {
  Z3_context c;
};
struct vc_query {
  Z3_context c;
  Z3_solver s;
};

static void ignore(Z3_context c, Z3_error_code e) {
  (void)c;
  (void)e;
}

vc_session *vc_open(void) {
  vc_session *session = malloc(sizeof *session);
  Z3_config cfg = Z3_mk_config();
  session->c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_set_error_handler(session->c, ignore);
  return session;
}

void vc_close(vc_session *session) {
  Z3_del_context(session->c);
  free(session);
}

vc_query *vc_query_new(vc_session *session) {
  vc_query *query = malloc(sizeof *query);
  if (!query)
    return 0;
  query->c = session->c;
  query->s = Z3_mk_simple_solver(query->c);
  Z3_solver_inc_ref(query->c, query->s);
  return query;
}

void vc_query_free(vc_query *query) {
  Z3_solver_dec_ref(query->c, query->s);
  free(query);
}

int vc_query_add(vc_query *query, const char *text) {
  Z3_solver_from_string(query->c, query->s, text);
  return Z3_get_error_code(query->c) == Z3_OK ? 0 : -1;
}

int vc_query_holds(vc_query *query) {
  return Z3_solver_check(query->c, query->s) == Z3_L_FALSE;
}
