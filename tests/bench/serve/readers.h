// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace dashflow::bench {

// How events say when they were sent: "sent": and the nanoseconds since 1970.
std::string SentNow();

// Many clients that read an endless answer, on a thread of its own.
class Readers {
 public:
  // Sends `request` on `count` connections, and returns when each has got its first byte.
  Readers(std::uint16_t port, const std::string& request, std::size_t count);
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  // Waits until each has read `events` events; milliseconds from sending to reading that 99 in 100
  // of all events keep below. Ends the program where nothing comes for 30 s.
  double AwaitP99(std::size_t events) const;

 private:
  struct Parts;
  const std::unique_ptr<Parts> parts_;
};

}  // namespace dashflow::bench
