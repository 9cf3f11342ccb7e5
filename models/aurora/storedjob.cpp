// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/storedjob.h"

#include "models/aurora/codec/fromwire.h"
#include "models/aurora/codec/towire.h"

#include <QCoreApplication>

#include <thrift/protocol/TJSONProtocol.h>
#include <thrift/transport/TBufferTransports.h>

namespace aurora {

namespace {

using apache::thrift::protocol::TJSONProtocol;
using apache::thrift::transport::TMemoryBuffer;

core::Error unreadable()
{
    core::Error error;
    error.kind = core::Error::Kind::Storage;
    error.detail = QCoreApplication::translate("Aurora", "A job in the journal is not readable.");
    return error;
}

} // namespace

QString storedJob(const JobConfiguration &job)
{
    const auto bytes = std::make_shared<TMemoryBuffer>();
    TJSONProtocol out(bytes);
    wire::toWire(job).write(&out);
    return wire::text(bytes->getBufferAsString());
}

core::Result<JobConfiguration> jobFromStored(const QString &text)
{
    std::string stored = wire::text(text);
    try {
        const auto bytes = std::make_shared<TMemoryBuffer>(reinterpret_cast<uint8_t *>(stored.data()),
                                                           static_cast<uint32_t>(stored.size()));
        TJSONProtocol in(bytes);
        wire::JobConfiguration wire;
        wire.read(&in);
        JobConfiguration job = wire::fromWire(wire);
        if (!job.key.isComplete())
            return core::failure(unreadable());
        return job;
    } catch (const std::exception &) { // libthrift throws; nothing of it gets out
        return core::failure(unreadable());
    }
}

} // namespace aurora
