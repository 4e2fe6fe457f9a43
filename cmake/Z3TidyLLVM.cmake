# Finds one LLVM of the distribution.
#   Z3TIDY_LLVM          major version to build against (19 is home)
# Sets
#   Z3TIDY_LLVM_PREFIX   its prefix, e.g. /usr/lib/llvm-19
#   targets z3tidy::llvm (libLLVM.so), z3tidy::clang (libclang-cpp.so),
#           z3tidy::llvm-headers, z3tidy::clang-headers (headers alone, for code
#           that a host resolves)

set(Z3TIDY_LLVM 19 CACHE STRING "LLVM major version to build against")
set(Z3TIDY_LLVM_PREFIX "/usr/lib/llvm-${Z3TIDY_LLVM}" CACHE PATH "LLVM's prefix")

foreach(needed include/llvm/Config/llvm-config.h include/clang/AST/ASTContext.h
        include/clang-tidy/ClangTidyCheck.h)
  if(NOT EXISTS "${Z3TIDY_LLVM_PREFIX}/${needed}")
    message(FATAL_ERROR "z3tidy: LLVM ${Z3TIDY_LLVM} is not complete: "
      "${Z3TIDY_LLVM_PREFIX}/${needed} is missing; install it with "
      "scripts/setup-debian --llvm ${Z3TIDY_LLVM}")
  endif()
endforeach()

# Debian ships libclang-cpp under its versioned name only.
foreach(lib LLVM clang-cpp)
  file(GLOB found "${Z3TIDY_LLVM_PREFIX}/lib/lib${lib}.so*"
                  "${Z3TIDY_LLVM_PREFIX}/lib/lib${lib}-${Z3TIDY_LLVM}.so*")
  if(NOT found)
    message(FATAL_ERROR "z3tidy: no shared lib${lib} in ${Z3TIDY_LLVM_PREFIX}/lib")
  endif()
  list(GET found 0 Z3TIDY_LIB_${lib})
endforeach()

add_library(z3tidy_llvm_headers INTERFACE)
add_library(z3tidy::llvm-headers ALIAS z3tidy_llvm_headers)
target_include_directories(z3tidy_llvm_headers SYSTEM INTERFACE
  "${Z3TIDY_LLVM_PREFIX}/include")
target_compile_definitions(z3tidy_llvm_headers INTERFACE _GNU_SOURCE
  __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)
target_compile_options(z3tidy_llvm_headers INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti;-fno-exceptions>)
if(Z3TIDY_LLVM LESS 19)
  target_compile_options(z3tidy_llvm_headers INTERFACE
    "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-include ${CMAKE_CURRENT_LIST_DIR}/OldLLVM.h>")
elseif(Z3TIDY_LLVM GREATER 19)
  # What is deprecated by now has no successor in 19 yet.
  target_compile_options(z3tidy_llvm_headers INTERFACE -Wno-deprecated-declarations)
endif()

add_library(z3tidy_clang_headers INTERFACE)
add_library(z3tidy::clang-headers ALIAS z3tidy_clang_headers)
target_link_libraries(z3tidy_clang_headers INTERFACE z3tidy::llvm-headers)

add_library(z3tidy_llvm INTERFACE)
add_library(z3tidy::llvm ALIAS z3tidy_llvm)
target_link_libraries(z3tidy_llvm INTERFACE z3tidy::llvm-headers "${Z3TIDY_LIB_LLVM}")

add_library(z3tidy_clang INTERFACE)
add_library(z3tidy::clang ALIAS z3tidy_clang)
target_link_libraries(z3tidy_clang INTERFACE "${Z3TIDY_LIB_clang-cpp}" z3tidy::llvm)

# lld links in half a second what ld needs many for.
find_program(Z3TIDY_LLD NAMES ld.lld-${Z3TIDY_LLVM} ld.lld)
if(Z3TIDY_LLD)
  add_link_options("-fuse-ld=${Z3TIDY_LLD}")
endif()
