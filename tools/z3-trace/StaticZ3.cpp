// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See StaticZ3.h.

#include "StaticZ3.h"
#include "llvm/Object/ObjectFile.h"

using namespace llvm;

static bool isMaker(const object::SymbolRef &Symbol) {
  Expected<uint32_t> Flags = Symbol.getFlags();
  Expected<StringRef> Name = Symbol.getName();
  bool Is = Flags && Name && !(*Flags & object::SymbolRef::SF_Undefined) &&
            (*Name == "Z3_mk_context" || *Name == "Z3_mk_context_rc");
  if (!Flags)
    consumeError(Flags.takeError());
  if (!Name)
    consumeError(Name.takeError());
  return Is;
}

bool z3trace::hasZ3Inside(StringRef Program) {
  auto File = object::ObjectFile::createObjectFile(Program);
  if (!File) {
    consumeError(File.takeError());
    return false;
  }
  for (const object::SymbolRef &Symbol : File->getBinary()->symbols())
    if (isMaker(Symbol))
      return true;
  return false;
}
