// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Capture with the unwinder is too slow for each call, so a captured stack is
// cached with the places on the stack that hold its return addresses. When all
// of them still hold the same values under the same frame, the stack is the
// same one and the unwinder is not asked.

#include "Stacks.h"
#include <cstring>
#include <deque>
#include <unordered_map>
#include <unwind.h>
#include <vector>

namespace z3trace {
namespace {

struct Raw {
  uintptr_t Ips[MaxFrames];
  uintptr_t Slots[MaxFrames]; ///< where on the stack Ips[i] is stored
  unsigned Size = 0;
  bool Cacheable = true;
  uintptr_t First = 0;
};

struct CacheEntry {
  Raw R;
  StackId Id = 0;
};

constexpr size_t CacheSize = 1024;

// Never destroyed: calls still come in when static objects are gone.
std::deque<Stack> &stacks() {
  static auto *S = new std::deque<Stack>(1);
  return *S;
}
std::unordered_multimap<uint64_t, StackId> &index() {
  static auto *I = new std::unordered_multimap<uint64_t, StackId>;
  return *I;
}
CacheEntry *cache() {
  static auto *C = new CacheEntry[CacheSize];
  return C;
}

_Unwind_Reason_Code visit(_Unwind_Context *Ctx, void *Arg) {
  Raw &R = *static_cast<Raw *>(Arg);
  int BeforeInsn = 0;
  uintptr_t Ip = _Unwind_GetIPInfo(Ctx, &BeforeInsn);
  if (R.Size == 0 && Ip != R.First)
    return _URC_NO_REASON; // still in the tracer
  if (!Ip)
    return _URC_END_OF_STACK;
  uintptr_t Slot = _Unwind_GetCFA(Ctx) - sizeof(uintptr_t);
  uintptr_t Stored = 0;
#if defined(__x86_64__)
  if (!BeforeInsn)
    std::memcpy(&Stored, reinterpret_cast<void *>(Slot), sizeof(Stored));
#endif
  if (Stored != Ip)
    R.Cacheable = false;
  R.Ips[R.Size] = Ip;
  R.Slots[R.Size] = Slot;
  return ++R.Size == MaxFrames ? _URC_END_OF_STACK : _URC_NO_REASON;
}

StackId intern(const Raw &R) {
  Stack S;
  for (unsigned I = 0; I < R.Size; ++I) {
    bool Repeated = false;
    for (unsigned J = 0; J < S.Size && !Repeated; ++J)
      Repeated = S.Frames[J] == R.Ips[I];
    if (!Repeated)
      S.Frames[S.Size++] = R.Ips[I];
  }
  uint64_t Hash = 1469598103934665603u;
  for (unsigned I = 0; I < S.Size; ++I)
    Hash = (Hash ^ S.Frames[I]) * 1099511628211u;
  auto Range = index().equal_range(Hash);
  for (auto It = Range.first; It != Range.second; ++It) {
    const Stack &Known = stacks()[It->second];
    if (Known.Size == S.Size &&
        !std::memcmp(Known.Frames, S.Frames, S.Size * sizeof(uintptr_t)))
      return It->second;
  }
  stacks().push_back(S);
  StackId Id = stacks().size() - 1;
  index().emplace(Hash, Id);
  return Id;
}

bool stillThere(const Raw &R) {
  for (unsigned I = 0; I < R.Size; ++I)
    if (*reinterpret_cast<volatile uintptr_t *>(R.Slots[I]) != R.Ips[I])
      return false;
  return true;
}

} // namespace

StackId captureStack(uintptr_t Return, uintptr_t Frame) {
  size_t Slot =
      ((Return * 0x9E3779B97F4A7C15u) ^ (Frame * 0xC2B2AE3D27D4EB4Fu)) >>
      (64 - 10);
  CacheEntry &E = cache()[Slot];
  uintptr_t ReturnSlot = Frame + sizeof(uintptr_t);
  if (E.Id && E.R.First == Return && E.R.Slots[0] == ReturnSlot &&
      stillThere(E.R))
    return E.Id;
  Raw R;
  R.First = Return;
  _Unwind_Backtrace(visit, &R);
  if (R.Size == 0) { // no unwind tables: the caller is all there is
    R.Ips[R.Size++] = Return;
    R.Cacheable = false;
  }
  StackId Id = intern(R);
  if (R.Cacheable && R.Slots[0] == ReturnSlot) {
    E.R = R;
    E.Id = Id;
  }
  return Id;
}

const Stack &stackOf(StackId Id) { return stacks()[Id]; }

} // namespace z3trace
