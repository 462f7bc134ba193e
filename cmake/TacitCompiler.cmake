# Warnings, sanitizers and linker: one interface target that every module of the project links.
add_library(tacit_options INTERFACE)
target_compile_options(tacit_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Werror>
  $<$<COMPILE_LANGUAGE:CXX>:-fno-strict-aliasing>)
target_include_directories(tacit_options INTERFACE ${PROJECT_SOURCE_DIR}/src)

if(TACIT_SANITIZE)
  target_compile_options(tacit_options INTERFACE -fsanitize=${TACIT_SANITIZE}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  # g++ follows values through the sanitizers' own branches and warns of paths that cannot be; the
  # same warnings stay errors in the plain builds.
  target_compile_options(tacit_options INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds
      -Wno-maybe-uninitialized -Wno-restrict -Wno-free-nonheap-object>)
  target_link_options(tacit_options INTERFACE -fsanitize=${TACIT_SANITIZE})
endif()

find_program(TACIT_CCACHE ccache)
if(TACIT_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TACIT_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${TACIT_CCACHE})
endif()
find_program(TACIT_MOLD mold)
if(TACIT_MOLD AND NOT TACIT_SANITIZE)
  add_link_options(-fuse-ld=mold)
endif()
