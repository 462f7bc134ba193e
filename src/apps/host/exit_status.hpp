// How a program of ours ends.
#pragma once

namespace tacit::apps {

enum ExitStatus : int {
    kDone = 0,
    kRefused = 1,         // and nothing moved
    kMisused = 2,         // the command cannot be meant
    kOutcomeUnknown = 3,  // sent, and how it ended is not known
};

}  // namespace tacit::apps
