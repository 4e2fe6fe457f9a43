// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory that does not come from malloc: the functions of synchronisation are
// called from inside of malloc (of allocators that are preloaded) and,
// sem_post, from handlers of signals.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_ARENA_H
#define Z3TIDY_TOOLS_Z3_TRACE_ARENA_H

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sys/mman.h>

namespace z3trace {

/// Pieces in sizes of powers of two; what is given back is used again for the
/// same size. Used under the lock of the clocks.
class Arena {
public:
  static void *take(size_t Size) {
    const unsigned Class = classOf(Size);
    if (Piece *P = FreePieces[Class]) {
      FreePieces[Class] = P->Next;
      return P;
    }
    const size_t Bytes = size_t(1) << Class;
    if (Bytes > Left) {
      Left = Bytes > ChunkSize ? Bytes : ChunkSize;
      void *Chunk = mmap(nullptr, Left, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (Chunk == MAP_FAILED)
        abort();
      Next = static_cast<char *>(Chunk);
    }
    void *Result = Next;
    Next += Bytes;
    Left -= Bytes;
    return Result;
  }

  static void giveBack(void *Memory, size_t Size) {
    auto *P = static_cast<Piece *>(Memory);
    P->Next = FreePieces[classOf(Size)];
    FreePieces[classOf(Size)] = P;
  }

private:
  struct Piece {
    Piece *Next;
  };
  static constexpr size_t ChunkSize = size_t(1) << 18;
  static inline Piece *FreePieces[48];
  static inline char *Next = nullptr;
  static inline size_t Left = 0;

  static unsigned classOf(size_t Size) {
    unsigned Class = 4;
    while ((size_t(1) << Class) < Size)
      ++Class;
    return Class;
  }
};

template <typename T> struct ArenaAllocator {
  using value_type = T;
  ArenaAllocator() = default;
  template <typename U> ArenaAllocator(const ArenaAllocator<U> &) {}
  T *allocate(size_t N) { return static_cast<T *>(Arena::take(N * sizeof(T))); }
  void deallocate(T *P, size_t N) { Arena::giveBack(P, N * sizeof(T)); }
  template <typename U> bool operator==(const ArenaAllocator<U> &) const {
    return true;
  }
  template <typename U> bool operator!=(const ArenaAllocator<U> &) const {
    return false;
  }
};

} // namespace z3trace

#endif
