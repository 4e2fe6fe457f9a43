// A rule engine over Z3 with handles of its own; errors are codes.
#ifndef RULES_H
#define RULES_H
#ifdef __cplusplus
extern "C" {
#endif
typedef struct rule rule;
int rule_open(const char *name, rule **out);
void rule_close(rule *r);
int rule_narrow(rule *r, int low, int high);
int rule_holds(const rule *r);
#ifdef __cplusplus
}
#endif
#endif
