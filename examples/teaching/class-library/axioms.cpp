#include "prover.h"

int countConsistent(prover::Session &session, const char *const *texts, int n) {
  int consistent = 0;
  for (int i = 0; i < n; ++i) {
    auto *engine = new prover::Engine(session);
    engine->assume(texts[i]);
    if (!engine->consistent())
      continue;
    ++consistent;
    delete engine;
  }
  return consistent;
}
