// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/gonecache.h"

#include "models/core/picturefile.h"
#include "models/mesos/statecache.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>

namespace mesos {

namespace {

constexpr core::PictureKind goneKind{ .magic = { 'C', 'M', 'P', 'S', 'G', 'O', 'N', 'E' }, .version = 1 };

using Facts = GonePicture::Facts;

void put(QDataStream &out, TimePoint t)
{
    out << qint64{ t.time_since_epoch().count() };
}

TimePoint takeMoment(QDataStream &in)
{
    qint64 count = 0;
    in >> count;
    return TimePoint(core::Duration(count));
}

void put(QDataStream &out, const Facts &facts)
{
    put(out, facts.lastSeen);
    put(out, facts.missed);
    out << static_cast<qint32>(facts.ran.size());
    for (const Facts::Ran &task : facts.ran)
        out << task.name << task.path;
}

Facts takeFacts(QDataStream &in)
{
    Facts facts;
    facts.lastSeen = takeMoment(in);
    facts.missed = takeMoment(in);
    qint32 count = 0;
    in >> count;
    for (qint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        Facts::Ran task;
        in >> task.name >> task.path;
        facts.ran.append(task);
    }
    return facts;
}

} // namespace

QByteArray encodeGone(const GoneAgentsPtr &gone, TimePoint at)
{
    QByteArray content;
    QDataStream out(&content, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << (gone ? encodeState(*gone->state, at) : QByteArray());
    for (size_t i = 0; gone && i < gone->facts.size(); ++i)
        put(out, gone->facts[i]);
    return core::sealedPicture(goneKind, at, content);
}

core::Result<GoneAgentsPtr> decodeGone(const QByteArray &bytes)
{
    const core::Result<core::OpenedPicture> opened = core::openPicture(goneKind, bytes);
    if (!opened)
        return core::failure(opened.error());
    const std::string_view content = opened->content;
    const QByteArray whole = QByteArray::fromRawData(content.data(), static_cast<qsizetype>(content.size()));
    QDataStream in(whole);
    in.setVersion(QDataStream::Qt_6_4);
    QByteArray stored;
    in >> stored;
    if (stored.isEmpty() && in.status() == QDataStream::Ok)
        return GoneAgentsPtr();
    const core::Result<CachedState> agents = decodeState(stored);
    if (!agents)
        return core::failure(agents.error());
    auto gone = std::make_shared<GonePicture>();
    gone->state = agents->state;
    for (size_t i = 0; i < gone->state->agents.size() && in.status() == QDataStream::Ok; ++i)
        gone->facts.push_back(takeFacts(in));
    const bool isGone
        = std::ranges::all_of(gone->state->agents, [](const Agent &agent) { return agent.phase == AgentPhase::Gone; });
    if (in.status() != QDataStream::Ok || !in.atEnd() || !isGone)
        return core::failure(core::misunderstoodPicture());
    return GoneAgentsPtr(std::move(gone));
}

} // namespace mesos
