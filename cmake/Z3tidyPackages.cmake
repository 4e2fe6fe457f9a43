# Two Debian packages by CPack: z3tidy, the tools, and libz3raii-dev, the
# headers. scripts/package builds them. Included last, from the top.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME z3tidy)
set(CPACK_PACKAGE_VENDOR z3tidy)
if(NOT CPACK_PACKAGE_CONTACT) # who hands packages out names himself
  set(CPACK_PACKAGE_CONTACT "the authors of z3tidy <z3tidy@example.org>")
endif()
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL tools runtime)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME z3tidy)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SHLIBDEPS ON)
# Shared libraries are found by dpkg-shlibdeps; clang's own headers are not.
set(CPACK_DEBIAN_TOOLS_PACKAGE_DEPENDS "libclang-common-${Z3TIDY_LLVM}-dev")
set(CPACK_DEBIAN_TOOLS_PACKAGE_RECOMMENDS "libz3-dev, libc6-dev | libc-dev")
set(CPACK_DEBIAN_TOOLS_PACKAGE_SUGGESTS
  "clang-tidy-${Z3TIDY_LLVM}, libz3raii-dev")
set(CPACK_COMPONENT_TOOLS_DESCRIPTION
  "finds misuse of Z3 handles in C and C++
z3-tidy is clang-tidy with checks for the handles of the solver Z3: leaks in
loops, uses after release, mixed contexts, and more. z3-trace runs a program
and says what became of its handles.")

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME libz3raii-dev)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_DEPENDS libz3-dev)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SUGGESTS z3tidy)
set(CPACK_COMPONENT_RUNTIME_DESCRIPTION
  "ownership of Z3's handles in C++, header-only
Handles of the solver Z3 that take their reference when they are made and
give it back when they end, or at once with release(). With a package
configuration for CMake and one for pkg-config.")

include(GNUInstallDirs)
install(TARGETS z3-tidy z3-trace RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
  COMPONENT tools)
if(TARGET z3-clangd)
  install(TARGETS z3-clangd RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
    COMPONENT tools)
endif()
# z3-trace looks for its library, and the plugin for its checks, from its own
# place: so not in a folder of the architecture.
install(TARGETS z3trace z3tidy-plugin LIBRARY DESTINATION lib COMPONENT tools)
install(TARGETS z3tidy-plugin-checks z3tidy-plugin-compiler
  LIBRARY DESTINATION "lib/z3tidy-${Z3TIDY_LLVM}" COMPONENT tools)
# The plugin alone: from several builds into one folder it is one for all of
# their LLVMs (docs/versions.md).
install(TARGETS z3tidy-plugin LIBRARY DESTINATION lib COMPONENT plugin
  EXCLUDE_FROM_ALL)
install(TARGETS z3tidy-plugin-checks z3tidy-plugin-compiler
  LIBRARY DESTINATION "lib/z3tidy-${Z3TIDY_LLVM}" COMPONENT plugin
  EXCLUDE_FROM_ALL)
install(FILES docs/z3tidy.schema.json checks/checks.json
  DESTINATION "${CMAKE_INSTALL_DATADIR}/z3tidy" COMPONENT tools)
install(DIRECTORY docs DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/z3tidy"
  COMPONENT tools PATTERN man EXCLUDE)
install(FILES README.md CHANGELOG.md CONTRIBUTING.md
  DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/z3tidy" COMPONENT tools)

# What Debian wants to be in each package.
find_program(Z3TIDY_GZIP gzip)
function(z3tidy_install_compressed file folder component)
  if(NOT Z3TIDY_GZIP)
    return()
  endif()
  cmake_path(GET file FILENAME name)
  set(compressed "${CMAKE_CURRENT_BINARY_DIR}/debian/${component}/${name}.gz")
  file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/debian/${component}")
  execute_process(COMMAND "${Z3TIDY_GZIP}" -9nc "${file}"
    OUTPUT_FILE "${compressed}" COMMAND_ERROR_IS_FATAL ANY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  install(FILES "${compressed}" DESTINATION "${CMAKE_INSTALL_DATADIR}/${folder}"
    COMPONENT ${component})
endfunction()
foreach(pair "z3tidy tools" "libz3raii-dev runtime")
  separate_arguments(pair)
  list(POP_FRONT pair package component)
  install(FILES cmake/debian/copyright COMPONENT ${component}
    DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${package}")
  set(changelog "${CMAKE_CURRENT_BINARY_DIR}/debian/${package}/changelog")
  configure_file(cmake/debian/changelog.in "${changelog}" @ONLY)
  z3tidy_install_compressed("${changelog}" "doc/${package}" ${component})
endforeach()
install(FILES cmake/debian/z3tidy.lintian-overrides RENAME z3tidy COMPONENT tools
  DESTINATION "${CMAKE_INSTALL_DATADIR}/lintian/overrides")
foreach(program z3-tidy z3-trace z3-clangd)
  if(TARGET ${program})
    z3tidy_install_compressed("${CMAKE_CURRENT_SOURCE_DIR}/docs/man/${program}.1"
      man/man1 tools)
  endif()
endforeach()

include(CPack)
