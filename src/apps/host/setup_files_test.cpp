#include "apps/host/setup_files.hpp"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "apps/host/system.hpp"

namespace tacit::apps::setup_files_test {
namespace {

namespace fs = std::filesystem;

/// A folder in the place of share_dir(), empty at first.
class SetupFiles : public ::testing::Test {
  protected:
    void SetUp() override {
        x_installed = TACIT_SHARE_DIR;
        std::string name = (fs::temp_directory_path() / "tacit-share-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        x_folder = name;
        ::setenv("TACIT_SHARE", name.c_str(), 1);
    }
    void TearDown() override {
        ::unsetenv("TACIT_SHARE");
        fs::remove_all(x_folder);
    }

    void install(const char* name) { fs::copy_file(x_installed / name, x_folder / name); }
    void damage(const char* name) { std::ofstream(x_folder / name, std::ios::app) << 'x'; }

    fs::path x_installed;
    fs::path x_folder;
    InlineExecutor x_executor;
};

TEST_F(SetupFiles, AreLoaded) {
    install("setup.bin");
    install("commitment_key.bin");
    EXPECT_TRUE(load_setup().ok());
    EXPECT_TRUE(load_commitment_key(x_executor).ok());
}

TEST_F(SetupFiles, AMissingSetupIsNamed) {
    const auto setup = load_setup();
    ASSERT_FALSE(setup.ok());
    EXPECT_TRUE(setup.error().is_missing());
    EXPECT_EQ(setup.error().file, x_folder / "setup.bin");
}

TEST_F(SetupFiles, ADamagedSetupIsRefusedWithTheReason) {
    install("setup.bin");
    damage("setup.bin");
    const auto setup = load_setup();
    ASSERT_FALSE(setup.ok());
    EXPECT_FALSE(setup.error().is_missing());
}

TEST_F(SetupFiles, TheCommitmentKeyAloneIsEnough) {
    install("commitment_key.bin");
    EXPECT_TRUE(load_commitment_key(x_executor).ok());
}

TEST_F(SetupFiles, WithoutItsFileTheCommitmentKeyIsMadeFromTheSetup) {
    install("setup.bin");
    const auto made = load_commitment_key(x_executor);
    ASSERT_TRUE(made.ok());
    install("commitment_key.bin");
    const auto loaded = load_commitment_key(x_executor);
    ASSERT_TRUE(loaded.ok());
    EXPECT_EQ(zk::encode_commitment_key(*made), zk::encode_commitment_key(*loaded));
    damage("commitment_key.bin");
    const auto anew = load_commitment_key(x_executor);
    ASSERT_TRUE(anew.ok());
    EXPECT_EQ(zk::encode_commitment_key(*made), zk::encode_commitment_key(*anew));
}

TEST_F(SetupFiles, WithoutAnyFileTheSetupIsMissing) {
    const auto key = load_commitment_key(x_executor);
    ASSERT_FALSE(key.ok());
    EXPECT_TRUE(key.error().is_missing());
}

}  // namespace
}  // namespace tacit::apps::setup_files_test
