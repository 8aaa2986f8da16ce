// Independent jobs over a few threads, with a view on how far they are and a way to end early.
#pragma once

#include <cstdint>
#include <functional>

namespace fp8forge::conformance {

// How long work is watched and ended.
struct Watch {
  int threads = 1;
  // Called several times a second from the calling thread while jobs run; may be empty.
  std::function<void(std::int64_t done, std::int64_t jobs)> progress;
  // True when the work is to end after the jobs that run now; may be empty.
  std::function<bool()> stop;
};

// Calls body(job) for each job below `jobs`, from watch.threads threads; `make_body` is called once in each
// of them, first. False when stopped before all were done.
bool run_jobs(const Watch& watch, std::int64_t jobs,
              const std::function<std::function<void(std::int64_t)>()>& make_body);

}  // namespace fp8forge::conformance
