// What a piece of work leaves in the heap blocks that it frees. Replaces the operators new and
// delete of the whole program: to be included by one source of a test program alone.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <new>

#include "base/bytes.hpp"

namespace tacit::testing {

/// Whether a block, as it is freed, holds what it should not.
using BlockJudge = bool (*)(ByteSpan block);

struct FreedBlocks {
    std::size_t count = 0;
    std::size_t bad = 0;
};

inline BlockJudge block_judge = nullptr;  // set while blocks are watched
inline FreedBlocks freed_blocks;

/// Judges every block of a known size that `work` frees.
template <class Work>
FreedBlocks watch_freed_blocks(BlockJudge is_bad, const Work& work) {
    freed_blocks = {};
    block_judge = is_bad;
    work();
    block_judge = nullptr;
    return freed_blocks;
}

/// Whether eight bytes `mark` stand in a row: what a test makes its secrets of.
template <std::uint8_t mark>
bool holds_mark(ByteSpan block) {
    return std::search_n(block.begin(), block.end(), 8, mark) != block.end();
}

}  // namespace tacit::testing

// Memory comes zeroed, so that a block's unused end says nothing. Not inlined: compilers would see
// malloc's memory given to delete.
[[gnu::noinline]] void* operator new(std::size_t size) {
    void* const block = std::calloc(1, std::max<std::size_t>(size, 1));
    if (block == nullptr) std::abort();
    return block;
}

[[gnu::noinline]] void operator delete(void* block) noexcept {
    std::free(block);
}

[[gnu::noinline]] void operator delete(void* block, std::size_t size) noexcept {
    if (tacit::testing::block_judge != nullptr) {
        ++tacit::testing::freed_blocks.count;
        if (tacit::testing::block_judge({static_cast<const std::uint8_t*>(block), size}))
            ++tacit::testing::freed_blocks.bad;
    }
    std::free(block);
}
