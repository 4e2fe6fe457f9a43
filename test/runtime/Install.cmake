# Installs z3raii, moves it, and builds a project outside the tree with it, by
# find_package and by pkg-config.
# cmake -DBUILD= -DSCRATCH= -DCOMPILER= -DSOURCE= -P Install.cmake

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE said
    ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "failed: ${ARGV}\n${said}")
  endif()
  set(said "${said}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
run(${CMAKE_COMMAND} --install ${BUILD} --component runtime
  --prefix ${SCRATCH}/first)
file(RENAME ${SCRATCH}/first ${SCRATCH}/prefix)
file(COPY ${SOURCE}/ DESTINATION ${SCRATCH}/user)

run(${CMAKE_COMMAND} -S ${SCRATCH}/user -B ${SCRATCH}/build
  -DCMAKE_PREFIX_PATH=${SCRATCH}/prefix -DCMAKE_CXX_COMPILER=${COMPILER})
run(${CMAKE_COMMAND} --build ${SCRATCH}/build)
run(${SCRATCH}/build/user)
if(NOT said STREQUAL "false\n")
  message(FATAL_ERROR "the program said: ${said}")
endif()

find_program(PKG_CONFIG NAMES pkg-config pkgconf)
if(PKG_CONFIG)
  set(ENV{PKG_CONFIG_PATH} ${SCRATCH}/prefix/share/pkgconfig)
  run(${PKG_CONFIG} --cflags --libs z3raii)
  separate_arguments(flags UNIX_COMMAND "${said}")
  run(${COMPILER} -std=c++17 ${SCRATCH}/user/user.cpp -o ${SCRATCH}/by_pkg
    ${flags})
  run(${SCRATCH}/by_pkg)
endif()
