// What a piece of work leaves in the heap blocks that it frees. Replaces the operators new and
// delete of the whole program: to be included by one source of a test program alone.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <cstring>
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

inline void judge_block(const void* block, std::size_t size) {
    if (block_judge == nullptr || block == nullptr) return;
    ++freed_blocks.count;
    if (block_judge({static_cast<const std::uint8_t*>(block), size})) ++freed_blocks.bad;
}

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

[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t alignment) {
    const auto step = static_cast<std::size_t>(alignment);
    const std::size_t whole = (std::max<std::size_t>(size, 1) + step - 1) / step * step;
    void* const block = std::aligned_alloc(step, whole);
    if (block == nullptr) std::abort();
    return std::memset(block, 0, whole);
}

[[gnu::noinline]] void operator delete(void* block) noexcept {
    std::free(block);
}

[[gnu::noinline]] void operator delete(void* block, std::align_val_t) noexcept {
    std::free(block);
}

[[gnu::noinline]] void operator delete(void* block, std::size_t size) noexcept {
    tacit::testing::judge_block(block, size);
    std::free(block);
}

[[gnu::noinline]] void operator delete(void* block, std::size_t size, std::align_val_t) noexcept {
    tacit::testing::judge_block(block, size);
    std::free(block);
}
