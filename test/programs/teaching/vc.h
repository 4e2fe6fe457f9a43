// A verifier's handles: structs that only the library sees into. Who includes
// this does not see Z3 at all.
#ifndef VC_H
#define VC_H
typedef struct vc_session vc_session;
typedef struct vc_query vc_query;

vc_session *vc_open(void);
void vc_close(vc_session *session);

/* Null if there is no memory. */
vc_query *vc_query_new(vc_session *session);
void vc_query_free(vc_query *query);
int vc_query_add(vc_query *query, const char *text);
int vc_query_holds(vc_query *query);
#endif
