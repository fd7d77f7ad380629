// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/service.h"
#include "host/api/webhooks/webhook_sender.h"
#include "host/base/log.h"
#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::api {

// Opens what calls the webhooks of a service's runs; `service` and `log` outlive it. A webhook is
// due in the store from its order on until it was taken or given up. REQUIRES: OpenDesk.
void OpenWebhooks(Service& service, Log& log, WebhookRules rules);

// Sends those that an earlier host owes. Errors: those of the store. REQUIRES: RunDesk::Open.
Status ResumeWebhooks(Service& service);

// Error request_invalid: the body names a webhook that cannot be called.
Status CheckWebhook(const Service& service, const Value& body);

}  // namespace dashflow::api
