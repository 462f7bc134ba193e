# Secret-dependent branches and indices, found by valgrind: keys are marked as undefined memory, and
# memcheck reports every jump or address that depends on them.
include(CheckIncludeFileCXX)
find_program(TACIT_VALGRIND valgrind)
check_include_file_cxx(valgrind/memcheck.h TACIT_HAVE_MEMCHECK)

# tacit_ctgrind(NAME name SOURCES file... DEPS target...): a program of main.cpp here and SOURCES,
# compiled again with the marks of declassify.hpp, and two tests: `name` runs it under
# valgrind, `name_control` runs it with --control, a branch on a secret that memcheck must notice.
function(tacit_ctgrind)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPS")
  if(NOT TACIT_VALGRIND OR NOT TACIT_HAVE_MEMCHECK OR TACIT_SANITIZE)
    message(STATUS "${arg_NAME}: skipped, it needs valgrind with memcheck.h and no sanitizer")
    return()
  endif()
  list(FILTER arg_SOURCES EXCLUDE REGEX "_(test|bench)\\.cpp$")
  add_executable(${arg_NAME} main.cpp ${arg_SOURCES})
  target_compile_definitions(${arg_NAME} PRIVATE TACIT_CTGRIND)
  target_link_libraries(${arg_NAME} PRIVATE tacit_options ${arg_DEPS})

  set(run ${TACIT_VALGRIND} --quiet --error-exitcode=99 $<TARGET_FILE:${arg_NAME}>)
  add_test(NAME ${arg_NAME} COMMAND ${run})
  add_test(NAME ${arg_NAME}_control COMMAND ${run} --control)
  set_tests_properties(${arg_NAME} ${arg_NAME}_control PROPERTIES LABELS fast TIMEOUT 600)
  set_tests_properties(${arg_NAME}_control PROPERTIES
    PASS_REGULAR_EXPRESSION "depends on uninitialised value")
endfunction()
