// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "WriteFile.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;
namespace fs = llvm::sys::fs;
using Writer = llvm::function_ref<void(llvm::raw_ostream &)>;

static std::string failed(StringRef Path, const std::string &Reason) {
  return "can't write '" + Path.str() + "': " + Reason;
}

/// Empty if all went out.
static std::string writeTo(llvm::raw_fd_ostream &OS, Writer Write) {
  Write(OS);
  OS.flush();
  std::error_code EC = OS.error();
  OS.clear_error(); // or its destructor ends the program
  return EC ? EC.message() : std::string();
}

static std::string writeInPlace(StringRef Path, Writer Write) {
  std::error_code EC;
  llvm::raw_fd_ostream OS(Path, EC);
  std::string Reason = EC ? EC.message() : writeTo(OS, Write);
  return Reason.empty() ? Reason : failed(Path, Reason);
}

/// Named: as the user knows it.
static std::string writeAndRename(StringRef Path, StringRef Named,
                                  Writer Write) {
  auto Temporary =
      fs::TempFile::create(Path + ".%%%%%%", fs::all_read | fs::all_write);
  if (!Temporary)
    return failed(Named, llvm::toString(Temporary.takeError()));
  std::string Reason;
  {
    llvm::raw_fd_ostream OS(Temporary->FD, /*shouldClose=*/false);
    Reason = writeTo(OS, Write);
  }
  if (!Reason.empty()) {
    llvm::consumeError(Temporary->discard());
    return failed(Named, Reason);
  }
  if (llvm::Error E = Temporary->keep(Path))
    return failed(Named, llvm::toString(std::move(E)));
  return {};
}

std::string z3tidy::tool::writeFile(StringRef Path, Writer Write) {
  if (Path == "-") {
    Write(llvm::outs());
    llvm::outs().flush();
    std::error_code EC = llvm::outs().error();
    llvm::outs().clear_error();
    return EC ? "can't write to standard output: " + EC.message()
              : std::string();
  }
  fs::file_status Status;
  if (!fs::status(Path, Status) && fs::exists(Status)) {
    if (Status.type() != fs::file_type::regular_file)
      return writeInPlace(Path, Write);
    llvm::SmallString<256> Real; // of a link, what it leads to
    if (!fs::real_path(Path, Real))
      return writeAndRename(Real, Path, Write);
  }
  return writeAndRename(Path, Path, Write);
}
