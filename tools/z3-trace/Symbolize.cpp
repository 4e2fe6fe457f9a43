// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Symbolize.h.

#include "Symbolize.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace z3trace;

Symbolizer::Symbolizer()
    : Impl([] {
        symbolize::LLVMSymbolizer::Options O;
        O.Demangle = true;
        O.UseSymbolTable = true;
        return O;
      }()) {}

static std::string known(StringRef Text) {
  return Text == DILineInfo::BadString ? std::string() : Text.str();
}

const SourceStack &Symbolizer::frames(const Address &A) {
  auto [It, New] = Cache.try_emplace({A.Module, A.Offset});
  SourceStack &Result = It->second;
  if (!New)
    return Result;
  // A return address may belong to the next line, or the next function.
  auto Info = Impl.symbolizeInlinedCode(
      A.Module, {A.Offset - 1, object::SectionedAddress::UndefSection});
  if (Info) {
    for (unsigned I = 0; I < Info->getNumberOfFrames(); ++I) {
      const DILineInfo &L = Info->getFrame(I);
      Frame F;
      F.Function = known(L.FunctionName);
      F.File = known(L.FileName);
      F.Line = F.File.empty() ? 0 : L.Line;
      F.Column = F.File.empty() ? 0 : L.Column;
      F.Module = A.Module;
      F.Offset = A.Offset;
      Result.push_back(std::move(F));
    }
  } else {
    consumeError(Info.takeError());
  }
  if (Result.empty())
    Result.push_back({"", "", 0, 0, A.Module, A.Offset, false});
  return Result;
}

static bool isZ3Module(StringRef Module) {
  StringRef Name = sys::path::filename(Module);
  return Name.starts_with("libz3trace.so") || Name.starts_with("libz3.so") ||
         Name.starts_with("libz3-");
}

// Headers that stand between the user's line and the C API.
static bool isWrapperFile(StringRef File) {
  if (sys::path::filename(File) == "z3++.h")
    return true;
  SmallString<256> Path(File);
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  StringRef P = Path;
  return P.starts_with("/usr/include/") || P.starts_with("/usr/lib/gcc/") ||
         P.starts_with("/usr/lib/llvm-") || P.contains("/include/c++/") ||
         P.contains("/z3raii/");
}

// Without debug information the name must do.
static bool isWrapperName(StringRef Name) {
  return Name.starts_with("z3::") || Name.starts_with("std::") ||
         Name.starts_with("__gnu_cxx::") || Name.starts_with("void std::");
}

static bool isRuntimeModule(StringRef Module) {
  StringRef Name = sys::path::filename(Module);
  return Name.starts_with("libc.so") || Name.starts_with("libstdc++.so") ||
         Name.starts_with("libc++.so") || Name.starts_with("ld-linux") ||
         Name.starts_with("libpthread.so");
}

static bool isUser(const Frame &F) {
  if (isZ3Module(F.Module) || isRuntimeModule(F.Module))
    return false;
  return F.File.empty() ? !isWrapperName(F.Function) : !isWrapperFile(F.File);
}

SourceStack Symbolizer::symbolize(const RawStack &S) {
  SourceStack Result;
  for (const Address &A : S) {
    if (Result.empty() && isZ3Module(A.Module))
      continue;
    const SourceStack &Frames = frames(A);
    Result.insert(Result.end(), Frames.begin(), Frames.end());
  }
  for (Frame &F : Result)
    if (isUser(F)) {
      F.User = true;
      break;
    }
  return Result;
}

const Frame *z3trace::userFrame(const SourceStack &S) {
  for (const Frame &F : S)
    if (F.User)
      return &F;
  return nullptr;
}
