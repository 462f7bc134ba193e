# Third-party parts. Versions are pinned by Debian's release and by deps/requirements.txt;
# tools/setup brings them onto the machine.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(GTest REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)

# blst comes inside the ckzg source package, built portable so that one program serves every x86-64.
set(TACIT_CKZG_DIR ${PROJECT_SOURCE_DIR}/.deps/ckzg-2.1.8 CACHE PATH "Unpacked ckzg source package")
if(NOT EXISTS ${TACIT_CKZG_DIR}/blst/src/server.c)
  message(FATAL_ERROR "blst is missing: run tools/setup first")
endif()
add_library(blst STATIC ${TACIT_CKZG_DIR}/blst/src/server.c ${TACIT_CKZG_DIR}/blst/build/assembly.S)
target_compile_definitions(blst PRIVATE __BLST_PORTABLE__)
target_compile_options(blst PRIVATE -O2 -w)
target_include_directories(blst SYSTEM PUBLIC ${TACIT_CKZG_DIR}/blst/bindings)
