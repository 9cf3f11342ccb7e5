// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/sandbox.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace logs {

core::Error sandboxShapeError(const QString &place)
{
    core::Error error;
    error.kind = place.isEmpty() ? core::Error::Kind::NotJson : core::Error::Kind::WrongShape;
    error.path = place;
    return error;
}

core::Result<SandboxEntry> sandboxEntry(const QString &path, qint64 size, const QString &place)
{
    SandboxEntry entry;
    entry.path = path;
    entry.name = path.mid(path.lastIndexOf(u'/') + 1);
    entry.size = size;
    if (entry.name.isEmpty())
        return core::failure(sandboxShapeError(place));
    return entry;
}

core::Result<QList<SandboxEntry>> decodeBrowse(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isNull())
        return core::failure(sandboxShapeError({}));
    if (!document.isArray())
        return core::failure(sandboxShapeError(u"$"_s));
    QList<SandboxEntry> entries;
    const QJsonArray array = document.array();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QJsonObject object = array[i].toObject();
        auto entry = sandboxEntry(object["path"_L1].toString(), object["size"_L1].toInteger(), u"[%1].path"_s.arg(i));
        if (!entry)
            return core::failure(entry.error());
        const double seconds = object["mtime"_L1].toDouble();
        if (std::isfinite(seconds) && std::abs(seconds) < 1e12)
            entry->modified = core::TimePoint(core::Duration(std::llround(seconds * 1000)));
        entry->directory = object["mode"_L1].toString().startsWith(u'd');
        entries.append(std::move(*entry));
    }
    return entries;
}

QString sandboxPath(const QString &framework, const QString &executor, const QString &task)
{
    return u"/frameworks/%1/executors/%2/runs/latest"_s.arg(framework, executor.isEmpty() ? task : executor);
}

} // namespace logs
