// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/checkpoint/patience/patient_store.h"
#include "host/checkpoint/tally/counting_store.h"
#include "host/telemetry/registry.h"

namespace dashflow::cli {

// What a store was asked for, how it answered, and what was written to it. Both outlive the
// registry; `patience` null = nothing waits for the store.
void AddStore(telemetry::Registry& registry, const checkpoint::CountingStore& store,
              const checkpoint::PatientStore* patience);

}  // namespace dashflow::cli
