// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See ReadRecord.h.

#include "ReadRecord.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>

using namespace llvm;
using namespace z3trace;

namespace {

/// One record file: modules, stacks and events by their numbers in it.
class RecordReader {
public:
  explicit RecordReader(Trace &T) : T(T) {}

  void read(StringRef Text) {
    while (!Text.empty()) {
      size_t End = Text.find('\n');
      if (End == StringRef::npos)
        break; // cut short
      readLine(Text.take_front(End));
      Text = Text.drop_front(End + 1);
    }
    if (P.Pid)
      T.Processes.push_back(P);
  }

private:
  Trace &T;
  Process P;
  size_t SumsFrom = 0; ///< in T.Events
  std::vector<std::string> Modules;
  std::map<unsigned, RawStack> Stacks;
  std::map<unsigned, size_t> EventIndex;
  SmallVector<StringRef, 24> F;

  uint64_t number(unsigned I) const {
    uint64_t N = 0;
    if (I < F.size() && F[I].getAsInteger(10, N))
      return 0;
    return N;
  }
  RawStack stack(unsigned I) const {
    auto It = Stacks.find(number(I));
    return It == Stacks.end() ? RawStack() : It->second;
  }

  void readLine(StringRef Line);
  void readStack();
  void readMisuse();
  void readSum();
  void readSnapshot();
  void readHeld();
};

void RecordReader::readLine(StringRef Line) {
  F.clear();
  Line.split(F, ' ');
  switch (F[0].empty() ? ' ' : F[0][0]) {
  case 'P':
    P.Pid = number(1);
    P.ForkedFrom = number(2);
    break;
  case 'M':
    Modules.push_back(Line.split(' ').second.split(' ').second.str());
    break;
  case 'S':
    readStack();
    break;
  case 'E':
    readMisuse();
    break;
  case 'C':
    if (auto It = EventIndex.find(number(1)); It != EventIndex.end())
      T.Events[It->second].Count = number(2);
    break;
  case 'L':
  case 'G':
  case 'H':
    readSum();
    break;
  case 'N':
    readSnapshot();
    break;
  case 'O':
    readHeld();
    break;
  case 'B':
    SumsFrom = T.Events.size();
    break;
  case 'U':
    T.Events.resize(std::min(SumsFrom, T.Events.size()));
    P.End.clear();
    break;
  case 'X':
    P.Calls = number(1);
    T.PeakBytes = std::max(T.PeakBytes, number(2));
    P.End = F.size() > 3 ? F[3].str() : "exit";
    break;
  }
}

void RecordReader::readStack() {
  RawStack S;
  for (unsigned I = 3; I < F.size(); ++I) {
    auto [Module, Hex] = F[I].split(':');
    unsigned M = 0;
    uint64_t Offset = 0;
    if (!Module.getAsInteger(10, M) && !Hex.getAsInteger(16, Offset) &&
        M < Modules.size())
      S.push_back({Modules[M], Offset});
  }
  Stacks[number(1)] = std::move(S);
}

void RecordReader::readMisuse() {
  if (F.size() < 9)
    return;
  TraceEvent E;
  E.Type = F[2].str();
  E.Kind = F[3].str();
  E.Context = F[4].str();
  E.Call = F[5].str();
  E.Site = stack(6);
  E.Made = stack(7);
  E.Released = stack(8);
  if (F.size() > 10) {
    E.OtherCall = F[9].str();
    E.Other = stack(10);
  }
  E.Forked = P.ForkedFrom != 0;
  EventIndex[number(1)] = T.Events.size();
  T.Events.push_back(std::move(E));
}

void RecordReader::readSum() {
  if (F.size() < 7)
    return;
  TraceEvent E;
  if (F[0] == "L") {
    E.Type = F[1].str();
    E.Kind = F[2].str();
    E.Context = F[3].str();
    E.When = F[4].str();
    E.Count = number(5);
    E.References = number(6);
    E.Made = stack(7);
  } else if (F[0] == "G") {
    E.Type = "growth";
    E.Kind = F[1].str();
    E.Context = F[2].str();
    E.Of = F[3] == "-" ? "" : F[3].str();
    E.Count = number(4);
    E.Rounds = number(5);
    E.InAll = number(6);
    E.Made = stack(7);
  } else {
    E.Type = "churn";
    E.Kind = F[1].str();
    E.Context = F[2].str();
    E.Count = number(3);
    E.Most = number(4);
    E.Ns = number(5);
    E.Made = stack(6);
  }
  E.Forked = P.ForkedFrom != 0;
  T.Events.push_back(std::move(E));
}

void RecordReader::readSnapshot() {
  Snapshot S;
  S.Pid = P.Pid;
  S.Milliseconds = number(1);
  S.Calls = number(2);
  S.Bytes = number(3);
  T.Snapshots.push_back(std::move(S));
}

void RecordReader::readHeld() {
  if (F.size() < 7 || T.Snapshots.empty())
    return;
  Snapshot::Held H;
  H.Kind = F[1].str();
  H.Context = F[2].str();
  H.Count = number(3);
  H.References = number(4);
  H.InAll = number(5);
  H.Made = stack(6);
  T.Snapshots.back().All.push_back(std::move(H));
}

} // namespace

bool Trace::isComplete(bool WithForked) const {
  return std::all_of(Processes.begin(), Processes.end(), [&](const Process &P) {
    return !P.End.empty() || (P.ForkedFrom && !WithForked);
  });
}

uint64_t Trace::calls() const {
  uint64_t Calls = 0;
  for (const Process &P : Processes)
    Calls += P.Calls;
  return Calls;
}

Trace z3trace::readTrace(StringRef Dir) {
  std::vector<std::string> Files;
  std::error_code Code;
  for (sys::fs::directory_iterator It(Dir, Code), End; It != End && !Code;
       It.increment(Code))
    if (sys::path::filename(It->path()).starts_with("record."))
      Files.push_back(It->path());
  std::sort(Files.begin(), Files.end());
  Trace T;
  for (const std::string &File : Files)
    if (auto Buffer = MemoryBuffer::getFile(File))
      RecordReader(T).read((*Buffer)->getBuffer());
  return T;
}
