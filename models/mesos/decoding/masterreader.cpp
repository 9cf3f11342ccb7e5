// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/masterreader.h"

#include "models/mesos/decoding/values.h"

#include <charconv>

namespace mesos {

core::Result<void> readMaster(Walk &walk, const Document &master)
{
    Reader &reader = walk.reader;
    Texts &texts = walk.texts;
    Cluster &cluster = walk.out.cluster;
    std::string_view host;
    int64_t port = 0;
    const auto readInfo = [&](Key key, od::value &field) {
        if (key.is("id"))
            cluster.masterId = texts.read(reader, field);
        else if (key.is("version"))
            cluster.version = texts.read(reader, field);
        else if (key.is("pid"))
            cluster.leaderAddress = texts.intern(addressOf(reader.spelled(field)));
        else if (key.is("hostname"))
            host = reader.spelled(field);
        else if (key.is("port"))
            port = reader.integer(field);
    };
    const auto readAnswer = [&](Key key, od::value &field) {
        if (key.is("master_info"))
            reader.object(field, readInfo);
        else if (key.is("start_time"))
            cluster.started = readSeconds(reader, field);
        else if (key.is("elected_time"))
            cluster.elected = readSeconds(reader, field);
    };
    return reader.read(
        master,
        [&](Key key, od::value &field) {
            if (key.is("get_master"))
                reader.object(field, readAnswer);
        },
        [&] { cluster.leader = texts.intern(std::string(host) + ':' + std::to_string(port)); });
}

core::Result<void> readFlags(Walk &walk, const Document &flags, FrameworkLists::Bounds &bounds)
{
    Reader &reader = walk.reader;
    const auto readBound = [&reader](od::value &value, size_t &bound) {
        const std::string_view text = reader.spelled(value);
        std::from_chars(text.data(), text.data() + text.size(), bound);
    };
    return reader.read(flags, [&](Key key, od::value &field) {
        if (!key.is("flags"))
            return;
        reader.object(field, [&](Key flag, od::value &value) {
            if (flag.is("cluster"))
                walk.out.cluster.name = walk.texts.read(reader, value);
            else if (flag.is("max_completed_tasks_per_framework"))
                readBound(value, bounds.completedTasks);
            else if (flag.is("max_completed_frameworks"))
                readBound(value, bounds.completedFrameworks);
        });
    });
}

core::Result<void> readMetrics(Reader &reader, const Document &metrics, std::optional<uint32_t> &unreachable)
{
    return reader.read(metrics, [&](Key key, od::value &field) {
        if (key.is("master/slaves_unreachable") || key.is("master\\/slaves_unreachable")) {
            const double count = readAmount(reader, field);
            unreachable = count > 0 && count < 4e9 ? static_cast<uint32_t>(count) : 0;
        }
    });
}

} // namespace mesos
