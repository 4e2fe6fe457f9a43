// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Stream.h"
#include "WriteFile.h"
#include "Writers.h"

#include <algorithm>

using namespace z3tidy::tool;

void Stream::done(size_t Number,
                  llvm::function_ref<llvm::ArrayRef<Report>(size_t)> Of) {
  IsDone[Number] = true;
  for (; Next != IsDone.size() && IsDone[Next]; ++Next)
    tell(Of(Next));
}

void Stream::tell(llvm::ArrayRef<Report> Reports) {
  std::vector<const Report *> New;
  for (const Report &R : Reports)
    if (!R.Silenced && (R.Touched || !OnlyTouched) &&
        Told.insert({R.At.File, R.At.Offset, R.Check, R.Message}).second)
      New.push_back(&R);
  if (New.empty() || !Wrong.empty())
    return;
  std::sort(New.begin(), New.end(),
            [](const Report *A, const Report *B) { return isBefore(*A, *B); });
  Wrong = writeFile("-", [&](llvm::raw_ostream &OS) {
    for (const Report *R : New)
      writeText(*R, Texts, OS);
  });
}
