# The model against the table of all functions and against the installed header.

find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(z3_signatures "${CMAKE_CURRENT_BINARY_DIR}/z3-signatures.tsv")
find_path(Z3TIDY_Z3_INCLUDE z3_api.h REQUIRED)
add_custom_command(OUTPUT "${z3_signatures}"
  COMMAND Python3::Interpreter
    "${CMAKE_CURRENT_SOURCE_DIR}/dump_signatures.py"
    "${Z3TIDY_LLVM_PREFIX}/bin/clang" "${z3_signatures}"
  DEPENDS dump_signatures.py "${Z3TIDY_Z3_INCLUDE}/z3_api.h"
  COMMENT "Listing the functions of z3.h")

z3tidy_unittest(z3tidyModelTests
  SOURCES ModelTest.cpp ModelTableTest.cpp ModelFileTest.cpp "${z3_signatures}"
  DEPENDS z3tidyModel)
target_compile_definitions(z3tidyModelTests PRIVATE
  Z3TIDY_SCHEMA="${PROJECT_SOURCE_DIR}/docs/z3tidy.schema.json"
  Z3TIDY_TEACHING_DOCS="${PROJECT_SOURCE_DIR}/docs/teaching.md"
  Z3TIDY_FUNCTION_TABLE="${PROJECT_SOURCE_DIR}/test/data/z3-functions.tsv"
  Z3TIDY_SIGNATURES="${z3_signatures}")
