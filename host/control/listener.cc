// SPDX-License-Identifier: Apache-2.0
#include "host/control/listener.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <atomic>
#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "host/control/peer.h"
#include "host/control/socket_file.h"

namespace dashflow::control {
namespace {

constexpr std::size_t kMostCalls = 64;
constexpr timeval kPatience{5, 0};  // for a request
constexpr timeval kForEver{0, 0};

void Limit(int connection, const timeval& time) {
  ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
}

Value Refusal(std::string_view why) { return Value::EmptyObject().Set("refused", why); }

// The signals of the caller, whose last one is that it hangs up.
void Listen(int connection, Call& call) {
  while (const auto frame = ReceiveFrame(connection)) {
    const Value* signal = frame->is_object() ? frame->Find("signal") : nullptr;
    if (signal != nullptr && signal->kind() == Kind::kInt)
      call.Raise(static_cast<int>(signal->as_int()));
  }
}

}  // namespace

// One connection and the thread that serves it.
class Listener::Served {
 public:
  Served(Descriptor connection, const Listener& listener)
      : connection_(std::move(connection)), listener_(listener), thread_([this] { Serve(); }) {}
  ~Served() { thread_.join(); }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  bool is_over() const { return over_.load(); }

 private:
  void Serve() {
    if (IsTrusted(PeerOf(connection_.number()))) Take();
    ::shutdown(connection_.number(), SHUT_RDWR);
    over_.store(true);
  }

  void Take() {
    Limit(connection_.number(), kPatience);
    Streams streams;
    const auto frame = ReceiveFrame(connection_.number(), &streams);
    if (!frame) return;
    auto request = ReadRequest(*frame);
    const std::string why = request.has_error() ? request.error().cause() : WhyNot(*request);
    if (!why.empty()) {
      SendFrame(connection_.number(), Refusal(why));
      return;
    }
    Limit(connection_.number(), kForEver);
    Call call(std::move(request).value(), std::move(streams));
    Run(call);
  }

  std::string WhyNot(const Request& request) const {
    if (request.version == listener_.version_) return {};
    return "it is dashflow " + listener_.version_ + ", the command of " + request.version;
  }

  void Run(Call& call) {
    std::thread signals([&] {
      Listen(connection_.number(), call);
      call.Raise(SIGINT);
    });
    const std::int64_t exit = listener_.run_(call);
    call.Watch({});
    call.streams() = Streams();
    SendFrame(connection_.number(), Value::EmptyObject().Set("exit", exit));
    ::shutdown(connection_.number(), SHUT_RDWR);
    signals.join();
  }

  const Descriptor connection_;
  const Listener& listener_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

Result<std::unique_ptr<Listener>> Listener::Open(const std::filesystem::path& path,
                                                 std::string version, Run run) {
  DF_ASSIGN(Descriptor socket, ListenAt(path));
  return std::make_unique<Listener>(path, std::move(socket), std::move(version), std::move(run));
}

Listener::Listener(std::filesystem::path path, Descriptor socket, std::string version, Run run)
    : path_(std::move(path)),
      socket_(std::move(socket)),
      version_(std::move(version)),
      run_(std::move(run)),
      accepting_([this] { Accept(); }) {}

Listener::~Listener() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
  ::shutdown(socket_.number(), SHUT_RDWR);
  accepting_.join();
}

void Listener::Accept() {
  for (;;) {
    Descriptor connection(::accept4(socket_.number(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!connection.is_open() && (errno == EINTR || errno == ECONNABORTED)) continue;
    if (!connection.is_open()) return;
    std::erase_if(served_, [](const auto& one) { return one->is_over(); });
    if (served_.size() < kMostCalls)
      served_.push_back(std::make_unique<Served>(std::move(connection), *this));
    else
      SendFrame(connection.number(), Refusal("it runs the commands of many callers already"));
  }
}

}  // namespace dashflow::control
