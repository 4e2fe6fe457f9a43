// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The family of exec: what the program holds ends with it, as at its end.

#include "Hooks.h"
#include "Tracer.h"
#include <cerrno>
#include <cstdarg>
#include <dlfcn.h>
#include <unistd.h>
#include <vector>

extern char **environ;

namespace {

/// The C library's function of that name; it comes back if it fails only.
template <typename F, typename... A>
int replace(F *, const char *Name, A... Arguments) {
  auto *Real = reinterpret_cast<F *>(z3trace::realDlsym(RTLD_NEXT, Name));
  if (!Real) {
    errno = ENOSYS;
    return -1;
  }
  bool Told = z3trace::beginExec();
  int Status = Real(Arguments...);
  int Code = errno;
  if (Told)
    z3trace::execFailed();
  errno = Code;
  return Status;
}

std::vector<char *> listOf(const char *First, va_list Rest) {
  std::vector<char *> Args{const_cast<char *>(First)};
  while (Args.back())
    Args.push_back(va_arg(Rest, char *));
  return Args;
}

} // namespace

extern "C" {

Z3T_EXPORT int execve(const char *Path, char *const Args[],
                      char *const Env[]) noexcept {
  return replace(&execve, "execve", Path, Args, Env);
}

Z3T_EXPORT int execv(const char *Path, char *const Args[]) noexcept {
  return replace(&execv, "execv", Path, Args);
}

Z3T_EXPORT int execvp(const char *File, char *const Args[]) noexcept {
  return replace(&execvp, "execvp", File, Args);
}

Z3T_EXPORT int execvpe(const char *File, char *const Args[],
                       char *const Env[]) noexcept {
  return replace(&execvpe, "execvpe", File, Args, Env);
}

Z3T_EXPORT int fexecve(int Fd, char *const Args[], char *const Env[]) noexcept {
  return replace(&fexecve, "fexecve", Fd, Args, Env);
}

Z3T_EXPORT int execl(const char *Path, const char *Arg, ...) noexcept {
  va_list Rest;
  va_start(Rest, Arg);
  std::vector<char *> Args = listOf(Arg, Rest);
  va_end(Rest);
  return execv(Path, Args.data());
}

Z3T_EXPORT int execlp(const char *File, const char *Arg, ...) noexcept {
  va_list Rest;
  va_start(Rest, Arg);
  std::vector<char *> Args = listOf(Arg, Rest);
  va_end(Rest);
  return execvp(File, Args.data());
}

Z3T_EXPORT int execle(const char *Path, const char *Arg, ...) noexcept {
  va_list Rest;
  va_start(Rest, Arg);
  std::vector<char *> Args = listOf(Arg, Rest);
  char **Env = va_arg(Rest, char **);
  va_end(Rest);
  return execve(Path, Args.data(), Env);
}
}
