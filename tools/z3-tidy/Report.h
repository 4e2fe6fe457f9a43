// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run of the driver has found: the model that all writers share.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_REPORT_H
#define Z3TIDY_TOOLS_Z3_TIDY_REPORT_H

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace z3tidy::tool {

/// A place in a source file. Lines and columns count from 1; 0 is unknown.
struct Place {
  std::string File; ///< absolute
  unsigned Offset = 0;
  unsigned Line = 0;
  unsigned Column = 0;    ///< in bytes
  unsigned Character = 0; ///< the column in characters
};

struct Edit {
  Place Begin, End; ///< what is replaced: from Begin up to End
  std::string Text;
};

struct Note {
  enum What {
    Step,   ///< of the path that shows the defect, in order
    Advice, ///< the way out, in words
    Way,    ///< another way out, with edits
    Other,  ///< of a check that is not ours
  } W = Other;
  Place At;
  std::string Text;
  std::vector<Edit> Edits;
};

struct Report {
  std::string Check, Message;
  Place At;
  std::vector<Note> Notes;
  std::vector<Edit> Edits; ///< the first way out
  std::string EditTitle;   ///< what they do; may be empty
  /// "certain", "likely" or "possible"; empty: a check that is not ours.
  std::string Confidence;
  std::string Function;  ///< that it stands in, qualified; may be empty
  std::string Unit;      ///< the source file that was analyzed, absolute
  bool Silenced = false; ///< by a comment in the source
  /// Lies in, or depends on, what --changed-since asks for.
  bool Touched = false;
  /// A hash of what the report is about; no line number or path goes into it.
  std::string Hash;
  /// A hash of the lines around it, for when its function has a new name.
  std::string Nearby;
  /// Tells reports of the same hash apart: 1, 2 …
  unsigned Ordinal = 1;
  bool Known = false; ///< is in the baseline

  std::string fingerprint() const {
    return Hash + ":" + std::to_string(Ordinal);
  }
};

/// By place, then by what it says.
inline bool isBefore(const Report &A, const Report &B) {
  return std::tie(A.At.File, A.At.Offset, A.Check, A.Message) <
         std::tie(B.At.File, B.At.Offset, B.Check, B.Message);
}

/// A file that could not be analyzed, or not whole; without a name: something
/// that several files need.
struct Failure {
  std::string File, Reason;
};

struct BaselineCounts {
  unsigned New = 0;
  unsigned Known = 0;
  unsigned Fixed = 0;     ///< was there, and its file was analyzed without it
  unsigned Unmatched = 0; ///< was there, and this run can't tell
};

struct Run {
  std::string Root; ///< what paths in files are relative to
  std::vector<Report> Reports;
  std::vector<Failure> Failures;
  std::vector<std::string> Units; ///< that were analyzed, absolute, sorted
  bool IsWhole = false;           ///< all files that there are, and all of each
  std::optional<BaselineCounts> Baseline;
  int Status = 0;
};

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_REPORT_H
