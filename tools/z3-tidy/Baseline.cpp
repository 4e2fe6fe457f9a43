// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Baseline.h"
#include "Sources.h"
#include "WriteFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>
#include <set>

using namespace z3tidy::tool;
namespace json = llvm::json;
using llvm::StringRef;

static constexpr StringRef VersionKey = "z3tidy-baseline";
static constexpr int Version = 1;

// Found by the type that they read.
namespace z3tidy::tool {

static bool fromJSON(const json::Value &V, Baseline::Entry &E, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("check", E.Check) && O.map("file", E.File) &&
         O.map("unit", E.Unit) && O.map("hash", E.Hash) &&
         O.map("nearby", E.Nearby) && O.map("confidence", E.Confidence) &&
         O.map("message", E.Message);
}

} // namespace z3tidy::tool

std::string Baseline::read(StringRef Path, bool MayBeMissing) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer) {
    if (MayBeMissing &&
        Buffer.getError() == std::errc::no_such_file_or_directory)
      return {};
    return "can't read the baseline '" + Path.str() +
           "': " + Buffer.getError().message();
  }
  const std::string NoBaseline = "'" + Path.str() + "' is no baseline: ";
  auto Value = json::parse((*Buffer)->getBuffer());
  if (!Value)
    return NoBaseline + llvm::toString(Value.takeError());
  const json::Object *Top = Value->getAsObject();
  std::optional<int64_t> Has = Top ? Top->getInteger(VersionKey) : std::nullopt;
  if (!Has)
    return NoBaseline + "it does not say '" + VersionKey.str() + "'";
  if (*Has > Version)
    return "the baseline '" + Path.str() + "' is of a newer z3-tidy (version " +
           std::to_string(*Has) + "; this one reads " +
           std::to_string(Version) + ")";
  json::Path::Root Root("baseline");
  json::ObjectMapper O(*Value, Root);
  if (!O || !O.map("reports", Entries))
    return NoBaseline + llvm::toString(Root.getError());
  return {};
}

/// Gives each report that is not known yet an entry that nobody has taken.
template <typename Same> void Baseline::take(Run &R, Same IsSame) {
  for (Report &One : R.Reports) {
    if (One.Known || One.Silenced)
      continue;
    for (Entry &E : Entries)
      if (!E.IsTaken && E.Check == One.Check && IsSame(One, E)) {
        One.Known = E.IsTaken = true;
        break;
      }
  }
}

static int rank(StringRef Confidence) {
  return llvm::StringSwitch<int>(Confidence)
      .Case("certain", 2)
      .Case("possible", 0)
      .Default(1);
}

BaselineCounts Baseline::match(Run &R, llvm::ArrayRef<std::string> Enabled,
                               StringRef Level) {
  auto Short = [&](StringRef Path) { return shortPath(Path, R.Root); };
  // The nearest relation first: the same file, another file, another function.
  take(R, [&](const Report &One, const Entry &E) {
    return E.Hash == One.Hash && E.File == Short(One.At.File);
  });
  take(R,
       [&](const Report &One, const Entry &E) { return E.Hash == One.Hash; });
  take(R, [&](const Report &One, const Entry &E) {
    return E.Nearby == One.Nearby;
  });

  std::set<StringRef> Units;
  for (const std::string &Unit : R.Units)
    Units.insert(Short(Unit));
  BaselineCounts Counts;
  for (Entry &E : Entries) {
    if (E.IsTaken)
      continue;
    const bool CouldFind = llvm::is_contained(Enabled, E.Check) &&
                           (Level.empty() || rank(E.Confidence) >= rank(Level));
    // What is gone may have another name, so that all must have been seen.
    const bool WasLookedAt =
        Units.count(E.Unit) ||
        (R.IsWhole && !llvm::sys::fs::exists(absolutePath(E.Unit, R.Root)));
    E.IsUnmatched = !CouldFind || !WasLookedAt;
    ++(E.IsUnmatched ? Counts.Unmatched : Counts.Fixed);
  }
  for (const Report &One : R.Reports)
    if (!One.Silenced)
      ++(One.Known ? Counts.Known : Counts.New);
  return Counts;
}

std::string Baseline::update(Run &R, StringRef Path) {
  std::vector<Entry> New;
  for (const Entry &E : Entries)
    if (E.IsUnmatched)
      New.push_back(E);
  for (Report &One : R.Reports) {
    if (One.Silenced)
      continue;
    One.Known = true;
    New.push_back({One.Check, shortPath(One.At.File, R.Root).str(),
                   shortPath(One.Unit, R.Root).str(), One.Hash, One.Nearby,
                   One.Confidence, One.Message});
  }
  std::sort(New.begin(), New.end(), [](const Entry &A, const Entry &B) {
    return std::tie(A.File, A.Check, A.Hash, A.Nearby) <
           std::tie(B.File, B.Check, B.Hash, B.Nearby);
  });
  return writeFile(Path, [&](llvm::raw_ostream &OS) {
    json::OStream Out(OS, /*IndentSize=*/1);
    Out.object([&] {
      Out.attribute(VersionKey, Version);
      Out.attributeArray("reports", [&] {
        for (const Entry &E : New)
          Out.object([&] {
            Out.attribute("check", E.Check);
            Out.attribute("file", json::fixUTF8(E.File));
            Out.attribute("message", json::fixUTF8(E.Message));
            Out.attribute("confidence", E.Confidence);
            Out.attribute("hash", E.Hash);
            Out.attribute("nearby", E.Nearby);
            Out.attribute("unit", json::fixUTF8(E.Unit));
          });
      });
    });
    OS << "\n";
  });
}
