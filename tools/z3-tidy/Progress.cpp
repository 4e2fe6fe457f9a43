// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Progress.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>

using namespace z3tidy::tool;

Progress::Progress(size_t Files, bool Quiet)
    : Files(Files), IsOn(!Quiet && llvm::errs().is_displayed()) {
  show(0, 0);
}

Progress::~Progress() { clear(); }

void Progress::clear() {
  if (IsOn)
    llvm::errs() << "\r\033[K";
}

void Progress::show(size_t Done, size_t Reports) {
  if (!IsOn)
    return;
  clear();
  const std::chrono::duration<double> SoFar = Clock::now() - Begin;
  llvm::errs() << progressLine(Done, Files, Reports, SoFar.count());
}

std::string z3tidy::tool::progressLine(size_t Done, size_t Files,
                                       size_t Reports, double SecondsSoFar) {
  std::string Line = "[" + std::to_string(Done) + "/" + std::to_string(Files) +
                     "] " + std::to_string(Reports) +
                     (Reports == 1 ? " report" : " reports");
  if (!Done || Done == Files)
    return Line;
  const unsigned Left =
      std::lround(SecondsSoFar / Done * static_cast<double>(Files - Done));
  std::string Seconds = std::to_string(Left % 60);
  return Line + ", " + std::to_string(Left / 60) + ":" +
         (Seconds.size() < 2 ? "0" : "") + Seconds + " left";
}
