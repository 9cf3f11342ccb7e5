// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/entities.h"
#include "app/simulator/jsonwriter.h"

/// What the v0 documents and the v1 API spell alike. Each writes into the object that is open.
namespace sim::shared {

void writeId(JsonWriter &out, std::string_view name, std::string_view id); ///< "name": {"value": id}
void writeLabelList(JsonWriter &out, const std::vector<Label> &labels); ///< "labels": [{key, value}, …]
void writeNetwork(JsonWriter &out, std::string_view address); ///< "network_infos"
/// "discovery"; only v0 tells the location.
void writeDiscovery(JsonWriter &out, const Discovery &discovery, bool withLocation);
void writeDomain(JsonWriter &out, const Agent &agent); ///< "domain"; nothing without a zone
void writeDrain(JsonWriter &out, const Agent &agent); ///< "drain_info"; nothing while nobody drains
void writeRoles(JsonWriter &out, const Framework &framework); ///< "roles" of many, "role" of one

} // namespace sim::shared
