# Turns the BIP-39 word list into a C++ array: cmake -DIN=english.txt -DOUT=words.cpp -P this.
file(STRINGS ${IN} words)
list(LENGTH words count)
if(NOT count EQUAL 2048)
  message(FATAL_ERROR "${IN}: ${count} words instead of 2048")
endif()
list(JOIN words "\",\n    \"" body)
file(WRITE ${OUT} "#include \"wallet/keystore/word_list.hpp\"\n
namespace tacit::wallet {\n
const std::array<std::string_view, 2048> kWordList = {\n    \"${body}\"};\n
}  // namespace tacit::wallet\n")
