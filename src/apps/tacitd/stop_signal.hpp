// Why and when a running node is to stop.
#pragma once

namespace tacit::apps {

/// SIGTERM, SIGINT, or a request from inside. Make it before any thread: it blocks the two signals
/// in the caller and in all threads made later, and takes them itself.
class StopSignal {
  public:
    StopSignal();
    ~StopSignal();
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;

    /// Any thread. Returns at once.
    void request() const;
    /// Returns when the first of them came.
    void wait() const;

  private:
    int x_event;
    int x_signals;
};

}  // namespace tacit::apps
