// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Workers.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/raw_ostream.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

using namespace z3tidy::tool;

namespace {

constexpr int Signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
constexpr unsigned MaxWorkers = 1024;

/// What the signal handler reads: it ends the workers itself, so that no signal
/// is lost between a look at a flag and a wait.
std::atomic<pid_t> Running[MaxWorkers];
std::atomic<int> Stopped;

extern "C" void stopWorkers(int Signal) {
  const int Saved = errno;
  Stopped = Signal;
  for (const std::atomic<pid_t> &Pid : Running)
    if (pid_t P = Pid.load())
      kill(P, SIGTERM);
  errno = Saved;
}

/// Catches the signals while it lives. In a worker they are the default again.
class SignalScope {
public:
  SignalScope() {
    struct sigaction Action = {};
    Action.sa_handler = stopWorkers;
    for (size_t I = 0; I != std::size(Signals); ++I) {
      sigaction(Signals[I], nullptr, &Old[I]);
      // What was ignored (nohup) stays so.
      if (Old[I].sa_handler != SIG_IGN)
        sigaction(Signals[I], &Action, nullptr);
    }
  }
  ~SignalScope() { restore(); }
  void restore() {
    for (size_t I = 0; I != std::size(Signals); ++I)
      sigaction(Signals[I], &Old[I], nullptr);
  }

private:
  struct sigaction Old[std::size(Signals)];
};

} // namespace

/// Puts the worker into its slot, or returns a negative number.
static pid_t startWorker(size_t Number, unsigned Slot, SignalScope &Scope,
                         llvm::function_ref<int(size_t)> Work) {
  llvm::outs().flush();
  // A signal between fork and what follows it would be taken by a handler that
  // does not know the worker, or in the worker by the handler of its parent.
  sigset_t Blocked, Before;
  sigemptyset(&Blocked);
  for (int Signal : Signals)
    sigaddset(&Blocked, Signal);
  sigprocmask(SIG_BLOCK, &Blocked, &Before);
  const pid_t Parent = getpid();
  const pid_t Pid = fork();
  if (Pid != 0) {
    if (Pid > 0)
      Running[Slot] = Pid;
    sigprocmask(SIG_SETMASK, &Before, nullptr);
    return Pid;
  }
  Scope.restore();
  sigprocmask(SIG_SETMASK, &Before, nullptr);
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL); // nobody would collect the result
#endif
  if (getppid() != Parent)
    _exit(1);
  int Status = Work(Number);
  llvm::outs().flush();
  _exit(Status);
}

int z3tidy::tool::runWorkers(size_t Count, unsigned Parallel,
                             llvm::function_ref<int(size_t)> Work,
                             llvm::function_ref<void(size_t, int)> Done) {
  Parallel = std::max(1u, std::min(Parallel, MaxWorkers));
  SignalScope Scope;
  Stopped = 0;
  llvm::DenseMap<pid_t, std::pair<size_t, unsigned>> Jobs; // number, slot
  size_t Next = 0;
  auto FillSlots = [&] {
    for (unsigned Slot = 0; Slot != Parallel && Next != Count; ++Slot) {
      if (Running[Slot] || Stopped)
        continue;
      pid_t Pid = startWorker(Next, Slot, Scope, Work);
      if (Pid < 0)
        return; // too many processes: tried again when one has ended
      Jobs[Pid] = {Next++, Slot};
    }
  };
  while (true) {
    if (!Stopped)
      FillSlots();
    if (Jobs.empty()) {
      if (Next == Count || Stopped)
        break;
      usleep(100000); // not even one process could be started
      continue;
    }
    int Status = 0;
    pid_t Pid = waitpid(-1, &Status, 0);
    auto It = Jobs.find(Pid);
    if (Pid < 0 || It == Jobs.end())
      continue;
    auto [Number, Slot] = It->second;
    Running[Slot] = 0;
    Jobs.erase(It);
    if (!Stopped)
      Done(Number, Status);
  }
  return Stopped;
}

void z3tidy::tool::endAfter(unsigned Seconds) {
  // Whatever the parent has made of the signal.
  signal(SIGALRM, SIG_DFL);
  sigset_t Alarm;
  sigemptyset(&Alarm);
  sigaddset(&Alarm, SIGALRM);
  sigprocmask(SIG_UNBLOCK, &Alarm, nullptr);
  alarm(Seconds);
}

std::string z3tidy::tool::deathOf(int WaitStatus) {
  if (!WIFSIGNALED(WaitStatus))
    return {};
  const int Signal = WTERMSIG(WaitStatus);
  if (Signal == SIGALRM)
    return "took longer than --timeout allows";
  if (Signal == SIGKILL)
    return "was killed; is there too little memory?";
  return std::string("crashed (") + strsignal(Signal) + ")";
}
