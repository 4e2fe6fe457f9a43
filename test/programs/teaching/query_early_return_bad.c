// build: Inputs/vc.c
// Nothing of Z3 is seen here: the queries are the verifier's own handles. What
// is wrong with the text of one is told, and the query stays.
#include "vc.h"

#include <stdio.h>

enum verdict { HOLDS,
               FAILS,
               WRONG };

static enum verdict verify(vc_session *session, const char *negated) {
  vc_query *query = vc_query_new(session); // report: z3-handle-leak; trace: leak
  if (!query)
    return WRONG;
  if (vc_query_add(query, negated) != 0) {
    fprintf(stderr, "cannot read the condition\n");
    return WRONG;
  }
  enum verdict v = vc_query_holds(query) ? HOLDS : FAILS;
  vc_query_free(query);
  return v;
}

int main(void) {
  vc_session *session = vc_open();
  enum verdict first =
      verify(session, "(declare-const x Int)(assert (not (= x x)))");
  enum verdict second = verify(session, "(assert (not");
  vc_close(session);
  return first == HOLDS && second == WRONG ? 0 : 1;
}
