# tacit_module(NAME n [DEPS ...] [TEST_DEPS ...])
#
# Makes a library of the folder's sources and, beside it, one test program a speed class:
#   foo.cpp              library `n`
#   foo_test.cpp         program `n_test`, label fast
#   foo_slow_test.cpp    program `n_slow_test`, label slow
#   foo_bench.cpp        object library `n_bench`, linked into tacit-bench
# A folder with headers only becomes an interface library.
function(tacit_module)
  cmake_parse_arguments(ARG "" "NAME" "DEPS;TEST_DEPS" ${ARGN})
  file(GLOB all CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(sources ${all})
  list(FILTER sources EXCLUDE REGEX "_(test|bench)\\.cpp$")
  set(slow_tests ${all})
  list(FILTER slow_tests INCLUDE REGEX "_slow_test\\.cpp$")
  set(fast_tests ${all})
  list(FILTER fast_tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER fast_tests EXCLUDE REGEX "_slow_test\\.cpp$")
  set(benches ${all})
  list(FILTER benches INCLUDE REGEX "_bench\\.cpp$")

  if(sources)
    add_library(${ARG_NAME} STATIC ${sources})
    target_link_libraries(${ARG_NAME} PUBLIC tacit_options ${ARG_DEPS})
  else()
    add_library(${ARG_NAME} INTERFACE)
    target_link_libraries(${ARG_NAME} INTERFACE tacit_options ${ARG_DEPS})
  endif()

  tacit_test_program(${ARG_NAME}_test fast "${fast_tests}" ${ARG_NAME} ${ARG_TEST_DEPS})
  tacit_test_program(${ARG_NAME}_slow_test slow "${slow_tests}" ${ARG_NAME} ${ARG_TEST_DEPS})
  if(benches)
    add_library(${ARG_NAME}_bench OBJECT ${benches})
    target_link_libraries(${ARG_NAME}_bench PUBLIC ${ARG_NAME})
    set_property(GLOBAL APPEND PROPERTY TACIT_BENCHES ${ARG_NAME}_bench)
  endif()
endfunction()

function(tacit_test_program name label files)
  if(NOT files)
    return()
  endif()
  add_executable(${name} ${files})
  target_link_libraries(${name} PRIVATE ${ARGN} GTest::gmock GTest::gtest GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE TACIT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
  set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 1800)
endfunction()
