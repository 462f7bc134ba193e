// What a transaction knows of the chain it is for. Spec: §8.1.
#pragma once

#include "base/tagged.hpp"

namespace tacit::shielded {

/// Digest of the canonical genesis. It enters every transaction digest and never travels.
using ChainId = TaggedBytes<struct ChainIdTag, 32>;

/// Number of a block; genesis is 0.
using Height = TaggedCount<struct HeightTag>;

}  // namespace tacit::shielded
