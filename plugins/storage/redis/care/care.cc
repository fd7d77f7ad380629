// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/redis/care/care.h"

#include <charconv>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/redis/location.h"

namespace dashflow::redis {
namespace {

using Words = std::vector<std::string>;

// Runs a script until its cursor is 0 again. ask(cursor) gives {next cursor, word, …}; take(words)
// gets what is behind it, and stops with false.
template <class Ask, class Take>
void Walk(Ask ask, Take take) {
  std::string cursor = "0";
  do {
    const Reply answer = ask(cursor);
    cursor = TextOf(*answer->element[0]);
    Words words;
    for (std::size_t i = 1; i < answer->elements; ++i)
      words.emplace_back(TextOf(*answer->element[i]));
    if (!take(words)) return;
  } while (cursor != "0");
}

// The names behind `kind`, "v:" for those of spaces, each once.
std::set<std::string> NamesOf(Reader& reader, std::string_view kind) {
  std::set<std::string> names;
  Walk(
      [&](std::string_view cursor) {
        return reader.Run(Script::kNames, {kind, cursor});
      },
      [&](const Words& found) {
        names.insert(found.begin(), found.end());
        return true;
      });
  return names;
}

std::uint64_t NumberOf(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

void AddSizes(Reader& reader, const std::string& hash, sdk::StoreAbout::Amount& amount) {
  Walk(
      [&](std::string_view cursor) {
        return reader.Run(Script::kSizes, {hash, cursor});
      },
      [&](const Words& sizes) {
        amount.count += NumberOf(sizes.at(0));
        amount.bytes += NumberOf(sizes.at(1));
        return true;
      });
}

sdk::StoreAbout::Amount AmountOf(Reader& reader, const std::string& kind) {
  sdk::StoreAbout::Amount amount;
  for (const std::string& name : NamesOf(reader, kind)) AddSizes(reader, kind + name, amount);
  return amount;
}

// Printable, for a finding.
std::string Shown(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto code = static_cast<unsigned char>(byte);
    if (code >= 0x20 && code < 0x7f) {
      text += byte;
    } else {
      text.append("\\x").append(1, kDigits[code >> 4]).append(1, kDigits[code & 15]);
    }
  }
  return text;
}

class Verification {
 public:
  Verification(Reader& reader, const sdk::StoreWatch& watch) : reader_(reader), watch_(watch) {}

  void Run() {
    for (const std::string& space : NamesOf(reader_, "k:")) CheckSpace(space);
    CheckStreams();
    CheckBlobs();
  }

 private:
  void CheckSpace(const std::string& space) {
    Walk(
        [&](std::string_view at) {
          return reader_.Run(Script::kCheckSpace, {space, at});
        },
        [&](const Words& keys) {
          for (const std::string& key : keys)
            watch_.Found("record " + Shown(space) + "/" + Shown(key) + ": a part of it is missing");
          return Step();
        });
  }
  void CheckStreams() {
    Walk([&](std::string_view at) { return reader_.Run(Script::kCheckStreams, {at}); },
         [&](const Words& gaps) {
           for (std::size_t i = 0; i + 1 < gaps.size(); i += 2)
             watch_.Found("entry " + gaps[i + 1] + " of stream " + gaps[i] + ": it is missing",
                          NumberOf(gaps[i]), NumberOf(gaps[i + 1]));
           return Step();
         });
  }
  void CheckBlobs() {
    Walk([&](std::string_view at) { return reader_.Run(Script::kCheckBlobs, {at}); },
         [&](const Words& hashes) {
           for (const std::string& hash : hashes)
             watch_.Found("blob " + Shown(hash) + ": its bytes are missing");
           return Step();
         });
  }
  bool Step() const {
    watch_.Step(0, 0);
    return true;
  }

  Reader& reader_;
  const sdk::StoreWatch& watch_;
};

}  // namespace

sdk::StoreAbout DescribeKeys(Reader& reader) {
  sdk::StoreAbout about{
      .layout = sdk::StoreAbout::Layout{kLayout, kLayout, kLayout, kLayout},
      .records = AmountOf(reader, "v:"),
      .log = AmountOf(reader, "l:"),
  };
  AddSizes(reader, "b", about.blobs);
  return about;
}

void VerifyKeys(Reader& reader, const sdk::StoreWatch& watch) { Verification(reader, watch).Run(); }

void ListBlobs(Reader& reader, const sdk::StoreSink& sink) {
  Walk(
      [&](std::string_view at) {
        return reader.Run(Script::kFields, {"bt", at});
      },
      [&](const Words& hashes) {
        for (const std::string& hash : hashes)
          if (!sink({hash, {}, 0, 0})) return false;
        return true;
      });
}

}  // namespace dashflow::redis
