// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-lower-dump FILE [COMPILER ARGS]: the Handle IR of a file. Exits 1 if what
// it prints does not parse back to the same text. Errors of the source are no
// errors of this program: broken code is lowered as far as it goes.

#include "ir/Text.h"
#include "lower/Lower.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace z3tidy;

namespace {

int Status = 0;

void dump(clang::ASTContext &Ctx) {
  auto Model = lower::modelFor(Ctx);
  if (!lower::usesZ3(Ctx, Model.get()))
    llvm::outs() << "no Z3\n";
  lower::Lowered L = lower::lower(Ctx, Model);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  ir::print(L.M, OS);
  OS.flush();
  llvm::outs() << Text;
  for (const std::string &S : L.Skipped)
    llvm::outs() << "skipped " << S << '\n';
  if (Model)
    for (const model::Problem &P : Model->Problems)
      llvm::outs() << "problem " << P.At.Line << ':' << P.At.Column << ": "
                   << P.Text << '\n';
  for (const lower::TeachingProblem &P : L.Problems) {
    unsigned Line = P.At.Line;
    if (P.Loc.isValid())
      Line = Ctx.getSourceManager().getExpansionLineNumber(P.Loc);
    llvm::outs() << "problem " << Line << ": " << P.Text << '\n';
  }
  llvm::outs().flush();
  for (const auto &F : L.M.Functions)
    if (L.Maps.lookup(F->Name).Stmts.size() != F->NumInstrs) {
      llvm::errs() << F->Name << ": statements and instructions differ\n";
      Status = 1;
    }
  llvm::Expected<ir::Module> Again = ir::parse(Text, "dump");
  if (!Again) {
    llvm::errs() << llvm::toString(Again.takeError()) << '\n';
    Status = 1;
    return;
  }
  std::string Second;
  llvm::raw_string_ostream OS2(Second);
  ir::print(*Again, OS2);
  if (OS2.str() != Text) {
    llvm::errs() << "the text does not round-trip\n";
    Status = 1;
  }
}

class DumpAction : public clang::ASTFrontendAction {
  class Consumer : public clang::ASTConsumer {
    void HandleTranslationUnit(clang::ASTContext &Ctx) override { dump(Ctx); }
  };
  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override {
    return std::make_unique<Consumer>();
  }
};

} // namespace

int main(int argc, const char **argv) {
  if (argc < 2) {
    llvm::errs() << "usage: z3-lower-dump FILE [COMPILER ARGS]\n";
    return 2;
  }
  auto Buffer = llvm::MemoryBuffer::getFile(argv[1]);
  if (!Buffer) {
    llvm::errs() << argv[1] << ": " << Buffer.getError().message() << '\n';
    return 2;
  }
  std::vector<std::string> Args{"-resource-dir", Z3TIDY_RESOURCE_DIR};
  Args.insert(Args.end(), argv + 2, argv + argc);
  clang::tooling::runToolOnCodeWithArgs(std::make_unique<DumpAction>(),
                                        (*Buffer)->getBuffer(), Args, argv[1]);
  return Status;
}
