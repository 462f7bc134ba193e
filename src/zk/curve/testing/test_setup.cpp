#include "zk/curve/testing/test_setup.hpp"

#include <fstream>
#include <iterator>
#include <utility>

#include "base/check.hpp"

namespace tacit::zk::testing {
namespace {

Setup load() {
    std::ifstream in(TACIT_SETUP_FILE, std::ios::binary);
    TACIT_CHECK(in.good());
    const std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    auto setup = decode_setup_pinned(as_bytes(content));
    TACIT_CHECK(setup.ok());
    return std::move(*setup);
}

}  // namespace

const Setup& test_setup() {
    static const Setup kSetup = load();
    return kSetup;
}

}  // namespace tacit::zk::testing
