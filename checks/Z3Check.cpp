// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the engine's findings to clang-tidy's diagnostics.

#include "checks/Z3Check.h"
#include "checks/Host.h"
#include "lower/ClangCompat.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/YAMLTraits.h"

#include <set>
#include <tuple>

using namespace clang;
using namespace clang::ast_matchers;
using namespace z3tidy;
using namespace z3tidy::checks;

llvm::ArrayRef<std::pair<analysis::Confidence, StringRef>>
tidy::OptionEnumMapping<analysis::Confidence>::getEnumMapping() {
  static constexpr std::pair<analysis::Confidence, StringRef> Mapping[] = {
      {analysis::Confidence::Certain, "certain"},
      {analysis::Confidence::Likely, "likely"},
      {analysis::Confidence::Possible, "possible"},
  };
  return Mapping;
}

llvm::ArrayRef<std::pair<ir::ContextMode, StringRef>>
tidy::OptionEnumMapping<ir::ContextMode>::getEnumMapping() {
  static constexpr std::pair<ir::ContextMode, StringRef> Mapping[] = {
      {ir::ContextMode::Unknown, "unknown"},
      {ir::ContextMode::Counting, "rc"},
      {ir::ContextMode::Keeping, "non-rc"},
  };
  return Mapping;
}

static analysis::Confidence levelOf(analysis::Confidence Option) {
  return host() && host()->Level ? *host()->Level : Option;
}

Z3Check::Z3Check(StringRef Name, tidy::ClangTidyContext *Context)
    : compat::TidyCheck(Name, Context), Name(Name), Tidy(*Context),
      Level(levelOf(Options.get("Level", analysis::Confidence::Likely))),
      AssumeContext(
          Options.getLocalOrGlobal("AssumeContext", ir::ContextMode::Unknown)),
      ModelFile(Options.getLocalOrGlobal("ModelFile", "")),
      Inserter(compat::includeInserter(
          Options.getLocalOrGlobal("IncludeStyle",
                                   tidy::utils::IncludeSorter::IS_LLVM),
          areDiagsSelfContained())) {}

void Z3Check::registerPPCallbacks(const SourceManager &SM, Preprocessor *PP,
                                  Preprocessor *ModuleExpanderPP) {
  Inserter.registerPreprocessor(PP);
}

void Z3Check::registerMatchers(MatchFinder *Finder) {
  // Matched once, whatever the size of the headers. An editor's host traverses
  // the main file's declarations only and so never meets the root itself.
  Finder->addMatcher(translationUnitDecl(), this);
  if (areDiagsSelfContained())
    Finder->addMatcher(functionDecl(isDefinition()), this);
}

/// What made an object dead: one release too early is one defect, however many
/// paths there are from it to a use.
using Cause = std::tuple<const ir::Function *, analysis::Defect, ir::InstrId,
                         ir::PlaceId>;

static bool isFirst(const analysis::Finding &F, std::set<Cause> &Told) {
  return F.Killed == ir::NoInstr ||
         Told.insert({F.F, F.D, F.Killed, F.Holder}).second;
}

void Z3Check::check(const MatchFinder::MatchResult &Result) {
  if (Done)
    return;
  Done = true;
  if (host())
    host()->unit(*Result.Context);
  if (!hasEngineWork(*Result.Context, request()))
    return;
  Sources = Result.SourceManager;
  tellProblems(*Result.Context);
  if (host() && host()->TellsWrongValues)
    tellWrongValues();
  EngineView Engine = engineFor(*Result.Context, request());
  std::set<Cause> Told;
  for (const analysis::Finding &F : Engine.Result.Findings)
    if (F.C >= Level && reports(F) && isFirst(F, Told))
      emit(explain::explain(F, Engine.Code, *Result.Context), F.C,
           *Result.Context);
  for (const explain::Explanation &E : declarationFindings(*Result.Context))
    emit(E, analysis::Confidence::Certain, *Result.Context);
}

/// Values that were called wrong in this unit: some options are of all checks.
static thread_local llvm::StringSet<> WrongValues;

void Z3Check::onStartOfTranslationUnit() {
  Done = false;
  WrongValues.clear();
  forgetEngine();
}

void Z3Check::onEndOfTranslationUnit() { forgetEngine(); }

void Z3Check::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  Options.store(Opts, "Level", Level);
  Options.store(Opts, "AssumeContext", AssumeContext);
  Options.store(Opts, "ModelFile", ModelFile);
  Options.store(Opts, "IncludeStyle", Inserter.getStyle());
}

EngineRequest Z3Check::request() const {
  EngineRequest R;
  R.AssumeContext = AssumeContext;
  R.ModelFile = ModelFile;
  R.Level = Level;
  return R;
}

/// A place in the model file, which is no part of the translation unit.
static SourceLocation locationIn(const std::string &File, model::Position At,
                                 SourceManager &SM) {
  OptionalFileEntryRef Entry = SM.getFileManager().getOptionalFileRef(File);
  if (!Entry || !At.Line)
    return {};
  FileID ID = SM.translateFile(*Entry);
  if (ID.isInvalid())
    ID = SM.createFileID(*Entry, SourceLocation(), SrcMgr::C_User);
  return SM.translateLineCol(ID, At.Line, At.Column);
}

void Z3Check::tellProblems(ASTContext &Ctx) {
  SourceManager &SM = Ctx.getSourceManager();
  const SourceLocation Main = SM.getLocForStartOfFile(SM.getMainFileID());
  std::string File;
  if (auto Model = lower::modelFor(Ctx, ModelFile))
    File = Model->File;
  for (const lower::TeachingProblem &P : takeTeachingProblems(Ctx, request())) {
    if (host())
      host()->wronglyTaught();
    SourceLocation Loc = P.Loc.isValid() ? P.Loc : locationIn(File, P.At, SM);
    if (Loc.isInvalid()) {
      diag(Main, "%0: %1", DiagnosticIDs::Error) << File << P.Text;
      continue;
    }
    diag(Loc, "%0", DiagnosticIDs::Error) << P.Text;
    // Hosts leave out what is not about the file at hand.
    if (SM.getFileID(Loc) != SM.getMainFileID())
      diag(Main, "needed for this file", DiagnosticIDs::Note);
  }
}

/// Whether that is what became of the value. Numbers and flags can be written
/// in more than one way.
static bool isTaken(StringRef Given, StringRef Taken) {
  long long Number, TakenNumber;
  const bool IsNumber = !Given.getAsInteger(10, Number);
  if (Taken == "true" || Taken == "false")
    return IsNumber || llvm::yaml::parseBool(Given);
  return Given == Taken || (IsNumber && !Taken.getAsInteger(10, TakenNumber) &&
                            Number == TakenNumber);
}

void Z3Check::tellIfWrong(StringRef Option, StringRef Given, StringRef Taken) {
  if (isTaken(Given, Taken) ||
      !WrongValues.insert((Option + "=" + Given).str()).second)
    return;
  diag(Sources->getLocForStartOfFile(Sources->getMainFileID()),
       "'%0' is no value of the option '%1', which is '%2' now")
      << Given << Option << Taken;
}

void Z3Check::tellWrongValues() {
  tidy::ClangTidyOptions::OptionMap Taken;
  storeOptions(Taken);
  for (const auto &Entry : Taken) {
    const StringRef Option = Entry.getKey();
    const StringRef Local = Option.drop_front(Name.size() + 1);
    const StringRef Value = Entry.getValue().Value;
    if (auto Given = Options.get(Local))
      tellIfWrong(Option, *Given, Value);
    else if (Local == "AssumeContext" || Local == "IncludeStyle")
      if (auto Global = Options.getLocalOrGlobal(Local))
        tellIfWrong(Local, *Global, Value);
  }
}

void Z3Check::emit(const explain::Explanation &E, analysis::Confidence Sure,
                   ASTContext &Ctx) {
  if (E.Warning.Loc.isInvalid())
    return;
  const unsigned SilencedBefore = Tidy.getStats().ErrorsIgnoredNOLINT;
  const bool Apart = host() && host()->EditsInNotes && !E.EditTitle.empty();
  {
    DiagnosticBuilder Warning = diag(E.Warning.Loc, "%0") << E.Warning.Text;
    if (!Apart)
      addFixes(Warning, E.Warning);
  }
  if (Apart)
    addFixes(diag(E.Warning.Loc, "%0", DiagnosticIDs::Note) << E.EditTitle,
             E.Warning);
  for (const explain::Message &Note : E.Notes) {
    StringRef Text = Note.Text;
    if (Apart && !Note.Fixes.empty())
      Text.consume_front("or "); // in a menu, on its own
    addFixes(diag(Note.Loc, "%0", DiagnosticIDs::Note) << Text, Note);
  }
  if (host())
    host()->reported(
        {Name, Sure, E, Tidy.getStats().ErrorsIgnoredNOLINT > SilencedBefore},
        Ctx);
}

/// Whether a line of the file includes the header, and no #if says when. The
/// inserter finds it only where the includes are sorted.
static bool includesHeader(StringRef Text, StringRef Header) {
  unsigned Conditions = 0;
  while (!Text.empty()) {
    StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    Line = Line.ltrim();
    if (!Line.consume_front("#"))
      continue;
    Line = Line.ltrim();
    Conditions += Line.starts_with("if");
    Conditions -= Conditions && Line.starts_with("endif");
    if (!Conditions && Line.consume_front("include") &&
        Line.ltrim().starts_with(Header))
      return true;
  }
  return false;
}

void Z3Check::addFixes(const DiagnosticBuilder &Diag,
                       const explain::Message &M) {
  if (M.Fixes.empty())
    return;
  Diag << M.Fixes;
  FileID File = Sources->getFileID(Sources->getExpansionLoc(M.Loc));
  for (const std::string &Header : M.Includes)
    if (!includesHeader(Sources->getBufferData(File), Header))
      Diag << Inserter.createIncludeInsertion(File, Header);
}
