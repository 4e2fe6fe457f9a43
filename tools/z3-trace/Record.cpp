// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes the record with plain system calls and keeps no descriptor open, so
// that neither the program's stdio nor its descriptors are touched.

#include "Record.h"
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <string>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace z3trace {
namespace {

struct State {
  std::string Path;
  std::string Buffer;
  std::vector<bool> Written; ///< by StackId
  std::unordered_map<std::string, unsigned> Modules;
};

State &state() {
  static auto *S = new State;
  return *S;
}

std::string programPath() {
  char Path[4096];
  ssize_t N = readlink("/proc/self/exe", Path, sizeof(Path));
  return N > 0 ? std::string(Path, N) : std::string();
}

unsigned moduleOf(uintptr_t Address, uintptr_t &Offset) {
  Dl_info Info;
  link_map *Map = nullptr;
  std::string Path = "?";
  Offset = Address;
  if (dladdr1(reinterpret_cast<void *>(Address), &Info,
              reinterpret_cast<void **>(&Map), RTLD_DL_LINKMAP) &&
      Map) {
    Path = Map->l_name && *Map->l_name ? Map->l_name : programPath();
    Offset = Address - Map->l_addr;
  }
  for (char &C : Path)
    if (C == '\n')
      C = '?';
  State &S = state();
  auto Known = S.Modules.emplace(Path, S.Modules.size());
  if (Known.second)
    record("M %u %s", Known.first->second, Path.c_str());
  return Known.first->second;
}

} // namespace

bool openRecord(int ForkedFrom) {
  const char *Dir = getenv("Z3TRACE_DIR");
  if (!Dir || !*Dir)
    return false;
  State &S = state();
  S = State(); // what a forked child has of its parent's stands in its record
  for (int Image = 0; Image < 1000; ++Image) {
    std::string Path = std::string(Dir) + "/record." +
                       std::to_string(getpid()) + "." + std::to_string(Image);
    int Fd = open(Path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (Fd >= 0) {
      close(Fd);
      S.Path = Path;
      record("P %d %d", static_cast<int>(getpid()), ForkedFrom);
      flushRecord();
      return true;
    }
    if (errno != EEXIST)
      return false;
  }
  return false;
}

void record(const char *Format, ...) {
  char Line[8192];
  va_list Args;
  va_start(Args, Format);
  int N = vsnprintf(Line, sizeof(Line) - 1, Format, Args);
  va_end(Args);
  if (N < 0)
    return;
  size_t Size = size_t(N) < sizeof(Line) - 1 ? N : sizeof(Line) - 2;
  Line[Size] = '\n';
  State &S = state();
  S.Buffer.append(Line, Size + 1);
  if (S.Buffer.size() > (1u << 16))
    flushRecord();
}

void recordStack(StackId Id) {
  State &S = state();
  if (!Id || (Id < S.Written.size() && S.Written[Id]))
    return;
  if (S.Written.size() <= Id)
    S.Written.resize(Id + 64);
  S.Written[Id] = true;
  const Stack &St = stackOf(Id);
  std::string Line;
  for (unsigned I = 0; I < St.Size; ++I) {
    uintptr_t Offset;
    unsigned Module = moduleOf(St.Frames[I], Offset);
    char Frame[64];
    snprintf(Frame, sizeof(Frame), " %u:%lx", Module,
             static_cast<unsigned long>(Offset));
    Line += Frame;
  }
  record("S %u %u%s", Id, unsigned(St.Size), Line.c_str());
}

void flushRecord() {
  State &S = state();
  // Opened for each flush (they are rare): a program may close or reuse any
  // descriptor that it does not know.
  int Fd = open(S.Path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  const char *P = S.Buffer.data();
  size_t Left = S.Buffer.size();
  while (Left && Fd >= 0) {
    ssize_t N = write(Fd, P, Left);
    if (N < 0 && errno == EINTR)
      continue;
    if (N <= 0)
      break;
    P += N;
    Left -= N;
  }
  if (Fd >= 0)
    close(Fd);
  S.Buffer.clear();
}

void announceSnapshot() {
  std::string Path = getenv("Z3TRACE_DIR") + std::string("/taken");
  int Fd = open(Path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (Fd >= 0)
    close(Fd);
}

} // namespace z3trace
