// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/EarlyMembers.h"

#include "lower/MemberOrder.h"

namespace z3tidy::checks {

static std::string wayOut(const lower::EarlyMember &Early,
                          const std::string &Member,
                          const std::string &Context) {
  if (!Early.Deleted && Early.Member->getParent() != Early.Context->getParent())
    return "let the base class have " + Context + ", before " + Member +
           ": bases are destroyed last";
  return (Early.Deleted ? "let a member own " + Context + ", and declare that"
                        : "declare " + Context) +
         " before " + Member +
         ": the member that is declared last is destroyed first";
}

std::vector<explain::Explanation> earlyMemberFindings(clang::ASTContext &Ctx,
                                                      bool InOwnClass) {
  std::vector<explain::Explanation> Result;
  for (const lower::EarlyMember &Early : lower::earlyMembers(Ctx)) {
    if (Early.InOwnClass != InOwnClass)
      continue;
    std::string Member = "'" + Early.Member->getNameAsString() + "'";
    std::string Context = "'" + Early.Context->getNameAsString() + "'";
    explain::Explanation E;
    E.Warning = {Early.Member->getLocation(),
                 "member " + Member + " is destroyed after its context " +
                     Context,
                 {},
                 {}};
    E.Notes.push_back({Early.Filled->getExprLoc(),
                       Member + " gets an object of " + Context + " here",
                       {},
                       {}});
    if (Early.Deleted)
      E.Notes.push_back({Early.Deleted->getExprLoc(),
                         "the destructor deletes " + Context +
                             " here, before its members are destroyed",
                         {},
                         {}});
    E.Notes.push_back(
        {Early.Context->getLocation(), wayOut(Early, Member, Context), {}, {}});
    Result.push_back(std::move(E));
  }
  return Result;
}

} // namespace z3tidy::checks
