#include "apps/host/write_file.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "apps/host/read_file.hpp"

namespace tacit::apps::write_file_test {
namespace {

namespace fs = std::filesystem;

class WriteFile : public ::testing::Test {
  protected:
    WriteFile() {
        std::string name = (fs::temp_directory_path() / "tacit-write-XXXXXX").string();
        EXPECT_NE(::mkdtemp(name.data()), nullptr);
        folder = name;
        file = folder / "report.xml";
    }
    ~WriteFile() override { fs::remove_all(folder); }

    std::size_t count() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }

    fs::path folder;
    fs::path file;
};

TEST_F(WriteFile, TheContentIsThereAndForItsOwnerAlone) {
    const ::mode_t before = ::umask(0);
    ASSERT_TRUE(write_file_durably(file, "salaries"));
    ::umask(before);
    EXPECT_EQ(read_file(file, 100), "salaries");
    struct stat found{};
    ASSERT_EQ(::stat(file.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    EXPECT_EQ(count(), 1U);
}

TEST_F(WriteFile, AnotherOneIsReplacedWholly) {
    ASSERT_TRUE(write_file_durably(file, "a long one"));
    fs::permissions(file, fs::perms::others_read, fs::perm_options::add);
    ASSERT_TRUE(write_file_durably(file, ""));
    EXPECT_EQ(read_file(file, 100), "");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(count(), 1U);
}

TEST_F(WriteFile, ALinkIsReplacedAndNotFollowed) {
    const fs::path victim = folder / "victim";
    std::ofstream(victim) << "mine";
    fs::create_symlink(victim, file);
    ASSERT_TRUE(write_file_durably(file, "report"));
    EXPECT_EQ(read_file(victim, 100), "mine");
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(file)));
}

/// Whoever may write to the folder lays a link where the unfinished file used to be.
TEST_F(WriteFile, AForeseenNameDoesNoHarm) {
    const fs::path victim = folder / "victim";
    std::ofstream(victim) << "mine";
    fs::create_symlink(victim, file.string() + ".part" + std::to_string(::getpid()));
    fs::create_symlink(victim, file.string() + ".part");
    ASSERT_TRUE(write_file_durably(file, "report"));
    EXPECT_EQ(read_file(victim, 100), "mine");
}

TEST_F(WriteFile, WhatIsNoFileIsLeftAlone) {
    fs::create_directory(file);
    EXPECT_FALSE(write_file_durably(file, "report"));
    EXPECT_TRUE(fs::is_directory(file));
    const fs::path device = folder / "device";
    fs::create_symlink("/dev/null", device);
    EXPECT_FALSE(write_file_durably(device, "report"));
    EXPECT_TRUE(fs::is_symlink(device));
    EXPECT_FALSE(write_file_durably(folder / "missing" / "report.xml", "report"));
    EXPECT_EQ(count(), 2U);
}

TEST_F(WriteFile, ADeviceTakesTheContentAndStays) {
    EXPECT_TRUE(write_file_durably("/dev/null", "report"));
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
    EXPECT_FALSE(write_file_durably("/dev/full", "report"));
    EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST_F(WriteFile, WithoutRoomTheOldOneStays) {
    ASSERT_TRUE(write_file_durably(file, "old"));
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit small{10, 10};
        ::setrlimit(RLIMIT_FSIZE, &small);
        std::signal(SIGXFSZ, SIG_IGN);
        ::_exit(write_file_durably(file, "longer than ten bytes") ? 1 : 0);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(read_file(file, 100), "old");
    EXPECT_EQ(count(), 1U);
}

}  // namespace
}  // namespace tacit::apps::write_file_test
