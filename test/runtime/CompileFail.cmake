# Compiles one case of CompileFail.cpp and holds the compiler's text against what
# is expected.
#   COMPILER FLAGS SOURCE CASE EXPECTED (a regular expression)

set(command ${COMPILER} ${FLAGS} -fsyntax-only ${SOURCE})

execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C
  ${command} -DCASE=${CASE} RESULT_VARIABLE status ERROR_VARIABLE text)
if(status EQUAL 0)
  message(FATAL_ERROR "case ${CASE} compiles")
endif()
if(NOT text MATCHES "${EXPECTED}")
  message(FATAL_ERROR "case ${CASE} fails without '${EXPECTED}':\n${text}")
endif()
