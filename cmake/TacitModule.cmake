# tacit_module(NAME n [DEPS ...] [TEST_DEPS ...])
#
# Makes a library of the folder's sources and, beside it, one test program a speed class:
#   foo.cpp              library `n`
#   foo_test.cpp         program `n_test`, label fast
#   foo_slow_test.cpp    program `n_slow_test`, label slow
#   foo_bench.cpp        object library `n_bench`, linked into tacit-bench
# A folder with headers only becomes an interface library. Tests of the core (src/base, zk,
# shielded, ledger) carry the label core too, and target `tacit_core_tests` builds the fast ones of
# them: that is what runs under the sanitizers.
add_custom_target(tacit_core_tests)

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
    add_library(${ARG_NAME}_bench OBJECT EXCLUDE_FROM_ALL ${benches})  # `make bench` builds it
    target_link_libraries(${ARG_NAME}_bench PUBLIC ${ARG_NAME} benchmark::benchmark)
    set_property(GLOBAL APPEND PROPERTY TACIT_BENCHES ${ARG_NAME}_bench)
  endif()
endfunction()

# One test program. It lands in the build tree's own bin/, never beside the shipped programs.
function(tacit_test_program name label files)
  if(NOT files)
    return()
  endif()
  add_executable(${name} ${files})
  tacit_compile_as_test(${name})
  target_link_libraries(${name} PRIVATE ${ARGN} GTest::gmock GTest::gtest GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE TACIT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)

  set(labels ${label})
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  if(folder MATCHES "^src/(base|zk|shielded|ledger)(/|$)")
    list(APPEND labels core)
    if(label STREQUAL fast)
      add_dependencies(tacit_core_tests ${name})
    endif()
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT 1800)
endfunction()
