#include "sim/conformance/workers.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace fp8forge::conformance {

bool run_jobs(const Watch& watch, std::int64_t jobs,
              const std::function<std::function<void(std::int64_t)>()>& make_body) {
  std::atomic<std::int64_t> next{0}, done{0};
  std::atomic<bool> stopped{false};
  std::mutex mutex;
  std::condition_variable ended;
  const auto threads = static_cast<int>(std::min<std::int64_t>(std::max(watch.threads, 1), jobs));
  int running = threads;

  std::vector<std::thread> pool;
  for (int thread = 0; thread < threads; ++thread) {
    pool.emplace_back([&] {
      const auto body = make_body();
      for (std::int64_t job; !stopped && (job = next++) < jobs; ++done) body(job);
      const std::lock_guard lock(mutex);
      --running;
      ended.notify_one();
    });
  }
  {
    std::unique_lock lock(mutex);
    while (!ended.wait_for(lock, std::chrono::milliseconds(100), [&] { return running == 0; })) {
      if (watch.stop && watch.stop()) stopped = true;
      if (watch.progress) watch.progress(done, jobs);
    }
  }
  for (std::thread& thread : pool) thread.join();
  return done == jobs;
}

}  // namespace fp8forge::conformance
