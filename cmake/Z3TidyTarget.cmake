# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# z3tidy_target(TARGET...
#               [LEVEL certain|likely|possible] [CHECKS GLOBS] [BASELINE FILE]
#               [SARIF FILE] [HTML FILE] [OPTIONS OPTION...] [WHILE_COMPILING])
#
# Makes the target `z3tidy-TARGET` for each of the targets, which checks its
# C and C++ sources, and the target `z3tidy`, which checks those of all. They fail
# when there are reports. Call it behind the last target_sources().
#
#   SARIF, HTML      files to write; in the current binary directory if relative
#   BASELINE         in the current source directory if relative; the target
#                    `z3tidy-TARGET-baseline` writes it anew
#   WHILE_COMPILING  check each file when it is compiled, as CMake does with
#                    clang-tidy; a report fails the build then
#
# Z3TIDY_PROGRAM names the program if it is not on the PATH.

include_guard(GLOBAL)

find_program(Z3TIDY_PROGRAM z3-tidy DOC "z3-tidy")

# The sources of a target that are C or C++, absolute.
function(_z3tidy_sources target result)
  get_target_property(sources ${target} SOURCES)
  get_target_property(folder ${target} SOURCE_DIR)
  set(found)
  foreach(source IN LISTS sources)
    if(source MATCHES "\\.(c|cc|cpp|cxx|c\\+\\+)$" AND NOT source MATCHES "^\\$<")
      cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${folder}" NORMALIZE)
      list(APPEND found "${source}")
    endif()
  endforeach()
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

function(z3tidy_target)
  cmake_parse_arguments(PARSE_ARGV 0 arg "WHILE_COMPILING"
    "LEVEL;CHECKS;BASELINE;SARIF;HTML" "OPTIONS")
  if(NOT arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "z3tidy_target: no target named")
  endif()
  if(NOT Z3TIDY_PROGRAM)
    message(FATAL_ERROR "z3tidy_target: z3-tidy is not on the PATH; "
      "name it with -DZ3TIDY_PROGRAM=...")
  endif()
  # For what is defined from here on; the rest of the project may have set it.
  if(NOT CMAKE_EXPORT_COMPILE_COMMANDS)
    message(FATAL_ERROR "z3tidy_target: set CMAKE_EXPORT_COMPILE_COMMANDS to ON "
      "before the first target")
  endif()

  set(command "${Z3TIDY_PROGRAM}" -p "${CMAKE_BINARY_DIR}" -j 0
    --root "${CMAKE_SOURCE_DIR}")
  if(arg_LEVEL)
    list(APPEND command --level "${arg_LEVEL}")
  endif()
  if(arg_CHECKS)
    list(APPEND command "--checks=${arg_CHECKS}")
  endif()
  foreach(kind SARIF HTML)
    if(arg_${kind})
      cmake_path(ABSOLUTE_PATH arg_${kind}
        BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
      string(TOLOWER ${kind} option)
      list(APPEND command --${option} "${arg_${kind}}")
    endif()
  endforeach()
  list(APPEND command ${arg_OPTIONS})
  set(update ${command} --update-baseline)
  if(arg_BASELINE)
    cmake_path(ABSOLUTE_PATH arg_BASELINE
      BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    list(APPEND update --baseline "${arg_BASELINE}")
    list(APPEND command --baseline "${arg_BASELINE}")
  endif()

  if(NOT TARGET z3tidy)
    add_custom_target(z3tidy)
  endif()
  foreach(target IN LISTS arg_UNPARSED_ARGUMENTS)
    _z3tidy_sources(${target} sources)
    add_custom_target(z3tidy-${target} COMMAND ${command} ${sources}
      WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
      COMMENT "Checking the Z3 handles of ${target}" USES_TERMINAL VERBATIM)
    add_dependencies(z3tidy z3tidy-${target})
    # Headers that are made while building must be there.
    get_target_property(needs ${target} MANUALLY_ADDED_DEPENDENCIES)
    if(needs)
      add_dependencies(z3tidy-${target} ${needs})
    endif()
    if(arg_BASELINE)
      add_custom_target(z3tidy-${target}-baseline COMMAND ${update} ${sources}
        WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}" USES_TERMINAL VERBATIM)
    endif()
    if(arg_WHILE_COMPILING)
      set(tidy "${Z3TIDY_PROGRAM}" --quiet "--warnings-as-errors=z3-*")
      if(arg_CHECKS)
        list(APPEND tidy "--checks=${arg_CHECKS}")
      endif()
      set_target_properties(${target} PROPERTIES
        C_CLANG_TIDY "${tidy}" CXX_CLANG_TIDY "${tidy}")
    endif()
  endforeach()
endfunction()
