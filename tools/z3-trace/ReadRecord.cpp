// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See ReadRecord.h.

#include "ReadRecord.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
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
    ++T.Images;
    T.Complete &= Ended;
  }

private:
  Trace &T;
  bool Ended = false;
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
};

void RecordReader::readLine(StringRef Line) {
  F.clear();
  Line.split(F, ' ');
  switch (F[0].empty() ? ' ' : F[0][0]) {
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
  case 'X':
    T.Calls += number(1);
    T.PeakBytes = std::max(T.PeakBytes, number(2));
    Ended = true;
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
  T.Events.push_back(std::move(E));
}

} // namespace

Trace z3trace::readTrace(StringRef Dir) {
  std::vector<std::string> Files;
  std::error_code Code;
  for (sys::fs::directory_iterator It(Dir, Code), End; It != End && !Code;
       It.increment(Code))
    Files.push_back(It->path());
  std::sort(Files.begin(), Files.end());
  Trace T;
  for (const std::string &File : Files)
    if (auto Buffer = MemoryBuffer::getFile(File))
      RecordReader(T).read((*Buffer)->getBuffer());
  return T;
}
