#include "sim/conformance/registers.hpp"

#include <algorithm>

namespace fp8forge::conformance {

namespace {

RegisterAccess read(std::uint32_t address, bool waits = false) {
  return {.is_write = false, .address = address, .waits = waits};
}

RegisterAccess write(std::uint32_t address, std::uint32_t data) {
  return {.is_write = true, .address = address, .data = data, .waits = true};
}

// Stops the counters and reads them all.
std::vector<RegisterAccess> stopped_reads(const RegisterMap& map, std::uint32_t control) {
  std::vector<RegisterAccess> accesses = {write(map.control, control), read(map.control, true),
                                          read(map.status)};
  for (const std::uint32_t counter : {map.busy, map.starved, map.held, map.blocked, map.tiles}) {
    accesses.push_back(read(counter));
    accesses.push_back(read(counter + 4));
  }
  return accesses;
}

std::uint16_t any_gap(Random& random) {
  return static_cast<std::uint16_t>(random.chance(40)   ? 0
                                    : random.chance(80) ? random.below(4)
                                                        : random.below(30));
}

RegisterAccess any_access(const RegisterMap& map, Random& random) {
  RegisterAccess access;
  access.is_write = random.chance(40);
  access.waits = random.chance(30);
  access.address = static_cast<std::uint32_t>(random.below(std::int64_t{1} << map.address_bits));
  if (!access.is_write) return access;
  access.data = static_cast<std::uint32_t>(random.next());
  access.strobe = static_cast<std::uint8_t>(random.below(16));
  if (random.chance(30)) return access;
  access.address = map.control;
  if (random.chance(50)) access.strobe = 15;
  return access;
}

std::vector<std::uint8_t> any_ready(Random& random) {
  static constexpr int kPercent[] = {100, 90, 50, 10};
  const int percent = kPercent[random.below(4)];
  std::vector<std::uint8_t> ready;
  while (ready.size() < 97) ready.push_back(random.chance(percent));
  ready.push_back(1);
  return ready;
}

}  // namespace

bool RegisterMap::is_counter(std::uint32_t address) const {
  const std::uint32_t counter = address & ~7U;
  return counter == busy || counter == starved || counter == held || counter == blocked || counter == tiles;
}

bool RegisterMap::exists(std::uint32_t address) const {
  const std::uint32_t word = address & ~3U;
  return word == control || word == status || is_counter(word);
}

RegisterTraffic random_traffic(const RegisterMap& map, std::int64_t accesses, Random& random) {
  RegisterTraffic traffic;
  while (static_cast<std::int64_t>(traffic.accesses.size()) < accesses) {
    if (random.chance(15)) {
      for (const RegisterAccess& access : stopped_reads(map, random.chance(20) ? kControlClear : 0)) {
        traffic.accesses.push_back(access);
      }
      traffic.accesses.push_back(write(map.control, kControlRun | (random.chance(50) ? kControlClear : 0)));
    } else {
      traffic.accesses.push_back(any_access(map, random));
    }
  }
  for (RegisterAccess& access : traffic.accesses) {
    access.gap = any_gap(random);
    access.data_gap = any_gap(random);
  }
  traffic.b_ready = any_ready(random);
  traffic.r_ready = any_ready(random);
  return traffic;
}

std::uint64_t cycles_of(const RegisterTraffic& traffic) {
  std::uint64_t cycles = 0;
  const std::uint64_t patterns = traffic.b_ready.size() + traffic.r_ready.size();
  for (const RegisterAccess& access : traffic.accesses)
    cycles += 8U + access.gap + access.data_gap + patterns;
  return cycles;
}

void append_closing(const RegisterMap& map, RegisterTraffic& traffic) {
  std::vector<RegisterAccess> closing = stopped_reads(map, 0);
  closing.push_back(write(map.control, kControlClear));
  closing.push_back(read(map.status, true));
  closing.push_back(read(map.tiles));
  closing.push_back(read(map.busy));
  closing.push_back(write(map.control, kControlRun));
  closing.push_back(read(map.starved, true));
  closing.push_back(read(map.control));
  for (RegisterAccess& access : closing) access.after_run = true;
  traffic.accesses.insert(traffic.accesses.end(), closing.begin(), closing.end());
}

}  // namespace fp8forge::conformance
