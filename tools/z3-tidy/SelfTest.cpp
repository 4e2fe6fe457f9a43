// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-tidy --self-test: a source with known defects, checked by this very
// program in a process of its own. Shows that the checks are registered, that
// clang's builtin headers are found, and that the engine works.

#include "Tool.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;

// Needs no Z3 on the machine: it declares what it uses.
static constexpr StringRef Canary = R"(#include <stddef.h>
typedef struct _Z3_context *Z3_context;
typedef struct _Z3_solver *Z3_solver;
typedef int Z3_lbool;
Z3_solver Z3_mk_solver(Z3_context c);
void Z3_solver_inc_ref(Z3_context c, Z3_solver s);
void Z3_solver_dec_ref(Z3_context c, Z3_solver s);
Z3_lbool Z3_solver_check(Z3_context c, Z3_solver s);
Z3_lbool leaks(Z3_context ctx, size_t n) {
  Z3_lbool last = 0;
  for (size_t i = 0; i < n; i++) {
    Z3_solver s = Z3_mk_solver(ctx);
    Z3_solver_inc_ref(ctx, s);
    last = Z3_solver_check(ctx, s);
  }
  return last;
}
Z3_lbool usesReleased(Z3_context ctx) {
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_dec_ref(ctx, s);
  return Z3_solver_check(ctx, s);
}
)";

/// What must be in the output.
static constexpr StringRef Expected[] = {
    "canary.c:12:19: warning: 's' (a Z3 solver) is made in each iteration",
    "canary.c:22:10: warning: 's' is used after it was released",
};

static int fail(const llvm::Twine &Reason) {
  llvm::errs() << "z3-tidy: self-test failed: " << Reason << "\n";
  return 1;
}

/// Runs Self over the canary in Folder; false if it can't be run.
static bool runCanary(StringRef Self, llvm::ArrayRef<std::string> Options,
                      StringRef Folder, std::string &Output,
                      std::string &Error) {
  std::string Source = (Folder + "/canary.c").str();
  std::string OutFile = (Folder + "/output").str();
  std::error_code EC;
  llvm::raw_fd_ostream(Source, EC) << Canary;
  if (EC) {
    Error = EC.message();
    return false;
  }
  std::vector<StringRef> Args = {Self, "--config={}"};
  Args.insert(Args.end(), Options.begin(), Options.end());
  Args.insert(Args.end(), {Source, "--", "-std=c11"});
  std::optional<StringRef> Redirects[] = {StringRef(), StringRef(OutFile),
                                          StringRef(OutFile)};
  if (llvm::sys::ExecuteAndWait(Self, Args, std::nullopt, Redirects, 60, 0,
                                &Error) < 0)
    return false;
  auto Buffer = llvm::MemoryBuffer::getFile(OutFile);
  if (Buffer)
    Output = (*Buffer)->getBuffer().str();
  return true;
}

int z3tidy::tool::selfTest(StringRef Self, const CommandLine &Line) {
  llvm::SmallString<128> Folder;
  if (std::error_code EC =
          llvm::sys::fs::createUniqueDirectory("z3-tidy-self-test", Folder))
    return fail("no temporary folder: " + EC.message());
  std::string Output, Error;
  bool Ran = runCanary(Self, Line.Arguments, Folder, Output, Error);
  llvm::sys::fs::remove_directories(Folder);
  if (!Ran)
    return fail("can't run '" + Self + "': " + Error);
  for (StringRef Line : Expected)
    if (!StringRef(Output).contains(Line))
      return fail(
          "not reported: " + Line +
          (Output.empty() ? llvm::Twine("") : "\n" + llvm::Twine(Output)));
  llvm::outs() << "z3-tidy: self-test passed: " << std::size(Expected)
               << " defects found\n";
  return 0;
}
