// What sealing, opening and spelling a wallet's secrets leave on the heap.
#include <gtest/gtest.h>

#include "base/testing/freed_blocks.hpp"
#include "base/testing/seeded_rng.hpp"
#include "wallet/keystore/keystore.hpp"
#include "wallet/keystore/wallet_keys.hpp"

namespace tacit::wallet::wiping_test {
namespace {

using tacit::testing::holds_mark;
using tacit::testing::watch_freed_blocks;

constexpr KdfCost kCheap{1, 8ULL << 10};
constexpr std::uint8_t kMark = 0xe1;

KeystoreContent content_of(KeystoreKind kind, std::string_view viewing_key) {
    KeystoreContent content;
    content.kind = kind;
    content.entropy.mutable_bytes().fill(kMark);
    content.database_key.mutable_bytes().fill(kMark);
    content.viewing_key = SecretText(viewing_key);
    return content;
}

TEST(Wiping, OfAKeystoreSealedAndOpened) {
    const SecretText passphrase("correct horse");
    for (const std::size_t size : {0U, 500U}) {  // of the viewing key
        const std::string key(size, static_cast<char>(kMark));
        const auto content = content_of(KeystoreKind::kSpending, key);
        tacit::testing::SeededRng rng(1);
        Result<Bytes, KeystoreErrorCode> sealed = Bytes();
        const auto sealing = watch_freed_blocks(
            holds_mark<kMark>, [&] { sealed = seal_keystore(content, passphrase, rng, kCheap); });
        EXPECT_GE(sealing.count, 3U);
        EXPECT_EQ(sealing.bad, 0U);
        bool same = false;
        const auto opening = watch_freed_blocks(holds_mark<kMark>, [&] {
            const auto opened = open_keystore(*sealed, passphrase);
            same = opened.ok() && opened->entropy == content.entropy;
        });
        EXPECT_TRUE(same);
        EXPECT_GE(opening.count, 1U);
        EXPECT_EQ(opening.bad, 0U);
    }
}

/// Whether the words of an entropy of nothing but kMark stand in a block, in part.
bool holds_words(ByteSpan block) {
    return holds_mark<kMark>(block) || as_text(block).find("tiger audit") != std::string_view::npos;
}

TEST(Wiping, OfWordsAndTheirSeed) {
    const auto content = content_of(KeystoreKind::kSpending, {});
    bool same = false;
    const auto freed = watch_freed_blocks(holds_words, [&] {
        const SecretText words = encode_words(content.entropy);
        const auto back = decode_words(words.view());
        same = back.ok() && *back == content.entropy;
        const auto keys = WalletKeys::derive(content, shielded::Network::kTest, 1);
        same = same && keys.ok();
    });
    EXPECT_TRUE(same);
    EXPECT_GE(freed.count, 5U);
    EXPECT_EQ(freed.bad, 0U);
    const SecretText words = encode_words(content.entropy);
    EXPECT_NE(words.view().find("tiger audit"), std::string_view::npos) << words.view();
}

}  // namespace
}  // namespace tacit::wallet::wiping_test
