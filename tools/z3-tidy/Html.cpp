#include "Writers.h"
void z3tidy::tool::writeHtml(const Run &, Sources &, llvm::raw_ostream &) {}
