// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/v1frameworkreader.h"

#include "models/mesos/decoding/statereader.h"
#include "models/mesos/decoding/values.h"

namespace mesos {

namespace {

void readFrameworkInfo(V1Reader v1, od::value &value, V1Framework &framework)
{
    Reader &reader = v1.reader;
    Texts &texts = v1.texts;
    Framework &row = framework.row;
    bool hasId = false;
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("id")) {
            row.id = readValueText(v1, field);
            hasId = true;
        } else if (key.is("name")) {
            row.name = texts.read(reader, field);
        } else if (key.is("user")) {
            row.user = texts.read(reader, field);
        } else if (key.is("principal")) {
            row.principal = texts.read(reader, field);
        } else if (key.is("hostname")) {
            row.host = texts.read(reader, field);
        } else if (key.is("webui_url")) {
            row.webUi = texts.read(reader, field);
        } else if (key.is("role")) {
            framework.roles.push_back(texts.read(reader, field));
        } else if (key.is("roles")) {
            reader.array(field, [&](od::value &role) { framework.roles.push_back(texts.read(reader, role)); });
        } else if (key.is("failover_timeout")) {
            row.failoverTimeout = readDuration(reader, field);
        } else if (key.is("checkpoint")) {
            row.checkpoint = reader.boolean(field);
        } else if (key.is("capabilities")) {
            reader.array(field, [&](od::value &capability) {
                reader.object(capability, [&](Key part, od::value &type) {
                    if (part.is("type"))
                        framework.capabilities.push_back(texts.read(reader, type));
                });
            });
        }
    });
    reader.require(hasId, "id");
}

} // namespace

V1Framework readV1Framework(V1Reader v1, od::value &value, bool completed)
{
    V1Framework framework;
    Framework &row = framework.row;
    Connection connection;
    connection.completed = completed;
    bool hasInfo = false;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("framework_info")) {
            hasInfo = true;
            readFrameworkInfo(v1, field, framework);
        } else if (key.is("active")) {
            connection.active = v1.reader.boolean(field);
        } else if (key.is("connected")) {
            connection.connected = v1.reader.boolean(field);
        } else if (key.is("recovered")) {
            connection.recovered = v1.reader.boolean(field);
        } else if (key.is("registered_time")) {
            row.registered = readNanoTime(v1.reader, field);
        } else if (key.is("reregistered_time")) {
            row.reregistered = readNanoTime(v1.reader, field);
        } else if (key.is("unregistered_time")) {
            row.unregistered = readNanoTime(v1.reader, field);
        } else if (key.is("allocated_resources")) {
            framework.used = readV1Resources(v1, field).all;
        } else if (key.is("offered_resources")) {
            framework.offered = readV1Resources(v1, field).all;
        }
    });
    v1.reader.require(hasInfo, "framework_info");
    row.phase = phaseOf(connection);
    if (row.reregistered == row.registered) // told always; v0 tells it only when it differs
        row.reregistered = {};
    return framework;
}

TextId readV1FrameworkInfoId(V1Reader v1, od::value &value)
{
    V1Framework framework;
    readFrameworkInfo(v1, value, framework);
    return framework.row.id;
}

} // namespace mesos
