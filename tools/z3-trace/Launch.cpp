// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Launch.h.

#include "Launch.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace z3trace;

static volatile sig_atomic_t Child = 0;

static void forward(int Signal) {
  if (Child > 0)
    kill(Child, Signal);
}

// The terminal sends these to the program as well: only outlive it.
static const int Ignored[] = {SIGINT, SIGQUIT};
static const int Forwarded[] = {SIGTERM, SIGHUP, SIGUSR1, SIGUSR2};

static void setVariable(const char *Name, const std::string &Value) {
  setenv(Name, Value.c_str(), 1);
}

static void becomeProgram(const LaunchOptions &O, const sigset_t &Mask,
                          int ErrorPipe) {
  std::string Preload = O.Interposer;
  if (const char *Old = getenv("LD_PRELOAD"); Old && *Old)
    Preload += std::string(":") + Old;
  setVariable("LD_PRELOAD", Preload);
  setVariable("Z3TRACE_DIR", O.RecordDir);
  setVariable("Z3TRACE_GROWTH", std::to_string(O.Growth));
  if (O.SnapshotSignal)
    setVariable("Z3TRACE_SNAPSHOT", std::to_string(O.SnapshotSignal));
  if (O.OneAtATime)
    setVariable("Z3TRACE_ONE_AT_A_TIME", "1");
  if (O.IgnoreThreads)
    setVariable("Z3TRACE_IGNORE_THREADS", "1");
  std::vector<char *> Args;
  for (const std::string &A : O.Command)
    Args.push_back(const_cast<char *>(A.c_str()));
  Args.push_back(nullptr);
  sigprocmask(SIG_SETMASK, &Mask, nullptr);
  execv(Args[0], Args.data());
  int Code = errno;
  (void)!write(ErrorPipe, &Code, sizeof(Code));
  _exit(127);
}

static void catchSignals(struct sigaction (&Old)[32]) {
  struct sigaction A;
  memset(&A, 0, sizeof(A));
  A.sa_flags = SA_RESTART;
  for (int S : Ignored) {
    A.sa_handler = SIG_IGN;
    sigaction(S, &A, &Old[S]);
  }
  for (int S : Forwarded) {
    A.sa_handler = forward;
    sigaction(S, &A, &Old[S]);
    if (Old[S].sa_handler == SIG_IGN) // as under nohup
      sigaction(S, &Old[S], nullptr);
  }
}

/// Waits for the program's end, and looks for snapshots meanwhile.
static void await(const LaunchOptions &O, pid_t Pid, int &Status,
                  rusage &Usage) {
  const int Options = O.SnapshotSignal ? WNOHANG : 0;
  const std::string Taken = O.RecordDir + "/taken";
  for (;;) {
    pid_t Got = wait4(Pid, &Status, Options, &Usage);
    if (O.SnapshotSignal && unlink(Taken.c_str()) == 0)
      O.OnSnapshot();
    if (Got > 0 || (Got < 0 && errno != EINTR))
      return;
    if (Got < 0)
      continue;
    // Until it ends, or for a moment.
    sigset_t Ends;
    sigemptyset(&Ends);
    sigaddset(&Ends, SIGCHLD);
    timespec Moment = {0, 50000000};
    sigtimedwait(&Ends, nullptr, &Moment);
  }
}

bool z3trace::launch(const LaunchOptions &O, Ending &End, std::string &Error) {
  int Pipe[2];
  if (pipe2(Pipe, O_CLOEXEC)) {
    Error = std::string("cannot make a pipe: ") + strerror(errno);
    return false;
  }
  sigset_t All, Mask;
  sigfillset(&All);
  sigprocmask(SIG_SETMASK, &All, &Mask);
  pid_t Pid = fork();
  if (Pid == 0)
    becomeProgram(O, Mask, Pipe[1]);
  close(Pipe[1]);
  if (Pid < 0) {
    Error = std::string("cannot start a process: ") + strerror(errno);
    return false;
  }
  Child = Pid;
  struct sigaction Old[32];
  catchSignals(Old);
  sigset_t Ours = Mask;
  if (O.SnapshotSignal)
    sigaddset(&Ours, SIGCHLD);
  sigprocmask(SIG_SETMASK, &Ours, nullptr);
  int Code = 0;
  ssize_t Got;
  do
    Got = read(Pipe[0], &Code, sizeof(Code));
  while (Got < 0 && errno == EINTR);
  close(Pipe[0]);
  int Status = 0;
  rusage Usage = {};
  await(O, Pid, Status, Usage);
  End.PeakRss = static_cast<uint64_t>(Usage.ru_maxrss) * 1024;
  Child = 0;
  if (Got == sizeof(Code)) {
    Error = "cannot run '" + O.Command[0] + "': " + strerror(Code);
    return false;
  }
  if (WIFSIGNALED(Status))
    End.Signal = WTERMSIG(Status);
  else
    End.Status = WEXITSTATUS(Status);
  return true;
}

void z3trace::endLike(const Ending &End) {
  if (!End.Signal)
    exit(End.Status);
  rlimit None = {0, 0}; // the program has left its core already
  setrlimit(RLIMIT_CORE, &None);
  signal(End.Signal, SIG_DFL);
  sigset_t Set;
  sigemptyset(&Set);
  sigaddset(&Set, End.Signal);
  sigprocmask(SIG_UNBLOCK, &Set, nullptr);
  kill(getpid(), End.Signal);
  exit(128 + End.Signal);
}
