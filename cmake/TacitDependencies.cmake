# Third-party parts. Versions are pinned by Debian's release (deps/debian-packages.txt) and by
# deps/requirements.txt; tools/setup brings them onto the machine. Targets to link:
#   PkgConfig::SODIUM PkgConfig::SQLITE PkgConfig::LIBXML PkgConfig::QRENCODE PkgConfig::ROCKSDB
#   Boost::headers (Asio and Beast need no library; add Threads::Threads)
#   nlohmann_json::nlohmann_json fmt::fmt spdlog::spdlog CLI11::CLI11 PkgConfig::PROMETHEUS
#   GTest::gtest GTest::gmock rapidcheck benchmark::benchmark blst
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
find_package(rapidcheck REQUIRED)
find_package(Boost 1.81 REQUIRED CONFIG COMPONENTS headers)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(LIBXML REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(ROCKSDB REQUIRED IMPORTED_TARGET rocksdb)
pkg_check_modules(PROMETHEUS REQUIRED IMPORTED_TARGET prometheus-cpp-core)

# blst comes inside the ckzg source package, built portable so that one program serves every x86-64.
set(TACIT_CKZG_DIR ${PROJECT_SOURCE_DIR}/.deps/ckzg-2.1.8 CACHE PATH "Unpacked ckzg source package")
if(NOT EXISTS ${TACIT_CKZG_DIR}/blst/src/server.c)
  message(FATAL_ERROR "blst is missing: run tools/setup first")
endif()
add_library(blst STATIC ${TACIT_CKZG_DIR}/blst/src/server.c ${TACIT_CKZG_DIR}/blst/build/assembly.S)
target_compile_definitions(blst PRIVATE __BLST_PORTABLE__)
target_compile_options(blst PRIVATE -O2 -w)
target_include_directories(blst SYSTEM PUBLIC ${TACIT_CKZG_DIR}/blst/bindings)
