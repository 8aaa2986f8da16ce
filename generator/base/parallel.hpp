// Independent pieces of work side by side: tools of one thread each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace fp8forge {

// As many as the machine runs at once; 1 where that is not known.
inline std::size_t thread_count() { return std::max(1U, std::thread::hardware_concurrency()); }

// Runs work(0) … work(count - 1), each in a thread of its own.
template <typename Work>
void side_by_side(std::size_t count, const Work& work) {
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
  for (std::thread& thread : threads) thread.join();
}

}  // namespace fp8forge
