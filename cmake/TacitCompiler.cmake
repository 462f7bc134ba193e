# Warnings, sanitizers and linker: one interface target that every module of the project links.
add_library(tacit_options INTERFACE)
target_compile_options(tacit_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Werror>
  $<$<COMPILE_LANGUAGE:CXX>:-fno-strict-aliasing>
  # Collecting garbage costs g++ a tenth of its time, and saves memory that no source here needs.
  $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=1048576>)
target_include_directories(tacit_options INTERFACE ${PROJECT_SOURCE_DIR}/src)

if(TACIT_SANITIZE)
  target_compile_options(tacit_options INTERFACE -fsanitize=${TACIT_SANITIZE}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(tacit_options INTERFACE -fsanitize=${TACIT_SANITIZE})
endif()

# Joined sources look like headers to this warning; the dev preset, each source alone, keeps it.
if(CMAKE_UNITY_BUILD)
  target_compile_options(tacit_options INTERFACE -Wno-subobject-linkage)
endif()

# At -O2, and through the sanitizers' own branches, g++ 12 follows sizes along paths that cannot be
# taken and warns inside std::vector. Those warnings stay errors in the dev preset, and clang's too.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND (TACIT_SANITIZE OR CMAKE_CXX_FLAGS MATCHES "-O2"))
  target_compile_options(tacit_options INTERFACE
    -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds -Wno-restrict)
  if(TACIT_SANITIZE)
    target_compile_options(tacit_options INTERFACE
      -Wno-maybe-uninitialized -Wno-free-nonheap-object)
  endif()
endif()

# libstdc++ 12's own stable_sort calls what it declares deprecated, and clang says so of each use.
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  target_compile_options(tacit_options INTERFACE -Wno-deprecated-declarations)
endif()

# tacit_optimise_lightly(TARGET...): for code that mostly joins large templates of libraries (Beast,
# CLI11). -O1 takes a third less time to compile them, and nothing there is hot.
function(tacit_optimise_lightly)
  foreach(target ${ARGN})
    target_compile_options(${target} PRIVATE -O1)
  endforeach()
endfunction()

# tacit_compile_as_test(TARGET): without what only a debugger reads. -O1, not -O0: the linker may
# take a test's copy of an inline function for the library's too.
function(tacit_compile_as_test target)
  target_compile_options(${target} PRIVATE -O1 -g0)
endfunction()

find_program(TACIT_CCACHE ccache)
if(TACIT_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TACIT_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${TACIT_CCACHE})
endif()
find_program(TACIT_MOLD mold)
if(TACIT_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
