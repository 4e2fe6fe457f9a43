// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Export.h"
#include "Sources.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>

using namespace z3tidy::tool;
using clang::tooling::DiagnosticMessage;
using llvm::StringRef;

static Place place(StringRef File, unsigned Offset, StringRef Folder) {
  Place P;
  if (!File.empty())
    P.File = absolutePath(File, Folder);
  P.Offset = Offset;
  return P;
}

static std::vector<Edit> edits(const DiagnosticMessage &M, StringRef Folder) {
  std::vector<Edit> Edits;
  for (const auto &File : M.Fix)
    for (const clang::tooling::Replacement &R : File.second)
      Edits.push_back(
          {place(R.getFilePath(), R.getOffset(), Folder),
           place(R.getFilePath(), R.getOffset() + R.getLength(), Folder),
           R.getReplacementText().str()});
  std::sort(Edits.begin(), Edits.end(), [](const Edit &A, const Edit &B) {
    return std::tie(A.Begin.File, A.Begin.Offset) <
           std::tie(B.Begin.File, B.Begin.Offset);
  });
  return Edits;
}

void z3tidy::tool::sortOutNotes(Report &R) {
  if (!StringRef(R.Check).starts_with("z3-"))
    return;
  Note *Last = nullptr;
  for (Note &N : R.Notes)
    // clang itself says where what stands in a macro comes from.
    if (N.W != Note::Way &&
        !StringRef(N.Text).starts_with("expanded from macro '")) {
      N.W = Note::Step;
      Last = &N;
    }
  if (Last)
    Last->W = Note::Advice;
}

static Exported report(const clang::tooling::Diagnostic &D) {
  Exported R;
  const StringRef Folder = D.BuildDirectory;
  R.Check = D.DiagnosticName;
  R.Message = D.Message.Message;
  R.At = place(D.Message.FilePath, D.Message.FileOffset, Folder);
  R.Edits = edits(D.Message, Folder);
  R.IsError = D.DiagLevel == clang::tooling::Diagnostic::Error;
  for (const DiagnosticMessage &M : D.Notes) {
    Note N;
    N.At = place(M.FilePath, M.FileOffset, Folder);
    N.Text = M.Message;
    N.Edits = edits(M, Folder);
    N.W = N.Edits.empty() ? Note::Other : Note::Way;
    R.Notes.push_back(std::move(N));
  }
  sortOutNotes(R);
  return R;
}

std::vector<Exported> z3tidy::tool::readExport(StringRef Path) {
  std::vector<Exported> Reports;
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer || (*Buffer)->getBufferSize() == 0)
    return Reports;
  clang::tooling::TranslationUnitDiagnostics Document;
  llvm::yaml::Input In((*Buffer)->getBuffer());
  In >> Document;
  if (In.error())
    return Reports;
  for (const clang::tooling::Diagnostic &D : Document.Diagnostics)
    Reports.push_back(report(D));
  return Reports;
}
