// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.h>
#include <sys/stat.h>

#include <cstdint>
#include <dashflow/config.hpp>
#include <dashflow/testing/store/client.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "tests/conformance/store/broken/wrap_care.h"

namespace dashflow::conformance {

// Passes everything on to what a real store does for itself. A fault overrides what it breaks.
struct BrokenCare {
  using Watch = const df_store_watch*;
  struct Restoring {
    const df_value* config;
    df_text file;
    Watch watch;
  };

  df_store_care_api real{};

  virtual ~BrokenCare() = default;
  virtual df_status Describe(void* store, df_value* about, df_value* error) {
    return real.describe(store, about, error);
  }
  virtual df_status Verify(void* store, Watch watch, df_value* error) {
    return real.verify(store, watch, error);
  }
  virtual df_status Backup(void* store, const std::string& file, Watch watch, df_value* error) {
    return real.backup(store, sdk::testing::store::Text(file), watch, error);
  }
  virtual df_status Vacuum(void* store, Watch watch, df_value* error) {
    return real.vacuum(store, watch, error);
  }
  virtual df_status Upgrade(const df_value* config, std::uint32_t flags, df_value* plan,
                            df_value* error) {
    return real.upgrade(config, flags, plan, error);
  }
  virtual df_status Restore(const Restoring& what, df_value* kept, df_value* error) {
    return real.restore(what.config, what.file, what.watch, kept, error);
  }
  virtual df_status Blobs(void* store, const BlobSink& sink, df_value* error) {
    return real.blobs(store, sink.take, sink.context, error);
  }
};

// Commits to an open store, which must take it.
inline void Meddle(void* store, sdk::testing::store::Batch& batch) {
  df_store_batch* const raw = batch.raw();
  const BrokenStore behind(Real{&Behind::store, store});
  behind.CommitNow({&raw, 1});
}

// The same with what is in a backup.
inline void MeddleIn(const std::string& file, sdk::testing::store::Batch& batch) {
  sdk::testing::store::Client backup(Behind::store, R"({"url":"sqlite:)" + file + R"("})");
  Meddle(backup.raw(), batch);
}

struct CountsOneMore : BrokenCare {
  df_status Describe(void* store, df_value* about, df_value* error) override {
    sdk::testing::store::Batch batch;
    Meddle(store, batch.Put("s", "one more", "x"));
    return BrokenCare::Describe(store, about, error);
  }
};

struct DescribesNothingToReaders : BrokenCare {
  df_status Describe(void* store, df_value* about, df_value* error) override {
    if (!Behind::readers.contains(store)) return BrokenCare::Describe(store, about, error);
    *about = sdk::Value::FromJson("{}").Release();
    return DF_OK;
  }
};

inline void Find(const df_store_watch* watch) {
  const df_store_finding finding{sizeof(df_store_finding), 0, sdk::testing::store::Text("a shadow"),
                                 0, 0};
  watch->found(watch->context, &finding);
}

struct FindsWhatIsNot : BrokenCare {
  df_status Verify(void* store, Watch watch, df_value* error) override {
    Find(watch);
    return BrokenCare::Verify(store, watch, error);
  }
};

struct DistrustsReaders : BrokenCare {
  df_status Verify(void* store, Watch watch, df_value* error) override {
    if (Behind::readers.contains(store)) Find(watch);
    return BrokenCare::Verify(store, watch, error);
  }
};

struct BacksUpHalf : BrokenCare {
  df_status Backup(void* store, const std::string& file, Watch watch, df_value* error) override {
    const df_status status = BrokenCare::Backup(store, file, watch, error);
    sdk::testing::store::Batch batch;
    if (status == DF_OK) MeddleIn(file, batch.Trim(1, 2));
    return status;
  }
};

struct BacksUpForEverybody : BrokenCare {
  df_status Backup(void* store, const std::string& file, Watch watch, df_value* error) override {
    const df_status status = BrokenCare::Backup(store, file, watch, error);
    ::chmod(file.c_str(), 0644);
    return status;
  }
};

struct BacksUpOverFiles : BrokenCare {
  df_status Backup(void* store, const std::string& file, Watch watch, df_value* error) override {
    std::filesystem::remove(file);
    return BrokenCare::Backup(store, file, watch, error);
  }
};

struct BacksUpTwoMoments : BrokenCare {
  df_status Backup(void* store, const std::string& file, Watch watch, df_value* error) override {
    const df_status status = BrokenCare::Backup(store, file, watch, error);
    sdk::testing::store::Batch batch;
    if (status == DF_OK) MeddleIn(file, batch.Put("s", "head", "1"));
    return status;
  }
};

struct BacksUpOnAndOn : BrokenCare {
  df_status Backup(void* store, const std::string& file, Watch watch, df_value* error) override {
    df_store_watch deaf = *watch;
    deaf.progress = [](void*, std::uint64_t, std::uint64_t) noexcept { return 1U; };
    return BrokenCare::Backup(store, file, &deaf, error);
  }
};

struct LeavesWhatItBegan : BrokenCare {
  df_status Backup(void* store, const std::string& file, Watch watch, df_value* error) override {
    const df_status status = BrokenCare::Backup(store, file, watch, error);
    if (status != DF_OK) std::ofstream(file) << "a part";
    return status;
  }
};

struct VacuumsTooMuch : BrokenCare {
  df_status Vacuum(void* store, Watch watch, df_value* error) override {
    sdk::testing::store::Batch batch;
    Meddle(store, batch.Trim(1, 2));
    return BrokenCare::Vacuum(store, watch, error);
  }
};

struct VacuumsWhatComesIn : BrokenCare {
  df_status Vacuum(void* store, Watch watch, df_value* error) override {
    const df_status status = BrokenCare::Vacuum(store, watch, error);
    sdk::testing::store::Batch batch;
    Meddle(store, batch.Trim(7, 10));
    return status;
  }
};

struct UpgradesTheNewest : BrokenCare {
  df_status Upgrade(const df_value* config, std::uint32_t flags, df_value* plan,
                    df_value* error) override {
    const df_status status = BrokenCare::Upgrade(config, flags, plan, error);
    if (status != DF_OK || (flags & DF_STORE_DRY_RUN) != 0) return status;
    const sdk::Value known = sdk::Value::Adopt(*plan);
    const std::string layout = std::to_string(sdk::Config(known).Get<std::int64_t>("from", 0));
    *plan = sdk::Value::FromJson(R"({"from":)" + layout + R"(,"to":)" + layout +
                                 R"(,"done":true,"backup":""})")
                .Release();
    return DF_OK;
  }
};

struct ListsAllBlobsButOne : BrokenCare {
  df_status Blobs(void* store, const BlobSink& sink, df_value* error) override {
    struct Rest {
      const BlobSink& sink;
      bool is_first = true;
    } rest{sink};
    const auto take = [](void* context, const df_store_entry* entry) noexcept -> std::uint32_t {
      auto& it = *static_cast<Rest*>(context);
      if (std::exchange(it.is_first, false)) return 1;
      return it.sink.take(it.sink.context, entry);
    };
    return real.blobs(store, take, &rest, error);
  }
};

struct ListsABlobThatIsNot : BrokenCare {
  df_status Blobs(void* store, const BlobSink& sink, df_value* error) override {
    df_store_entry ghost{};
    ghost.key = {"ghost", 5};
    sink.take(sink.context, &ghost);
    return BrokenCare::Blobs(store, sink, error);
  }
};

struct RestoresNothing : BrokenCare {
  df_status Restore(const Restoring&, df_value* kept, df_value*) override {
    *kept = {};
    return DF_OK;
  }
};

struct KeepsNothing : BrokenCare {
  df_status Restore(const Restoring& what, df_value* kept, df_value* error) override {
    const df_status status = BrokenCare::Restore(what, kept, error);
    if (status == DF_OK) std::filesystem::remove(std::string(sdk::ValueView(*kept).text()));
    return status;
  }
};

struct RestoresWhatIsHeld : BrokenCare {
  df_status Restore(const Restoring& what, df_value* kept, df_value* error) override {
    const df_status status = BrokenCare::Restore(what, kept, error);
    if (status == DF_OK) return status;
    sdk::Value::Adopt(*error);
    *kept = {};
    return DF_OK;
  }
};

}  // namespace dashflow::conformance
