#include "apps/host/read_file.hpp"

#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

namespace tacit::apps::read_file_test {
namespace {

namespace fs = std::filesystem;

class ReadFile : public testing::Test {
  protected:
    void SetUp() override { fs::create_directories(x_folder); }
    void TearDown() override { fs::remove_all(x_folder); }

    fs::path file_of(const std::string& content) const {
        const fs::path file = x_folder / "file";
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }

    const fs::path x_folder =
        fs::temp_directory_path() / ("tacit_read_file." + std::to_string(::getpid()));
};

TEST_F(ReadFile, AllOfItUpToTheLimit) {
    // Around a part's end, and with bytes that are no text.
    for (const std::size_t size : {0U, 1U, 65'535U, 65'536U, 65'537U, 200'000U}) {
        std::string content(size, '\0');
        for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<char>(i * i % 251);
        const fs::path file = file_of(content);
        EXPECT_EQ(read_file(file, size), content) << size;
        EXPECT_EQ(read_file(file, size + 100), content) << size;
        if (size > 0) {
            EXPECT_FALSE(read_file(file, size - 1)) << size;
        }
    }
}

TEST_F(ReadFile, OnlyTheStartOfALongerFile) {
    const std::string content(70'000, 'x');
    const fs::path file = file_of(content);
    for (const std::size_t most : {0U, 1U, 65'536U, 69'999U, 70'000U, 70'001U})
        EXPECT_EQ(read_start_of_file(file, most), content.substr(0, most)) << most;
}

TEST_F(ReadFile, NothingOfAFolderOrOfWhatIsNotThere) {
    EXPECT_FALSE(read_file(x_folder, 100));
    EXPECT_FALSE(read_file(x_folder / "absent", 100));
}

}  // namespace
}  // namespace tacit::apps::read_file_test
