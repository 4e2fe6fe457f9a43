// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See PrintSnapshot.h.

#include "PrintSnapshot.h"
#include "Print.h"
#include "llvm/Support/FormatVariadic.h"
#include <algorithm>
#include <optional>

using namespace llvm;
using namespace z3trace;

/// The snapshot before, of the same process; null if it is the first.
static const Snapshot *before(const Trace &T, size_t I) {
  for (size_t J = I; J-- > 0;)
    if (T.Snapshots[J].Pid == T.Snapshots[I].Pid)
      return &T.Snapshots[J];
  return nullptr;
}

static bool samePlace(const Snapshot::Held &A, const Snapshot::Held &B) {
  return A.Kind == B.Kind && A.Context == B.Context &&
         std::equal(A.Made.begin(), A.Made.end(), B.Made.begin(), B.Made.end(),
                    [](const Address &X, const Address &Y) {
                      return X.Module == Y.Module && X.Offset == Y.Offset;
                    });
}

/// How many more are held than in the snapshot before.
static std::optional<int64_t> changeSince(const Snapshot *Old,
                                          const Snapshot::Held &H) {
  if (!Old)
    return std::nullopt;
  for (const Snapshot::Held &O : Old->All)
    if (samePlace(O, H))
      return int64_t(H.Count) - int64_t(O.Count);
  return H.Count;
}

static std::vector<const Snapshot::Held *> byCount(const Snapshot &S) {
  std::vector<const Snapshot::Held *> All;
  for (const Snapshot::Held &H : S.All)
    All.push_back(&H);
  std::sort(All.begin(), All.end(),
            [](const Snapshot::Held *A, const Snapshot::Held *B) {
              return A->Count != B->Count ? A->Count > B->Count : A < B;
            });
  return All;
}

void z3trace::printSnapshots(raw_ostream &OS, const Trace &T, size_t First) {
  Symbolizer Sym;
  for (size_t I = First; I < T.Snapshots.size(); ++I) {
    const Snapshot &S = T.Snapshots[I];
    uint64_t Count = 0;
    for (const Snapshot::Held &H : S.All)
      Count += H.Count;
    OS << "z3-trace: snapshot " << I + 1 << " after "
       << formatv("{0:f3} s and {1} calls: {2} held; Z3 {3}\n",
                  S.Milliseconds / 1000.0, S.Calls, many(Count, "handle"),
                  megabytes(S.Bytes));
    for (const Snapshot::Held *P : byCount(S)) {
      const Snapshot::Held &H = *P;
      const SourceStack Made = Sym.symbolize(H.Made);
      const Frame *F = userFrame(Made);
      OS << "  ";
      if (F && !F->File.empty())
        OS << F->File << ':' << F->Line << ':' << F->Column << ": ";
      else if (F && !F->Function.empty())
        OS << F->Function << ": ";
      OS << many(H.Count, H.Kind) << " held, of " << H.InAll << " handed out";
      if (std::optional<int64_t> Change = changeSince(before(T, I), H))
        OS << (*Change < 0 ? "; " : "; +") << *Change
           << " since the snapshot before";
      OS << '\n';
    }
  }
}

json::Array z3trace::snapshotsToJson(const Trace &T) {
  Symbolizer Sym;
  json::Array All;
  for (size_t I = 0; I < T.Snapshots.size(); ++I) {
    const Snapshot &S = T.Snapshots[I];
    json::Array Held;
    for (const Snapshot::Held *P : byCount(S)) {
      const Snapshot::Held &H = *P;
      const SourceStack Made = Sym.symbolize(H.Made);
      const Frame *F = userFrame(Made);
      json::Object O{{"kind", H.Kind},
                     {"context", H.Context},
                     {"count", H.Count},
                     {"references", H.References},
                     {"made_in_all", H.InAll},
                     {"file", F ? F->File : ""},
                     {"line", F ? F->Line : 0},
                     {"column", F ? F->Column : 0},
                     {"function", F ? F->Function : ""},
                     {"made", stackToJson(Made)}};
      if (std::optional<int64_t> Change = changeSince(before(T, I), H))
        O["change"] = *Change;
      Held.push_back(std::move(O));
    }
    All.push_back(json::Object{{"pid", S.Pid},
                               {"seconds", S.Milliseconds / 1000.0},
                               {"calls", S.Calls},
                               {"z3_bytes", S.Bytes},
                               {"held", std::move(Held)}});
  }
  return All;
}
