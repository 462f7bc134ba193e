// Whether the point at infinity is a valid value where a point is decoded.
#pragma once

namespace tacit::zk {

/// A parameter of every decoder, so that each caller decides: an accepted infinity that nobody
/// expected has broken proof systems before.
enum class Infinity { kRefuse, kAccept };

}  // namespace tacit::zk
