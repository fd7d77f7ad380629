// SPDX-License-Identifier: Apache-2.0
#include "host/control/socket_file.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

namespace dashflow::control {
namespace {

namespace fs = std::filesystem;

constexpr int kWaiting = 64;  // calls that are not accepted yet
constexpr mode_t kOwnerOnly = 0600;

Error Failed(const fs::path& path, std::string cause) {
  return Error("control_socket", "other commands cannot reach this process")
      .Operation("open control socket")
      .Resource(path.string())
      .Cause(std::move(cause));
}

Error Failed(const fs::path& path, int system_error) {
  return Failed(path, std::generic_category().message(system_error));
}

Descriptor NewSocket() { return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)); }

// The name of a socket holds 107 bytes: through its open folder the path may be of any length.
class Address {
 public:
  explicit Address(const fs::path& path)
      : folder_(::open(path.parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
    const std::string name =
        "/proc/self/fd/" + std::to_string(folder_.number()) + "/" + path.filename().string();
    address_.sun_family = AF_UNIX;
    fits_ = name.size() < sizeof address_.sun_path;
    if (fits_) std::memcpy(address_.sun_path, name.c_str(), name.size() + 1);
  }

  bool is_good() const { return folder_.is_open() && fits_; }
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address_); }
  static socklen_t size() { return sizeof(sockaddr_un); }

 private:
  Descriptor folder_;
  sockaddr_un address_{};
  bool fits_ = false;
};

}  // namespace

fs::path SocketOf(const fs::path& store) {
  std::error_code ignored;
  fs::path whole = fs::weakly_canonical(fs::absolute(store, ignored), ignored);
  if (!whole.has_filename()) whole = whole.parent_path();  // it was written with a / behind it
  return whole.string() + ".sock";
}

Result<Descriptor> ListenAt(const fs::path& path) {
  const Address address(path);
  if (!address.is_good()) return Failed(path, "the name of the store is too long");
  Descriptor socket = NewSocket();
  if (!socket.is_open()) return Failed(path, errno);
  std::error_code ignored;
  if (fs::is_socket(fs::symlink_status(path, ignored))) fs::remove(path, ignored);
  // Nobody can connect before it listens, by when the mode is right.
  if (::bind(socket.number(), address.get(), Address::size()) != 0 ||
      ::chmod(path.c_str(), kOwnerOnly) != 0 || ::listen(socket.number(), kWaiting) != 0)
    return Failed(path, errno);
  return socket;
}

Descriptor ConnectTo(const fs::path& path) {
  const Address address(path);
  Descriptor socket = NewSocket();
  if (!address.is_good() || !socket.is_open()) return Descriptor();
  if (::connect(socket.number(), address.get(), Address::size()) != 0) return Descriptor();
  return socket;
}

}  // namespace dashflow::control
