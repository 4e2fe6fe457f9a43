// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `clang-tidy -load` and `clang -fplugin=` open. A plugin built for
// another LLVM than its host may load silently and report nothing, so this
// file, which needs no symbol of LLVM, looks first: it finds the host's LLVM
// version and loads what was built for that one and that host, or ends the host
// with one line that says what is the matter.

#include <dirent.h>
#include <dlfcn.h>
#include <link.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

[[noreturn]] void fail(const std::string &Reason) {
  std::fprintf(stderr, "z3tidy: error: %s\n", Reason.c_str());
  std::fflush(stderr);
  // Not exit(): the host is in the middle of its start.
  _exit(1);
}

/// The major version in "libLLVM-14.so.1" or "libLLVM.so.19.1"; 0 for another
/// file name.
unsigned versionInName(const char *Path) {
  const char *Slash = std::strrchr(Path, '/');
  const char *Name = Slash ? Slash + 1 : Path;
  for (const char *Prefix : {"libLLVM-", "libLLVM.so."})
    if (std::strncmp(Name, Prefix, std::strlen(Prefix)) == 0)
      return std::strtoul(Name + std::strlen(Prefix), nullptr, 10);
  return 0;
}

int visitObject(dl_phdr_info *Info, size_t, void *Result) {
  unsigned Version = Info->dlpi_name ? versionInName(Info->dlpi_name) : 0;
  if (!Version)
    return 0;
  *static_cast<unsigned *>(Result) = Version;
  return 1;
}

/// The major version of the LLVM in this process; 0 if it can't be told.
unsigned hostVersion() {
  // Since LLVM 16.
  using GetVersion = void (*)(unsigned *, unsigned *, unsigned *);
  if (void *Symbol = dlsym(RTLD_DEFAULT, "LLVMGetVersion")) {
    unsigned Major = 0, Minor = 0, Patch = 0;
    reinterpret_cast<GetVersion>(Symbol)(&Major, &Minor, &Patch);
    return Major;
  }
  unsigned Version = 0;
  dl_iterate_phdr(visitObject, &Version);
  return Version;
}

std::string ownFolder() {
  Dl_info Info;
  if (!dladdr(reinterpret_cast<void *>(&ownFolder), &Info) || !Info.dli_fname)
    return ".";
  char *Real = realpath(Info.dli_fname, nullptr);
  std::string Path = Real ? Real : Info.dli_fname;
  std::free(Real);
  size_t Slash = Path.rfind('/');
  return Slash == std::string::npos ? "." : Path.substr(0, Slash);
}

/// clang-tidy has a context of its own for checks; the compiler has none.
const char *fileForHost() {
  return dlsym(RTLD_DEFAULT, "_ZN5clang4tidy16ClangTidyContext14setCurrentFile"
                             "EN4llvm9StringRefE")
             ? "tidy.so"
             : "clang.so";
}

/// "LLVM 16 and 19": the versions that checks are installed for.
std::string installedVersions(const std::string &Folder,
                              const std::string &File) {
  std::vector<unsigned> Versions;
  if (DIR *Dir = opendir(Folder.c_str())) {
    while (const dirent *Entry = readdir(Dir)) {
      const char *Number = Entry->d_name + std::strlen("z3tidy-");
      if (std::strncmp(Entry->d_name, "z3tidy-", std::strlen("z3tidy-")) == 0 &&
          access((Folder + "/" + Entry->d_name + "/" + File).c_str(), R_OK) ==
              0)
        Versions.push_back(std::strtoul(Number, nullptr, 10));
    }
    closedir(Dir);
  }
  if (Versions.empty())
    return "no LLVM (there is no z3tidy-<version>/" + File + " in '" + Folder +
           "')";
  std::sort(Versions.begin(), Versions.end());
  std::string Text = "LLVM ";
  for (size_t I = 0; I != Versions.size(); ++I) {
    if (I)
      Text += I + 1 == Versions.size() ? " and " : ", ";
    Text += std::to_string(Versions[I]);
  }
  return Text;
}

__attribute__((constructor)) void loadChecks() {
  std::string Folder = ownFolder(), File = fileForHost();
  unsigned Host = hostVersion();
  if (!Host)
    fail("can't tell which LLVM this program is built on (it has no shared "
         "libLLVM); the plugin is built for " +
         installedVersions(Folder, File));
  std::string Checks = Folder + "/z3tidy-" + std::to_string(Host) + "/" + File;
  if (access(Checks.c_str(), R_OK) != 0)
    fail("this program is built on LLVM " + std::to_string(Host) +
         ", but the plugin is built for " + installedVersions(Folder, File));

  void *Handle = dlopen(Checks.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (!Handle)
    fail(std::string("can't load the checks: ") + dlerror());
  const auto *BuiltFor =
      static_cast<const unsigned *>(dlsym(Handle, "z3tidyBuiltForLLVM"));
  if (!BuiltFor || *BuiltFor != Host)
    fail("this program is built on LLVM " + std::to_string(Host) + ", but '" +
         Checks + "' is built for LLVM " +
         (BuiltFor ? std::to_string(*BuiltFor) : "of an unknown version"));
}

} // namespace
