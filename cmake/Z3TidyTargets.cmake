# The three kinds of target in this tree.

# z3tidy_library(NAME SOURCES ... [DEPENDS ...] [CLANG])
# A static library that sees LLVM's headers, and with CLANG clang's through the
# shared precompiled header. It links nothing of LLVM: who makes a program or a
# plugin of it decides where those symbols come from.
function(z3tidy_library name)
  cmake_parse_arguments(arg "CLANG" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}/lib"
    "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PUBLIC z3tidy::llvm-headers ${arg_DEPENDS})
  if(arg_CLANG)
    target_link_libraries(${name} PUBLIC z3tidy::clang-headers)
    if(NOT TARGET z3tidyClangPCH)
      add_library(z3tidyClangPCH STATIC "${PROJECT_SOURCE_DIR}/cmake/ClangPCH.cpp")
      target_link_libraries(z3tidyClangPCH PUBLIC z3tidy::clang-headers)
      target_precompile_headers(z3tidyClangPCH PRIVATE
        "${PROJECT_SOURCE_DIR}/cmake/ClangPCH.h")
      if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        # Without the time stamp, a precompiled header that was made again from
        # the same files is the same, and ccache has what was compiled with it.
        target_compile_options(z3tidyClangPCH PUBLIC -fpch-instantiate-templates
          "SHELL:-Xclang -fno-pch-timestamp")
      endif()
    endif()
    target_link_libraries(${name} PRIVATE z3tidyClangPCH)
    target_precompile_headers(${name} REUSE_FROM z3tidyClangPCH)
  endif()
endfunction()

# z3tidy_unittest(NAME SOURCES ... DEPENDS ...)
# A GoogleTest program; ctest runs each of its tests by name.
function(z3tidy_unittest name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
  find_package(GTest REQUIRED)
  include(GoogleTest)
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_DEPENDS} z3tidy::llvm
    GTest::gmock GTest::gtest GTest::gtest_main)
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60)
endfunction()
