// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-tidy --dump-ir: the Handle IR that the analysis would read.

#include "Resources.h"
#include "Tool.h"
#include "ir/Text.h"
#include "lower/Lower.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/TargetSelect.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::tool;

namespace {

class DumpConsumer : public ASTConsumer {
public:
  void HandleTranslationUnit(ASTContext &Ctx) override {
    auto Model = lower::modelFor(Ctx);
    if (!lower::usesZ3(Ctx, Model.get())) {
      llvm::outs() << "; no Z3 in this file\n";
      return;
    }
    lower::Lowered L = lower::lower(Ctx, Model);
    ir::print(L.M, llvm::outs());
    for (const std::string &Name : L.Skipped)
      llvm::outs() << "; not lowered: " << Name << "\n";
  }
};

class DumpAction : public ASTFrontendAction {
protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 StringRef) override {
    return std::make_unique<DumpConsumer>();
  }
};

} // namespace

static std::unique_ptr<tooling::CompilationDatabase>
databaseFor(const CommandLine &Line, std::string &Error) {
  if (Line.HasSeparator)
    return std::make_unique<tooling::FixedCompilationDatabase>(
        ".", Line.CompilerArguments);
  return Line.BuildPath.empty()
             ? tooling::CompilationDatabase::autoDetectFromSource(
                   Line.Files.front(), Error)
             : tooling::CompilationDatabase::autoDetectFromDirectory(
                   Line.BuildPath, Error);
}

int z3tidy::tool::dumpIr(const CommandLine &Line) {
  std::string Error;
  std::unique_ptr<tooling::CompilationDatabase> Database =
      databaseFor(Line, Error);
  if (!Database) {
    llvm::errs() << "z3-tidy: error: " << StringRef(Error).split('\n').first
                 << "\n";
    return 1;
  }
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmParsers();
  tooling::ClangTool Tool(*Database, Line.Files);
  std::string Resources = resourceDirectory();
  if (!Resources.empty())
    Tool.appendArgumentsAdjuster(tooling::getInsertArgumentAdjuster(
        ("-resource-dir=" + Resources).c_str(),
        tooling::ArgumentInsertPosition::BEGIN));
  return Tool.run(tooling::newFrontendActionFactory<DumpAction>().get());
}
